#!/usr/bin/env bash
# Thirty-two `upgrade head` at once on an empty database, as replicas of a service start: each ends well, each statement runs
# once, and those that wait are told for whom. Then through a pooler, where pgbouncer is installed.
#
#   tests/live/postgresql_together.sh VERSION
VERSION=${1:?}
. "$(dirname "${BASH_SOURCE[0]}")/postgresql.sh"
runners=${RETORT_RUNNERS:-32}

# revision NUMBER: its body comes from standard input.
revision() {
  {
    printf -- '-- step %s\n--\n-- Revision ID: together%s\n-- Revises:%s\n\n' "$1" "$1" "$([ "$1" -eq 1 ] || echo " together$(($1 - 1))")"
    cat
    printf -- '\n-- retort: irreversible it is a test\n'
  } >"db/versions/$1.sql"
}

chain() {
  revision 1 <<'SQL'
-- retort: upgrade
CREATE TABLE log (what text NOT NULL, process integer NOT NULL DEFAULT pg_backend_pid(), at timestamptz NOT NULL DEFAULT clock_timestamp());
INSERT INTO log VALUES ('first');
SQL
  revision 2 <<'SQL'
-- retort: upgrade
CREATE TABLE orders (id integer PRIMARY KEY, status text);
INSERT INTO orders SELECT i, 'status ' || i % 7 FROM generate_series(1, 20000) i;
INSERT INTO log VALUES ('orders');
SQL
  revision 3 <<'SQL'
-- retort: upgrade
INSERT INTO log VALUES ('before the sleep');
SELECT pg_sleep(2);  -- waiters ask after a second who it is that they wait for
INSERT INTO log VALUES ('after the sleep');

-- retort: upgrade
INSERT INTO log VALUES ('second step');
SQL
  local i
  for i in 5 6 7 8 9; do
    revision "$i" <<SQL
-- retort: upgrade
CREATE TABLE t$i (id integer);
INSERT INTO log VALUES ('t$i');
SQL
  done
}
logged='after the sleep|before the sleep|first|orders|second step|t5|t6|t7|t8|t9'

autocommit_step() {
  revision 4 <<'SQL'
-- retort: upgrade autocommit
CREATE INDEX CONCURRENTLY orders_status ON orders (status);
INSERT INTO log VALUES ('autocommit');
SQL
}
transactional_step() {
  revision 4 <<'SQL'
-- retort: upgrade
CREATE INDEX orders_status ON orders (status);
INSERT INTO log VALUES ('autocommit');
SQL
}

# all_at_once DATABASE [ARGUMENTS...]: the runners, all of which exit 0; sets latest_start and earliest_end, in microseconds.
all_at_once() {
  local database=$1 i pids=() bad=0
  shift
  for ((i = 1; i <= runners; i++)); do
    {
      started=${EPOCHREALTIME/./} status=0
      "$RETORT" "$@" upgrade head </dev/null >"said.$i" 2>&1 || status=$?
      echo "$status $started ${EPOCHREALTIME/./}" >"times.$i"
    } &
    pids+=($!)
  done
  wait "${pids[@]}"
  for ((i = 1; i <= runners; i++)); do
    read -r status _ <"times.$i"
    [ "$status" -eq 0 ] || { bad=$((bad + 1)); cat "said.$i" >&2; }
  done
  [ "$bad" -eq 0 ] || fail "$bad of $runners runners failed"
  latest_start=$(cut -d' ' -f2 times.* | sort -n | tail -n 1)
  earliest_end=$(cut -d' ' -f3 times.* | sort -n | head -n 1)
  [ "$(sql "$database" -c "SELECT string_agg(what, '|' ORDER BY what) FROM log")" = "after the sleep|autocommit|${logged#*|}" ] \
    || fail "statements did not run once each: $(sql "$database" -c 'SELECT what, process, at FROM log ORDER BY at')"
  [ "$(sql "$database" -c "SELECT count(*) = count(DISTINCT (revision, step, statement)) AND bool_and(state = 'done') FROM retort_journal")" = t ] \
    || fail "the journal has a step twice, or one that is not done: $(sql "$database" -c 'SELECT revision, step, statement, state FROM retort_journal')"
  [ "$(sql "$database" -c 'SELECT version_num FROM retort_version')" = together9 ] || fail "not at the head"
  [ "$(sql "$database" -c "SELECT count(*) FROM pg_index WHERE NOT indisvalid")" = 0 ] || fail "an index is not valid"
}

