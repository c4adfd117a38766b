#!/usr/bin/env bash
# Puts deliberate faults into the program, one at a time, and sees that the tests find each. Tests that pass with any of
# them in place prove nothing.
#
#   tests/sabotage/run.sh BUILD [WORD...]      BUILD: a build folder with run_matrix, run_cases and command_test, up to date.
#                                              With words: only the faults that say one of them
#
# A fault with a line `test:` is one that the matrix does not reach: the line names a test program of a layer and the tests in it that
# find it, as GoogleTest's filter: `verify_test SquashProof.*`.
#
# A fault with a line `postgresql:` is one in what PostgreSQL alone needs: the matrix is run on a PostgreSQL 15 then, those
# cells of it that the line names (a part of their place or title). Where there is none, it is told as skipped. One server
# is there for all of them.
#
# The tree is not touched: the changed file is compiled beside it, with the command that compiled the original, and stands
# before the libraries when the tests are linked anew; so the linker never takes the original out of its library. First, as a
# control, both tests pass with a file compiled in this way and not changed; and before the first fault of PostgreSQL, the
# cells that any of them names; and before a fault with a test, that test.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$(cd "${1:?the build folder}" && pwd)
shift
work=$build/sabotage  # the same each time, so that ccache knows the faults again
rm -rf "$work"
mkdir "$work"
servers=$root/tests/support/postgresql.sh
trap '"$servers" stop 15 "$work/servers"; rm -rf "$work"' EXIT

matrix=("$work/run_matrix" --stop sqlite "$root/tests/matrix/sqlite" "$root/docs/coverage-sqlite.md")
cases=("$work/run_cases" sqlite "$root/tests/cases/sqlite")
on_postgresql() {  # RUN_MATRIX TEXT...: the cells with one of the texts
  "$servers" with "$work/servers" 15 -- "$1" --stop postgresql:15 "$root/tests/matrix/postgresql" \
    "$root/docs/coverage-postgresql.md" "${@:2}"
}

# The last command that makes a target, with its output and whatever else is said to be replaced.
command_for() { ninja -C "$build" -t commands -s "$1" | tail -1; }

