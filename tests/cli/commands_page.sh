#!/usr/bin/env bash
# docs/commands.md is what the program's own help says. --update PROGRAM writes it anew.
set -euo pipefail
page=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/docs/commands.md
if [ "$1" = --update ]; then "$2" help --markdown >"$page"; exit; fi
diff -u "$page" <("$1" help --markdown)
