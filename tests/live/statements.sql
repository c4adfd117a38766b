-- What makes a reader of SQL stumble: psql and Retort have to cut this file alike (postgresql_statements.sh).
SELECT 1; SELECT 2;;
SELECT 'a;b', "pg_catalog"."now"(), E'it\'s;', U&'d\0061t;', $$a;$b$;$$, $a$ $b$;$b$ $$;$a$, B'01', X'1F', N'x' ; /* ; /* ; */ ; */ SELECT ( ';' );
SELECT 'con'
  'tinued;';
CREATE TABLE "a;b" (a int, b text DEFAULT ';', "C(" numeric(10, 2)[]);
CREATE RULE r AS ON INSERT TO "a;b" DO ALSO (SELECT 1; SELECT 2;);
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN a > 0 THEN 1 ELSE 2 END; SELECT 3; END;
CREATE OR REPLACE PROCEDURE p() LANGUAGE sql BEGIN ATOMIC INSERT INTO "a;b" VALUES (1); DELETE FROM "a;b"; END;
CREATE FUNCTION begin_end() RETURNS int LANGUAGE sql RETURN 1;
BEGIN;
SELECT 1 AS "end";
COMMIT;
COPY "a;b" (a, b) FROM stdin; -- rows follow
1	;'
2	$$ /* ( --
\N	\\.
\.
COPY "a;b" TO stdout;
SELECT a@>b, a<->b, -1, 1-1, a=-1 FROM nowhere;
SELECT a[1:2], b::int[], 1.5e3, .5, 1. FROM nowhere;
SET standard_conforming_strings = off;
SELECT 'it\'s;', E'\\', 'x';
SET standard_conforming_strings TO on;
SELECT 'it\', ';';
SELECT a$b$c FROM nowhere;
\echo 'nothing; to see
