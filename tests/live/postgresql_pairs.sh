#!/usr/bin/env bash
# From each of four real schemas to each other: what `diff` prints, psql runs, and the target is there.
#
#   tests/live/postgresql_pairs.sh VERSION     RETORT: the program; RETORT_CORPORA: the schemas. Without them: 77, skipped.
VERSION=${1:?}
. "$(dirname "${BASH_SOURCE[0]}")/postgresql.sh"
need_postgresql_corpora

names=(sakila pagila chinook adventureworks)
started=$(date +%s%N)
for name in "${names[@]}"; do
  create "$name"
  sql "$name" -f "$corpora/$name/postgresql.sql" >"$work/out"
  # Rows may stand in a change's way (a NOT NULL column that is new): they are the random pairs' business.
  sql "$name" >"$work/truncate" <<<"SELECT format('TRUNCATE %s CASCADE;', string_agg(format('%I.%I', schemaname, tablename), ', '))
    FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema)'"
  sql "$name" -f "$work/truncate"
  facts "$name" nothing >"$work/$name.facts"
done

create other
project "$work/project" other
statements=0
for from in "${names[@]}"; do
  for to in "${names[@]}"; do
    [ "$from" != "$to" ] || continue
    doing="$from to $to"
    at_server -c "DROP DATABASE IF EXISTS ${prefix}app WITH (FORCE)" -c "CREATE DATABASE ${prefix}app TEMPLATE $prefix$from"
    retort_exits 1 diff --no-rename "$(url app)" "$(url "$to")"
    cp "$work/out" "$work/script.sql"
    ! grep -n 'CASCADE' "$work/script.sql" | grep -vE 'ON (UPDATE|DELETE) CASCADE' || fail "CASCADE in a script"
    sql app -f "$work/script.sql"
    facts app nothing >"$work/found"
    same "$doing" "$work/$to.facts" "$work/found"
    retort diff "$(url app)" "$(url "$to")"
    [ ! -s "$work/out" ] || { cat "$work/out" >&2; fail "the second diff is not empty"; }
    statements=$((statements + $(grep -c ';$' "$work/script.sql")))
  done
done
echo "PostgreSQL $version: $((${#names[@]} * (${#names[@]} - 1))) pairs, about $statements statements, $((($(date +%s%N) - started) / 1000000)) ms"
