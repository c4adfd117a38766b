#!/usr/bin/env bash
# The forty models are the forty tables in SQL: no difference either way, and one that is made is seen. Then the way that
# a project goes: autogenerate, upgrade, check, downgrade; and the stock program, which asks the models' own.
#
#   forty.sh MIGRATE RETORT sqlite         forty.sh MIGRATE RETORT 15     (inside of support/postgresql.sh)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
migrate=$1 retort=$2 engine=$3

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export XDG_CACHE_HOME=$folder/cache NO_COLOR=1
mkdir versions

fail() { echo "FAILED: $*" >&2; exit 1; }

# expect STATUS COMMAND...: what it printed is in out.
expect() {
  local wanted=$1 status=0
  shift
  "$@" >out 2>&1 || status=$?
  [ "$status" = "$wanted" ] || { cat out >&2; fail "exit status $status, not $wanted: $*"; }
}

if [ "$engine" = sqlite ]; then
  url=sqlite:app.db sql=$here/forty.sqlite.sql
  raw() { sqlite3 app.db "$1"; }
else
  server=RETORT_TEST_POSTGRESQL_$engine
  name=forty_$$
  psql -qX "${!server}" -c "CREATE DATABASE $name"
  trap 'psql -qX "${!server}" -c "DROP DATABASE $name WITH (FORCE)"; rm -rf "$folder"' EXIT
  url=${!server%/*}/$name sql=$here/forty.postgresql.sql
  raw() { psql -qXAt -v ON_ERROR_STOP=1 "$url" -c "$1"; }
fi
printf 'revisions = "versions"\n\n[environments.local]\nurl = "%s"\n' "$url" >retort.toml
cp "$sql" same.sql

# ---- equal, both ways
expect 0 "$migrate" diff models same.sql
expect 0 "$migrate" diff same.sql models
tables=$("$migrate" dump models | grep -cE '^CREATE( UNLOGGED)? TABLE')
[ "$tables" -ge 40 ] || [ "$engine" = sqlite -a "$tables" -ge 38 ] || fail "only $tables tables"

# ---- a difference is seen: each line alone
while IFS='|' read -r from to; do
  sed "s/$from/$to/" "$sql" >other.sql
  ! cmp -s "$sql" other.sql || fail "no line is: $from"
  expect 1 "$migrate" diff models other.sql
done <<'CHANGES'
CREATE INDEX ix_people_city_id ON people (city_id);|
ON UPDATE CASCADE,|,
CHECK (quantity > 0)|CHECK (quantity > 1)
WHERE amount > 100;|WHERE amount > 101;
street|road
net \* 1.2|net * 1.3
CHANGES

# ---- the way of a project
raw "CREATE TABLE legacy_customers (id bigint PRIMARY KEY, label text NOT NULL)"
expect 0 "$migrate" revision --autogenerate -m "everything"
! grep -q "CREATE TABLE legacy_customers" versions/*.sql || fail "somebody else's table is in the revision"
expect 0 "$migrate" upgrade head
expect 0 "$migrate" check
grep -q "No new upgrade operations detected" out || fail "check says: $(cat out)"
expect 0 "$migrate" revision --autogenerate -m "nothing"
[ "$(ls versions | wc -l)" = 1 ] || fail "a second revision was written"
expect 0 "$migrate" downgrade base
expect 0 "$migrate" upgrade head
[ "$(raw "SELECT count(*) FROM legacy_customers")" = 0 ] || fail "somebody else's table is gone"

# ---- the stock program, through the models' own
sed -i '1i schema = "exec: '"$migrate"' dump models"' retort.toml
mkdir stock && cp retort.toml same.sql stock/
printf '\n[managed]\nexclude = ["table:legacy_customers"]\n' >>stock/retort.toml
(cd stock && mkdir versions && expect 0 "$retort" diff models same.sql) || exit 1
"$migrate" dump models >dumped.sql
for line in "-- retort: renamed-from users" "  -- retort: renamed-from nick" "  -- retort: existing 'none'"; do
  grep -qxF -- "$line" dumped.sql || fail "dump models has no line: $line"
done
# A schema file beside linked models would be a second truth.
sed -i '1s/.*/schema = "same.sql"/' retort.toml
expect 2 "$migrate" diff models chain
grep -q "models are linked into this program" out || fail "$(cat out)"
echo "forty tables: equal on $engine"
