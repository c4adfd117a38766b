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
DO $do$
BEGIN
  -- line 0; it's $x$ "
  PERFORM 0 /* ; ( */ ;
  -- line 1; it's $x$ "
  PERFORM 1 /* ; ( */ ;
  -- line 2; it's $x$ "
  PERFORM 2 /* ; ( */ ;
  -- line 3; it's $x$ "
  PERFORM 3 /* ; ( */ ;
  -- line 4; it's $x$ "
  PERFORM 4 /* ; ( */ ;
  -- line 5; it's $x$ "
  PERFORM 5 /* ; ( */ ;
  -- line 6; it's $x$ "
  PERFORM 6 /* ; ( */ ;
  -- line 7; it's $x$ "
  PERFORM 7 /* ; ( */ ;
  -- line 8; it's $x$ "
  PERFORM 8 /* ; ( */ ;
  -- line 9; it's $x$ "
  PERFORM 9 /* ; ( */ ;
  -- line 10; it's $x$ "
  PERFORM 10 /* ; ( */ ;
  -- line 11; it's $x$ "
  PERFORM 11 /* ; ( */ ;
  -- line 12; it's $x$ "
  PERFORM 12 /* ; ( */ ;
  -- line 13; it's $x$ "
  PERFORM 13 /* ; ( */ ;
  -- line 14; it's $x$ "
  PERFORM 14 /* ; ( */ ;
  -- line 15; it's $x$ "
  PERFORM 15 /* ; ( */ ;
  -- line 16; it's $x$ "
  PERFORM 16 /* ; ( */ ;
  -- line 17; it's $x$ "
  PERFORM 17 /* ; ( */ ;
  -- line 18; it's $x$ "
  PERFORM 18 /* ; ( */ ;
  -- line 19; it's $x$ "
  PERFORM 19 /* ; ( */ ;
  -- line 20; it's $x$ "
  PERFORM 20 /* ; ( */ ;
  -- line 21; it's $x$ "
  PERFORM 21 /* ; ( */ ;
  -- line 22; it's $x$ "
  PERFORM 22 /* ; ( */ ;
  -- line 23; it's $x$ "
  PERFORM 23 /* ; ( */ ;
  -- line 24; it's $x$ "
  PERFORM 24 /* ; ( */ ;
  -- line 25; it's $x$ "
  PERFORM 25 /* ; ( */ ;
  -- line 26; it's $x$ "
  PERFORM 26 /* ; ( */ ;
  -- line 27; it's $x$ "
  PERFORM 27 /* ; ( */ ;
  -- line 28; it's $x$ "
  PERFORM 28 /* ; ( */ ;
  -- line 29; it's $x$ "
  PERFORM 29 /* ; ( */ ;
  -- line 30; it's $x$ "
  PERFORM 30 /* ; ( */ ;
  -- line 31; it's $x$ "
  PERFORM 31 /* ; ( */ ;
  -- line 32; it's $x$ "
  PERFORM 32 /* ; ( */ ;
  -- line 33; it's $x$ "
  PERFORM 33 /* ; ( */ ;
  -- line 34; it's $x$ "
  PERFORM 34 /* ; ( */ ;
  -- line 35; it's $x$ "
  PERFORM 35 /* ; ( */ ;
  -- line 36; it's $x$ "
  PERFORM 36 /* ; ( */ ;
  -- line 37; it's $x$ "
  PERFORM 37 /* ; ( */ ;
  -- line 38; it's $x$ "
  PERFORM 38 /* ; ( */ ;
  -- line 39; it's $x$ "
  PERFORM 39 /* ; ( */ ;
  -- line 40; it's $x$ "
  PERFORM 40 /* ; ( */ ;
  -- line 41; it's $x$ "
  PERFORM 41 /* ; ( */ ;
  -- line 42; it's $x$ "
  PERFORM 42 /* ; ( */ ;
  -- line 43; it's $x$ "
  PERFORM 43 /* ; ( */ ;
  -- line 44; it's $x$ "
  PERFORM 44 /* ; ( */ ;
  -- line 45; it's $x$ "
  PERFORM 45 /* ; ( */ ;
  -- line 46; it's $x$ "
  PERFORM 46 /* ; ( */ ;
  -- line 47; it's $x$ "
  PERFORM 47 /* ; ( */ ;
  -- line 48; it's $x$ "
  PERFORM 48 /* ; ( */ ;
  -- line 49; it's $x$ "
  PERFORM 49 /* ; ( */ ;
  -- line 50; it's $x$ "
  PERFORM 50 /* ; ( */ ;
  -- line 51; it's $x$ "
  PERFORM 51 /* ; ( */ ;
  -- line 52; it's $x$ "
  PERFORM 52 /* ; ( */ ;
  -- line 53; it's $x$ "
  PERFORM 53 /* ; ( */ ;
  -- line 54; it's $x$ "
  PERFORM 54 /* ; ( */ ;
  -- line 55; it's $x$ "
  PERFORM 55 /* ; ( */ ;
  -- line 56; it's $x$ "
  PERFORM 56 /* ; ( */ ;
  -- line 57; it's $x$ "
  PERFORM 57 /* ; ( */ ;
  -- line 58; it's $x$ "
  PERFORM 58 /* ; ( */ ;
  -- line 59; it's $x$ "
  PERFORM 59 /* ; ( */ ;
  -- line 60; it's $x$ "
  PERFORM 60 /* ; ( */ ;
  -- line 61; it's $x$ "
  PERFORM 61 /* ; ( */ ;
  -- line 62; it's $x$ "
  PERFORM 62 /* ; ( */ ;
  -- line 63; it's $x$ "
  PERFORM 63 /* ; ( */ ;
  -- line 64; it's $x$ "
  PERFORM 64 /* ; ( */ ;
  -- line 65; it's $x$ "
  PERFORM 65 /* ; ( */ ;
  -- line 66; it's $x$ "
  PERFORM 66 /* ; ( */ ;
  -- line 67; it's $x$ "
  PERFORM 67 /* ; ( */ ;
  -- line 68; it's $x$ "
  PERFORM 68 /* ; ( */ ;
  -- line 69; it's $x$ "
  PERFORM 69 /* ; ( */ ;
  -- line 70; it's $x$ "
  PERFORM 70 /* ; ( */ ;
  -- line 71; it's $x$ "
  PERFORM 71 /* ; ( */ ;
  -- line 72; it's $x$ "
  PERFORM 72 /* ; ( */ ;
  -- line 73; it's $x$ "
  PERFORM 73 /* ; ( */ ;
  -- line 74; it's $x$ "
  PERFORM 74 /* ; ( */ ;
  -- line 75; it's $x$ "
  PERFORM 75 /* ; ( */ ;
  -- line 76; it's $x$ "
  PERFORM 76 /* ; ( */ ;
  -- line 77; it's $x$ "
  PERFORM 77 /* ; ( */ ;
  -- line 78; it's $x$ "
  PERFORM 78 /* ; ( */ ;
  -- line 79; it's $x$ "
  PERFORM 79 /* ; ( */ ;
  -- line 80; it's $x$ "
  PERFORM 80 /* ; ( */ ;
  -- line 81; it's $x$ "
  PERFORM 81 /* ; ( */ ;
  -- line 82; it's $x$ "
  PERFORM 82 /* ; ( */ ;
  -- line 83; it's $x$ "
  PERFORM 83 /* ; ( */ ;
  -- line 84; it's $x$ "
  PERFORM 84 /* ; ( */ ;
  -- line 85; it's $x$ "
  PERFORM 85 /* ; ( */ ;
  -- line 86; it's $x$ "
  PERFORM 86 /* ; ( */ ;
  -- line 87; it's $x$ "
  PERFORM 87 /* ; ( */ ;
  -- line 88; it's $x$ "
  PERFORM 88 /* ; ( */ ;
  -- line 89; it's $x$ "
  PERFORM 89 /* ; ( */ ;
  -- line 90; it's $x$ "
  PERFORM 90 /* ; ( */ ;
  -- line 91; it's $x$ "
  PERFORM 91 /* ; ( */ ;
  -- line 92; it's $x$ "
  PERFORM 92 /* ; ( */ ;
  -- line 93; it's $x$ "
  PERFORM 93 /* ; ( */ ;
  -- line 94; it's $x$ "
  PERFORM 94 /* ; ( */ ;
  -- line 95; it's $x$ "
  PERFORM 95 /* ; ( */ ;
  -- line 96; it's $x$ "
  PERFORM 96 /* ; ( */ ;
  -- line 97; it's $x$ "
  PERFORM 97 /* ; ( */ ;
  -- line 98; it's $x$ "
  PERFORM 98 /* ; ( */ ;
  -- line 99; it's $x$ "
  PERFORM 99 /* ; ( */ ;
  -- line 100; it's $x$ "
  PERFORM 100 /* ; ( */ ;
  -- line 101; it's $x$ "
  PERFORM 101 /* ; ( */ ;
  -- line 102; it's $x$ "
  PERFORM 102 /* ; ( */ ;
  -- line 103; it's $x$ "
  PERFORM 103 /* ; ( */ ;
  -- line 104; it's $x$ "
  PERFORM 104 /* ; ( */ ;
  -- line 105; it's $x$ "
  PERFORM 105 /* ; ( */ ;
  -- line 106; it's $x$ "
  PERFORM 106 /* ; ( */ ;
  -- line 107; it's $x$ "
  PERFORM 107 /* ; ( */ ;
  -- line 108; it's $x$ "
  PERFORM 108 /* ; ( */ ;
  -- line 109; it's $x$ "
  PERFORM 109 /* ; ( */ ;
  -- line 110; it's $x$ "
  PERFORM 110 /* ; ( */ ;
  -- line 111; it's $x$ "
  PERFORM 111 /* ; ( */ ;
  -- line 112; it's $x$ "
  PERFORM 112 /* ; ( */ ;
  -- line 113; it's $x$ "
  PERFORM 113 /* ; ( */ ;
  -- line 114; it's $x$ "
  PERFORM 114 /* ; ( */ ;
  -- line 115; it's $x$ "
  PERFORM 115 /* ; ( */ ;
  -- line 116; it's $x$ "
  PERFORM 116 /* ; ( */ ;
  -- line 117; it's $x$ "
  PERFORM 117 /* ; ( */ ;
  -- line 118; it's $x$ "
  PERFORM 118 /* ; ( */ ;
  -- line 119; it's $x$ "
  PERFORM 119 /* ; ( */ ;
  -- line 120; it's $x$ "
  PERFORM 120 /* ; ( */ ;
  -- line 121; it's $x$ "
  PERFORM 121 /* ; ( */ ;
  -- line 122; it's $x$ "
  PERFORM 122 /* ; ( */ ;
  -- line 123; it's $x$ "
  PERFORM 123 /* ; ( */ ;
  -- line 124; it's $x$ "
  PERFORM 124 /* ; ( */ ;
  -- line 125; it's $x$ "
  PERFORM 125 /* ; ( */ ;
  -- line 126; it's $x$ "
  PERFORM 126 /* ; ( */ ;
  -- line 127; it's $x$ "
  PERFORM 127 /* ; ( */ ;
  -- line 128; it's $x$ "
  PERFORM 128 /* ; ( */ ;
  -- line 129; it's $x$ "
  PERFORM 129 /* ; ( */ ;
  -- line 130; it's $x$ "
  PERFORM 130 /* ; ( */ ;
  -- line 131; it's $x$ "
  PERFORM 131 /* ; ( */ ;
  -- line 132; it's $x$ "
  PERFORM 132 /* ; ( */ ;
  -- line 133; it's $x$ "
  PERFORM 133 /* ; ( */ ;
  -- line 134; it's $x$ "
  PERFORM 134 /* ; ( */ ;
  -- line 135; it's $x$ "
  PERFORM 135 /* ; ( */ ;
  -- line 136; it's $x$ "
  PERFORM 136 /* ; ( */ ;
  -- line 137; it's $x$ "
  PERFORM 137 /* ; ( */ ;
  -- line 138; it's $x$ "
  PERFORM 138 /* ; ( */ ;
  -- line 139; it's $x$ "
  PERFORM 139 /* ; ( */ ;
  -- line 140; it's $x$ "
  PERFORM 140 /* ; ( */ ;
  -- line 141; it's $x$ "
  PERFORM 141 /* ; ( */ ;
  -- line 142; it's $x$ "
  PERFORM 142 /* ; ( */ ;
  -- line 143; it's $x$ "
  PERFORM 143 /* ; ( */ ;
  -- line 144; it's $x$ "
  PERFORM 144 /* ; ( */ ;
  -- line 145; it's $x$ "
  PERFORM 145 /* ; ( */ ;
  -- line 146; it's $x$ "
  PERFORM 146 /* ; ( */ ;
  -- line 147; it's $x$ "
  PERFORM 147 /* ; ( */ ;
  -- line 148; it's $x$ "
  PERFORM 148 /* ; ( */ ;
  -- line 149; it's $x$ "
  PERFORM 149 /* ; ( */ ;
  -- line 150; it's $x$ "
  PERFORM 150 /* ; ( */ ;
  -- line 151; it's $x$ "
  PERFORM 151 /* ; ( */ ;
  -- line 152; it's $x$ "
  PERFORM 152 /* ; ( */ ;
  -- line 153; it's $x$ "
  PERFORM 153 /* ; ( */ ;
  -- line 154; it's $x$ "
  PERFORM 154 /* ; ( */ ;
  -- line 155; it's $x$ "
  PERFORM 155 /* ; ( */ ;
  -- line 156; it's $x$ "
  PERFORM 156 /* ; ( */ ;
  -- line 157; it's $x$ "
  PERFORM 157 /* ; ( */ ;
  -- line 158; it's $x$ "
  PERFORM 158 /* ; ( */ ;
  -- line 159; it's $x$ "
  PERFORM 159 /* ; ( */ ;
