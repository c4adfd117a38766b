-- part 4 of a run
--
-- Revision ID: run4
-- Revises: run3

-- retort: upgrade
CREATE TABLE t4 (id INTEGER PRIMARY KEY, note TEXT NOT NULL);

-- retort: upgrade
INSERT INTO t4 SELECT value, 'row ' || value FROM (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 200) SELECT value FROM n) AS numbers;
CREATE INDEX i4 ON t4 (note);

-- retort: downgrade
DROP INDEX i4;
DELETE FROM t4;

-- retort: downgrade
DROP TABLE t4;
