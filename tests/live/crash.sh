#!/usr/bin/env bash
# The chain of twenty_edits.sh, killed again and again, and run by fifty at once.
#
#   tests/live/crash.sh [FOLDER]     FOLDER: what twenty_edits.sh --keep left; without it, it is run first
#
# tests/crash/crash_test.cpp says how a kill is judged. In the suite few points and kills are tried; all of them:
#   RETORT_CRASH_POINTS=1 RETORT_CRASH_KILLS=1000 tests/live/crash.sh
# RETORT: the program; CRASH_TEST and CRASH_RUNNER: those of tests/crash; RETORT_CORPORA: where the schemas are.
. "$(dirname "${BASH_SOURCE[0]}")/live.sh"
need_corpora
build=$(dirname "$(dirname "$RETORT")")
test=${CRASH_TEST:-$build/tests/crash_test}
runner=${CRASH_RUNNER:-$build/tests/crash_runner}

kept=${1:-}
if [ ! -d "$kept/versions" ]; then
  kept=${kept:-$work/kept}
  doing="the twenty edits"
  "$here/twenty_edits.sh" --keep "$kept" >"$work/out" 2>&1 || { cat "$work/out" >&2; fail "no chain to run"; }
fi

# A twentieth of the tracks and what belongs to them: where rows are few, many points can be tried.
few_rows() {
  sqlite3 -bail "$1" "PRAGMA foreign_keys = OFF;
    DELETE FROM PlaylistTrack WHERE TrackId % 20; DELETE FROM InvoiceLine WHERE TrackId % 20; DELETE FROM Track WHERE TrackId % 20;
    DELETE FROM Invoice WHERE InvoiceId NOT IN (SELECT InvoiceId FROM InvoiceLine);
    DELETE FROM Album WHERE AlbumId NOT IN (SELECT AlbumId FROM Track);
    DELETE FROM Artist WHERE ArtistId NOT IN (SELECT ArtistId FROM Album); VACUUM"
  sound "$1"
}

doing="kills at fault points"
cp "$kept/start.db" "$work/few.db"
few_rows "$work/few.db"
RETORT_CRASH_POINTS=${RETORT_CRASH_POINTS:-7} RETORT_CRASH_KILLS=0 RETORT_CRASH_RUNNERS=0 "$test" "$runner" "$kept/versions" "$work/few.db"

doing="kills from outside"
RETORT_CRASH_POINTS=0 RETORT_CRASH_KILLS=${RETORT_CRASH_KILLS:-40} RETORT_CRASH_RUNNERS=0 "$test" "$runner" "$kept/versions" "$kept/start.db"

# Many start at once, as replicas of a service do: each ends well, and each revision runs once.
race() {
  local mode=$1 runners=${RETORT_CRASH_RUNNERS:-50} started bad=0 i pids=()
  doing="$runners at once, $mode"
  rm -rf "$work/race"
  mkdir "$work/race"
  cd "$work/race"
  cp -r "$kept/versions" versions
  cp "$kept/start.db" app.db
  sqlite3 app.db "PRAGMA journal_mode = $mode" >"$work/out"
  printf 'revisions = "versions"\nenvironment = "local"\n\n[environments.local]\nurl = "sqlite:app.db"\n' >retort.toml
  started=$(date +%s%N)
  for ((i = 1; i <= runners; i++)); do
    "$RETORT" upgrade head </dev/null >"said.$i" 2>&1 &
    pids+=($!)
  done
  for i in "${!pids[@]}"; do
    wait "${pids[$i]}" || { bad=$((bad + 1)); cat "said.$((i + 1))" >&2; }
  done
  [ "$bad" = 0 ] || fail "$bad of $runners runners failed, journal mode $mode"
  # A row a step; every step of every revision once, in the order of the chain.
  sqlite3 -readonly app.db "SELECT revision, step, steps, state FROM retort_journal WHERE direction = 'upgrade' ORDER BY id" >"$work/journal"
  sqlite3 -readonly "$kept/end.db" "SELECT revision, step, steps, state FROM retort_journal j WHERE direction = 'upgrade' AND id =
    (SELECT min(id) FROM retort_journal k WHERE k.revision = j.revision AND k.step = j.step AND k.direction = 'upgrade') ORDER BY id" >"$work/expected"
  same "$doing: the journal" "$work/expected" "$work/journal"
  catalogue "$kept/end.db" >"$work/expected"
  catalogue app.db >"$work/found"
  same "$doing: the catalogue" "$work/expected" "$work/found"
  rows "$kept/end.db" >"$work/expected"
  rows app.db >"$work/found"
  same "$doing: the rows" "$work/expected" "$work/found"
  sound app.db
  echo "$runners runners at once, $mode: $(cut -d'|' -f1 "$work/journal" | sort -u | grep -c '') revisions, each once, by \
$(grep -l '^Running' said.* | grep -c '') of them, in $((($(date +%s%N) - started) / 1000000)) ms"
}
race delete
race wal