END $do$;
CREATE FUNCTION long_body() RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  -- line 0; it's $x$ "
  PERFORM 0 /* ; ( */ ;
  -- line 1; it's $x$ "
  PERFORM 1 /* ; ( */ ;
  -- line 2; it's $x$ "
  PERFORM 2 /* ; ( */ ;
  -- line 3; it's $x$ "
  PERFORM 3 /* ; ( */ ;
  -- line 4; it's $x$ "
  PERFORM 4 /* ; ( */ ;
  -- line 5; it's $x$ "
  PERFORM 5 /* ; ( */ ;
  -- line 6; it's $x$ "
  PERFORM 6 /* ; ( */ ;
  -- line 7; it's $x$ "
  PERFORM 7 /* ; ( */ ;
  -- line 8; it's $x$ "
  PERFORM 8 /* ; ( */ ;
  -- line 9; it's $x$ "
  PERFORM 9 /* ; ( */ ;
  -- line 10; it's $x$ "
  PERFORM 10 /* ; ( */ ;
  -- line 11; it's $x$ "
  PERFORM 11 /* ; ( */ ;
  -- line 12; it's $x$ "
  PERFORM 12 /* ; ( */ ;
  -- line 13; it's $x$ "
  PERFORM 13 /* ; ( */ ;
  -- line 14; it's $x$ "
  PERFORM 14 /* ; ( */ ;
  -- line 15; it's $x$ "
  PERFORM 15 /* ; ( */ ;
  -- line 16; it's $x$ "
  PERFORM 16 /* ; ( */ ;
  -- line 17; it's $x$ "
  PERFORM 17 /* ; ( */ ;
  -- line 18; it's $x$ "
  PERFORM 18 /* ; ( */ ;
  -- line 19; it's $x$ "
  PERFORM 19 /* ; ( */ ;
  -- line 20; it's $x$ "
  PERFORM 20 /* ; ( */ ;
  -- line 21; it's $x$ "
  PERFORM 21 /* ; ( */ ;
  -- line 22; it's $x$ "
  PERFORM 22 /* ; ( */ ;
  -- line 23; it's $x$ "
  PERFORM 23 /* ; ( */ ;
  -- line 24; it's $x$ "
  PERFORM 24 /* ; ( */ ;
  -- line 25; it's $x$ "
  PERFORM 25 /* ; ( */ ;
  -- line 26; it's $x$ "
  PERFORM 26 /* ; ( */ ;
  -- line 27; it's $x$ "
  PERFORM 27 /* ; ( */ ;
  -- line 28; it's $x$ "
  PERFORM 28 /* ; ( */ ;
  -- line 29; it's $x$ "
  PERFORM 29 /* ; ( */ ;
  -- line 30; it's $x$ "
  PERFORM 30 /* ; ( */ ;
  -- line 31; it's $x$ "
  PERFORM 31 /* ; ( */ ;
  -- line 32; it's $x$ "
  PERFORM 32 /* ; ( */ ;
  -- line 33; it's $x$ "
  PERFORM 33 /* ; ( */ ;
  -- line 34; it's $x$ "
  PERFORM 34 /* ; ( */ ;
  -- line 35; it's $x$ "
  PERFORM 35 /* ; ( */ ;
  -- line 36; it's $x$ "
  PERFORM 36 /* ; ( */ ;
  -- line 37; it's $x$ "
  PERFORM 37 /* ; ( */ ;
  -- line 38; it's $x$ "
  PERFORM 38 /* ; ( */ ;
  -- line 39; it's $x$ "
  PERFORM 39 /* ; ( */ ;
  -- line 40; it's $x$ "
  PERFORM 40 /* ; ( */ ;
  -- line 41; it's $x$ "
  PERFORM 41 /* ; ( */ ;
  -- line 42; it's $x$ "
  PERFORM 42 /* ; ( */ ;
  -- line 43; it's $x$ "
  PERFORM 43 /* ; ( */ ;
  -- line 44; it's $x$ "
  PERFORM 44 /* ; ( */ ;
  -- line 45; it's $x$ "
  PERFORM 45 /* ; ( */ ;
  -- line 46; it's $x$ "
  PERFORM 46 /* ; ( */ ;
  -- line 47; it's $x$ "
  PERFORM 47 /* ; ( */ ;
  -- line 48; it's $x$ "
  PERFORM 48 /* ; ( */ ;
  -- line 49; it's $x$ "
  PERFORM 49 /* ; ( */ ;
  -- line 50; it's $x$ "
  PERFORM 50 /* ; ( */ ;
  -- line 51; it's $x$ "
  PERFORM 51 /* ; ( */ ;
  -- line 52; it's $x$ "
  PERFORM 52 /* ; ( */ ;
  -- line 53; it's $x$ "
  PERFORM 53 /* ; ( */ ;
  -- line 54; it's $x$ "
  PERFORM 54 /* ; ( */ ;
  -- line 55; it's $x$ "
  PERFORM 55 /* ; ( */ ;
  -- line 56; it's $x$ "
  PERFORM 56 /* ; ( */ ;
  -- line 57; it's $x$ "
  PERFORM 57 /* ; ( */ ;
  -- line 58; it's $x$ "
  PERFORM 58 /* ; ( */ ;
  -- line 59; it's $x$ "
  PERFORM 59 /* ; ( */ ;
  -- line 60; it's $x$ "
  PERFORM 60 /* ; ( */ ;
  -- line 61; it's $x$ "
  PERFORM 61 /* ; ( */ ;
  -- line 62; it's $x$ "
  PERFORM 62 /* ; ( */ ;
  -- line 63; it's $x$ "
  PERFORM 63 /* ; ( */ ;
  -- line 64; it's $x$ "
  PERFORM 64 /* ; ( */ ;
  -- line 65; it's $x$ "
  PERFORM 65 /* ; ( */ ;
  -- line 66; it's $x$ "
  PERFORM 66 /* ; ( */ ;
  -- line 67; it's $x$ "
  PERFORM 67 /* ; ( */ ;
  -- line 68; it's $x$ "
  PERFORM 68 /* ; ( */ ;
  -- line 69; it's $x$ "
  PERFORM 69 /* ; ( */ ;
  -- line 70; it's $x$ "
  PERFORM 70 /* ; ( */ ;
  -- line 71; it's $x$ "
  PERFORM 71 /* ; ( */ ;
  -- line 72; it's $x$ "
  PERFORM 72 /* ; ( */ ;
  -- line 73; it's $x$ "
  PERFORM 73 /* ; ( */ ;
  -- line 74; it's $x$ "
  PERFORM 74 /* ; ( */ ;
  -- line 75; it's $x$ "
  PERFORM 75 /* ; ( */ ;
  -- line 76; it's $x$ "
  PERFORM 76 /* ; ( */ ;
  -- line 77; it's $x$ "
  PERFORM 77 /* ; ( */ ;
  -- line 78; it's $x$ "
  PERFORM 78 /* ; ( */ ;
  -- line 79; it's $x$ "
  PERFORM 79 /* ; ( */ ;
  -- line 80; it's $x$ "
  PERFORM 80 /* ; ( */ ;
  -- line 81; it's $x$ "
  PERFORM 81 /* ; ( */ ;
  -- line 82; it's $x$ "
  PERFORM 82 /* ; ( */ ;
  -- line 83; it's $x$ "
  PERFORM 83 /* ; ( */ ;
  -- line 84; it's $x$ "
  PERFORM 84 /* ; ( */ ;
  -- line 85; it's $x$ "
  PERFORM 85 /* ; ( */ ;
  -- line 86; it's $x$ "
  PERFORM 86 /* ; ( */ ;
  -- line 87; it's $x$ "
  PERFORM 87 /* ; ( */ ;
  -- line 88; it's $x$ "
  PERFORM 88 /* ; ( */ ;
  -- line 89; it's $x$ "
  PERFORM 89 /* ; ( */ ;
  -- line 90; it's $x$ "
  PERFORM 90 /* ; ( */ ;
  -- line 91; it's $x$ "
  PERFORM 91 /* ; ( */ ;
  -- line 92; it's $x$ "
  PERFORM 92 /* ; ( */ ;
  -- line 93; it's $x$ "
  PERFORM 93 /* ; ( */ ;
  -- line 94; it's $x$ "
  PERFORM 94 /* ; ( */ ;
  -- line 95; it's $x$ "
  PERFORM 95 /* ; ( */ ;
  -- line 96; it's $x$ "
  PERFORM 96 /* ; ( */ ;
  -- line 97; it's $x$ "
  PERFORM 97 /* ; ( */ ;
  -- line 98; it's $x$ "
  PERFORM 98 /* ; ( */ ;
  -- line 99; it's $x$ "
  PERFORM 99 /* ; ( */ ;
  -- line 100; it's $x$ "
  PERFORM 100 /* ; ( */ ;
  -- line 101; it's $x$ "
  PERFORM 101 /* ; ( */ ;
  -- line 102; it's $x$ "
  PERFORM 102 /* ; ( */ ;
  -- line 103; it's $x$ "
  PERFORM 103 /* ; ( */ ;
  -- line 104; it's $x$ "
  PERFORM 104 /* ; ( */ ;
  -- line 105; it's $x$ "
  PERFORM 105 /* ; ( */ ;
  -- line 106; it's $x$ "
  PERFORM 106 /* ; ( */ ;
  -- line 107; it's $x$ "
  PERFORM 107 /* ; ( */ ;
  -- line 108; it's $x$ "
  PERFORM 108 /* ; ( */ ;
  -- line 109; it's $x$ "
  PERFORM 109 /* ; ( */ ;
  -- line 110; it's $x$ "
  PERFORM 110 /* ; ( */ ;
  -- line 111; it's $x$ "
  PERFORM 111 /* ; ( */ ;
  -- line 112; it's $x$ "
  PERFORM 112 /* ; ( */ ;
  -- line 113; it's $x$ "
  PERFORM 113 /* ; ( */ ;
  -- line 114; it's $x$ "
  PERFORM 114 /* ; ( */ ;
  -- line 115; it's $x$ "
  PERFORM 115 /* ; ( */ ;
  -- line 116; it's $x$ "
  PERFORM 116 /* ; ( */ ;
  -- line 117; it's $x$ "
  PERFORM 117 /* ; ( */ ;
  -- line 118; it's $x$ "
  PERFORM 118 /* ; ( */ ;
  -- line 119; it's $x$ "
  PERFORM 119 /* ; ( */ ;
  -- line 120; it's $x$ "
  PERFORM 120 /* ; ( */ ;
  -- line 121; it's $x$ "
  PERFORM 121 /* ; ( */ ;
  -- line 122; it's $x$ "
  PERFORM 122 /* ; ( */ ;
  -- line 123; it's $x$ "
  PERFORM 123 /* ; ( */ ;
  -- line 124; it's $x$ "
  PERFORM 124 /* ; ( */ ;
  -- line 125; it's $x$ "
  PERFORM 125 /* ; ( */ ;
  -- line 126; it's $x$ "
  PERFORM 126 /* ; ( */ ;
  -- line 127; it's $x$ "
  PERFORM 127 /* ; ( */ ;
  -- line 128; it's $x$ "
  PERFORM 128 /* ; ( */ ;
  -- line 129; it's $x$ "
  PERFORM 129 /* ; ( */ ;
  -- line 130; it's $x$ "
  PERFORM 130 /* ; ( */ ;
  -- line 131; it's $x$ "
  PERFORM 131 /* ; ( */ ;
  -- line 132; it's $x$ "
  PERFORM 132 /* ; ( */ ;
  -- line 133; it's $x$ "
  PERFORM 133 /* ; ( */ ;
  -- line 134; it's $x$ "
  PERFORM 134 /* ; ( */ ;
  -- line 135; it's $x$ "
  PERFORM 135 /* ; ( */ ;
  -- line 136; it's $x$ "
  PERFORM 136 /* ; ( */ ;
  -- line 137; it's $x$ "
  PERFORM 137 /* ; ( */ ;
  -- line 138; it's $x$ "
  PERFORM 138 /* ; ( */ ;
  -- line 139; it's $x$ "
  PERFORM 139 /* ; ( */ ;
  -- line 140; it's $x$ "
  PERFORM 140 /* ; ( */ ;
  -- line 141; it's $x$ "
  PERFORM 141 /* ; ( */ ;
  -- line 142; it's $x$ "
  PERFORM 142 /* ; ( */ ;
  -- line 143; it's $x$ "
  PERFORM 143 /* ; ( */ ;
  -- line 144; it's $x$ "
  PERFORM 144 /* ; ( */ ;
  -- line 145; it's $x$ "
  PERFORM 145 /* ; ( */ ;
  -- line 146; it's $x$ "
  PERFORM 146 /* ; ( */ ;
  -- line 147; it's $x$ "
  PERFORM 147 /* ; ( */ ;
  -- line 148; it's $x$ "
  PERFORM 148 /* ; ( */ ;
  -- line 149; it's $x$ "
  PERFORM 149 /* ; ( */ ;
  -- line 150; it's $x$ "
  PERFORM 150 /* ; ( */ ;
  -- line 151; it's $x$ "
  PERFORM 151 /* ; ( */ ;
  -- line 152; it's $x$ "
  PERFORM 152 /* ; ( */ ;
  -- line 153; it's $x$ "
  PERFORM 153 /* ; ( */ ;
  -- line 154; it's $x$ "
  PERFORM 154 /* ; ( */ ;
  -- line 155; it's $x$ "
  PERFORM 155 /* ; ( */ ;
  -- line 156; it's $x$ "
  PERFORM 156 /* ; ( */ ;
  -- line 157; it's $x$ "
  PERFORM 157 /* ; ( */ ;
  -- line 158; it's $x$ "
  PERFORM 158 /* ; ( */ ;
  -- line 159; it's $x$ "
  PERFORM 159 /* ; ( */ ;
  -- line 160; it's $x$ "
  PERFORM 160 /* ; ( */ ;
  -- line 161; it's $x$ "
  PERFORM 161 /* ; ( */ ;
  -- line 162; it's $x$ "
  PERFORM 162 /* ; ( */ ;
  -- line 163; it's $x$ "
  PERFORM 163 /* ; ( */ ;
  -- line 164; it's $x$ "
  PERFORM 164 /* ; ( */ ;
  -- line 165; it's $x$ "
  PERFORM 165 /* ; ( */ ;
  -- line 166; it's $x$ "
  PERFORM 166 /* ; ( */ ;
  -- line 167; it's $x$ "
  PERFORM 167 /* ; ( */ ;
  -- line 168; it's $x$ "
  PERFORM 168 /* ; ( */ ;
  -- line 169; it's $x$ "
  PERFORM 169 /* ; ( */ ;
  -- line 170; it's $x$ "
  PERFORM 170 /* ; ( */ ;
  -- line 171; it's $x$ "
  PERFORM 171 /* ; ( */ ;
  -- line 172; it's $x$ "
  PERFORM 172 /* ; ( */ ;
  -- line 173; it's $x$ "
  PERFORM 173 /* ; ( */ ;
  -- line 174; it's $x$ "
  PERFORM 174 /* ; ( */ ;
  -- line 175; it's $x$ "
  PERFORM 175 /* ; ( */ ;
  -- line 176; it's $x$ "
  PERFORM 176 /* ; ( */ ;
  -- line 177; it's $x$ "
  PERFORM 177 /* ; ( */ ;
  -- line 178; it's $x$ "
  PERFORM 178 /* ; ( */ ;
  -- line 179; it's $x$ "
  PERFORM 179 /* ; ( */ ;
  -- line 180; it's $x$ "
  PERFORM 180 /* ; ( */ ;
  -- line 181; it's $x$ "
  PERFORM 181 /* ; ( */ ;
  -- line 182; it's $x$ "
  PERFORM 182 /* ; ( */ ;
  -- line 183; it's $x$ "
  PERFORM 183 /* ; ( */ ;
  -- line 184; it's $x$ "
  PERFORM 184 /* ; ( */ ;
  -- line 185; it's $x$ "
  PERFORM 185 /* ; ( */ ;
  -- line 186; it's $x$ "
  PERFORM 186 /* ; ( */ ;
  -- line 187; it's $x$ "
  PERFORM 187 /* ; ( */ ;
  -- line 188; it's $x$ "
  PERFORM 188 /* ; ( */ ;
  -- line 189; it's $x$ "
  PERFORM 189 /* ; ( */ ;
  -- line 190; it's $x$ "
  PERFORM 190 /* ; ( */ ;
  -- line 191; it's $x$ "
  PERFORM 191 /* ; ( */ ;
  -- line 192; it's $x$ "
  PERFORM 192 /* ; ( */ ;
  -- line 193; it's $x$ "
  PERFORM 193 /* ; ( */ ;
  -- line 194; it's $x$ "
  PERFORM 194 /* ; ( */ ;
  -- line 195; it's $x$ "
  PERFORM 195 /* ; ( */ ;
  -- line 196; it's $x$ "
  PERFORM 196 /* ; ( */ ;
  -- line 197; it's $x$ "
  PERFORM 197 /* ; ( */ ;
  -- line 198; it's $x$ "
  PERFORM 198 /* ; ( */ ;
  -- line 199; it's $x$ "
  PERFORM 199 /* ; ( */ ;
  -- line 200; it's $x$ "
  PERFORM 200 /* ; ( */ ;
  -- line 201; it's $x$ "
  PERFORM 201 /* ; ( */ ;
  -- line 202; it's $x$ "
  PERFORM 202 /* ; ( */ ;
  -- line 203; it's $x$ "
  PERFORM 203 /* ; ( */ ;
  -- line 204; it's $x$ "
  PERFORM 204 /* ; ( */ ;
  -- line 205; it's $x$ "
  PERFORM 205 /* ; ( */ ;
  -- line 206; it's $x$ "
  PERFORM 206 /* ; ( */ ;
  -- line 207; it's $x$ "
  PERFORM 207 /* ; ( */ ;
  -- line 208; it's $x$ "
  PERFORM 208 /* ; ( */ ;
  -- line 209; it's $x$ "
  PERFORM 209 /* ; ( */ ;
  -- line 210; it's $x$ "
  PERFORM 210 /* ; ( */ ;
  -- line 211; it's $x$ "
  PERFORM 211 /* ; ( */ ;
  -- line 212; it's $x$ "
  PERFORM 212 /* ; ( */ ;
  -- line 213; it's $x$ "
  PERFORM 213 /* ; ( */ ;
  -- line 214; it's $x$ "
  PERFORM 214 /* ; ( */ ;
  -- line 215; it's $x$ "
  PERFORM 215 /* ; ( */ ;
  -- line 216; it's $x$ "
  PERFORM 216 /* ; ( */ ;
  -- line 217; it's $x$ "
  PERFORM 217 /* ; ( */ ;
  -- line 218; it's $x$ "
  PERFORM 218 /* ; ( */ ;
  -- line 219; it's $x$ "
  PERFORM 219 /* ; ( */ ;
  -- line 220; it's $x$ "
  PERFORM 220 /* ; ( */ ;
  -- line 221; it's $x$ "
  PERFORM 221 /* ; ( */ ;
  -- line 222; it's $x$ "
  PERFORM 222 /* ; ( */ ;
  -- line 223; it's $x$ "
  PERFORM 223 /* ; ( */ ;
  -- line 224; it's $x$ "
  PERFORM 224 /* ; ( */ ;
  -- line 225; it's $x$ "
  PERFORM 225 /* ; ( */ ;
  -- line 226; it's $x$ "
  PERFORM 226 /* ; ( */ ;
  -- line 227; it's $x$ "
  PERFORM 227 /* ; ( */ ;
  -- line 228; it's $x$ "
  PERFORM 228 /* ; ( */ ;
  -- line 229; it's $x$ "
  PERFORM 229 /* ; ( */ ;
  -- line 230; it's $x$ "
  PERFORM 230 /* ; ( */ ;
  -- line 231; it's $x$ "
  PERFORM 231 /* ; ( */ ;
  -- line 232; it's $x$ "
  PERFORM 232 /* ; ( */ ;
  -- line 233; it's $x$ "
  PERFORM 233 /* ; ( */ ;
  -- line 234; it's $x$ "
  PERFORM 234 /* ; ( */ ;
  -- line 235; it's $x$ "
  PERFORM 235 /* ; ( */ ;
  -- line 236; it's $x$ "
  PERFORM 236 /* ; ( */ ;
  -- line 237; it's $x$ "
  PERFORM 237 /* ; ( */ ;
  -- line 238; it's $x$ "
  PERFORM 238 /* ; ( */ ;
  -- line 239; it's $x$ "
  PERFORM 239 /* ; ( */ ;
  -- line 240; it's $x$ "
  PERFORM 240 /* ; ( */ ;
  -- line 241; it's $x$ "
  PERFORM 241 /* ; ( */ ;
  -- line 242; it's $x$ "
  PERFORM 242 /* ; ( */ ;
  -- line 243; it's $x$ "
  PERFORM 243 /* ; ( */ ;
  -- line 244; it's $x$ "
  PERFORM 244 /* ; ( */ ;
  -- line 245; it's $x$ "
  PERFORM 245 /* ; ( */ ;
  -- line 246; it's $x$ "
  PERFORM 246 /* ; ( */ ;
  -- line 247; it's $x$ "
  PERFORM 247 /* ; ( */ ;
  -- line 248; it's $x$ "
  PERFORM 248 /* ; ( */ ;
  -- line 249; it's $x$ "
  PERFORM 249 /* ; ( */ ;
  -- line 250; it's $x$ "
  PERFORM 250 /* ; ( */ ;
  -- line 251; it's $x$ "
  PERFORM 251 /* ; ( */ ;
  -- line 252; it's $x$ "
  PERFORM 252 /* ; ( */ ;
  -- line 253; it's $x$ "
  PERFORM 253 /* ; ( */ ;
  -- line 254; it's $x$ "
  PERFORM 254 /* ; ( */ ;
  -- line 255; it's $x$ "
  PERFORM 255 /* ; ( */ ;
  -- line 256; it's $x$ "
  PERFORM 256 /* ; ( */ ;
  -- line 257; it's $x$ "
  PERFORM 257 /* ; ( */ ;
  -- line 258; it's $x$ "
  PERFORM 258 /* ; ( */ ;
  -- line 259; it's $x$ "
  PERFORM 259 /* ; ( */ ;
  -- line 260; it's $x$ "
  PERFORM 260 /* ; ( */ ;
  -- line 261; it's $x$ "
  PERFORM 261 /* ; ( */ ;
  -- line 262; it's $x$ "
  PERFORM 262 /* ; ( */ ;
  -- line 263; it's $x$ "
  PERFORM 263 /* ; ( */ ;
  -- line 264; it's $x$ "
  PERFORM 264 /* ; ( */ ;
  -- line 265; it's $x$ "
  PERFORM 265 /* ; ( */ ;
  -- line 266; it's $x$ "
  PERFORM 266 /* ; ( */ ;
  -- line 267; it's $x$ "
  PERFORM 267 /* ; ( */ ;
  -- line 268; it's $x$ "
  PERFORM 268 /* ; ( */ ;
  -- line 269; it's $x$ "
  PERFORM 269 /* ; ( */ ;
  -- line 270; it's $x$ "
  PERFORM 270 /* ; ( */ ;
  -- line 271; it's $x$ "
  PERFORM 271 /* ; ( */ ;
  -- line 272; it's $x$ "
  PERFORM 272 /* ; ( */ ;
  -- line 273; it's $x$ "
  PERFORM 273 /* ; ( */ ;
  -- line 274; it's $x$ "
  PERFORM 274 /* ; ( */ ;
  -- line 275; it's $x$ "
  PERFORM 275 /* ; ( */ ;
  -- line 276; it's $x$ "
  PERFORM 276 /* ; ( */ ;
  -- line 277; it's $x$ "
  PERFORM 277 /* ; ( */ ;
  -- line 278; it's $x$ "
  PERFORM 278 /* ; ( */ ;
  -- line 279; it's $x$ "
  PERFORM 279 /* ; ( */ ;
  -- line 280; it's $x$ "
  PERFORM 280 /* ; ( */ ;
  -- line 281; it's $x$ "
  PERFORM 281 /* ; ( */ ;
  -- line 282; it's $x$ "
  PERFORM 282 /* ; ( */ ;
  -- line 283; it's $x$ "
  PERFORM 283 /* ; ( */ ;
  -- line 284; it's $x$ "
  PERFORM 284 /* ; ( */ ;
  -- line 285; it's $x$ "
  PERFORM 285 /* ; ( */ ;
  -- line 286; it's $x$ "
  PERFORM 286 /* ; ( */ ;
  -- line 287; it's $x$ "
  PERFORM 287 /* ; ( */ ;
  -- line 288; it's $x$ "
  PERFORM 288 /* ; ( */ ;
  -- line 289; it's $x$ "
  PERFORM 289 /* ; ( */ ;
  -- line 290; it's $x$ "
  PERFORM 290 /* ; ( */ ;
  -- line 291; it's $x$ "
  PERFORM 291 /* ; ( */ ;
  -- line 292; it's $x$ "
  PERFORM 292 /* ; ( */ ;
  -- line 293; it's $x$ "
  PERFORM 293 /* ; ( */ ;
  -- line 294; it's $x$ "
  PERFORM 294 /* ; ( */ ;
  -- line 295; it's $x$ "
  PERFORM 295 /* ; ( */ ;
  -- line 296; it's $x$ "
  PERFORM 296 /* ; ( */ ;
  -- line 297; it's $x$ "
  PERFORM 297 /* ; ( */ ;
  -- line 298; it's $x$ "
  PERFORM 298 /* ; ( */ ;
  -- line 299; it's $x$ "
  PERFORM 299 /* ; ( */ ;
  -- line 300; it's $x$ "
  PERFORM 300 /* ; ( */ ;
  -- line 301; it's $x$ "
  PERFORM 301 /* ; ( */ ;
  -- line 302; it's $x$ "
  PERFORM 302 /* ; ( */ ;
  -- line 303; it's $x$ "
  PERFORM 303 /* ; ( */ ;
  -- line 304; it's $x$ "
  PERFORM 304 /* ; ( */ ;
  -- line 305; it's $x$ "
  PERFORM 305 /* ; ( */ ;
  -- line 306; it's $x$ "
  PERFORM 306 /* ; ( */ ;
  -- line 307; it's $x$ "
  PERFORM 307 /* ; ( */ ;
  -- line 308; it's $x$ "
  PERFORM 308 /* ; ( */ ;
  -- line 309; it's $x$ "
  PERFORM 309 /* ; ( */ ;
  -- line 310; it's $x$ "
  PERFORM 310 /* ; ( */ ;
  -- line 311; it's $x$ "
  PERFORM 311 /* ; ( */ ;
  -- line 312; it's $x$ "
  PERFORM 312 /* ; ( */ ;
  -- line 313; it's $x$ "
  PERFORM 313 /* ; ( */ ;
  -- line 314; it's $x$ "
  PERFORM 314 /* ; ( */ ;
  -- line 315; it's $x$ "
  PERFORM 315 /* ; ( */ ;
  -- line 316; it's $x$ "
  PERFORM 316 /* ; ( */ ;
  -- line 317; it's $x$ "
  PERFORM 317 /* ; ( */ ;
  -- line 318; it's $x$ "
  PERFORM 318 /* ; ( */ ;
  -- line 319; it's $x$ "
  PERFORM 319 /* ; ( */ ;
  -- line 320; it's $x$ "
  PERFORM 320 /* ; ( */ ;
  -- line 321; it's $x$ "
  PERFORM 321 /* ; ( */ ;
  -- line 322; it's $x$ "
  PERFORM 322 /* ; ( */ ;
  -- line 323; it's $x$ "
  PERFORM 323 /* ; ( */ ;
  -- line 324; it's $x$ "
  PERFORM 324 /* ; ( */ ;
  -- line 325; it's $x$ "
  PERFORM 325 /* ; ( */ ;
  -- line 326; it's $x$ "
  PERFORM 326 /* ; ( */ ;
  -- line 327; it's $x$ "
  PERFORM 327 /* ; ( */ ;
  -- line 328; it's $x$ "
  PERFORM 328 /* ; ( */ ;
  -- line 329; it's $x$ "
  PERFORM 329 /* ; ( */ ;
  -- line 330; it's $x$ "
  PERFORM 330 /* ; ( */ ;
  -- line 331; it's $x$ "
  PERFORM 331 /* ; ( */ ;
  -- line 332; it's $x$ "
  PERFORM 332 /* ; ( */ ;
  -- line 333; it's $x$ "
  PERFORM 333 /* ; ( */ ;
  -- line 334; it's $x$ "
  PERFORM 334 /* ; ( */ ;
  -- line 335; it's $x$ "
  PERFORM 335 /* ; ( */ ;
  -- line 336; it's $x$ "
  PERFORM 336 /* ; ( */ ;
  -- line 337; it's $x$ "
  PERFORM 337 /* ; ( */ ;
  -- line 338; it's $x$ "
  PERFORM 338 /* ; ( */ ;
  -- line 339; it's $x$ "
  PERFORM 339 /* ; ( */ ;
  -- line 340; it's $x$ "
  PERFORM 340 /* ; ( */ ;
  -- line 341; it's $x$ "
  PERFORM 341 /* ; ( */ ;
  -- line 342; it's $x$ "
  PERFORM 342 /* ; ( */ ;
  -- line 343; it's $x$ "
  PERFORM 343 /* ; ( */ ;
  -- line 344; it's $x$ "
  PERFORM 344 /* ; ( */ ;
  -- line 345; it's $x$ "
  PERFORM 345 /* ; ( */ ;
  -- line 346; it's $x$ "
  PERFORM 346 /* ; ( */ ;
  -- line 347; it's $x$ "
  PERFORM 347 /* ; ( */ ;
  -- line 348; it's $x$ "
  PERFORM 348 /* ; ( */ ;
  -- line 349; it's $x$ "
  PERFORM 349 /* ; ( */ ;
  -- line 350; it's $x$ "
  PERFORM 350 /* ; ( */ ;
  -- line 351; it's $x$ "
  PERFORM 351 /* ; ( */ ;
  -- line 352; it's $x$ "
  PERFORM 352 /* ; ( */ ;
  -- line 353; it's $x$ "
  PERFORM 353 /* ; ( */ ;
  -- line 354; it's $x$ "
  PERFORM 354 /* ; ( */ ;
  -- line 355; it's $x$ "
  PERFORM 355 /* ; ( */ ;
  -- line 356; it's $x$ "
  PERFORM 356 /* ; ( */ ;
  -- line 357; it's $x$ "
  PERFORM 357 /* ; ( */ ;
  -- line 358; it's $x$ "
  PERFORM 358 /* ; ( */ ;
  -- line 359; it's $x$ "
  PERFORM 359 /* ; ( */ ;
  -- line 360; it's $x$ "
  PERFORM 360 /* ; ( */ ;
  -- line 361; it's $x$ "
  PERFORM 361 /* ; ( */ ;
  -- line 362; it's $x$ "
  PERFORM 362 /* ; ( */ ;
  -- line 363; it's $x$ "
  PERFORM 363 /* ; ( */ ;
  -- line 364; it's $x$ "
  PERFORM 364 /* ; ( */ ;
  -- line 365; it's $x$ "
  PERFORM 365 /* ; ( */ ;
  -- line 366; it's $x$ "
  PERFORM 366 /* ; ( */ ;
  -- line 367; it's $x$ "
  PERFORM 367 /* ; ( */ ;
  -- line 368; it's $x$ "
  PERFORM 368 /* ; ( */ ;
  -- line 369; it's $x$ "
  PERFORM 369 /* ; ( */ ;
  -- line 370; it's $x$ "
  PERFORM 370 /* ; ( */ ;
  -- line 371; it's $x$ "
  PERFORM 371 /* ; ( */ ;
  -- line 372; it's $x$ "
  PERFORM 372 /* ; ( */ ;
  -- line 373; it's $x$ "
  PERFORM 373 /* ; ( */ ;
  -- line 374; it's $x$ "
  PERFORM 374 /* ; ( */ ;
  -- line 375; it's $x$ "
  PERFORM 375 /* ; ( */ ;
  -- line 376; it's $x$ "
  PERFORM 376 /* ; ( */ ;
  -- line 377; it's $x$ "
  PERFORM 377 /* ; ( */ ;
  -- line 378; it's $x$ "
  PERFORM 378 /* ; ( */ ;
  -- line 379; it's $x$ "
  PERFORM 379 /* ; ( */ ;
  -- line 380; it's $x$ "
  PERFORM 380 /* ; ( */ ;
  -- line 381; it's $x$ "
  PERFORM 381 /* ; ( */ ;
  -- line 382; it's $x$ "
  PERFORM 382 /* ; ( */ ;
  -- line 383; it's $x$ "
  PERFORM 383 /* ; ( */ ;
  -- line 384; it's $x$ "
  PERFORM 384 /* ; ( */ ;
  -- line 385; it's $x$ "
  PERFORM 385 /* ; ( */ ;
  -- line 386; it's $x$ "
  PERFORM 386 /* ; ( */ ;
  -- line 387; it's $x$ "
  PERFORM 387 /* ; ( */ ;
  -- line 388; it's $x$ "
  PERFORM 388 /* ; ( */ ;
  -- line 389; it's $x$ "
  PERFORM 389 /* ; ( */ ;
  -- line 390; it's $x$ "
  PERFORM 390 /* ; ( */ ;
  -- line 391; it's $x$ "
  PERFORM 391 /* ; ( */ ;
  -- line 392; it's $x$ "
  PERFORM 392 /* ; ( */ ;
  -- line 393; it's $x$ "
  PERFORM 393 /* ; ( */ ;
  -- line 394; it's $x$ "
  PERFORM 394 /* ; ( */ ;
  -- line 395; it's $x$ "
  PERFORM 395 /* ; ( */ ;
  -- line 396; it's $x$ "
  PERFORM 396 /* ; ( */ ;
  -- line 397; it's $x$ "
  PERFORM 397 /* ; ( */ ;
  -- line 398; it's $x$ "
  PERFORM 398 /* ; ( */ ;
  -- line 399; it's $x$ "
  PERFORM 399 /* ; ( */ ;
  -- line 400; it's $x$ "
  PERFORM 400 /* ; ( */ ;
  -- line 401; it's $x$ "
  PERFORM 401 /* ; ( */ ;
  -- line 402; it's $x$ "
  PERFORM 402 /* ; ( */ ;
  -- line 403; it's $x$ "
  PERFORM 403 /* ; ( */ ;
  -- line 404; it's $x$ "
  PERFORM 404 /* ; ( */ ;
  -- line 405; it's $x$ "
  PERFORM 405 /* ; ( */ ;
  -- line 406; it's $x$ "
  PERFORM 406 /* ; ( */ ;
  -- line 407; it's $x$ "
  PERFORM 407 /* ; ( */ ;
  -- line 408; it's $x$ "
  PERFORM 408 /* ; ( */ ;
  -- line 409; it's $x$ "
  PERFORM 409 /* ; ( */ ;
  -- line 410; it's $x$ "
  PERFORM 410 /* ; ( */ ;
  -- line 411; it's $x$ "
  PERFORM 411 /* ; ( */ ;
  -- line 412; it's $x$ "
  PERFORM 412 /* ; ( */ ;
  -- line 413; it's $x$ "
  PERFORM 413 /* ; ( */ ;
  -- line 414; it's $x$ "
  PERFORM 414 /* ; ( */ ;
  -- line 415; it's $x$ "
  PERFORM 415 /* ; ( */ ;
  -- line 416; it's $x$ "
  PERFORM 416 /* ; ( */ ;
  -- line 417; it's $x$ "
  PERFORM 417 /* ; ( */ ;
  -- line 418; it's $x$ "
  PERFORM 418 /* ; ( */ ;
  -- line 419; it's $x$ "
  PERFORM 419 /* ; ( */ ;
  -- line 420; it's $x$ "
  PERFORM 420 /* ; ( */ ;
  -- line 421; it's $x$ "
  PERFORM 421 /* ; ( */ ;
  -- line 422; it's $x$ "
  PERFORM 422 /* ; ( */ ;
  -- line 423; it's $x$ "
  PERFORM 423 /* ; ( */ ;
  -- line 424; it's $x$ "
  PERFORM 424 /* ; ( */ ;
  -- line 425; it's $x$ "
  PERFORM 425 /* ; ( */ ;
  -- line 426; it's $x$ "
  PERFORM 426 /* ; ( */ ;
  -- line 427; it's $x$ "
  PERFORM 427 /* ; ( */ ;
  -- line 428; it's $x$ "
  PERFORM 428 /* ; ( */ ;
  -- line 429; it's $x$ "
  PERFORM 429 /* ; ( */ ;
  -- line 430; it's $x$ "
  PERFORM 430 /* ; ( */ ;
  -- line 431; it's $x$ "
  PERFORM 431 /* ; ( */ ;
  -- line 432; it's $x$ "
  PERFORM 432 /* ; ( */ ;
  -- line 433; it's $x$ "
  PERFORM 433 /* ; ( */ ;
  -- line 434; it's $x$ "
  PERFORM 434 /* ; ( */ ;
  -- line 435; it's $x$ "
  PERFORM 435 /* ; ( */ ;
  -- line 436; it's $x$ "
  PERFORM 436 /* ; ( */ ;
  -- line 437; it's $x$ "
  PERFORM 437 /* ; ( */ ;
  -- line 438; it's $x$ "
  PERFORM 438 /* ; ( */ ;
  -- line 439; it's $x$ "
  PERFORM 439 /* ; ( */ ;
  -- line 440; it's $x$ "
  PERFORM 440 /* ; ( */ ;
  -- line 441; it's $x$ "
  PERFORM 441 /* ; ( */ ;
  -- line 442; it's $x$ "
  PERFORM 442 /* ; ( */ ;
  -- line 443; it's $x$ "
  PERFORM 443 /* ; ( */ ;
  -- line 444; it's $x$ "
  PERFORM 444 /* ; ( */ ;
  -- line 445; it's $x$ "
  PERFORM 445 /* ; ( */ ;
  -- line 446; it's $x$ "
  PERFORM 446 /* ; ( */ ;
  -- line 447; it's $x$ "
  PERFORM 447 /* ; ( */ ;
  -- line 448; it's $x$ "
  PERFORM 448 /* ; ( */ ;
  -- line 449; it's $x$ "
  PERFORM 449 /* ; ( */ ;
  -- line 450; it's $x$ "
  PERFORM 450 /* ; ( */ ;
  -- line 451; it's $x$ "
  PERFORM 451 /* ; ( */ ;
  -- line 452; it's $x$ "
  PERFORM 452 /* ; ( */ ;
  -- line 453; it's $x$ "
  PERFORM 453 /* ; ( */ ;
  -- line 454; it's $x$ "
  PERFORM 454 /* ; ( */ ;
  -- line 455; it's $x$ "
  PERFORM 455 /* ; ( */ ;
  -- line 456; it's $x$ "
  PERFORM 456 /* ; ( */ ;
  -- line 457; it's $x$ "
  PERFORM 457 /* ; ( */ ;
  -- line 458; it's $x$ "
  PERFORM 458 /* ; ( */ ;
  -- line 459; it's $x$ "
  PERFORM 459 /* ; ( */ ;
  -- line 460; it's $x$ "
  PERFORM 460 /* ; ( */ ;
  -- line 461; it's $x$ "
  PERFORM 461 /* ; ( */ ;
  -- line 462; it's $x$ "
  PERFORM 462 /* ; ( */ ;
  -- line 463; it's $x$ "
  PERFORM 463 /* ; ( */ ;
  -- line 464; it's $x$ "
  PERFORM 464 /* ; ( */ ;
  -- line 465; it's $x$ "
  PERFORM 465 /* ; ( */ ;
  -- line 466; it's $x$ "
  PERFORM 466 /* ; ( */ ;
  -- line 467; it's $x$ "
  PERFORM 467 /* ; ( */ ;
  -- line 468; it's $x$ "
  PERFORM 468 /* ; ( */ ;
  -- line 469; it's $x$ "
  PERFORM 469 /* ; ( */ ;
  -- line 470; it's $x$ "
  PERFORM 470 /* ; ( */ ;
  -- line 471; it's $x$ "
  PERFORM 471 /* ; ( */ ;
  -- line 472; it's $x$ "
  PERFORM 472 /* ; ( */ ;
  -- line 473; it's $x$ "
  PERFORM 473 /* ; ( */ ;
  -- line 474; it's $x$ "
  PERFORM 474 /* ; ( */ ;
  -- line 475; it's $x$ "
  PERFORM 475 /* ; ( */ ;
  -- line 476; it's $x$ "
  PERFORM 476 /* ; ( */ ;
  -- line 477; it's $x$ "
  PERFORM 477 /* ; ( */ ;
  -- line 478; it's $x$ "
  PERFORM 478 /* ; ( */ ;
  -- line 479; it's $x$ "
  PERFORM 479 /* ; ( */ ;
  -- line 480; it's $x$ "
  PERFORM 480 /* ; ( */ ;
  -- line 481; it's $x$ "
  PERFORM 481 /* ; ( */ ;
  -- line 482; it's $x$ "
  PERFORM 482 /* ; ( */ ;
  -- line 483; it's $x$ "
  PERFORM 483 /* ; ( */ ;
  -- line 484; it's $x$ "
  PERFORM 484 /* ; ( */ ;
  -- line 485; it's $x$ "
  PERFORM 485 /* ; ( */ ;
  -- line 486; it's $x$ "
  PERFORM 486 /* ; ( */ ;
  -- line 487; it's $x$ "
  PERFORM 487 /* ; ( */ ;
  -- line 488; it's $x$ "
  PERFORM 488 /* ; ( */ ;
  -- line 489; it's $x$ "
  PERFORM 489 /* ; ( */ ;
  -- line 490; it's $x$ "
  PERFORM 490 /* ; ( */ ;
  -- line 491; it's $x$ "
  PERFORM 491 /* ; ( */ ;
  -- line 492; it's $x$ "
  PERFORM 492 /* ; ( */ ;
  -- line 493; it's $x$ "
  PERFORM 493 /* ; ( */ ;
  -- line 494; it's $x$ "
  PERFORM 494 /* ; ( */ ;
  -- line 495; it's $x$ "
  PERFORM 495 /* ; ( */ ;
  -- line 496; it's $x$ "
  PERFORM 496 /* ; ( */ ;
  -- line 497; it's $x$ "
  PERFORM 497 /* ; ( */ ;
  -- line 498; it's $x$ "
  PERFORM 498 /* ; ( */ ;
  -- line 499; it's $x$ "
  PERFORM 499 /* ; ( */ ;
  -- line 500; it's $x$ "
  PERFORM 500 /* ; ( */ ;
  -- line 501; it's $x$ "
  PERFORM 501 /* ; ( */ ;
  -- line 502; it's $x$ "
  PERFORM 502 /* ; ( */ ;
  -- line 503; it's $x$ "
  PERFORM 503 /* ; ( */ ;
  -- line 504; it's $x$ "
  PERFORM 504 /* ; ( */ ;
  -- line 505; it's $x$ "
  PERFORM 505 /* ; ( */ ;
  -- line 506; it's $x$ "
  PERFORM 506 /* ; ( */ ;
  -- line 507; it's $x$ "
  PERFORM 507 /* ; ( */ ;
  -- line 508; it's $x$ "
  PERFORM 508 /* ; ( */ ;
  -- line 509; it's $x$ "
  PERFORM 509 /* ; ( */ ;
  -- line 510; it's $x$ "
  PERFORM 510 /* ; ( */ ;
  -- line 511; it's $x$ "
  PERFORM 511 /* ; ( */ ;
  -- line 512; it's $x$ "
  PERFORM 512 /* ; ( */ ;
  -- line 513; it's $x$ "
  PERFORM 513 /* ; ( */ ;
  -- line 514; it's $x$ "
  PERFORM 514 /* ; ( */ ;
  -- line 515; it's $x$ "
  PERFORM 515 /* ; ( */ ;
  -- line 516; it's $x$ "
  PERFORM 516 /* ; ( */ ;
  -- line 517; it's $x$ "
  PERFORM 517 /* ; ( */ ;
  -- line 518; it's $x$ "
  PERFORM 518 /* ; ( */ ;
  -- line 519; it's $x$ "
  PERFORM 519 /* ; ( */ ;
  -- line 520; it's $x$ "
  PERFORM 520 /* ; ( */ ;
  -- line 521; it's $x$ "
  PERFORM 521 /* ; ( */ ;
  -- line 522; it's $x$ "
  PERFORM 522 /* ; ( */ ;
  -- line 523; it's $x$ "
  PERFORM 523 /* ; ( */ ;
  -- line 524; it's $x$ "
  PERFORM 524 /* ; ( */ ;
  -- line 525; it's $x$ "
  PERFORM 525 /* ; ( */ ;
  -- line 526; it's $x$ "
  PERFORM 526 /* ; ( */ ;
  -- line 527; it's $x$ "
  PERFORM 527 /* ; ( */ ;
  -- line 528; it's $x$ "
  PERFORM 528 /* ; ( */ ;
  -- line 529; it's $x$ "
  PERFORM 529 /* ; ( */ ;
  -- line 530; it's $x$ "
  PERFORM 530 /* ; ( */ ;
  -- line 531; it's $x$ "
  PERFORM 531 /* ; ( */ ;
  -- line 532; it's $x$ "
  PERFORM 532 /* ; ( */ ;
  -- line 533; it's $x$ "
  PERFORM 533 /* ; ( */ ;
  -- line 534; it's $x$ "
  PERFORM 534 /* ; ( */ ;
  -- line 535; it's $x$ "
  PERFORM 535 /* ; ( */ ;
  -- line 536; it's $x$ "
  PERFORM 536 /* ; ( */ ;
  -- line 537; it's $x$ "
  PERFORM 537 /* ; ( */ ;
  -- line 538; it's $x$ "
  PERFORM 538 /* ; ( */ ;
  -- line 539; it's $x$ "
  PERFORM 539 /* ; ( */ ;
  -- line 540; it's $x$ "
  PERFORM 540 /* ; ( */ ;
  -- line 541; it's $x$ "
  PERFORM 541 /* ; ( */ ;
  -- line 542; it's $x$ "
  PERFORM 542 /* ; ( */ ;
  -- line 543; it's $x$ "
  PERFORM 543 /* ; ( */ ;
  -- line 544; it's $x$ "
  PERFORM 544 /* ; ( */ ;
  -- line 545; it's $x$ "
  PERFORM 545 /* ; ( */ ;
  -- line 546; it's $x$ "
  PERFORM 546 /* ; ( */ ;
  -- line 547; it's $x$ "
  PERFORM 547 /* ; ( */ ;
  -- line 548; it's $x$ "
  PERFORM 548 /* ; ( */ ;
  -- line 549; it's $x$ "
  PERFORM 549 /* ; ( */ ;
  -- line 550; it's $x$ "
  PERFORM 550 /* ; ( */ ;
  -- line 551; it's $x$ "
  PERFORM 551 /* ; ( */ ;
  -- line 552; it's $x$ "
  PERFORM 552 /* ; ( */ ;
  -- line 553; it's $x$ "
  PERFORM 553 /* ; ( */ ;
  -- line 554; it's $x$ "
  PERFORM 554 /* ; ( */ ;
  -- line 555; it's $x$ "
  PERFORM 555 /* ; ( */ ;
  -- line 556; it's $x$ "
  PERFORM 556 /* ; ( */ ;
  -- line 557; it's $x$ "
  PERFORM 557 /* ; ( */ ;
  -- line 558; it's $x$ "
  PERFORM 558 /* ; ( */ ;
  -- line 559; it's $x$ "
  PERFORM 559 /* ; ( */ ;
  -- line 560; it's $x$ "
  PERFORM 560 /* ; ( */ ;
  -- line 561; it's $x$ "
  PERFORM 561 /* ; ( */ ;
  -- line 562; it's $x$ "
  PERFORM 562 /* ; ( */ ;
  -- line 563; it's $x$ "
  PERFORM 563 /* ; ( */ ;
  -- line 564; it's $x$ "
  PERFORM 564 /* ; ( */ ;
  -- line 565; it's $x$ "
  PERFORM 565 /* ; ( */ ;
  -- line 566; it's $x$ "
  PERFORM 566 /* ; ( */ ;
  -- line 567; it's $x$ "
  PERFORM 567 /* ; ( */ ;
  -- line 568; it's $x$ "
  PERFORM 568 /* ; ( */ ;
  -- line 569; it's $x$ "
  PERFORM 569 /* ; ( */ ;
  -- line 570; it's $x$ "
  PERFORM 570 /* ; ( */ ;
  -- line 571; it's $x$ "
  PERFORM 571 /* ; ( */ ;
  -- line 572; it's $x$ "
  PERFORM 572 /* ; ( */ ;
  -- line 573; it's $x$ "
  PERFORM 573 /* ; ( */ ;
  -- line 574; it's $x$ "
  PERFORM 574 /* ; ( */ ;
  -- line 575; it's $x$ "
  PERFORM 575 /* ; ( */ ;
  -- line 576; it's $x$ "
  PERFORM 576 /* ; ( */ ;
  -- line 577; it's $x$ "
  PERFORM 577 /* ; ( */ ;
  -- line 578; it's $x$ "
  PERFORM 578 /* ; ( */ ;
  -- line 579; it's $x$ "
  PERFORM 579 /* ; ( */ ;
  -- line 580; it's $x$ "
  PERFORM 580 /* ; ( */ ;
  -- line 581; it's $x$ "
  PERFORM 581 /* ; ( */ ;
  -- line 582; it's $x$ "
  PERFORM 582 /* ; ( */ ;
  -- line 583; it's $x$ "
  PERFORM 583 /* ; ( */ ;
  -- line 584; it's $x$ "
  PERFORM 584 /* ; ( */ ;
  -- line 585; it's $x$ "
  PERFORM 585 /* ; ( */ ;
  -- line 586; it's $x$ "
  PERFORM 586 /* ; ( */ ;
  -- line 587; it's $x$ "
  PERFORM 587 /* ; ( */ ;
  -- line 588; it's $x$ "
  PERFORM 588 /* ; ( */ ;
  -- line 589; it's $x$ "
  PERFORM 589 /* ; ( */ ;
  -- line 590; it's $x$ "
  PERFORM 590 /* ; ( */ ;
  -- line 591; it's $x$ "
  PERFORM 591 /* ; ( */ ;
  -- line 592; it's $x$ "
  PERFORM 592 /* ; ( */ ;
  -- line 593; it's $x$ "
  PERFORM 593 /* ; ( */ ;
  -- line 594; it's $x$ "
  PERFORM 594 /* ; ( */ ;
  -- line 595; it's $x$ "
  PERFORM 595 /* ; ( */ ;
  -- line 596; it's $x$ "
  PERFORM 596 /* ; ( */ ;
  -- line 597; it's $x$ "
  PERFORM 597 /* ; ( */ ;
  -- line 598; it's $x$ "
  PERFORM 598 /* ; ( */ ;
  -- line 599; it's $x$ "
  PERFORM 599 /* ; ( */ ;
  -- line 600; it's $x$ "
  PERFORM 600 /* ; ( */ ;
  -- line 601; it's $x$ "
  PERFORM 601 /* ; ( */ ;
  -- line 602; it's $x$ "
  PERFORM 602 /* ; ( */ ;
  -- line 603; it's $x$ "
  PERFORM 603 /* ; ( */ ;
  -- line 604; it's $x$ "
  PERFORM 604 /* ; ( */ ;
  -- line 605; it's $x$ "
  PERFORM 605 /* ; ( */ ;
  -- line 606; it's $x$ "
  PERFORM 606 /* ; ( */ ;
  -- line 607; it's $x$ "
  PERFORM 607 /* ; ( */ ;
  -- line 608; it's $x$ "
  PERFORM 608 /* ; ( */ ;
  -- line 609; it's $x$ "
  PERFORM 609 /* ; ( */ ;
  -- line 610; it's $x$ "
  PERFORM 610 /* ; ( */ ;
  -- line 611; it's $x$ "
  PERFORM 611 /* ; ( */ ;
  -- line 612; it's $x$ "
  PERFORM 612 /* ; ( */ ;
  -- line 613; it's $x$ "
  PERFORM 613 /* ; ( */ ;
  -- line 614; it's $x$ "
  PERFORM 614 /* ; ( */ ;
  -- line 615; it's $x$ "
  PERFORM 615 /* ; ( */ ;
  -- line 616; it's $x$ "
  PERFORM 616 /* ; ( */ ;
  -- line 617; it's $x$ "
  PERFORM 617 /* ; ( */ ;
  -- line 618; it's $x$ "
  PERFORM 618 /* ; ( */ ;
  -- line 619; it's $x$ "
  PERFORM 619 /* ; ( */ ;
  -- line 620; it's $x$ "
  PERFORM 620 /* ; ( */ ;
  -- line 621; it's $x$ "
  PERFORM 621 /* ; ( */ ;
  -- line 622; it's $x$ "
  PERFORM 622 /* ; ( */ ;
  -- line 623; it's $x$ "
  PERFORM 623 /* ; ( */ ;
  -- line 624; it's $x$ "
  PERFORM 624 /* ; ( */ ;
  -- line 625; it's $x$ "
  PERFORM 625 /* ; ( */ ;
  -- line 626; it's $x$ "
  PERFORM 626 /* ; ( */ ;
  -- line 627; it's $x$ "
  PERFORM 627 /* ; ( */ ;
  -- line 628; it's $x$ "
  PERFORM 628 /* ; ( */ ;
  -- line 629; it's $x$ "
  PERFORM 629 /* ; ( */ ;
  -- line 630; it's $x$ "
  PERFORM 630 /* ; ( */ ;
  -- line 631; it's $x$ "
  PERFORM 631 /* ; ( */ ;
  -- line 632; it's $x$ "
  PERFORM 632 /* ; ( */ ;
  -- line 633; it's $x$ "
  PERFORM 633 /* ; ( */ ;
  -- line 634; it's $x$ "
  PERFORM 634 /* ; ( */ ;
  -- line 635; it's $x$ "
  PERFORM 635 /* ; ( */ ;
  -- line 636; it's $x$ "
  PERFORM 636 /* ; ( */ ;
  -- line 637; it's $x$ "
  PERFORM 637 /* ; ( */ ;
  -- line 638; it's $x$ "
  PERFORM 638 /* ; ( */ ;
  -- line 639; it's $x$ "
  PERFORM 639 /* ; ( */ ;
  -- line 640; it's $x$ "
  PERFORM 640 /* ; ( */ ;
  -- line 641; it's $x$ "
  PERFORM 641 /* ; ( */ ;
  -- line 642; it's $x$ "
  PERFORM 642 /* ; ( */ ;
  -- line 643; it's $x$ "
  PERFORM 643 /* ; ( */ ;
  -- line 644; it's $x$ "
  PERFORM 644 /* ; ( */ ;
  -- line 645; it's $x$ "
  PERFORM 645 /* ; ( */ ;
  -- line 646; it's $x$ "
  PERFORM 646 /* ; ( */ ;
  -- line 647; it's $x$ "
  PERFORM 647 /* ; ( */ ;
  -- line 648; it's $x$ "
  PERFORM 648 /* ; ( */ ;
  -- line 649; it's $x$ "
  PERFORM 649 /* ; ( */ ;
  -- line 650; it's $x$ "
  PERFORM 650 /* ; ( */ ;
  -- line 651; it's $x$ "
  PERFORM 651 /* ; ( */ ;
  -- line 652; it's $x$ "
  PERFORM 652 /* ; ( */ ;
  -- line 653; it's $x$ "
  PERFORM 653 /* ; ( */ ;
  -- line 654; it's $x$ "
  PERFORM 654 /* ; ( */ ;
  -- line 655; it's $x$ "
  PERFORM 655 /* ; ( */ ;
  -- line 656; it's $x$ "
  PERFORM 656 /* ; ( */ ;
  -- line 657; it's $x$ "
  PERFORM 657 /* ; ( */ ;
  -- line 658; it's $x$ "
  PERFORM 658 /* ; ( */ ;
  -- line 659; it's $x$ "
  PERFORM 659 /* ; ( */ ;
  -- line 660; it's $x$ "
  PERFORM 660 /* ; ( */ ;
  -- line 661; it's $x$ "
  PERFORM 661 /* ; ( */ ;
  -- line 662; it's $x$ "
  PERFORM 662 /* ; ( */ ;
  -- line 663; it's $x$ "
  PERFORM 663 /* ; ( */ ;
  -- line 664; it's $x$ "
  PERFORM 664 /* ; ( */ ;
  -- line 665; it's $x$ "
  PERFORM 665 /* ; ( */ ;
  -- line 666; it's $x$ "
  PERFORM 666 /* ; ( */ ;
  -- line 667; it's $x$ "
  PERFORM 667 /* ; ( */ ;
  -- line 668; it's $x$ "
  PERFORM 668 /* ; ( */ ;
  -- line 669; it's $x$ "
  PERFORM 669 /* ; ( */ ;
  -- line 670; it's $x$ "
  PERFORM 670 /* ; ( */ ;
  -- line 671; it's $x$ "
  PERFORM 671 /* ; ( */ ;
  -- line 672; it's $x$ "
  PERFORM 672 /* ; ( */ ;
  -- line 673; it's $x$ "
  PERFORM 673 /* ; ( */ ;
  -- line 674; it's $x$ "
  PERFORM 674 /* ; ( */ ;
  -- line 675; it's $x$ "
  PERFORM 675 /* ; ( */ ;
  -- line 676; it's $x$ "
  PERFORM 676 /* ; ( */ ;
  -- line 677; it's $x$ "
  PERFORM 677 /* ; ( */ ;
  -- line 678; it's $x$ "
  PERFORM 678 /* ; ( */ ;
  -- line 679; it's $x$ "
  PERFORM 679 /* ; ( */ ;
  -- line 680; it's $x$ "
  PERFORM 680 /* ; ( */ ;
  -- line 681; it's $x$ "
  PERFORM 681 /* ; ( */ ;
  -- line 682; it's $x$ "
  PERFORM 682 /* ; ( */ ;
  -- line 683; it's $x$ "
  PERFORM 683 /* ; ( */ ;
  -- line 684; it's $x$ "
  PERFORM 684 /* ; ( */ ;
  -- line 685; it's $x$ "
  PERFORM 685 /* ; ( */ ;
  -- line 686; it's $x$ "
  PERFORM 686 /* ; ( */ ;
  -- line 687; it's $x$ "
  PERFORM 687 /* ; ( */ ;
  -- line 688; it's $x$ "
  PERFORM 688 /* ; ( */ ;
  -- line 689; it's $x$ "
  PERFORM 689 /* ; ( */ ;
  -- line 690; it's $x$ "
  PERFORM 690 /* ; ( */ ;
  -- line 691; it's $x$ "
  PERFORM 691 /* ; ( */ ;
  -- line 692; it's $x$ "
  PERFORM 692 /* ; ( */ ;
  -- line 693; it's $x$ "
  PERFORM 693 /* ; ( */ ;
  -- line 694; it's $x$ "
  PERFORM 694 /* ; ( */ ;
  -- line 695; it's $x$ "
  PERFORM 695 /* ; ( */ ;
  -- line 696; it's $x$ "
  PERFORM 696 /* ; ( */ ;
  -- line 697; it's $x$ "
  PERFORM 697 /* ; ( */ ;
  -- line 698; it's $x$ "
  PERFORM 698 /* ; ( */ ;
  -- line 699; it's $x$ "
  PERFORM 699 /* ; ( */ ;
  -- line 700; it's $x$ "
  PERFORM 700 /* ; ( */ ;
  -- line 701; it's $x$ "
  PERFORM 701 /* ; ( */ ;
  -- line 702; it's $x$ "
  PERFORM 702 /* ; ( */ ;
  -- line 703; it's $x$ "
  PERFORM 703 /* ; ( */ ;
  -- line 704; it's $x$ "
  PERFORM 704 /* ; ( */ ;
  -- line 705; it's $x$ "
  PERFORM 705 /* ; ( */ ;
  -- line 706; it's $x$ "
  PERFORM 706 /* ; ( */ ;
  -- line 707; it's $x$ "
  PERFORM 707 /* ; ( */ ;
  -- line 708; it's $x$ "
  PERFORM 708 /* ; ( */ ;
  -- line 709; it's $x$ "
  PERFORM 709 /* ; ( */ ;
  -- line 710; it's $x$ "
  PERFORM 710 /* ; ( */ ;
  -- line 711; it's $x$ "
  PERFORM 711 /* ; ( */ ;
  -- line 712; it's $x$ "
  PERFORM 712 /* ; ( */ ;
  -- line 713; it's $x$ "
  PERFORM 713 /* ; ( */ ;
  -- line 714; it's $x$ "
  PERFORM 714 /* ; ( */ ;
  -- line 715; it's $x$ "
  PERFORM 715 /* ; ( */ ;
  -- line 716; it's $x$ "
  PERFORM 716 /* ; ( */ ;
  -- line 717; it's $x$ "
  PERFORM 717 /* ; ( */ ;
  -- line 718; it's $x$ "
  PERFORM 718 /* ; ( */ ;
  -- line 719; it's $x$ "
  PERFORM 719 /* ; ( */ ;
  -- line 720; it's $x$ "
  PERFORM 720 /* ; ( */ ;
  -- line 721; it's $x$ "
  PERFORM 721 /* ; ( */ ;
  -- line 722; it's $x$ "
  PERFORM 722 /* ; ( */ ;
  -- line 723; it's $x$ "
  PERFORM 723 /* ; ( */ ;
  -- line 724; it's $x$ "
  PERFORM 724 /* ; ( */ ;
  -- line 725; it's $x$ "
  PERFORM 725 /* ; ( */ ;
  -- line 726; it's $x$ "
  PERFORM 726 /* ; ( */ ;
  -- line 727; it's $x$ "
  PERFORM 727 /* ; ( */ ;
  -- line 728; it's $x$ "
  PERFORM 728 /* ; ( */ ;
  -- line 729; it's $x$ "
  PERFORM 729 /* ; ( */ ;
  -- line 730; it's $x$ "
  PERFORM 730 /* ; ( */ ;
  -- line 731; it's $x$ "
  PERFORM 731 /* ; ( */ ;
  -- line 732; it's $x$ "
  PERFORM 732 /* ; ( */ ;
  -- line 733; it's $x$ "
  PERFORM 733 /* ; ( */ ;
  -- line 734; it's $x$ "
  PERFORM 734 /* ; ( */ ;
  -- line 735; it's $x$ "
  PERFORM 735 /* ; ( */ ;
  -- line 736; it's $x$ "
  PERFORM 736 /* ; ( */ ;
  -- line 737; it's $x$ "
  PERFORM 737 /* ; ( */ ;
  -- line 738; it's $x$ "
  PERFORM 738 /* ; ( */ ;
  -- line 739; it's $x$ "
  PERFORM 739 /* ; ( */ ;
  -- line 740; it's $x$ "
  PERFORM 740 /* ; ( */ ;
  -- line 741; it's $x$ "
  PERFORM 741 /* ; ( */ ;
  -- line 742; it's $x$ "
  PERFORM 742 /* ; ( */ ;
  -- line 743; it's $x$ "
  PERFORM 743 /* ; ( */ ;
  -- line 744; it's $x$ "
  PERFORM 744 /* ; ( */ ;
  -- line 745; it's $x$ "
  PERFORM 745 /* ; ( */ ;
  -- line 746; it's $x$ "
  PERFORM 746 /* ; ( */ ;
  -- line 747; it's $x$ "
  PERFORM 747 /* ; ( */ ;
  -- line 748; it's $x$ "
  PERFORM 748 /* ; ( */ ;
  -- line 749; it's $x$ "
  PERFORM 749 /* ; ( */ ;
  -- line 750; it's $x$ "
  PERFORM 750 /* ; ( */ ;
  -- line 751; it's $x$ "
  PERFORM 751 /* ; ( */ ;
  -- line 752; it's $x$ "
  PERFORM 752 /* ; ( */ ;
  -- line 753; it's $x$ "
  PERFORM 753 /* ; ( */ ;
  -- line 754; it's $x$ "
  PERFORM 754 /* ; ( */ ;
  -- line 755; it's $x$ "
  PERFORM 755 /* ; ( */ ;
  -- line 756; it's $x$ "
  PERFORM 756 /* ; ( */ ;
  -- line 757; it's $x$ "
  PERFORM 757 /* ; ( */ ;
  -- line 758; it's $x$ "
  PERFORM 758 /* ; ( */ ;
  -- line 759; it's $x$ "
  PERFORM 759 /* ; ( */ ;
  -- line 760; it's $x$ "
  PERFORM 760 /* ; ( */ ;
  -- line 761; it's $x$ "
  PERFORM 761 /* ; ( */ ;
  -- line 762; it's $x$ "
  PERFORM 762 /* ; ( */ ;
  -- line 763; it's $x$ "
  PERFORM 763 /* ; ( */ ;
  -- line 764; it's $x$ "
  PERFORM 764 /* ; ( */ ;
  -- line 765; it's $x$ "
  PERFORM 765 /* ; ( */ ;
  -- line 766; it's $x$ "
  PERFORM 766 /* ; ( */ ;
  -- line 767; it's $x$ "
  PERFORM 767 /* ; ( */ ;
  -- line 768; it's $x$ "
  PERFORM 768 /* ; ( */ ;
  -- line 769; it's $x$ "
  PERFORM 769 /* ; ( */ ;
  -- line 770; it's $x$ "
  PERFORM 770 /* ; ( */ ;
  -- line 771; it's $x$ "
  PERFORM 771 /* ; ( */ ;
  -- line 772; it's $x$ "
  PERFORM 772 /* ; ( */ ;
  -- line 773; it's $x$ "
  PERFORM 773 /* ; ( */ ;
  -- line 774; it's $x$ "
  PERFORM 774 /* ; ( */ ;
  -- line 775; it's $x$ "
  PERFORM 775 /* ; ( */ ;
  -- line 776; it's $x$ "
  PERFORM 776 /* ; ( */ ;
  -- line 777; it's $x$ "
  PERFORM 777 /* ; ( */ ;
  -- line 778; it's $x$ "
  PERFORM 778 /* ; ( */ ;
  -- line 779; it's $x$ "
  PERFORM 779 /* ; ( */ ;
  -- line 780; it's $x$ "
  PERFORM 780 /* ; ( */ ;
  -- line 781; it's $x$ "
  PERFORM 781 /* ; ( */ ;
  -- line 782; it's $x$ "
  PERFORM 782 /* ; ( */ ;
  -- line 783; it's $x$ "
  PERFORM 783 /* ; ( */ ;
  -- line 784; it's $x$ "
  PERFORM 784 /* ; ( */ ;
  -- line 785; it's $x$ "
  PERFORM 785 /* ; ( */ ;
  -- line 786; it's $x$ "
  PERFORM 786 /* ; ( */ ;
  -- line 787; it's $x$ "
  PERFORM 787 /* ; ( */ ;
  -- line 788; it's $x$ "
  PERFORM 788 /* ; ( */ ;
  -- line 789; it's $x$ "
  PERFORM 789 /* ; ( */ ;
  -- line 790; it's $x$ "
  PERFORM 790 /* ; ( */ ;
  -- line 791; it's $x$ "
  PERFORM 791 /* ; ( */ ;
  -- line 792; it's $x$ "
  PERFORM 792 /* ; ( */ ;
  -- line 793; it's $x$ "
  PERFORM 793 /* ; ( */ ;
  -- line 794; it's $x$ "
  PERFORM 794 /* ; ( */ ;
  -- line 795; it's $x$ "
  PERFORM 795 /* ; ( */ ;
  -- line 796; it's $x$ "
  PERFORM 796 /* ; ( */ ;
  -- line 797; it's $x$ "
  PERFORM 797 /* ; ( */ ;
  -- line 798; it's $x$ "
  PERFORM 798 /* ; ( */ ;
  -- line 799; it's $x$ "
  PERFORM 799 /* ; ( */ ;
END $body$;
SELECT 'last'
