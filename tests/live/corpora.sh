#!/usr/bin/env bash
# Real schemas that others wrote, whole: as schema.sql of a new project, and as databases that were there before.
#
#   tests/live/corpora.sh        RETORT: the program; RETORT_CORPORA: where the schemas are. Without them: 77, skipped.
. "$(dirname "${BASH_SOURCE[0]}")/live.sh"
need_corpora

# only_bookkeeping DB: nothing is left but what is Retort's own.
only_bookkeeping() {
  local left
  left=$(sqlite3 -readonly "$1" "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE name NOT IN ('sqlite_sequence')
    AND name NOT LIKE 'sqlite\_autoindex\_retort\_%' ESCAPE '\' ORDER BY name)")
  [ "$left" = 'retort_journal retort_version' ] || fail "left in $1: $left"
}

# The corpus as it is, data and all, as the project's schema.sql.
as_schema() {
  local name=$1 project=$work/$1.schema
  mkdir "$project"
  cd "$project"
  doing="$name: as schema.sql"
  retort init
  cp "$corpora/$name/sqlite.sql" db/schema.sql
  retort revision --autogenerate -m "all of $name"
  retort upgrade head
  retort check
  catalogue app.db >"$work/$name.upgraded"
  same "the catalogue of $name, upgraded" "$work/$name.loaded" "$work/$name.upgraded"
  retort verify
  retort downgrade base
  only_bookkeeping app.db
  retort upgrade head
  retort check
  catalogue app.db >"$work/$name.upgraded"
  same "the catalogue of $name, upgraded again" "$work/$name.loaded" "$work/$name.upgraded"
  retort revision --autogenerate -m "nothing"
  said 'No new upgrade operations detected'
}

# The corpus loaded by sqlite3, and taken over.
as_database() {
  local name=$1 project=$work/$1.database before
  mkdir "$project"
  cd "$project"
  doing="$name: as a database"
  cp "$work/$name.db" app.db
  before=$(sha256sum app.db)
  retort init --from sqlite:app.db
  [ "$before" = "$(sha256sum app.db)" ] || fail "init --from changed the database"
  [ ! -e app.db-journal ] && [ ! -e app.db-wal ] || fail "init --from left files beside the database"
  said 'retort stamp head'
  retort stamp head
  retort check
  said 'No new upgrade operations detected'
  catalogue app.db >"$work/found"
  same "the catalogue of $name after stamp" "$work/$name.loaded" "$work/found"
  rows app.db >"$work/found"
  same "the rows of $name after stamp" "$work/$name.rows" "$work/found"

  doing="$name: dump"
  "$RETORT" dump database >dump.sql
  sqlite3 -bail dumped.db <dump.sql
  catalogue dumped.db >"$work/found"
  same "the catalogue of $name, dumped and loaded" "$work/$name.loaded" "$work/found"

  doing="$name: the baseline"
  retort --url sqlite:baseline.db upgrade head
  catalogue baseline.db >"$work/found"
  same "the catalogue of $name, from the baseline" "$work/$name.loaded" "$work/found"
  retort --url sqlite:baseline.db check
}

count_rows() { grep -vc '^sqlite_sequence' "$1" || true; }

for name in chinook sakila; do
  sqlite3 -bail "$work/$name.db" <"$corpora/$name/sqlite.sql"
  catalogue "$work/$name.db" >"$work/$name.loaded"
  rows "$work/$name.db" >"$work/$name.rows"
  as_schema "$name"
  as_database "$name"
  echo "$name: $(grep -c '' "$work/$name.loaded") facts of the catalogue, $(count_rows "$work/$name.rows") rows"
done
[ "$(count_rows "$work/chinook.rows")" = 15607 ] || fail "chinook has $(count_rows "$work/chinook.rows") rows, not 15607"
