// An emptied database keeps what is the database's own.
#include "server.hpp"

namespace retort::postgresql {
namespace {

class DropDatabaseTest : public Database {
 protected:
  void drop() const { driver().drop_database(url(), options); }
  /// All that is in no system schema.
  std::string left() const {
    return sql(
        "SELECT string_agg(i.type || ' ' || i.identity, ', ' ORDER BY 1) FROM ("
        "SELECT 'pg_class'::regclass AS c, oid FROM pg_class UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc "
        "UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type UNION ALL SELECT 'pg_namespace'::regclass, oid FROM "
        "pg_namespace UNION ALL SELECT 'pg_operator'::regclass, oid FROM pg_operator UNION ALL SELECT "
        "'pg_cast'::regclass, oid FROM pg_cast UNION ALL SELECT 'pg_opfamily'::regclass, oid FROM pg_opfamily "
        "UNION ALL SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config UNION ALL SELECT 'pg_collation'::regclass, "
        "oid "
        "FROM pg_collation UNION ALL SELECT 'pg_extension'::regclass, oid FROM pg_extension UNION ALL SELECT "
        "'pg_publication'::regclass, oid FROM pg_publication UNION ALL SELECT 'pg_event_trigger'::regclass, oid FROM "
        "pg_event_trigger UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid FROM pg_foreign_data_wrapper "
        "UNION ALL SELECT 'pg_am'::regclass, oid FROM pg_am"
        ") all_of(c, o), LATERAL pg_identify_object(c, o, 0) i WHERE o >= 16384 AND coalesce(i.schema, '') !~ '^pg_' "
        "AND i.identity !~ '^pg_(temp|toast)'");
  }
};
RETORT_ON_EACH_SERVER(DropDatabaseTest);

TEST_P(DropDatabaseTest, TakesOutEveryKind) {
  for (const char* statement : {
           "CREATE SCHEMA s",
           "CREATE TYPE s.\"E e\" AS ENUM ('a')",
           "CREATE DOMAIN d AS int CHECK (VALUE > 0)",
           "CREATE TYPE c AS (a int, b d)",
           "CREATE TYPE r AS RANGE (subtype = float8)",
           "CREATE TABLE s.t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, e s.\"E e\", s serial, c c)",
           "CREATE TABLE p (a int) PARTITION BY LIST (a)",
           "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
           "CREATE VIEW v AS SELECT * FROM s.t",
           "CREATE MATERIALIZED VIEW m AS SELECT * FROM v",
           "CREATE SEQUENCE q",
           "CREATE FUNCTION f(s.t, VARIADIC int[]) RETURNS int LANGUAGE sql AS 'SELECT 1'",
           "CREATE PROCEDURE f(int) LANGUAGE sql AS 'SELECT 1'",
           "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = 0)",
           "CREATE AGGREGATE number(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = 0)",
           "CREATE FUNCTION same(d, d) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true'",
           "CREATE OPERATOR === (LEFTARG = d, RIGHTARG = d, FUNCTION = same)",
           "CREATE OPERATOR FAMILY fam USING btree",
           "CREATE FUNCTION to_c(int) RETURNS c LANGUAGE sql AS 'SELECT NULL::c'",
           "CREATE CAST (int AS c) WITH FUNCTION to_c(int)",
           "CREATE TEXT SEARCH CONFIGURATION cfg (COPY = simple)",
           "CREATE COLLATION col (locale = 'C')",
           "CREATE STATISTICS st ON id, e FROM s.t",
           "CREATE PUBLICATION pub FOR TABLE s.t",
           "CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
           "CREATE EVENT TRIGGER et ON sql_drop EXECUTE FUNCTION on_ddl()",
           "CREATE FOREIGN DATA WRAPPER w",
           "CREATE SERVER srv FOREIGN DATA WRAPPER w",
           "CREATE FOREIGN TABLE ft (a int) SERVER srv",
           "CREATE ACCESS METHOD am TYPE TABLE HANDLER heap_tableam_handler",
       })
    ASSERT_NO_THROW(sql(statement)) << statement;
  drop();
  EXPECT_EQ(left(), "");
}

TEST_P(DropDatabaseTest, KeepsWhatIsTheDatabasesOwn) {
  const std::string name = sql("SELECT current_database()");
  sql("ALTER DATABASE " + name + " SET work_mem = '7MB'");
  sql("REVOKE ALL ON SCHEMA public FROM public");
  const std::string before = sql("SELECT oid FROM pg_database WHERE datname = current_database()");
  const std::string privileges = sql("SELECT nspacl FROM pg_namespace WHERE nspname = 'public'");
  sql("CREATE TABLE t (a int)");
  drop();
  EXPECT_EQ(sql("SHOW work_mem"), "7MB");
  EXPECT_EQ(sql("SELECT oid FROM pg_database WHERE datname = current_database()"), before);
  EXPECT_EQ(sql("SELECT nspacl FROM pg_namespace WHERE nspname = 'public'"), privileges);
  EXPECT_EQ(sql("SELECT to_regclass('t')"), "");
}

TEST_P(DropDatabaseTest, MakesPublicWhereItIsMissing) {
  sql("DROP SCHEMA public");
  drop();
  EXPECT_EQ(sql("SELECT 'public'::regnamespace"), "public");
}

TEST_P(DropDatabaseTest, ManyTablesNeedNoMoreLocksThanAServerHas) {
  sql("DO $$BEGIN FOR i IN 1..12 LOOP EXECUTE format('CREATE TABLE a%s (x serial PRIMARY KEY, t text)', i); END LOOP; "
      "END$$");
  for (int batch = 0; batch < 5; ++batch)
    sql(fmt::format(
        "DO $$BEGIN FOR i IN 1..60 LOOP EXECUTE format('CREATE TABLE t{}_%s (x serial PRIMARY KEY, t text)', i); "
        "END LOOP; END$$",
        batch));
  drop();
  EXPECT_EQ(left(), "");
}

}  // namespace
}  // namespace retort::postgresql
