#!/usr/bin/env bash
# Runs the text scripts beside it against the program, and compares what it prints, where, and its exit status.
#
#   tests/cli/run.sh PROGRAM [FILE.test...]            exit status 1 if something is not as expected
#   tests/cli/run.sh --update PROGRAM [FILE.test...]   rewrites the expected parts; read them before you commit
#   tests/cli/run.sh --self-test                       sees that a wrong expectation is found
#   tests/cli/run.sh [--update] --postgresql MAJOR PROGRAM [FILE.test...]   the ones named postgresql*.test, on the server that
#                                                      tests/support/postgresql.sh started: each scenario has an empty database
#                                                      of its own, $DATABASE_URL, which is printed as postgresql://SERVER/app
#
# A script:
#
#   ## what this scenario shows        each runs in an empty folder of its own
#   $ retort init                      a command for bash; `> ` goes on with it (here-documents)
#   | Generating retort.toml ... done  its stdout
#   ! a line of its stderr
#   ? 1                                its exit status, where that is not 0
#
# `[..]` in an expected line stands for anything; blanks at the end of a line don't count. The commands know the functions
# of prelude.sh. Ids and times are the same each time: SOURCE_DATE_EPOCH is 2026-11-20 08:30:00 UTC, and scripts name ids
# with --rev-id.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

update=0 failures=0 scenarios=0 commands=0
server='' database=''  # of PostgreSQL
work=$(mktemp -d)
trap 'drop_database; rm -rf "$work"' EXIT

# URL of the scenario's database, and how it is printed.
database_url() { echo "${server%/*}/$database"; }
on_server() { psql -X -q -v ON_ERROR_STOP=1 "$server" -c "$1"; }
drop_database() {
  [ -z "$database" ] || on_server "DROP DATABASE IF EXISTS $database WITH (FORCE)" 2>/dev/null
  database=''
}
make_database() {
  [ -n "$server" ] || return 0
  drop_database
  database=retort_cli_$$_$scenarios
  on_server "CREATE DATABASE $database TEMPLATE template0" || exit 3
}
# Takes what is another one in each run out of what a command printed.
stable() {
  local address=''
  [ -z "$database" ] || address="s#$(database_url | sed 's#^[a-z]*://##; s#[.]#[.]#g')#SERVER/app#g; s#$database#app#g;"
  sed "s#$folder#[..]#g; $address s# *\$##"
}

