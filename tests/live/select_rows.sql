-- A query for each table. The lines that these queries give: see rows() in live.sh.
SELECT 'SELECT ' || quote(t.name) || (
    SELECT group_concat('||char(9)||' || quote(c.name || '=') || '||replace(quote("' || replace(c.name, '"', '""') || '"), char(10), ''\n'')', '')
    FROM (SELECT name FROM pragma_table_xinfo(t.name) WHERE hidden IN (0, 2, 3) ORDER BY lower(name)) c
  ) || ' FROM "' || replace(t.name, '"', '""') || '";'
  FROM pragma_table_list t
  WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\_schema' ESCAPE '\' AND t.name NOT LIKE 'sqlite\_stat%' ESCAPE '\'
    AND t.name NOT IN ('retort_version', 'retort_journal');
