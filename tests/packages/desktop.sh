#!/usr/bin/env bash
# The example, built: a program that brings its user's file to its schema when it starts, and keeps a copy.
set -euo pipefail
fail() { echo "desktop: $*" >&2; exit 1; }
says() { grep -qF -- "$2" "$1" || { cat "$1"; fail "it does not say '$2'"; }; }
first=5d0c27b1e9a4 second=b83f6e0a12cd

# Where it is installed there is nothing but the program.
mkdir elsewhere
cp build/tasks elsewhere/
mv db/versions versions
cd elsewhere
! ldd tasks | grep -E 'libpq|libretort-cli|libretort-postgresql' >loads || { cat loads; fail "it loads what it does not need"; }

# A new file: both revisions, no copy.
TASKS_FILE=new.db ./tasks add "write the report" 2 >out 2>err
says out '1  !2  write the report'
says err "Running upgrade $first -> $second"
[ "$(find . -name 'new.db*before*')" = '' ] || fail "a copy of a file that was not there"

# The file of the version before, with the user's rows; its name is an odd one.
file='my tasks.db'
mv ../versions ../db/versions
(cd .. && retort --url "sqlite:elsewhere/$file" upgrade $first >/dev/null 2>&1)
sqlite3 "$file" "INSERT INTO tasks (title, done) VALUES ('old and open', 0), ('old and done', 1)"
TASKS_FILE=$file ./tasks >out 2>err
says out '1  !0  old and open'
! grep -q 'old and done' out || fail "a task that is done is listed"
says err "kept a copy: $file.before-$second"
says err "Running upgrade $first -> $second"
[ "$(sqlite3 "$file.before-$second" 'SELECT count(*) FROM tasks; SELECT version_num FROM retort_version')" = $'2\n'$first ] ||
  fail "the copy is not the file as it was"
[ "$(sqlite3 "$file.before-$second" "SELECT count(*) FROM pragma_table_info('tasks') WHERE name = 'priority'")" = 0 ] ||
  fail "the copy was upgraded too"
[ "$(sqlite3 "$file" "SELECT count(*) FROM pragma_table_info('tasks') WHERE name = 'priority'")" = 1 ] || fail "not upgraded"

# The next start does nothing of it again.
rm "$file.before-$second"
TASKS_FILE=$file ./tasks >out 2>err
[ ! -s err ] || { cat err; fail "it tells of an upgrade of what is up to date"; }
[ ! -e "$file.before-$second" ] || fail "it copies what is up to date"

# A file of a newer version is left alone; so is what is no database.
printf -- '-- next\n--\n-- Revision ID: ffff00000001\n-- Revises: %s\n\n-- retort: upgrade\nCREATE TABLE next (a);\n
-- retort: downgrade\nDROP TABLE next;\n' $second >../db/versions/next.sql
(cd .. && retort --url "sqlite:elsewhere/$file" upgrade head >/dev/null 2>&1)
rm ../db/versions/next.sql
before=$(sha256sum "$file")
! TASKS_FILE=$file ./tasks >out 2>err || fail "it works on a newer file"
says err 'was written by a newer version of this program'
[ "$(sha256sum "$file")" = "$before" ] || fail "it changed a newer file"
echo 'this is no database, but it is long enough to have a header' >text.db
! TASKS_FILE=text.db ./tasks >out 2>err || fail "it works on what is no database"
says err 'text.db is not a SQLite database'

# For those who work on it: models, revisions and build/migrate are one.
cd ..
build/migrate upgrade head >/dev/null 2>&1
ctest --test-dir build >log 2>&1 || { cat log; fail "the example's own tests"; }
build/migrate verify >log 2>&1 || { cat log; fail "verify"; }