doing="$runners at once"
create app
# On a machine that is busy with other things, thirty-two take their time.
project "$work/direct" app 'lock_wait = "600s"\n'
chain
autocommit_step
all_at_once app
[ "$latest_start" -lt "$earliest_end" ] || fail "they did not overlap: one ended before the last had started"
told=$(grep -lE '^Waiting for .*(process|pid|PID) ?[0-9]+' said.* | grep -c '' || true)
[ "$told" -gt 0 ] || { cat said.* >&2; fail "nobody was told who holds the lock"; }
echo "PostgreSQL $version: $runners runners, all at work together for $(((earliest_end - latest_start) / 1000)) ms, $told told who they wait for, \
statements run by $(sql app -c 'SELECT count(DISTINCT process) FROM log') of them"

command -v pgbouncer >/dev/null || { echo "no pgbouncer: the pooler is not tried"; exit 0; }

# pooler: starts it, in front of the server; sets pooled (a URL without a database) and pooler_process.
pooler() {
  local as=() port try host=${server##*@}
  port=$((21000 + RANDOM % 9000))
  mkdir -p "$work/pooler"
  printf '"postgres" ""\n' >"$work/pooler/users"
  printf '[databases]\n* = host=%s port=%s\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = %s\nunix_socket_dir =\nauth_type = trust
auth_file = %s\npool_mode = transaction\ndefault_pool_size = 8\nmax_client_conn = 200\nlogfile = %s\n' \
    "${host%:*}" "${host##*:}" "$port" "$work/pooler/users" "$work/pooler/log" >"$work/pooler/ini"
  if [ "$(id -u)" -eq 0 ]; then  # it refuses root
    as=(setpriv --reuid=nobody "--regid=$(id -g nobody)" --clear-groups)
    chown -R nobody "$work/pooler"
    chmod 711 "$work"
  fi
  "${as[@]}" pgbouncer -q "$work/pooler/ini" </dev/null >"$work/pooler/said" 2>&1 &
  pooler_process=$!
  pooled=postgresql://postgres@127.0.0.1:$port
  for ((try = 0; try < 100; try++)); do
    PGOPTIONS='' psql -X -d "$pooled/postgres" -c 'SELECT 1' >/dev/null 2>&1 && return
    sleep 0.05
  done
  cat "$work/pooler/said" "$work/pooler/log" >&2 || true
  fail "pgbouncer does not start"
}
pooler_process=
at_end() { [ -z "$pooler_process" ] || kill "$pooler_process" 2>/dev/null || true; }

doing="$runners at once through pgbouncer"
create pool
project "$work/pooled" pool 'lock_wait = "600s"\n'
chain
autocommit_step
pooler
through=(--url "$pooled/${prefix}pool")
unset PGOPTIONS
# An autocommit step needs a session of its own: refused before anything runs.
status=0
"$RETORT" "${through[@]}" upgrade head </dev/null >"$work/out" 2>&1 || status=$?
[ "$status" -ne 0 ] || fail "an autocommit step ran through the pooler"
said pooler
[ "$(sql pool -c "SELECT to_regclass('log') IS NULL")" = t ] || fail "steps ran before it refused"
transactional_step
settings() { psql -X -At -d "$pooled/${prefix}pool" -c "SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings
  WHERE name IN ('search_path', 'TimeZone', 'lock_timeout', 'statement_timeout', 'check_function_bodies', 'quote_all_identifiers')"; }
before=$(settings)
all_at_once pool "${through[@]}"
for i in 1 2 3 4 5 6 7 8; do [ "$(settings)" = "$before" ] || fail "settings leak: $(settings)"; done
[ "$(sql pool -c "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")" = 0 ] || fail "an advisory lock is left with a pooled session"
echo "PostgreSQL $version, pgbouncer: $runners runners, each statement once, no setting and no lock left behind"
