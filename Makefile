# The same commands for people who type make.
.PHONY: quickstart test bench format install
quickstart: ; ./tools/quickstart
test:       ; ./tools/test
bench:      ; ./tools/bench
format:     ; ./tools/format
install:    ; ./tools/install