compile() {  # FILE: from $work/changed.cpp to $work/changed.o
  local object command
  object=$(cd "$build" && ninja -t targets all | sed -n "s|^\([^:]*/${1#src/}\.o\):.*|\1|p" | head -1)
  [ -n "$object" ] || { echo "sabotage: nothing is compiled from $1" >&2; return 2; }
  command=$(command_for "$object")
  command=${command//"$object.d"/"$work/changed.d"}
  command=${command//"$object"/"$work/changed.o"}
  command=${command/"-c $root/$1"/"-c $work/changed.cpp"}
  command=${command//-Werror/}  # a fault may leave something unused
  [[ $command == *"$work/changed.cpp"* ]] || { echo "sabotage: can't read the command that compiles $1" >&2; return 2; }
  (cd "$build" && bash -c "$command") >"$work/log" 2>&1
}

link() {  # TARGET: with $work/changed.o
  local command
  command=$(command_for "$1")
  command=${command/" -o $1 "/" $work/changed.o -o $work/${1##*/} "}
  [[ $command == *"$work/changed.o"* ]] || { echo "sabotage: can't read the command that links $1" >&2; return 2; }
  (cd "$build" && bash -c "$command") >"$work/log" 2>&1
}

make() {  # COMMAND: its failure ends all
  "$@" && return
  echo "sabotage: it does not build:" >&2
  cat "$work/log" >&2
  return 2
}

# ---- undamaged
started=$SECONDS
cp "$root/src/diff/table_diff.cpp" "$work/changed.cpp"
make compile src/diff/table_diff.cpp
make link tests/matrix/run_matrix
make link tests/run_cases
for tests in matrix cases; do
  declare -n run=$tests
  if ! "${run[@]}" >"$work/log" 2>&1; then
    grep -A12 '^FAILED' "$work/log" | head -60
    echo "sabotage: the $tests fail without any fault" >&2
    exit 1
  fi
done
echo "undamaged: passes ($((SECONDS - started)) s)"

# ---- each fault
wanted() {
  [ $# -gt 1 ] || return 0
  local text=$1 word
  shift
  for word; do [[ $text != *"$word"* ]] || return 0; done
  return 1
}

served=
serve() {  # starts the server where that was not tried yet; 77 where PostgreSQL 15 is not installed
  [ -z "$served" ] || return "$served"
  served=0
  "$servers" start 15 "$work/servers" >"$work/log" 2>&1 || served=$?
  [ "$served" -eq 0 ] || return "$served"
  local named
  mapfile -t named < <(sed -n 's/^postgresql: //p' "$here/faults")
  started=$SECONDS
  on_postgresql "$build/tests/matrix/run_matrix" "${named[@]}" >"$work/log" 2>&1 || served=1
  [ "$served" -ne 0 ] || echo "undamaged: passes on PostgreSQL ($((SECONDS - started)) s)"
  return "$served"
}

# named FOLDER "PROGRAM FILTER": fails where a test fails, or none is meant.
named() {
  local tests=${2#* }
  "$1/${2%% *}" --gtest_filter="$tests" >"$work/log" 2>&1 && ! grep -q ' 0 tests from' "$work/log"
}
proven=' '
prove_named() {  # "PROGRAM FILTER": once each, before the first fault that it is to find
  [[ $proven != *" $1 "* ]] || return 0
  named "$build/tests" "$1" || { cat "$work/log" >&2; echo "sabotage: $1 fails without any fault" >&2; exit 1; }
  proven+="$1 "
}

faults=0 missed=0 skipped=0
try() {
  local text changed status=0
  faults=$((faults + 1))
  text=$(<"$root/$file")
  changed=${text/"$find"/"$with"}
  if [ "$changed" = "$text" ] || [[ ${text#*"$find"} == *"$find"* ]]; then
    echo "sabotage: this does not stand once in $file any more: $find" >&2
    exit 2
  fi
  printf '%s\n' "$changed" >"$work/changed.cpp"
  [ -z "$cells" ] || serve || status=$?
  if [ "$status" -eq 77 ]; then
    skipped=$((skipped + 1))
    echo "skipped $breaks: no PostgreSQL 15"
    return
  elif [ "$status" -ne 0 ]; then
    cat "$work/log" >&2
    exit 2
  fi
  started=$SECONDS
  make compile "$file"
  local by=
  [ -n "$test" ] || make link tests/matrix/run_matrix
  if [ -n "$test" ]; then
    prove_named "$test"
    make link "tests/${test%% *}"
    named "$work" "$test" || by=${test%% *}
    sed -i 's/^\[  FAILED  \] \([^ ]*\).*/FAILED \1/' "$work/log"
  elif [ -n "$cells" ]; then
    on_postgresql "$work/run_matrix" "$cells" >"$work/log" 2>&1 || status=$?
    if [ "$status" -ne 0 ]; then
      by=postgresql
      grep -q '^FAILED' "$work/log" || { cat "$work/log" >&2; exit 2; }
    fi
  elif ! "${matrix[@]}" >"$work/log" 2>&1; then
    by=matrix
  else
    make link tests/run_cases
    "${cases[@]}" >"$work/log" 2>&1 || by=cases
  fi
  if [ -z "$by" ]; then
    missed=$((missed + 1))
    echo "MISSED  $breaks ($file: $find)"
  else
    echo "found   $breaks ($((SECONDS - started)) s; $by: $(sed -n 's/^FAILED //p' "$work/log" | head -1 | sed 's|.*/||'))"
  fi
}

breaks='' file='' find='' with='' cells='' test=''
while IFS= read -r line || [ -n "$line" ]; do
  case $line in
    'breaks: '*) breaks=${line#breaks: } cells='' test='' ;;
    'test: '*) test=${line#test: } ;;
    'postgresql: '*) cells=${line#postgresql: } ;;
    'file: '*) file=${line#file: } ;;
    'find: '*) find=${line#find: } ;;
    'with:'*)
      with=${line#with:}
      with=${with# }
      ! wanted "$breaks" "$@" || try ;;
    ''|'#'*) ;;
    *) echo "sabotage: $here/faults: what is this? $line" >&2; exit 2 ;;
  esac
done <"$here/faults"

echo "$faults faults, $missed missed, $skipped skipped"
[ "$faults" -gt 0 ] && [ "$missed" -eq 0 ]
