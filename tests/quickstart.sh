#!/usr/bin/env bash
# Runs the README's command block and compares what it prints. Ids, hashes and times are masked: <rev-1> is the first
# revision id that comes up, the same id everywhere.
#
#   tests/quickstart.sh PROGRAM [--update]      --update rewrites tests/quickstart.expected; read it before you commit
set -euo pipefail
program=$(realpath "${1:?the retort program}")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
expected=tests/quickstart.expected

found=$(RETORT_PROGRAM=$program tools/quickstart | perl -pe '
  s/\b[0-9a-f]{32}\b/<hash>/g;
  s/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/<date>/g;
  s/\d{14}_/<time>_/g;
  s/Generated: \K[0-9a-f]{12}/<hash>/;
  s/\b([0-9a-f]{12})\b/"<rev-" . ($number{$1} \/\/= ++$count) . ">"/ge;')
if [ "${2:-}" = --update ]; then
  printf '%s\n' "$found" >"$expected"
elif ! diff -u "$expected" <(printf '%s\n' "$found"); then
  echo "quickstart: it prints something else than $expected says" >&2
  exit 1
fi
