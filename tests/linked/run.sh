#!/usr/bin/env bash
# The command line of a program that revisions are linked into: it lists, plans, writes down, runs and proves them as it
# does with files.
#
#   tests/linked/run.sh PROGRAM
set -euo pipefail

program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
unset RETORT_ENV
export XDG_CACHE_HOME=$folder/cache
printf '[environments.local]\nurl = "sqlite:app.db"\n' >retort.toml

fail() {
  echo "linked: $1"
  exit 1
}
# has TEXT: the last output has this line.
has() { grep -qF -- "$1" out || { cat out; fail "not there: $1"; }; }

# No folder of revisions is there: the embedded ones count.
"$program" history >out
has "bbbb00000002 -> cccc00000003 (head), add a status"
has "aaaa00000001 -> bbbb00000002, add emails"
"$program" show -v cccc >out
has "add_column users.status"
has "UPDATE users SET status = 'new';"
has "drop_column users.status"
"$program" plan head >out
has "alter_column users.status"
"$program" plan head --json >out
has '"add_column users.status"'

# A script is what the run would be, journal and all but its times.
"$program" upgrade head --sql >up.sql 2>/dev/null
sqlite3 script.db <up.sql
"$program" upgrade head 2>out
has "Running upgrade bbbb00000002 -> cccc00000003, add a status"
dump() { sqlite3 "$1" "SELECT sql FROM sqlite_schema WHERE name = 'users'; SELECT * FROM users;
  SELECT * FROM retort_version; SELECT revision, direction, step, steps, statement, hash, state FROM retort_journal"; }
dump script.db >expected
dump app.db | diff expected - || fail "the script and the run differ"
"$program" downgrade head:base --sql 2>/dev/null | sqlite3 script.db
[ "$(sqlite3 script.db 'SELECT count(*) FROM sqlite_schema WHERE name = '"'users'")" = 0 ] || fail "the way back"

"$program" current >out
has "cccc00000003 (head)"
"$program" verify >out 2>&1 || { cat out; fail "verify"; }
has "round trip of cccc00000003"

# Where the folder is there, its files count, and what is written in C++ counts besides.
mkdir -p db/versions
cat >db/versions/1.sql <<'SQL'
-- add users
--
-- Revision ID: aaaa00000001
-- Revises:

-- retort: upgrade
CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, nick TEXT);

-- retort: downgrade
DROP TABLE users;
SQL
status=0
"$program" history >out 2>&1 || status=$?
[ "$status" = 2 ] || fail "status $status where cccc revises a file that is not there"
has "revises bbbb00000002, which no file has"
rm -r db

# A function is no SQL; and it is part of what ran.
rm app.db
status=0
"$program" --with-function upgrade head --sql >out 2>&1 || status=$?
[ "$status" = 2 ] || fail "status $status for a function and --sql"
has "it holds a C++ function, which is no SQL"
"$program" --with-function plan head >out
has "-- and 1 C++ function in its transaction"
"$program" --with-function upgrade head 2>out
[ "$(sqlite3 app.db 'SELECT DISTINCT nick FROM users')" = "from C++" ] || fail "the function did not run"
"$program" status >out 2>&1 || true
has "aaaa00000001"
grep -q "edited" out || { cat out; fail "a program without the function is not told"; }
