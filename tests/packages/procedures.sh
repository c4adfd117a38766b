#!/usr/bin/env bash
# Does what docs/procedures.md says, in its order: an edit, then the commands under it.
#
#   procedures.sh schema|models sqlite|postgresql URL ASK...     in an empty folder; ASK... runs one query
set -euo pipefail
kind=$1 engine=$2 url=$3
shift 3
query() { "${database[@]}" "$1"; }
database=("$@")
page=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/docs/procedures.md
fail() { echo "procedures ($kind, $engine): $*" >&2; exit 1; }

# Blocks in the order of the page: N.info and N.text.
mkdir blocks db db/versions bin
awk '/^```./ { n++; printf "%s\n", substr($0, 4) > sprintf("blocks/%03d.info", n); inside = 1; next }
     /^```$/ { inside = 0; next }
     inside { print > sprintf("blocks/%03d.text", n) }' "$page"

cat >retort.toml <<END
$([ "$kind" = models ] || echo 'schema = "db/schema.sql"')
revisions = "db/versions"
seeds = ["db/seeds.sql"]
[environments.local]
url = "$url"
END

# `retort`, as the page has it.
real=$(command -v retort)
if [ "$kind" = models ]; then
  cat >CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.25)
project(procedures LANGUAGES CXX)
enable_testing()
find_package(retort REQUIRED COMPONENTS cli $engine)
retort_add_migrate_tool(migrate SOURCES db/migrate.cpp CONFIG retort.toml)
add_test(NAME schema_parity COMMAND migrate check)
END
  cat >db/migrate.cpp <<END
#include <retort/$engine.hpp>
#include <retort/cli.hpp>

#include "migrate_build.hpp"
#include "models.hpp"

int main(int argc, char** argv) {
  return retort::cli::main(argc, argv, {.drivers = {retort::$engine::driver()}, .models = models, .build = migrate_build()});
}
END
  printf '#!/bin/sh\ncmake --build build >build.log 2>&1 || { cat build.log >&2; exit 99; }\nexec build/migrate "$@"\n' >bin/retort
else
  printf '#!/bin/sh\nexec %s "$@"\n' "$real" >bin/retort
fi
chmod +x bin/retort
export PATH=$PWD/bin:$PATH

parity() { if [ "$kind" = models ]; then ctest --test-dir build --output-on-failure; else retort check; fi }
build_edit() {
  [ "$kind" = schema ] || cmake --build build >build.log 2>&1 || { cat build.log; fail "the edit does not build"; }
}

last=
apply() {  # INFO FILE
  local words
  read -r -a words <<<"$1"
  case ${words[0]} in
    sql) cp "$2" "db/${words[1]}.sql" ;;
    c++) cp "$2" db/models.hpp ;;
    diff)
      [ "${words[1]}" = "$kind" ] || [ "${words[1]}" = seeds ] || return 0
      [[ " $1 " != *" sqlite "* || $engine = sqlite ]] || return 0
      [[ " $1 " != *" postgresql "* || $engine = postgresql ]] || return 0
      patch -s -p0 <"$2" >patch.log 2>&1 || { cat patch.log; fail "the edit does not apply: $1"; } ;;
    sh)
      last=${words[1]}
      [ "$kind" = schema ] || [ -e build ] || cmake -B build >cmake.log 2>&1 || { cat cmake.log; fail "cmake"; }
      if [ "${words[2]:-}" = red ]; then
        build_edit
        ! parity >"$last.log" 2>&1 || { cat "$last.log"; fail "$last is green, and should be red"; }
      else
        bash -euo pipefail "$2" >"$last.log" 2>&1 || { cat "$last.log"; fail "$last"; }
      fi ;;
  esac
}
holds() { grep -qE -- "$2" "$1" || { cat "$1"; fail "'$2' is not in $1"; }; }
after() {
  case $1 in
    begin) ask_write "$(cat db/seeds.sql)" ;;
    a)
      holds a.log "plan"
      holds a.log "seeds load at head"
      [ "$(query "SELECT count(*) FROM users WHERE plan = 'free'")" = 2 ] || fail "(a): the rows have no plan" ;;
    b)
      holds b.log 'ON DELETE CASCADE'
      holds b.log 'ix_orders_user_total'
      holds b.log 'WHERE \(?shipped_on IS NULL'
      ask_write "INSERT INTO orders (id, user_id, total, shipped_on) VALUES (1, 1, 10, '2026-11-20'), (2, 2, 20, NULL)" ;;
    c2) [ "$(query "SELECT status FROM orders ORDER BY id")" = $'shipped\nopen' ] || fail "(c): the rows are not back-filled" ;;
    c3)
      ! ask_write "INSERT INTO orders (id, user_id, total) VALUES (3, 1, 10)" 2>/dev/null || fail "(c): status may be NULL"
      [ "$(query "SELECT status FROM orders ORDER BY id")" = $'shipped\nopen' ] || fail "(c): the rows are not what they were" ;;
    d1)
      [ "$(query "SELECT status FROM orders ORDER BY id")" = $'shipped\nopen' ] || fail "(d): the rows are not what they were"
      ! ask_write "UPDATE orders SET status = 'paid'" 2>/dev/null || fail "(d): any text is a status" ;;
    d2)
      ask_write "UPDATE orders SET status = 'paid' WHERE id = 2"
      [ "$(query "SELECT status FROM orders ORDER BY id")" = $'shipped\npaid' ] || fail "(d): no label more" ;;
    e3) holds e3.log 'ix_users_phone_number' ;;
    e4) [ "$(find db/versions -name '*_draft_*' | wc -l)" = 3 ] || fail "(e): not three drafts" ;;
    e5)
      holds e5.log 'is the difference of the two ends'
      parity >parity.log 2>&1 || { cat parity.log; fail "(e): the parity test is red"; }
      [ "$(find db/versions -name '*_draft_*' | wc -l)" = 0 ] || fail "(e): drafts are left"
      [ "$(query "SELECT count(*) FROM users WHERE phone_number IS NULL")" = 2 ] || fail "(e): the rows are not what they were" ;;
  esac
}
ask_write() { "${database[@]}" "$1" >/dev/null; }

steps=0
for info in blocks/*.info; do
  last=
  apply "$(cat "$info")" "${info%.info}.text"
  if [ -n "$last" ]; then after "$last"; steps=$((steps + 1)); fi
done
[ "$steps" = 13 ] || fail "$steps steps were run, not 13"
echo "procedures ($kind, $engine): $steps steps"
