-- part 1 of a run
--
-- Revision ID: run1
-- Revises:

-- retort: upgrade
CREATE TABLE t1 (id INTEGER PRIMARY KEY, note TEXT NOT NULL);

-- retort: upgrade
INSERT INTO t1 SELECT value, 'row ' || value FROM (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 200) SELECT value FROM n) AS numbers;
CREATE INDEX i1 ON t1 (note);

-- retort: downgrade
DROP INDEX i1;
DELETE FROM t1;

-- retort: downgrade
DROP TABLE t1;
