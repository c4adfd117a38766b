-- part 2 of a run
--
-- Revision ID: run2
-- Revises: run1

-- retort: upgrade
CREATE TABLE t2 (id INTEGER PRIMARY KEY, note TEXT NOT NULL);

-- retort: upgrade
INSERT INTO t2 SELECT value, 'row ' || value FROM (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 200) SELECT value FROM n) AS numbers;
CREATE INDEX i2 ON t2 (note);

-- retort: downgrade
DROP INDEX i2;
DELETE FROM t2;

-- retort: downgrade
DROP TABLE t2;
