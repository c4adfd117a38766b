#!/usr/bin/env bash
# The servers for tests start, are reachable both ways, and are gone whatever ends the one that they were started for.
#
#   tests/support/postgresql_self_test.sh
set -euo pipefail
script=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/postgresql.sh
work=$(mktemp -d "${TMPDIR:-/tmp}/retort-servers.XXXXXX")
trap 'rm -rf "$work"' EXIT
fail() { echo "postgresql_self_test: $*" >&2; exit 1; }

# await SECONDS COMMAND...: until it succeeds
await() {
  local tenths=$(($1 * 10)) try
  shift
  for ((try = 0; try < tenths; ++try)); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done
  return 1
}
gone() { ! psql "$1" -c 'SELECT 1' >/dev/null 2>&1 && [ ! -e "$2" ]; }

checked=0
for version in 15 18; do
  [ "$version" = 15 ] || [ -x "$(dirname "$script")/../../build/postgresql-18/bin/postgres" ] || [ -n "${RETORT_POSTGRESQL_18_BIN:-}" ] || continue
  url=RETORT_TEST_POSTGRESQL_$version
  socket=${url}_SOCKET

  # Its version, its settings, over both kinds of connection; COMMAND's exit status is the script's.
  status=0
  PGHOST=nowhere PGUSER=nobody "$script" with "$work/a" "$version" -- bash -euc '
    for to in "${!1}" "host=${!2} port=$(sed "s/.*://; s,/.*,," <<<"${!1}") user=postgres dbname=postgres"; do
      psql "$to" -XAtc "SELECT current_setting(\$\$server_version_num\$\$)::int / 10000, current_setting(\$\$server_encoding\$\$),
        datcollate, current_setting(\$\$max_locks_per_transaction\$\$), rolsuper
        FROM pg_database, pg_roles WHERE datname = current_database() AND rolname = current_user"
    done
    [ "$(wc -c <<<"${!2}")" -lt 60 ] && [ -d "${!2}" ] && [ -x "$("${!3}/postgres" --version >/dev/null && echo "${!3}/initdb")" ]
    echo "${!1}" "${!2}" >&2
    exit 3' bash "$url" "$socket" "${url}_BIN" >"$work/out" 2>"$work/where" || status=$?
  [ "$status" -eq 3 ] || { cat "$work/out" "$work/where" >&2; fail "$version: exit status $status, not 3"; }
  [ "$(sort -u "$work/out")" = "$version|UTF8|C.UTF-8|1024|t" ] && [ "$(wc -l <"$work/out")" -eq 2 ] || fail "$version: $(cat "$work/out")"
  read -r at folder <"$work/where"
  gone "$at" "$folder" || fail "$version is still there after its command"
  [ -z "$(ls "$work/a")" ] || fail "$version leaves $(ls "$work/a")"

  # Killed without a word, as ctest does it with what takes too long.
  "$script" with "$work/b" "$version" -- bash -c 'echo "${!1}" "${!2}" $$ >"$3.new"; mv "$3.new" "$3"; exec sleep 60' bash "$url" "$socket" "$work/at" &
  caller=$!
  await 60 test -e "$work/at" || fail "$version did not start"
  read -r at folder child <"$work/at"
  rm "$work/at"
  psql "$at" -XAtc 'SELECT 1' >/dev/null || fail "$version is not there while its command runs"
  kill -KILL "$caller"
  wait "$caller" 2>/dev/null || true
  await 30 gone "$at" "$folder" || fail "$version outlives the one that it was started for"
  kill "$child" 2>/dev/null || true
  checked=$((checked + 1))
done

# What is not installed is skipped, and fails in CI; no command runs.
for ci in '' true; do
  status=0
  CI=$ci RETORT_POSTGRESQL_15_BIN=$work/nothing "$script" with "$work/c" 15 -- touch "$work/ran" >"$work/out" || status=$?
  [ "$status" -eq "$([ -n "$ci" ] && echo 1 || echo 77)" ] && [ ! -e "$work/ran" ] || fail "without a server: exit status $status (CI=$ci)"
  grep -q 'install-deps postgresql' "$work/out" || fail "it does not say what to do"
done
[ "$checked" -gt 0 ] || { echo "no PostgreSQL here: run tools/install-deps postgresql"; exit "$([ -n "${CI:-}" ] && echo 1 || echo 77)"; }
[ "$checked" -eq 2 ] || [ -z "${CI:-}" ] || fail "$checked versions of 2 are there"
echo "$checked versions"
