-- Every kind of object that the reader knows, with every attribute. Loads on 15 and newer as a superuser, into an empty
-- database, in one string; what 18 alone has is in torture_18.sql. Roles are the server's own predefined ones.

CREATE SCHEMA app AUTHORIZATION pg_monitor;
CREATE SCHEMA "Odd ""Schema""";
CREATE SCHEMA empty;
COMMENT ON SCHEMA app IS 'where it all is';
GRANT USAGE ON SCHEMA app TO pg_read_all_data;
GRANT CREATE, USAGE ON SCHEMA app TO pg_signal_backend WITH GRANT OPTION;
COMMENT ON SCHEMA public IS 'changed';

CREATE EXTENSION btree_gist WITH SCHEMA public;
CREATE EXTENSION hstore WITH SCHEMA app;
CREATE EXTENSION citext WITH SCHEMA public;

-- Types --------------------------------------------------------------------------------------------------------------

CREATE TYPE app.mood AS ENUM ('sad', 'ok', 'happy', 'it''s "odd"', '');
ALTER TYPE app.mood ADD VALUE 'fine' BEFORE 'happy';
CREATE TYPE app.empty_enum AS ENUM ();
COMMENT ON TYPE app.mood IS 'how it is';
REVOKE USAGE ON TYPE app.mood FROM PUBLIC;
GRANT USAGE ON TYPE app.mood TO pg_monitor;
CREATE TYPE "Odd ""Schema"""."Odd Type" AS ENUM ('a');
CREATE COLLATION app.german (provider = icu, locale = 'de-u-co-phonebk', deterministic = false);
CREATE COLLATION app.plain (provider = libc, locale = 'C');
CREATE COLLATION app.two_parts (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');
COMMENT ON COLLATION app.german IS 'as in a phone book';
CREATE DOMAIN app.positive AS integer DEFAULT 1 NOT NULL CHECK (VALUE > 0) CONSTRAINT small CHECK (VALUE < 1000);
CREATE DOMAIN app.code AS varchar(10) COLLATE app.plain CHECK (VALUE IN ('a', 'b')) CHECK (VALUE ~ '^[a-z]+$');
CREATE DOMAIN app.nested AS app.positive CHECK (VALUE <> 13);
CREATE DOMAIN app.codes AS app.mood[] DEFAULT '{}';
ALTER DOMAIN app.positive ADD CONSTRAINT later CHECK (VALUE <> 7) NOT VALID;
COMMENT ON CONSTRAINT small ON DOMAIN app.positive IS 'fits';
COMMENT ON DOMAIN app.code IS 'a letter';
CREATE TYPE app.point3 AS (x float8, y float8, label text COLLATE "C", moods app.mood[], "Odd name" app.positive);
COMMENT ON COLUMN app.point3.label IS 'what it is called';
COMMENT ON TYPE app.point3 IS 'in space';
CREATE TYPE app.no_attributes AS ();
CREATE TYPE app.box_of AS (corner app.point3, other app.point3[]);
CREATE FUNCTION app.float_diff(float8, float8) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 - $2';
CREATE TYPE app.float_range AS RANGE (subtype = float8, subtype_diff = app.float_diff, multirange_type_name = app.float_many);
CREATE TYPE app.text_range AS RANGE (subtype = text, subtype_opclass = text_pattern_ops, collation = "C");
COMMENT ON TYPE app.float_range IS 'of numbers';

-- Sequences ----------------------------------------------------------------------------------------------------------

CREATE SEQUENCE app.plain_seq;
CREATE SEQUENCE app.small_seq AS smallint INCREMENT 3 MINVALUE -5 MAXVALUE 500 START 7 CACHE 9 CYCLE;
CREATE SEQUENCE app.down_seq AS integer INCREMENT -1;
CREATE SEQUENCE app.down_from_seq INCREMENT -2 MAXVALUE 1000 START 900;
CREATE UNLOGGED SEQUENCE app.unlogged_seq;
COMMENT ON SEQUENCE app.plain_seq IS 'counts';
GRANT USAGE, SELECT ON SEQUENCE app.plain_seq TO pg_monitor;

-- Functions ----------------------------------------------------------------------------------------------------------

CREATE FUNCTION app.f(a integer, b text DEFAULT 'x; --', OUT c bigint, INOUT d app.mood DEFAULT 'ok') RETURNS record
  LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER LEAKPROOF PARALLEL SAFE COST 77
  SET search_path = app, public SET work_mem = '8MB'
  AS $f$ BEGIN c := a; END $f$;
CREATE FUNCTION app.f(VARIADIC numeric[]) RETURNS numeric LANGUAGE sql IMMUTABLE RETURN $1[1] + 1;
CREATE FUNCTION app.f() RETURNS SETOF app.point3 LANGUAGE sql ROWS 5 AS $$ SELECT NULL::app.point3 $$;
CREATE FUNCTION app.returns_table(n integer) RETURNS TABLE (a integer, b text) LANGUAGE sql BEGIN ATOMIC
  SELECT n, 'x'::text; SELECT n + 1, 'y;'; END;
CREATE FUNCTION app.uses_f(x numeric) RETURNS numeric LANGUAGE sql BEGIN ATOMIC SELECT app.f(x, 2); END;
CREATE FUNCTION app.polymorphic(anyelement, anyarray) RETURNS anyelement LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION "Odd ""Schema"""."odd name"("an arg" integer) RETURNS integer LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION app.windowed(int) RETURNS int LANGUAGE internal WINDOW AS 'window_row_number';
CREATE PROCEDURE app.p(a integer, INOUT b integer DEFAULT 3) LANGUAGE plpgsql AS 'BEGIN COMMIT; END';
CREATE PROCEDURE app.atomic_p(a integer) LANGUAGE sql BEGIN ATOMIC SELECT a; END;
COMMENT ON FUNCTION app.f() IS 'no arguments';
COMMENT ON PROCEDURE app.p IS 'a procedure';
REVOKE EXECUTE ON FUNCTION app.f() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.f() TO pg_monitor WITH GRANT OPTION;
ALTER FUNCTION app.f() OWNER TO pg_monitor;
CREATE FUNCTION app.trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION app.event_trg() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';

-- Aggregates ---------------------------------------------------------------------------------------------------------

CREATE FUNCTION app.add(bigint, integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE FUNCTION app.take(bigint, integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2';
CREATE FUNCTION app.both(bigint, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE FUNCTION app.final(bigint) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';
CREATE FUNCTION app.final_extra(bigint, integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';
CREATE FUNCTION app.count_up(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1';
CREATE FUNCTION app.ordered_final(internal, float8) RETURNS text LANGUAGE internal AS 'percentile_disc_final';
CREATE AGGREGATE app.total(integer) (SFUNC = app.add, STYPE = bigint, SSPACE = 64, FINALFUNC = app.final_extra,
  FINALFUNC_EXTRA, FINALFUNC_MODIFY = SHAREABLE, COMBINEFUNC = app.both, INITCOND = '0', MSFUNC = app.add,
  MINVFUNC = app.take, MSTYPE = bigint, MSSPACE = 32, MFINALFUNC = app.final_extra, MFINALFUNC_EXTRA,
  MFINALFUNC_MODIFY = READ_WRITE, MINITCOND = '0', PARALLEL = SAFE);
CREATE AGGREGATE app.how_many(*) (SFUNC = app.count_up, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE app.gathered(anycompatible) (SFUNC = array_append, STYPE = anycompatiblearray, PARALLEL = RESTRICTED);
CREATE AGGREGATE app.biggest(integer) (SFUNC = int4larger, STYPE = integer, SORTOP = >);
CREATE AGGREGATE app.deep(internal) (SFUNC = int8_avg_combine, STYPE = internal, COMBINEFUNC = int8_avg_combine,
  SERIALFUNC = int8_avg_serialize, DESERIALFUNC = int8_avg_deserialize);
CREATE AGGREGATE app.my_percentile(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal,
  FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE AGGREGATE app.my_rank(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi,
  STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
COMMENT ON AGGREGATE app.how_many(*) IS 'counts';

-- Operators ----------------------------------------------------------------------------------------------------------

CREATE FUNCTION app.point3_eq(app.point3, app.point3) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).x = ($2).x';
CREATE FUNCTION app.point3_ne(app.point3, app.point3) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).x <> ($2).x';
CREATE FUNCTION app.point3_lt(app.point3, app.point3) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).x < ($2).x';
CREATE FUNCTION app.point3_gt(app.point3, app.point3) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).x > ($2).x';
CREATE FUNCTION app.point3_cmp(app.point3, app.point3) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 0';
CREATE FUNCTION app.point3_hash(app.point3) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 0';
CREATE FUNCTION app.negative(app.point3) RETURNS app.point3 LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE OPERATOR app.=== (FUNCTION = app.point3_eq, LEFTARG = app.point3, RIGHTARG = app.point3, COMMUTATOR = OPERATOR(app.===),
  NEGATOR = OPERATOR(app.<<>>), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR app.<<>> (FUNCTION = app.point3_ne, LEFTARG = app.point3, RIGHTARG = app.point3, COMMUTATOR = OPERATOR(app.<<>>),
  NEGATOR = OPERATOR(app.===), RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR app.<# (FUNCTION = app.point3_lt, LEFTARG = app.point3, RIGHTARG = app.point3, COMMUTATOR = OPERATOR(app.#>));
CREATE OPERATOR app.#> (FUNCTION = app.point3_gt, LEFTARG = app.point3, RIGHTARG = app.point3, COMMUTATOR = OPERATOR(app.<#));
CREATE OPERATOR app.!! (FUNCTION = app.negative, RIGHTARG = app.point3);
COMMENT ON OPERATOR app.!! (NONE, app.point3) IS 'the other way';
CREATE OPERATOR FAMILY app.point3_family USING btree;
CREATE OPERATOR CLASS app.point3_ops DEFAULT FOR TYPE app.point3 USING btree FAMILY app.point3_family AS
  OPERATOR 1 app.<#, OPERATOR 3 app.===, OPERATOR 5 app.#>, FUNCTION 1 app.point3_cmp(app.point3, app.point3);
CREATE OPERATOR CLASS app.point3_hash_ops FOR TYPE app.point3 USING hash AS
  OPERATOR 1 app.===, FUNCTION 1 app.point3_hash(app.point3);
CREATE OPERATOR FAMILY app.loose USING btree;
CREATE FUNCTION app.int_bool_cmp(integer, boolean) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 0';
CREATE FUNCTION app.int_bool_eq(integer, boolean) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR app.=# (FUNCTION = app.int_bool_eq, LEFTARG = integer, RIGHTARG = boolean);
ALTER OPERATOR FAMILY app.loose USING btree ADD OPERATOR 3 app.=# (integer, boolean),
  FUNCTION 1 (integer, boolean) app.int_bool_cmp(integer, boolean);
CREATE OPERATOR CLASS app.distance_ops FOR TYPE float8 USING gist AS
  OPERATOR 15 <-> (point, point) FOR ORDER BY pg_catalog.float_ops, FUNCTION 1 gbt_float8_consistent(internal, float8, smallint, oid, internal),
  FUNCTION 2 gbt_float8_union(internal, internal), FUNCTION 5 gbt_float8_penalty(internal, internal, internal),
  FUNCTION 6 gbt_float8_picksplit(internal, internal), FUNCTION 7 gbt_float8_same(gbtreekey16, gbtreekey16, internal),
  STORAGE gbtreekey16;
COMMENT ON OPERATOR CLASS app.point3_ops USING btree IS 'sorts';
COMMENT ON OPERATOR FAMILY app.loose USING btree IS 'of strangers';

CREATE FUNCTION app.to_text(app.point3) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''p''';
CREATE CAST (app.point3 AS text) WITH FUNCTION app.to_text(app.point3) AS ASSIGNMENT;
CREATE CAST (app.mood AS integer) WITH INOUT;
CREATE CAST (app.positive AS app.nested) WITH INOUT AS IMPLICIT;
CREATE FUNCTION app.to_points(text) RETURNS app.point3 LANGUAGE sql IMMUTABLE AS 'SELECT NULL::app.point3';
CREATE CAST (text AS app.point3) WITH FUNCTION app.to_points(text);
COMMENT ON CAST (app.point3 AS text) IS 'short';
CREATE CONVERSION app.latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE DEFAULT CONVERSION app.latin_default FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
COMMENT ON CONVERSION app.latin IS 'old';
CREATE FUNCTION app.from_sql(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'array_subscript_handler';
CREATE TRANSFORM FOR app.point3 LANGUAGE plpgsql (FROM SQL WITH FUNCTION app.from_sql(internal));
CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER heap_tableam_handler;
CREATE ACCESS METHOD btree_too TYPE INDEX HANDLER bthandler;
COMMENT ON ACCESS METHOD heap_too IS 'the same again';
CREATE TRUSTED LANGUAGE plown HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
CREATE LANGUAGE plbare HANDLER plpgsql_call_handler;
COMMENT ON LANGUAGE plown IS 'plpgsql by another name';
REVOKE USAGE ON LANGUAGE plown FROM PUBLIC;

-- Text search --------------------------------------------------------------------------------------------------------

CREATE TEXT SEARCH PARSER app.parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype,
  HEADLINE = prsd_headline);
CREATE TEXT SEARCH TEMPLATE app.template (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY app.dictionary (TEMPLATE = app.template, accept = false);
CREATE TEXT SEARCH DICTIONARY app.stems (TEMPLATE = snowball, language = 'english', stopwords = 'english');
CREATE TEXT SEARCH CONFIGURATION app.search (PARSER = app.parser);
ALTER TEXT SEARCH CONFIGURATION app.search ADD MAPPING FOR asciiword, word WITH app.dictionary, app.stems;
ALTER TEXT SEARCH CONFIGURATION app.search ADD MAPPING FOR int WITH simple;
CREATE TEXT SEARCH CONFIGURATION app.search_empty (PARSER = "default");
COMMENT ON TEXT SEARCH CONFIGURATION app.search IS 'finds';
COMMENT ON TEXT SEARCH DICTIONARY app.stems IS 'shorter';
COMMENT ON TEXT SEARCH PARSER app.parser IS 'splits';
COMMENT ON TEXT SEARCH TEMPLATE app.template IS 'as simple';

-- Tables -------------------------------------------------------------------------------------------------------------

CREATE TABLE app.parent (id integer PRIMARY KEY, code app.code, feeling app.mood NOT NULL DEFAULT 'ok', UNIQUE (id, code));
CREATE TABLE app.pairs (a integer, b integer, PRIMARY KEY (b, a));
CREATE TABLE app.t (
  id bigint GENERATED ALWAYS AS IDENTITY (START 10 INCREMENT 5 MINVALUE 3 MAXVALUE 1000000 CACHE 4 CYCLE) PRIMARY KEY,
  small smallint GENERATED BY DEFAULT AS IDENTITY,
  counted serial,
  big_counted bigserial,
  name text COLLATE app.german NOT NULL DEFAULT 'it''s',
  email citext UNIQUE,
  price numeric(10, 2) DEFAULT 9.99 CHECK (price >= 0),
  tags text[] DEFAULT ARRAY['a', 'b'],
  matrix integer[][],
  made timestamp(3) with time zone DEFAULT now(),
  span interval day to second(2) DEFAULT '1 day'::interval,
  bits bit varying(8) DEFAULT B'101',
  bytes bytea DEFAULT '\xdeadbeef',
  parts app.point3,
  many app.point3[],
  spread app.float_range,
  spreads app.float_many,
  feelings app.mood[] DEFAULT '{sad,ok}'::app.mood[],
  limited app.nested DEFAULT 4,
  "Odd ""name""" integer DEFAULT nextval('app.plain_seq'),
  attributes app.hstore DEFAULT 'a=>1',
  total numeric GENERATED ALWAYS AS (price * 2) STORED,
  parent_id integer REFERENCES app.parent ON DELETE CASCADE ON UPDATE SET NULL,
  doc tsvector GENERATED ALWAYS AS (to_tsvector('app.search'::regconfig, name)) STORED,
  CONSTRAINT named_check CHECK (small < 100 AND name <> '' OR price IN (1, 2, 3)) NO INHERIT,
  CONSTRAINT no_overlap EXCLUDE USING gist (parent_id WITH =, spread WITH &&) WITH (fillfactor = 80) WHERE (price > 1)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT several UNIQUE NULLS NOT DISTINCT (small, name) INCLUDE (price) WITH (fillfactor = 50) DEFERRABLE
) WITH (fillfactor = 80, autovacuum_enabled = false, toast.autovacuum_enabled = false, parallel_workers = 2);
ALTER TABLE app.t ALTER name SET STORAGE EXTERNAL, ALTER name SET STATISTICS 250, ALTER name SET (n_distinct = -0.5),
  ALTER tags SET COMPRESSION pglz, ALTER tags SET (n_distinct = 7, n_distinct_inherited = 8), ALTER parts SET STORAGE MAIN;
COMMENT ON TABLE app.t IS 'the table
in two lines';
COMMENT ON COLUMN app.t.name IS 'with ''quotes''';
COMMENT ON CONSTRAINT named_check ON app.t IS 'a check';
COMMENT ON CONSTRAINT several ON app.t IS 'a key';
COMMENT ON CONSTRAINT t_parent_id_fkey ON app.t IS 'a foreign key';
COMMENT ON CONSTRAINT no_overlap ON app.t IS 'an exclusion';
COMMENT ON CONSTRAINT t_pkey ON app.t IS 'the key';
GRANT SELECT, INSERT ON app.t TO pg_monitor;
GRANT UPDATE (name, price) ON app.t TO pg_monitor WITH GRANT OPTION;
GRANT SELECT ON app.t TO PUBLIC;
REVOKE TRIGGER ON app.t FROM postgres;
ALTER TABLE app.t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, REPLICA IDENTITY FULL;
ALTER TABLE app.parent REPLICA IDENTITY USING INDEX parent_pkey, CLUSTER ON parent_pkey;
ALTER TABLE app.t ADD CONSTRAINT later_check CHECK (price < 1000) NOT VALID;
ALTER TABLE app.t ADD CONSTRAINT later_fk FOREIGN KEY (parent_id) REFERENCES app.parent (id) MATCH FULL NOT VALID
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE app.t ADD CONSTRAINT two_fk FOREIGN KEY (counted, parent_id) REFERENCES app.pairs (a, b)
  ON DELETE SET NULL (parent_id) ON UPDATE RESTRICT;
CREATE UNLOGGED TABLE app.unlogged (a integer PRIMARY KEY);
CREATE TABLE app.no_columns ();
CREATE TABLE app.other_method (a integer) USING heap_too;
CREATE TABLE app.nothing (a integer);
ALTER TABLE app.nothing REPLICA IDENTITY NOTHING;
CREATE TABLE app.cycle_a (id integer PRIMARY KEY, b integer);
CREATE TABLE app.cycle_b (id integer PRIMARY KEY, a integer REFERENCES app.cycle_a);
ALTER TABLE app.cycle_a ADD FOREIGN KEY (b) REFERENCES app.cycle_b ON DELETE SET DEFAULT ON UPDATE NO ACTION;
CREATE TABLE "Odd ""Schema"""."Odd ""Table""" ("Odd Column" integer PRIMARY KEY, "select" text, "ü" text);
CREATE TABLE app.dropped_column (a integer, b integer, c integer, d integer, UNIQUE (d), CHECK (c > d));
ALTER TABLE app.dropped_column DROP COLUMN b, ADD COLUMN e integer, DROP COLUMN a;
CREATE TABLE app.row_user (t app.parent, ts app.parent[]);
CREATE TABLE app.identity_copy (LIKE app.t INCLUDING IDENTITY INCLUDING DEFAULTS INCLUDING GENERATED);
CREATE TABLE app.a_table_with_a_name_that_is_quite_long_indeed_for_a_table (
  a_column_with_a_name_that_is_not_much_shorter_than_that integer NOT NULL);

-- Inheritance and partitions -----------------------------------------------------------------------------------------

CREATE TABLE app.base (x integer NOT NULL CHECK (x > 0), y text DEFAULT 'base');
CREATE TABLE app.base2 (z integer);
CREATE TABLE app.child (y text DEFAULT 'child', own integer, CONSTRAINT base_x_check CHECK (x > 0)) INHERITS (app.base2, app.base);
CREATE TABLE app.grandchild () INHERITS (app.child);
CREATE TABLE app.ranges (a integer NOT NULL, b text, c timestamp DEFAULT now(), parent_id integer REFERENCES app.parent,
  PRIMARY KEY (a), CHECK (a > -1000)) PARTITION BY RANGE (a);
CREATE INDEX ranges_b ON app.ranges (b);
CREATE TABLE app.ranges_1 PARTITION OF app.ranges FOR VALUES FROM (MINVALUE) TO (10);
CREATE TABLE app.ranges_2 PARTITION OF app.ranges (b DEFAULT 'two', CONSTRAINT own CHECK (b <> 'x')) FOR VALUES FROM (10) TO (20)
  WITH (fillfactor = 33);
CREATE TABLE app.ranges_rest PARTITION OF app.ranges DEFAULT PARTITION BY HASH (a);
CREATE TABLE app.ranges_rest_0 PARTITION OF app.ranges_rest FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE app.ranges_rest_1 PARTITION OF app.ranges_rest FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE app.attached (c timestamp, a integer NOT NULL, parent_id integer, b text, CONSTRAINT ranges_a_check CHECK (a > -1000));
ALTER TABLE app.ranges ATTACH PARTITION app.attached FOR VALUES FROM (20) TO (30);
CREATE INDEX ranges_only ON ONLY app.ranges (c);
CREATE INDEX ranges_1_c ON app.ranges_1 (c);
ALTER INDEX app.ranges_only ATTACH PARTITION app.ranges_1_c;
CREATE TABLE app.lists (m app.mood, t text) PARTITION BY LIST (m);
CREATE TABLE app.lists_1 PARTITION OF app.lists FOR VALUES IN ('sad', NULL);
CREATE TABLE app.by_expression (t text, n integer) PARTITION BY RANGE (lower(t) COLLATE "C" text_pattern_ops, app.float_diff(n, 1));
CREATE TABLE app.refers_to_ranges (a integer REFERENCES app.ranges);

-- Indexes ------------------------------------------------------------------------------------------------------------

CREATE INDEX t_several ON app.t (name COLLATE "C" text_pattern_ops DESC, price DESC NULLS LAST, lower(name), (price + 1) NULLS FIRST);
CREATE UNIQUE INDEX t_partial ON app.t (email, limited) INCLUDE (tags) NULLS NOT DISTINCT WITH (fillfactor = 40, deduplicate_items = off)
  WHERE price > 5 AND name LIKE 'x%';
ALTER INDEX app.t_several ALTER COLUMN 4 SET STATISTICS 300;
CREATE INDEX t_gin ON app.t USING gin (tags, feelings) WITH (fastupdate = off);
CREATE INDEX t_gist ON app.t USING gist (spread, doc tsvector_ops (siglen = 300));
CREATE INDEX t_brin ON app.t USING brin (made timestamptz_minmax_multi_ops (values_per_range = 8), counted) WITH (pages_per_range = 16);
CREATE INDEX t_hash ON app.t USING hash (name);
CREATE INDEX t_spgist ON app.t USING spgist (name text_ops);
CREATE INDEX t_function ON app.t (app.f(VARIADIC ARRAY[price]));
CREATE INDEX t_citext ON app.t (email text_pattern_ops);
CREATE INDEX t_own_class ON app.t (parts app.point3_ops);
CREATE INDEX t_own_hash ON app.t USING hash (parts app.point3_hash_ops);
CREATE INDEX t_enum ON app.parent (feeling);
CREATE INDEX t_hstore ON app.t USING gist (attributes app.gist_hstore_ops (siglen = 32));
CREATE INDEX "Odd ""Index""" ON "Odd ""Schema"""."Odd ""Table""" ("Odd Column", lower("ü"));
COMMENT ON INDEX app.t_several IS 'an index';
ALTER TABLE app.t CLUSTER ON t_several;
CREATE STATISTICS app.stats (ndistinct, dependencies) ON name, price FROM app.t;
CREATE STATISTICS app.stats_expression ON lower(name), (price + 1) FROM app.t;
ALTER STATISTICS app.stats SET STATISTICS 55;
COMMENT ON STATISTICS app.stats IS 'go together';

-- Views --------------------------------------------------------------------------------------------------------------

CREATE VIEW app.v AS SELECT id, name, price, feeling FROM app.t JOIN app.parent USING (id);
CREATE VIEW app.v_options WITH (security_barrier, security_invoker = true, check_option = cascaded) AS
  SELECT id, code FROM app.parent WHERE id > 5;
CREATE VIEW app.v_renamed (one, "Two") AS SELECT id, name FROM app.v UNION ALL SELECT 1, 'x';
CREATE VIEW app.v_values (a, b) AS VALUES (1, 'x'), (2, 'y');
CREATE RECURSIVE VIEW app.v_recursive (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM v_recursive WHERE n < 10;
CREATE VIEW app.v_grouped AS SELECT p.id, p.code, count(*) FROM app.parent p JOIN app.t ON parent_id = p.id GROUP BY p.id;
CREATE VIEW app.v_function AS SELECT a.x, r.b, m.* FROM app.f() a, app.returns_table(3) r, LATERAL (SELECT 'ok'::app.mood AS mood) m;
CREATE VIEW app.v_row AS SELECT p AS whole, p.id FROM app.parent p;
CREATE VIEW "Odd ""Schema"""."Odd View" AS SELECT "Odd Column" AS "A ""b""" FROM "Odd ""Schema"""."Odd ""Table""";
CREATE VIEW app.v_no_columns AS SELECT;
CREATE VIEW app.v_renamed_column AS SELECT 1 AS before;
ALTER VIEW app.v_renamed_column RENAME before TO after;
ALTER VIEW app.v ALTER price SET DEFAULT 5;
COMMENT ON VIEW app.v IS 'a view';
COMMENT ON COLUMN app.v.name IS 'of a view';
GRANT SELECT ON app.v TO pg_monitor;
GRANT SELECT (name) ON app.v TO pg_read_all_data;
ALTER VIEW app.v_options OWNER TO pg_monitor;
CREATE MATERIALIZED VIEW app.mv WITH (fillfactor = 66) AS SELECT id, name, tags FROM app.t;
CREATE MATERIALIZED VIEW app.mv_unpopulated AS SELECT * FROM app.mv WITH NO DATA;
CREATE UNIQUE INDEX mv_id ON app.mv (id);
CREATE INDEX mv_name ON app.mv (lower(name)) WHERE id > 3;
ALTER MATERIALIZED VIEW app.mv CLUSTER ON mv_id;
ALTER MATERIALIZED VIEW app.mv ALTER name SET STATISTICS 44;
ALTER MATERIALIZED VIEW app.mv ALTER tags SET STORAGE EXTERNAL;
COMMENT ON MATERIALIZED VIEW app.mv IS 'kept';
COMMENT ON COLUMN app.mv.name IS 'of a materialised view';
COMMENT ON INDEX app.mv_id IS 'its key';
GRANT SELECT ON app.mv TO pg_monitor;

-- Triggers, rules, policies ------------------------------------------------------------------------------------------

CREATE TRIGGER plain BEFORE INSERT OR UPDATE OF name, price OR DELETE ON app.t FOR EACH ROW WHEN (pg_trigger_depth() < 1)
  EXECUTE FUNCTION app.trg('an argument', '2');
CREATE TRIGGER conditional AFTER UPDATE ON app.t FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name AND NEW.parts IS NOT NULL)
  EXECUTE FUNCTION app.trg();
CREATE TRIGGER transition AFTER UPDATE ON app.t REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT
  EXECUTE FUNCTION app.trg();
CREATE TRIGGER truncated BEFORE TRUNCATE ON app.t EXECUTE FUNCTION app.trg();
CREATE CONSTRAINT TRIGGER checked AFTER INSERT ON app.t FROM app.parent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION app.trg();
CREATE TRIGGER instead INSTEAD OF INSERT ON app.v FOR EACH ROW EXECUTE FUNCTION app.trg();
CREATE TRIGGER partitioned AFTER INSERT ON app.ranges FOR EACH ROW EXECUTE FUNCTION app.trg();
CREATE TRIGGER "Odd ""Trigger""" BEFORE INSERT ON "Odd ""Schema"""."Odd ""Table""" FOR EACH ROW EXECUTE FUNCTION app.trg();
ALTER TABLE app.t DISABLE TRIGGER plain, ENABLE REPLICA TRIGGER conditional, ENABLE ALWAYS TRIGGER transition;
COMMENT ON TRIGGER plain ON app.t IS 'a trigger';
CREATE RULE noted AS ON UPDATE TO app.nothing WHERE OLD.a > 5 DO ALSO (INSERT INTO app.nothing VALUES (NEW.a); DELETE FROM app.unlogged);
CREATE RULE nothing AS ON DELETE TO app.nothing DO INSTEAD NOTHING;
CREATE RULE through AS ON UPDATE TO app.v DO INSTEAD UPDATE app.t SET name = NEW.name WHERE id = OLD.id RETURNING id, name, price, NULL::app.mood;
ALTER TABLE app.nothing DISABLE RULE nothing;
COMMENT ON RULE noted ON app.nothing IS 'a rule';
CREATE POLICY all_of_it ON app.t;
CREATE POLICY certain ON app.t AS RESTRICTIVE FOR UPDATE TO pg_monitor, CURRENT_USER USING (name = CURRENT_USER) WITH CHECK (price > 0);
CREATE POLICY reads ON app.t FOR SELECT TO PUBLIC USING (EXISTS (SELECT FROM app.parent p WHERE p.id = parent_id AND p.feeling = 'ok'));
CREATE POLICY "Odd ""Policy""" ON app.t FOR INSERT WITH CHECK ("Odd ""name""" > 0);
CREATE POLICY deletes ON app.t FOR DELETE USING (false);
COMMENT ON POLICY certain ON app.t IS 'a policy';
CREATE EVENT TRIGGER on_ddl ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION app.event_trg();
CREATE EVENT TRIGGER on_drop ON sql_drop EXECUTE FUNCTION app.event_trg();
ALTER EVENT TRIGGER on_ddl DISABLE;
ALTER EVENT TRIGGER on_drop ENABLE ALWAYS;
COMMENT ON EVENT TRIGGER on_ddl IS 'an event trigger';

-- Foreign data -------------------------------------------------------------------------------------------------------

CREATE FOREIGN DATA WRAPPER wrapper OPTIONS (debug 'true', "Odd" 'it''s');
CREATE FOREIGN DATA WRAPPER validated VALIDATOR postgresql_fdw_validator;
CREATE SERVER elsewhere TYPE 'some' VERSION '1.0' FOREIGN DATA WRAPPER wrapper OPTIONS (host 'nowhere', port '1');
CREATE SERVER bare FOREIGN DATA WRAPPER wrapper;
CREATE USER MAPPING FOR PUBLIC SERVER elsewhere OPTIONS ("user" 'x', password 'secret');
CREATE USER MAPPING FOR pg_monitor SERVER elsewhere;
COMMENT ON FOREIGN DATA WRAPPER wrapper IS 'wraps';
COMMENT ON SERVER elsewhere IS 'far away';
GRANT USAGE ON FOREIGN DATA WRAPPER wrapper TO pg_monitor;
GRANT USAGE ON FOREIGN SERVER elsewhere TO pg_monitor WITH GRANT OPTION;
CREATE FOREIGN TABLE app.foreign_t (
  a integer OPTIONS (column_name 'A', "Odd" 'it''s') NOT NULL DEFAULT 3,
  b text COLLATE "C",
  c integer GENERATED ALWAYS AS (a + 1) STORED,
  feeling app.mood,
  CONSTRAINT a_check CHECK (a > 0) NO INHERIT
) SERVER elsewhere OPTIONS (schema_name 'x', table_name 'y');
ALTER FOREIGN TABLE app.foreign_t ALTER b SET STATISTICS 33, ALTER b SET (n_distinct = 5);
COMMENT ON FOREIGN TABLE app.foreign_t IS 'there';
COMMENT ON COLUMN app.foreign_t.b IS 'of a foreign table';
COMMENT ON CONSTRAINT a_check ON app.foreign_t IS 'checked by nobody';
GRANT SELECT (a) ON app.foreign_t TO pg_monitor;
CREATE FOREIGN TABLE app.foreign_child (more text) INHERITS (app.base) SERVER bare;
CREATE FOREIGN TABLE app.foreign_part PARTITION OF app.lists FOR VALUES IN ('happy') SERVER bare OPTIONS (x 'y');
CREATE FOREIGN TABLE app.foreign_empty () SERVER bare;

-- Publications, default privileges -----------------------------------------------------------------------------------

CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, update');
CREATE PUBLICATION nothing;
CREATE PUBLICATION chosen FOR TABLE app.parent (id, code) WHERE (id > 5), TABLE app.cycle_a, TABLE ONLY app.base,
  TABLE app.ranges WITH (publish_via_partition_root = true, publish = '');
CREATE PUBLICATION of_schema FOR TABLES IN SCHEMA app, "Odd ""Schema""";
COMMENT ON PUBLICATION chosen IS 'goes out';
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO pg_monitor;
ALTER DEFAULT PRIVILEGES FOR ROLE pg_monitor GRANT USAGE ON TYPES TO pg_read_all_data WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT USAGE ON SEQUENCES TO pg_monitor;
ALTER DEFAULT PRIVILEGES GRANT CREATE ON SCHEMAS TO pg_monitor;