# Turns an expected line into a bash pattern: everything is literal but [..].
pattern_of() {
  local rest=$1 result=''
  while [[ $rest == *'[..]'* ]]; do
    printf -v result '%s%q*' "$result" "${rest%%'[..]'*}"
    [ -n "${rest%%'[..]'*}" ] || result="${result%"''*"}*"
    rest=${rest#*'[..]'}
  done
  [ -z "$rest" ] || printf -v result '%s%q' "$result" "$rest"
  pattern=$result
}

matches() {  # EXPECTED ACTUAL
  [ "$1" = "$2" ] && return 0
  [[ $1 == *'[..]'* ]] || return 1
  local pattern
  pattern_of "$1"
  # shellcheck disable=SC2053
  eval "[[ \$2 == $pattern ]]"
}

same_lines() {  # two arrays by name
  local -n wanted=$1 got=$2
  [ "${#wanted[@]}" -eq "${#got[@]}" ] || return 1
  local at
  for at in "${!wanted[@]}"; do matches "${wanted[at]}" "${got[at]}" || return 1; done
}

run_command() {  # sets out, err and status
  commands=$((commands + 1))
  (
    cd "$folder" || exit 99
    env -i PATH="$work/bin:/usr/local/bin:/usr/bin:/bin" HOME="$work/home" XDG_CACHE_HOME="$work/cache" LC_ALL=C.UTF-8 TERM=dumb \
      SOURCE_DATE_EPOCH=1795163400 GIT_CONFIG_NOSYSTEM=1 BASH_ENV="$here/prelude.sh" \
      ${database:+DATABASE_URL="$(database_url)"} \
      timeout 60 bash -c "$1" >"$work/out" 2>"$work/err" </dev/null
  )
  status=$?
  mapfile -t out < <(stable <"$work/out")
  mapfile -t err < <(stable <"$work/err")
}

show() {  # PREFIX lines...
  local prefix=$1 line
  shift
  for line in "$@"; do
    line="$prefix $line"
    printf '%s\n' "${line%"${line##*[! ]}"}"
  done
}

# One command with what is expected of it: compares, or writes what came.
finish_command() {
  [ -n "$command" ] || return 0
  run_command "$command"
  if [ "$update" = 1 ]; then
    same_lines want_out out && out=(${want_out[@]+"${want_out[@]}"})
    same_lines want_err err && err=(${want_err[@]+"${want_err[@]}"})
    { show '|' ${out[@]+"${out[@]}"}; show '!' ${err[@]+"${err[@]}"}; [ "$status" = 0 ] || echo "? $status"; } >>"$work/new"
  elif ! same_lines want_out out || ! same_lines want_err err || [ "$want_status" != "$status" ]; then
    failures=$((failures + 1))
    printf '%s:%s: [%s]\n  $ %s\n' "${file#"$here/"}" "$command_line" "$scenario" "$command"
    diff -U 99 --label expected --label actual \
      <(show '|' ${want_out[@]+"${want_out[@]}"}; show '!' ${want_err[@]+"${want_err[@]}"}; echo "? $want_status") \
      <(show '|' ${out[@]+"${out[@]}"}; show '!' ${err[@]+"${err[@]}"}; echo "? $status") | sed '1,3d; s/^/    /'
  fi
  command=''
}

begin_scenario() {
  scenario=$1
  scenarios=$((scenarios + 1))
  folder=$work/scenario$scenarios
  mkdir -p "$folder"
  make_database
}

run_file() {
  file=$1
  local line number=0
  command='' scenario='' folder=''
  : >"$work/new"
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    case $line in
      '| '* | '|') [ -n "$command" ] || malformed; want_out+=("${line:2}"); continue ;;
      '! '* | '!') [ -n "$command" ] || malformed; want_err+=("${line:2}"); continue ;;
      '? '*) [ -n "$command" ] || malformed; want_status=${line:2}; continue ;;
      '> '* | '>') [ -n "$command" ] || malformed; command+=$'\n'${line:2}; echo "$line" >>"$work/new"; continue ;;
    esac
    finish_command
    case $line in
      '$ '*)
        [ -n "$scenario" ] || malformed
        command=${line:2} command_line=$number want_out=() want_err=() want_status=0 ;;
      '## '*) begin_scenario "${line:3}" ;;
      '' | '#'*) ;;
      *) malformed ;;
    esac
    printf '%s\n' "$line" >>"$work/new"
  done <"$file"
  finish_command
  if [ "$update" = 1 ] && ! cmp -s "$work/new" "$file"; then cp "$work/new" "$file"; echo "updated ${file#"$here/"}"; fi
}

malformed() {
  echo "$file:$number: not a line of a script: $line" >&2
  exit 2
}

self_test() {
  mkdir -p "$work/bin"
  printf '#!/bin/sh\necho out a.b; echo err >&2; exit 3\n' >"$work/bin/retort"
  chmod +x "$work/bin/retort"
  local good=$'## s\n$ retort\n| out [..]b\n! err\n? 3\n' wrong count=0
  printf '%s' "$good" >"$work/t.test"
  run_file "$work/t.test"
  [ "$failures" = 0 ] || { echo "self-test: a right expectation failed"; exit 1; }
  for wrong in 's/out/in/' 's/a*b$/c/' 's/^! err/! other/' 's/^? 3/? 0/' '/^! err/d' 's/^| out.*/&\n| more/' 's/\[\.\.\]b/axb/'; do
    printf '%s' "$good" | sed "$wrong" >"$work/t.test"
    failures=0
    run_file "$work/t.test" >/dev/null
    [ "$failures" = 1 ] || { echo "self-test: not found: $wrong"; exit 1; }
    count=$((count + 1))
  done
  echo "self-test: $count wrong expectations found"
}

if [ "${1:-}" = --self-test ]; then self_test; exit 0; fi
if [ "${1:-}" = --update ]; then update=1; shift; fi
if [ "${1:-}" = --postgresql ]; then
  variable=RETORT_TEST_POSTGRESQL_${2:-}
  server=${!variable:-}
  [ -n "$server" ] || { echo "no server: run it by tests/support/postgresql.sh with FOLDER ${2:-MAJOR} -- ... ($variable)" >&2; exit 2; }
  shift 2
fi
[ $# -ge 1 ] || { sed -n '2,8p' "${BASH_SOURCE[0]}" >&2; exit 2; }
mkdir -p "$work/bin" "$work/home"
ln -s "$(realpath "$1")" "$work/bin/retort"
shift
if [ $# -eq 0 ]; then
  for one in "$here"/*.test; do
    case ${one##*/} in postgresql*) [ -z "$server" ] || set -- "$@" "$one" ;; *) [ -n "$server" ] || set -- "$@" "$one" ;; esac
  done
fi
for one in "$@"; do run_file "$one"; done
echo "$scenarios scenarios, $commands commands, $failures failures"
[ "$failures" = 0 ]
