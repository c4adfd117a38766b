#!/usr/bin/env bash
# Works in a new project of `retort init --template cpp` as its README says: the commands are the README's own blocks.
#
#   template.sh sqlite3 app.db     how to ask the project's database
set -euo pipefail
database=("$@")
ask() { "${database[@]}" "$1"; }
fail() { echo "template: $*" >&2; exit 1; }
holds() { grep -qF -- "$2" "$1" || { cat "$1"; fail "'$2' is not in $1"; }; }
block() { awk -v wanted="$1" '/^```sh$/ { n++; show = n == wanted; next } /^```$/ { show = 0 } show' db/README.md; }
# Runs a block, whose red tests are red: the statuses of ctest are checked, and noted.
run_block() {
  local line status
  while IFS= read -r line; do
    status=0
    bash -c "$line" >>"$1" 2>&1 || status=$?
    case $line in
      ctest*red*) [ "$status" != 0 ] || fail "green, and should be red: $line"; echo red >>"$1" ;;
      *) [ "$status" = 0 ] || { cat "$1"; fail "status $status: $line"; } ;;
    esac
  done < <(block "$2")
}

run_block first.log 1
holds first.log 'Detected added table'
ask "INSERT INTO users (email, nickname) VALUES ('a@example.com', NULL), ('b@example.com', 'b')"
holds db/versions/*_create_users.sql 'CREATE TABLE '

run_block second.log 2
holds second.log "users.age'"
holds second.log red
holds db/versions/*_add_age_to_users.sql 'ADD COLUMN age'
holds db/versions/*_add_age_to_users.sql 'DROP COLUMN age;'
[ "$(find db/versions -name '*.sql' | wc -l)" = 2 ] || fail "not two revisions"
[ "$(ask "SELECT email || coalesce(nickname, '-') || coalesce(CAST(age AS TEXT), '?') FROM users ORDER BY id")" = \
  $'a@example.com-?\nb@example.comb?' ] || fail "the rows are not what they were"

# The tool is for its project from any folder; a changed model is told about, a touched one is not.
(cd / && "$OLDPWD/build/migrate" current) >current.log 2>&1
holds current.log '(head)'
touch db/models.hpp
build/migrate check >check.log 2>&1 || fail "check is red"
! grep -q older check.log || fail "a file that is the same is warned about"
echo '// another' >>db/models.hpp
build/migrate check >check.log 2>&1
holds check.log 'retort: warning: this program is older than db/models.hpp, which it was built from'
holds check.log "  hint: cmake --build $PWD/build"
[[ $(build/migrate --version 2>&1) =~ ^retort\ [0-9.]+$ ]] || fail "--version says something else"
cmake --build build >/dev/null
build/migrate check >check.log 2>&1
! grep -q older check.log || fail "built anew, and still warned about"
# The program without models asks the one that has them.
retort check >stock.log 2>&1 || { cat stock.log; fail "retort check is red"; }
# A model that does not compile says which.
sed -i 's/column<&User::age>()/column<\&User::years>()/' db/models.hpp
! cmake --build build >broken.log 2>&1 || fail "a member that is not there compiles"
holds broken.log models.hpp
holds broken.log years
