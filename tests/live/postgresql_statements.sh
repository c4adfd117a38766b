#!/usr/bin/env bash
# The statements that Retort finds in a file are those that psql sends: each file is run by psql on a real server, and what
# the server's log then holds is compared, statement by statement. Errors of the statements themselves don't matter.
#
#   tests/live/postgresql_statements.sh PRINT_STATEMENTS     by tests/support/postgresql.sh, with RETORT_TEST_POSTGRESQL_15
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
print=$1
corpora=${RETORT_CORPORA:-$here/../../../shared/corpora}
url=$RETORT_TEST_POSTGRESQL_15
work=$(mktemp -d "${TMPDIR:-/tmp}/retort-statements.XXXXXX")
trap 'rm -rf "$work"' EXIT

# One line a statement, on standard output: \n for line ends, \\ for backslashes.
logged() {
  perl -ne '
    BEGIN { sub end_statement { return unless defined $open; $open =~ s/;$//; print "$open\n" if $open =~ /\S/; undef $open } }
    s/\\/\\\\/g; chomp;
    if (/^\S+ \S+ \S+ \[\d+\] LOG:  statement: (.*)/s) { end_statement(); $open = $1 }
    elsif (/^\t(.*)/s && defined $open) { $open .= "\\n$1" }
    else { end_statement() }
    END { end_statement() }'
}

files=0
statements=0
check() {
  local file=$1 name=statements_$$_$files to offset
  psql "$url" -Xqc "CREATE DATABASE $name TEMPLATE template0" -c "ALTER DATABASE $name SET log_statement = 'all'"
  to=${url%/*}/$name
  offset=$(wc -c <"$RETORT_TEST_POSTGRESQL_15_LOG")
  # \dt and its like send queries of psql's own.
  # The log has what a client's encoding made of the text.
  sed '/^\\d/d; s/^SET CLIENT_ENCODING=latin1;/SET CLIENT_ENCODING=utf8;/' "$file" | PGCLIENTENCODING=UTF8 psql "$to" -Xq >/dev/null 2>&1 || true
  psql "$url" -Xqc "DROP DATABASE $name WITH (FORCE)"
  tail -c "+$((offset + 1))" "$RETORT_TEST_POSTGRESQL_15_LOG" | logged >"$work/log"
  "$print" --log "$work/log" >"$work/server"
  sed 's/^SET CLIENT_ENCODING=latin1;/SET CLIENT_ENCODING=utf8;/' "$file" >"$work/file"
  "$print" "$work/file" >"$work/ours" || { echo "$file: not all statements have a kind" >&2; exit 1; }
  diff "$work/server" "$work/ours" >"$work/difference" ||
    { head -n 20 "$work/difference" | cut -c1-300 >&2; echo "$file: not the statements that psql sends (< psql, > ours)" >&2; exit 1; }
  files=$((files + 1))
  statements=$((statements + $(wc -l <"$work/ours")))
}

# 0 to $1 - 1: bodies longer than what psql and the server take at a time.
long_body() { seq 0 $(($1 - 1)) | sed "s|.*|  -- line &; it's \$x\$ \"\n  PERFORM & /* ; ( */ ;|"; }
{
  cat "$here/statements.sql"
  printf 'DO $do$\nBEGIN\n%s\nEND $do$;\n' "$(long_body 160)"
  printf 'CREATE FUNCTION long_body() RETURNS void LANGUAGE plpgsql AS $body$\nBEGIN\n%s\nEND $body$;\n' "$(long_body 800)"
  echo "SELECT 'last'"  # without a semicolon
} >"$work/statements.sql"
check "$work/statements.sql"
for corpus in sakila pagila chinook adventureworks; do
  if [ ! -r "$corpora/$corpus/postgresql.sql" ]; then
    echo "skipped: no corpora at $corpora (set RETORT_CORPORA)"
    exit 77
  fi
  check "$corpora/$corpus/postgresql.sql"
done
echo "$files files, $statements statements"
