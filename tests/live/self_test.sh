#!/usr/bin/env bash
# The readers of live.sh can tell databases apart, and only where they differ.
#
#   tests/live/self_test.sh
. "$(dirname "${BASH_SOURCE[0]}")/live.sh"

pairs=0
# pair equal|different catalogue|rows SQL SQL
pair() {
  local result=equal
  doing="$2 of: $3 / $4"
  rm -f "$work"/[ab].db
  sqlite3 -bail "$work/a.db" "$3"
  sqlite3 -bail "$work/b.db" "$4"
  "$2" "$work/a.db" >"$work/a"
  "$2" "$work/b.db" >"$work/b"
  cmp -s "$work/a" "$work/b" || result=different
  [ "$result" = "$1" ] || { diff "$work/a" "$work/b" >&2 || true; fail "they are $result, not $1"; }
  pairs=$((pairs + 1))
}

t='CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);'
pair equal catalogue "$t" 'create table "T" ( b text, [A] integer primary key /* x */ );'
pair equal catalogue "$t" 'CREATE TABLE t (a INTEGER, b TEXT, PRIMARY KEY (a));'
pair different catalogue "$t" 'CREATE TABLE t (a INTEGER PRIMARY KEY DESC, b TEXT);'
pair different catalogue "$t" 'CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT);'
pair different catalogue "$t" 'CREATE TABLE t (a INTEGER PRIMARY KEY, b VARCHAR);'
pair different catalogue "$t" 'CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT COLLATE NOCASE);'
pair different catalogue "$t" 'CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL);'
pair different catalogue "$t" "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT DEFAULT 'x');"
pair different catalogue "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT DEFAULT 'X');" "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT DEFAULT 'x');"
pair equal catalogue "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT DEFAULT 'x' NOT NULL);" "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL DEFAULT 'x');"
pair different catalogue "$t" 'CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT CHECK (b > 1));'
pair equal catalogue 'CREATE TABLE t (a, b, CHECK (b == 1));' 'CREATE TABLE t (a, b CHECK(B=1));'
pair different catalogue 'CREATE TABLE t (a, b, CHECK (b > 1));' 'CREATE TABLE t (a, b, CHECK (b > 2));'
pair different catalogue "$t" 'CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT;'
pair different catalogue "$t" 'CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) WITHOUT ROWID;'
pair different catalogue "$t" 'CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE);'
pair equal catalogue 'CREATE TABLE t (a, b, UNIQUE (a));' 'CREATE TABLE t (a UNIQUE, b);'
pair different catalogue 'CREATE TABLE t (a, b AS (a + 1));' 'CREATE TABLE t (a, b AS (a + 2));'
pair different catalogue 'CREATE TABLE t (a, b AS (a + 1));' 'CREATE TABLE t (a, b AS (a + 1) STORED);'
pair equal catalogue 'CREATE TABLE t (a REFERENCES t (b), b);' 'CREATE TABLE t (a, b, FOREIGN KEY (a) REFERENCES t (b) ON DELETE NO ACTION);'
pair different catalogue 'CREATE TABLE t (a REFERENCES t (b), b);' 'CREATE TABLE t (a REFERENCES t (b) ON DELETE CASCADE, b);'
pair different catalogue 'CREATE TABLE t (a REFERENCES t (b), b);' 'CREATE TABLE t (a REFERENCES t (b) DEFERRABLE INITIALLY DEFERRED, b);'
pair equal catalogue 'CREATE TABLE t (a REFERENCES t ON DELETE CASCADE ON UPDATE SET NULL);' 'CREATE TABLE t (a REFERENCES t ON UPDATE SET NULL ON DELETE CASCADE);'
pair different catalogue "$t CREATE INDEX i ON t (b);" "$t"
pair different catalogue "$t CREATE INDEX i ON t (b);" "$t CREATE UNIQUE INDEX i ON t (b);"
pair different catalogue "$t CREATE INDEX i ON t (b);" "$t CREATE INDEX i ON t (b) WHERE a > 1;"
pair different catalogue "$t CREATE INDEX i ON t (b);" "$t CREATE INDEX i ON t (b DESC);"
pair different catalogue "$t CREATE INDEX i ON t (lower(b));" "$t CREATE INDEX i ON t (upper(b));"
pair different catalogue "$t CREATE VIEW v AS SELECT a FROM t;" "$t CREATE VIEW v AS SELECT a, b FROM t;"
pair equal catalogue "$t CREATE VIEW v AS SELECT a FROM t;" "$t CREATE VIEW v AS SELECT -- x
  A FROM [t];"
pair different catalogue "$t CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END;" "$t CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 2; END;"
pair different catalogue "$t CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END;" "$t"
pair different catalogue "$t" "$t CREATE TABLE u (a);"

pair equal rows "$t INSERT INTO t VALUES (1, 'x'), (2, NULL);" "CREATE TABLE t (b, a); INSERT INTO t VALUES (NULL, 2), ('x', 1);"
pair different rows "$t INSERT INTO t VALUES (1, 'x');" "$t INSERT INTO t VALUES (1, 'X');"
pair different rows "$t INSERT INTO t VALUES (1, 'x');" "$t"
pair different rows "CREATE TABLE t (a); INSERT INTO t VALUES (1), (1);" "CREATE TABLE t (a); INSERT INTO t VALUES (1);"
pair different rows "CREATE TABLE t (a); INSERT INTO t VALUES (NULL);" "CREATE TABLE t (a); INSERT INTO t VALUES ('');"
pair different rows "CREATE TABLE t (a); INSERT INTO t VALUES (7);" "CREATE TABLE t (a); INSERT INTO t VALUES ('7');"
pair different rows "CREATE TABLE t (a); INSERT INTO t VALUES (1);" "CREATE TABLE t (a); INSERT INTO t VALUES (1.0);"
pair different rows "CREATE TABLE t (a, b AS (a + 1)); INSERT INTO t VALUES (1);" "CREATE TABLE t (a, b AS (a + 2)); INSERT INTO t VALUES (1);"
pair equal rows "$t" "$t CREATE TABLE u (a);"

# mapped EXPECTED SIDE WORDS... of the rows on stdin
mapped() {
  local expected=$1
  shift
  doing="map_rows.pl $*"
  [ "$(printf 't\ta=1\tb=NULL\n' | perl "$here/map_rows.pl" "$@")" = "$(printf '%b' "$expected")" ] || fail "not what it should be"
  pairs=$((pairs + 1))
}
mapped 't\ta=1' before drop:t.b
mapped 't\ta=1\tb=NULL' after drop:t.b
mapped 't\ta=1' after new:t.b
mapped '' after new:t
mapped 'u\tb=NULL\tc=1' before table:t=u column:t.a=c
mapped "t\ta=1\tb='x'" before "fill:t.b='x'"
mapped 't\ta=1' taken-back lost:t.b
doing="map_rows.pl of a column that is not there"
! printf 't\ta=1\n' | perl "$here/map_rows.pl" before drop:t.c >"$work/out" 2>&1 || fail "it says nothing"
echo "$pairs pairs"
