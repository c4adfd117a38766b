-- part 3 of a run
--
-- Revision ID: run3
-- Revises: run2

-- retort: upgrade
CREATE TABLE t3 (id INTEGER PRIMARY KEY, note TEXT NOT NULL);

-- retort: upgrade
INSERT INTO t3 SELECT value, 'row ' || value FROM (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 200) SELECT value FROM n) AS numbers;
CREATE INDEX i3 ON t3 (note);

-- retort: downgrade
DROP INDEX i3;
DELETE FROM t3;

-- retort: downgrade
DROP TABLE t3;
