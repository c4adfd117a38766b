# What the scripts' commands know.

# The schema file, from stdin.
schema() { mkdir -p db && cat >db/schema.sql; }

# A project with two tables and one revision, not applied.
shop() {
  retort init >/dev/null &&
    schema <<'SQL' &&
CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE
);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  total NUMERIC NOT NULL
);
SQL
    retort -q revision --autogenerate -m "create customers and orders" --rev-id aaaa00000001 >/dev/null
}

# The same, applied, with rows.
shop_with_rows() {
  shop && retort -q upgrade head &&
    sqlite3 app.db "INSERT INTO customers VALUES (1, 'a@example.com'), (2, 'b@example.com');
                    INSERT INTO orders VALUES (1, 1, 10), (2, 2, 20);"
}

# A second revision by hand: adds a column.
add_note() {
  cat >db/versions/20261120083001_add_note.sql <<'SQL'
-- add note
--
-- Revision ID: aaaa00000002
-- Revises: aaaa00000001
-- Create Date: 2026-11-20 08:30:01 UTC

-- retort: upgrade
ALTER TABLE orders ADD COLUMN note TEXT;

-- retort: downgrade
ALTER TABLE orders DROP COLUMN note;
SQL
}

# A script of --sql, whoever writes it.
anonymous() { sed "s/'$(id -un)', '$(uname -n)'/'USER', 'HOST'/"; }

# Runs a command on a terminal of its own; its stdin is what is typed.
on_terminal() { script -qe --echo never -c "$*" /dev/null | tr -d '\r'; }

# The catalogue as sqlite3 reads it, without Retort's own tables.
catalogue() {
  sqlite3 "${1:-app.db}" "SELECT type || ' ' || name FROM sqlite_schema
    WHERE name NOT LIKE 'sqlite_%' AND tbl_name NOT LIKE 'retort_%' ORDER BY type, name"
}

# A revision by hand: ID, PARENT, and the SQL of each upgrade step.
write_revision() {
  local id=$1 parent=$2 step
  shift 2
  {
    printf -- '-- %s\n--\n-- Revision ID: %s\n-- Revises: %s\n' "$id" "$id" "$parent"
    for step in "$@"; do printf '\n-- retort: upgrade\n%s\n' "$step"; done
    printf '\n-- retort: downgrade none a test\n'
  } >"db/versions/$id.sql"
}

# One with a way back: ID, PARENT, the SQL up, and down.
write_both_ways() {
  printf -- '-- %s\n--\n-- Revision ID: %s\n-- Revises: %s\n\n-- retort: upgrade\n%s\n\n-- retort: downgrade\n%s\n' \
    "$1" "$1" "$2" "$3" "$4" >"db/versions/$1.sql"
}

# git, whoever runs it.
as_somebody() { git -c user.name=somebody -c user.email=somebody@example.com "$@"; }
commit_all() { git add -A && as_somebody commit -qm "$1"; }

# The branch `feature` has two revisions of its own, and has taken in main, which got one meanwhile.
two_developers() {
  shop && echo app.db >.gitignore && git init -qb main . && commit_all base && git checkout -qb feature &&
    write_both_ways bbbb00000001 aaaa00000001 'ALTER TABLE orders ADD COLUMN note TEXT;' 'ALTER TABLE orders DROP COLUMN note;' &&
    write_both_ways bbbb00000002 bbbb00000001 'CREATE INDEX ix_note ON orders (note);' 'DROP INDEX ix_note;' &&
    commit_all ours && git checkout -q main &&
    write_both_ways cccc00000001 aaaa00000001 'ALTER TABLE orders ADD COLUMN paid INTEGER;' 'ALTER TABLE orders DROP COLUMN paid;' &&
    commit_all theirs && git checkout -q feature && as_somebody merge -q -m merged main
}

# Two migrations of dbmate, in migrations/.
dbmate_chain() {
  mkdir migrations && (
    cd migrations || exit 1
    for each in 20260101000000_users 20260102000000_orders; do
      printf -- '-- migrate:up\nCREATE TABLE %s (id INTEGER PRIMARY KEY);\n\n-- migrate:down\nDROP TABLE %s;\n' \
        "${each#*_}" "${each#*_}" >"$each.sql"
    done
  )
}

# ---- PostgreSQL: scenarios with a database of their own, $DATABASE_URL ----

# psql, which prints bare rows.
pg() { psql -X -q -At -v ON_ERROR_STOP=1 "$DATABASE_URL" -c "$1"; }

# A project with two tables and one revision, not applied.
pg_shop() {
  retort init --url "$DATABASE_URL" >/dev/null &&
    schema <<'SQL' &&
CREATE TABLE customers (
  id bigint PRIMARY KEY,
  email text NOT NULL UNIQUE
);
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id),
  total numeric(10,2) NOT NULL CHECK (total >= 0)
);
SQL
    retort -q revision --autogenerate -m "create customers and orders" --rev-id aaaa00000001 >/dev/null
}

# The same, applied, with rows.
pg_shop_with_rows() {
  pg_shop && retort -q upgrade head &&
    pg "INSERT INTO customers VALUES (1, 'a@example.com'), (2, 'b@example.com');
        INSERT INTO orders VALUES (1, 1, 10), (2, 2, 20);"
}
