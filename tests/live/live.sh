# What the live tests stand on; they source it. Rows and catalogues are read by sqlite3 alone, texts are cut by perl:
# nothing of ours looks at what our program did.
#
# Sets: root, RETORT (the program), corpora, work (a folder, removed at the end unless the test failed).
# shellcheck shell=bash
set -euo pipefail
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
RETORT=$(readlink -f "${RETORT:-$root/build/dev/src/retort}")
corpora=${RETORT_CORPORA:-$root/../shared/corpora}
unset DATABASE_URL RETORT_ENV RETORT_URL

[ -x "$RETORT" ] || { echo "$(basename "$0"): no program at $RETORT (set RETORT)" >&2; exit 2; }

# Ends the test as skipped where there are no corpora.
need_corpora() {
  [ -r "$corpora/chinook/sqlite.sql" ] && return
  echo "skipped: no corpora at $corpora (set RETORT_CORPORA)"
  exit 77
}

work=$(mktemp -d "${TMPDIR:-/tmp}/retort-live.XXXXXX")
doing=
leave_nothing() { rm -rf "$work"; }
at_end() { :; }
finish() {
  local status=$?
  at_end
  if [ "$status" -eq 0 ] || [ "$status" -eq 77 ]; then
    leave_nothing
    return
  fi
  echo "FAILED${doing:+ at $doing}; left in $work" >&2
}
trap finish EXIT

fail() {
  echo "$*" >&2
  exit 1
}

# retort ARGUMENTS...: must exit 0. What it printed stands in $work/out.
retort() {
  retort_exits 0 "$@"
}

# retort_exits STATUS ARGUMENTS...
retort_exits() {
  local expected=$1 status=0
  shift
  "$RETORT" "$@" </dev/null >"$work/out" 2>&1 || status=$?
  [ "$status" -eq "$expected" ] && return
  cat "$work/out" >&2
  fail "retort $*: exit status $status, not $expected"
}

# said TEXT: the last call printed it.
said() {
  grep -qF -- "$1" "$work/out" || { cat "$work/out" >&2; fail "it did not say: $1"; }
}

# same WHAT EXPECTED FOUND: two files are equal.
same() {
  diff -u "$2" "$3" >"$work/difference" && return
  head -n 40 "$work/difference" >&2
  fail "$1: not equal (- expected, + found)"
}

# What a database is made of, by the pragmas and by the texts; less Retort's own two tables.
catalogue() {
  sqlite3 -readonly "$1" <"$here/catalogue.sql" | perl "$here/normalise.pl" | sort
}

# rows DB: "TABLE<tab>COLUMN=VALUE<tab>...", columns by name, sorted; values as SQLite quotes them.
rows() {
  sqlite3 -readonly "$1" <"$here/select_rows.sql" >"$work/select_rows"
  sqlite3 -readonly "$1" <"$work/select_rows" | sort
}

# Keys hold, and the file is sound.
sound() {
  local found
  found=$(sqlite3 "$1" 'PRAGMA foreign_keys = ON; PRAGMA foreign_key_check; PRAGMA integrity_check')
  [ "$found" = ok ] || fail "$1: $found"
}

# INSERTs for all rows, keys put off until the end.
seeds() {
  echo 'PRAGMA foreign_keys = OFF;'
  sqlite3 -readonly "$1" <"$here/select_inserts.sql" >"$work/select_inserts"
  sqlite3 -readonly "$1" <"$work/select_inserts"
}
