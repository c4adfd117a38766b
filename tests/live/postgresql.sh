# What the live tests on PostgreSQL stand on; they source it with VERSION. What a database is made of is read by pg_dump and
# by support/postgresql_catalogue.sql: nothing of ours looks at what our program did.
#
# Sets what live.sh sets, and: version, server (a URL without a database), prefix (of the names of this test's databases).
# shellcheck shell=bash
. "$(dirname "${BASH_SOURCE[0]}")/live.sh"

version=${VERSION:?}
server=RETORT_TEST_POSTGRESQL_$version
[ -n "${!server:-}" ] || { echo "no server: run it by tests/support/postgresql.sh with FOLDER $version -- ..." >&2; exit 2; }
server=${!server%/*}
prefix=live_$$_
ANY_SERVER=$(readlink -f "${ANY_SERVER:-$(dirname "$(dirname "$RETORT")")/tests/libany_server.so}")
export PGOPTIONS='-c client_min_messages=warning' XDG_CACHE_HOME=$work/cache

# Ends the test as skipped where there are no corpora.
need_postgresql_corpora() {
  [ -r "$corpora/adventureworks/postgresql.sql" ] && return
  echo "skipped: no corpora at $corpora (set RETORT_CORPORA)"
  exit 77
}

url() { echo "$server/$prefix$1"; }

# sql DATABASE [psql's arguments...]: with none, statements from standard input. Ends at the first error.
sql() {
  local database=$1
  shift
  psql -X -q -v ON_ERROR_STOP=1 -At -d "$(url "$database")" "$@"
}

at_server() { psql -X -q -v ON_ERROR_STOP=1 -At -d "$server/postgres" "$@"; }

# create DATABASE...: empty, and new.
create() {
  local name
  for name; do
    at_server -c "DROP DATABASE IF EXISTS $prefix$name WITH (FORCE)" -c "CREATE DATABASE $prefix$name TEMPLATE template0"
  done
}

# What failed stays as it is for whoever looks, if its server does.
leave_nothing() {
  local name
  at_server -c "SELECT datname FROM pg_database WHERE datname LIKE '${prefix//_/\\_}%'" | while read -r name; do
    at_server -c "DROP DATABASE IF EXISTS $name WITH (FORCE)"
  done
  rm -rf "$work"
}

# facts DATABASE [nothing]: all that it is made of, one fact a line, sorted. `nothing`: less owners and privileges.
facts() {
  local more=()
  [ "${2:-}" != nothing ] || more=(--no-owner --no-privileges)
  {
    dump_schema "$1" "${more[@]}"
    sql "$1" -c 'SET search_path = pg_catalog' -f "$here/../support/postgresql_catalogue.sql" |
      if [ "${2:-}" = nothing ]; then grep -vE '^(privileges|owner|default privileges) '; else cat; fi
  } | sort
}

# dump_schema DATABASE [pg_dump's arguments...]: the entries of pg_dump -s, less Retort's own tables.
dump_schema() {
  local database=$1 any=
  shift
  if [ "$version" -gt "$(pg_dump --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')" ]; then any=1; fi
  env ${any:+LD_PRELOAD="$ANY_SERVER"} pg_dump -s -T '*.retort_*' "$@" "$(url "$database")" >"$work/dump" || fail "pg_dump of $database"
  NULL_STATISTICS=$any perl "$here/dump_entries.pl" <"$work/dump"
}

# project FOLDER DATABASE [LINES of retort.toml]: made, and entered.
project() {
  mkdir -p "$1/db/versions"
  cd "$1"
  : >db/schema.sql
  printf 'schema = "db/schema.sql"\nrevisions = "db/versions"\nenvironment = "local"\n%b\n[environments.local]\nurl = "%s"\n' \
    "${3:-}" "$(url "$2")" >retort.toml
}
