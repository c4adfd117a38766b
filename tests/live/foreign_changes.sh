#!/usr/bin/env bash
# A rebuild carries a list of columns, indexes and triggers, and would erase what only the live table has: what another
# branch added, or somebody by hand. Each such case is refused by name, and nothing is gone.
#
#   tests/live/foreign_changes.sh       RETORT: the program. Needs no corpora.
. "$(dirname "${BASH_SOURCE[0]}")/live.sh"

# A project with one table and its rows, and beyond it a rebuild of that table that was written on a branch.
begin() {
  doing=$1
  cd "$work"
  rm -rf project
  mkdir project
  cd project
  retort init
  cat >db/schema.sql <<'SQL'
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  total NUMERIC
);

CREATE INDEX ix_orders_customer ON orders (customer_id);

CREATE TRIGGER orders_ai AFTER INSERT ON orders BEGIN
  UPDATE customers SET name = name || '*' WHERE id = NEW.customer_id;
END;
SQL
  retort revision --autogenerate -m first --rev-id first
  retort upgrade head
  sqlite3 app.db "INSERT INTO customers VALUES (1, 'ann'), (2, 'bob');
    INSERT INTO orders VALUES (1, 1, 10), (2, 1, 12.5), (3, 2, NULL)"
  sed -i 's/  total NUMERIC/  total NUMERIC CHECK (total >= 0)/' db/schema.sql
  retort revision --autogenerate -m 'check totals' --rev-id rebuild
  rebuild=$(echo db/versions/*_check_totals.sql)
  grep -q '^-- retort: rebuild orders ' "$rebuild" || fail "the check did not make a rebuild"
}

# refused NAME TARGET: `upgrade` stops, says NAME, and leaves everything as it was.
refused() {
  rows app.db >"$work/rows.before"
  catalogue app.db >"$work/catalogue.before"
  sqlite3 -readonly app.db 'SELECT * FROM retort_version' >"$work/version.before"
  retort_exits 5 upgrade "${2:-head}"
  said "$1"
  said orders
  said "$rebuild"
  rows app.db >"$work/rows.after"
  catalogue app.db >"$work/catalogue.after"
  sqlite3 -readonly app.db 'SELECT * FROM retort_version' >"$work/version.after"
  same "$doing: rows" "$work/rows.before" "$work/rows.after"
  same "$doing: catalogue" "$work/catalogue.before" "$work/catalogue.after"
  same "$doing: version" "$work/version.before" "$work/version.after"
  sound app.db
  refusals=$((refusals + 1))
}
refusals=0

begin "nothing foreign" # the rebuild itself is no reason to refuse
retort upgrade head
retort check

begin "a column by hand"
sqlite3 app.db "ALTER TABLE orders ADD COLUMN status TEXT; UPDATE orders SET status = 'paid' WHERE id = 1"
refused "'status'"

begin "an index by hand"
sqlite3 app.db 'CREATE INDEX ix_by_hand ON orders (total) WHERE total > 11'
refused "'ix_by_hand'"

begin "an index changed by hand"
sqlite3 app.db 'DROP INDEX ix_orders_customer; CREATE INDEX ix_orders_customer ON orders (customer_id, total)'
refused "orders"

begin "a trigger by hand"
sqlite3 app.db 'CREATE TRIGGER by_hand AFTER DELETE ON orders BEGIN SELECT 1; END'
refused "'by_hand'"

begin "a constraint by hand"
sqlite3 -bail app.db "PRAGMA foreign_keys = OFF; BEGIN;
  CREATE TABLE by_hand (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    total NUMERIC CHECK (total < 1000));
  INSERT INTO by_hand SELECT * FROM orders; DROP TABLE orders; ALTER TABLE by_hand RENAME TO orders;
  CREATE INDEX ix_orders_customer ON orders (customer_id);
  CREATE TRIGGER orders_ai AFTER INSERT ON orders BEGIN UPDATE customers SET name = name || '*' WHERE id = NEW.customer_id; END;
  COMMIT"
refused orders

# The other branch went first, with a column; its revision is in the database and in the files.
begin "another branch's column"
mv "$rebuild" "$work/rebuild.sql"
sed -i 's/ CHECK (total >= 0)/,\n  status TEXT/' db/schema.sql
retort revision --autogenerate -m 'add status' --rev-id status
! grep -q 'retort: rebuild' db/versions/*_add_status.sql || fail "the column is added by a rebuild"
retort upgrade head
sqlite3 app.db "UPDATE orders SET status = 'paid' WHERE id < 3"
mv "$work/rebuild.sql" "$rebuild"
sed -i 's/  total NUMERIC,/  total NUMERIC CHECK (total >= 0),/' db/schema.sql
retort_exits 2 upgrade head # two heads
refused "'status'" rebuild

doing="another branch's column, the files in line"
sed -i 's/^-- Revises: first/-- Revises: status/' "$rebuild"
refused "'status'"
said "retort revision --amend"
retort_exits 1 verify
said "'status'"
# Written again, the rebuild knows the column.
retort revision --amend
retort verify
retort upgrade head
retort check
[ "$(sqlite3 -readonly app.db "SELECT group_concat(id || coalesce(status, '-'), ' ') FROM orders")" = '1paid 2paid 3-' ] ||
  fail "the other branch's values are gone"
sound app.db

echo "$refusals foreign changes, each refused by name, nothing gone"
