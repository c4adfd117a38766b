#!/usr/bin/env bash
# A run in one transaction on PostgreSQL, killed at fault points: all of it is there, or nothing, and the next run ends
# as an undisturbed one does.
#
#   postgresql_one_transaction.sh RUNNER MAJOR      on the server that tests/support/postgresql.sh started
#
# RETORT_CRASH_POINTS (6): every how manieth point; the last one too.
set -euo pipefail
runner=$1 variable=RETORT_TEST_POSTGRESQL_$2
chain=$(dirname "${BASH_SOURCE[0]}")/chain_run
server=${!variable}
database=retort_one_transaction_$$ url=${server%/*}/retort_one_transaction_$$
export RETORT_CRASH_TRANSACTION=run
at_server() { psql -X -q -v ON_ERROR_STOP=1 "$server" "$@"; }
drop() { at_server -c "DROP DATABASE IF EXISTS $1 WITH (FORCE)" 2>/dev/null; }
trap 'drop $database; drop ${database}_end' EXIT
fail() { echo "FAILED: $*"; exit 1; }

# What is there: the tables and their rows, the version table, the journal. Empty tables of Retort's own are nothing.
state() {
  psql -X -q -At -v ON_ERROR_STOP=1 "$url" -c "SELECT relname, (xpath('//n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', relname), false, false, '')))[1]
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT LIKE 'retort%' ORDER BY 1"
  [ "$(psql -X -q -At "$url" -c "SELECT to_regclass('retort_journal') IS NULL")" = t ] ||
    psql -X -q -At "$url" -c "SELECT version_num FROM retort_version" -c "SELECT revision, direction, step FROM retort_journal WHERE direction = '$direction' ORDER BY id"
}

trial() {  # DIRECTION TARGET TEMPLATE
  direction=$1
  local target=$2 template=$3 before after found status i points whole=0 none=0
  reset() { drop "$database"; at_server -c "CREATE DATABASE $database TEMPLATE $template"; }
  reset
  before=$(state)
  points=$("$runner" "$url" "$chain" "$direction" "$target" --points | grep -c '')
  after=$(state)
  for i in $(seq 1 "${RETORT_CRASH_POINTS:-6}" $((points - 1))) "$points"; do
    reset
    status=0
    { "$runner" "$url" "$chain" "$direction" "$target" --die-at "$i" || status=$?; } 2>/dev/null
    [ "$status" = 137 ] || fail "$direction: it did not die at point $i: $status"
    for ((try = 0; try < 100; try++)); do  # what the client had sent, the server brings to its end
      [ "$(at_server -At -c "SELECT count(*) FROM pg_stat_activity WHERE datname = '$database' AND backend_type = 'client backend'")" = 0 ] && break
      sleep 0.02
    done
    found=$(state)
    case $found in
      "$before") none=$((none + 1)) ;;
      "$after") whole=$((whole + 1)) ;;
      *) fail "$direction killed at point $i left"$'\n'"$found" ;;
    esac
    "$runner" "$url" "$chain" "$direction" "$target" || fail "$direction: the run after point $i"
    [ "$(state)" = "$after" ] || fail "$direction: the run after point $i ended with"$'\n'"$(state)"
  done
  [ "$whole" -gt 0 ] && [ "$none" -gt 0 ] || fail "$direction: $whole whole, $none nothing"
  echo "PostgreSQL, $direction in one transaction: killed at $((none + whole)) of $points points, $none left nothing and $whole all of it"
}

trial upgrade heads template0
at_server -c "CREATE DATABASE ${database}_end TEMPLATE $database"
trial downgrade base "${database}_end"
