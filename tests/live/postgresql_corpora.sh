#!/usr/bin/env bash
# Real schemas that others wrote, whole: as schema.sql of a new project, and as databases that were there before.
#
#   tests/live/postgresql_corpora.sh VERSION     RETORT: the program; RETORT_CORPORA: the schemas. Without them: 77, skipped.
VERSION=${1:?}
. "$(dirname "${BASH_SOURCE[0]}")/postgresql.sh"
need_postgresql_corpora

# is DATABASE WHAT: it has all that the corpus has, and no more.
is() {
  facts "$1" nothing >"$work/found"
  same "$doing: $1 $2" "$work/$name.loaded" "$work/found"
}

as_schema() {
  doing="$name: as schema.sql"
  create app
  project "$work/$name.schema" app
  cp "$corpora/$name/postgresql.sql" db/schema.sql
  retort revision --autogenerate -m "all of $name"
  retort upgrade head
  retort check
  is app upgraded
  retort downgrade base
  facts app nothing >"$work/found"
  same "$doing: app, downgraded" "$work/nothing" "$work/found"
  retort upgrade head
  retort check
  is app "upgraded again"
  retort revision --autogenerate -m "nothing"
  said 'No new upgrade operations detected'
}

as_database() {
  doing="$name: as a database"
  mkdir "$work/$name.database"
  cd "$work/$name.database"
  retort init --from "$(url "$name")"
  said 'retort stamp head'
  is "$name" "after init --from"
  sed -i "s,^url = .*,url = \"$(url "$name")\"," retort.toml
  retort stamp head
  retort check
  said 'No new upgrade operations detected'
  is "$name" "after stamp"

  doing="$name: dump"
  create dumped
  "$RETORT" dump database >dump.sql
  sql dumped -f dump.sql >"$work/out"
  is dumped "loaded"

  doing="$name: the baseline"
  create baseline
  retort --url "$(url baseline)" upgrade head
  is baseline upgraded
  retort --url "$(url baseline)" check
}

create empty
facts empty nothing >"$work/nothing"
for name in sakila pagila chinook adventureworks; do
  started=$(date +%s%N)
  create "$name"
  sql "$name" -f "$corpora/$name/postgresql.sql" >"$work/out"
  facts "$name" nothing >"$work/$name.loaded"
  as_schema
  as_database
  echo "PostgreSQL $version, $name: $(grep -c '' "$work/$name.loaded") facts, $((($(date +%s%N) - started) / 1000000)) ms"
done
