-- A query for each table. Each gives one INSERT a row, of the columns that can be written.
SELECT 'SELECT ' || quote('INSERT INTO "' || replace(t.name, '"', '""') || '" (' || c.names || ') VALUES (') || '||' || c.fields || '||'');''' ||
    ' FROM "' || replace(t.name, '"', '""') || '";'
  FROM pragma_table_list t,
    (SELECT p.child, group_concat('"' || replace(p.name, '"', '""') || '"', ', ') AS names,
        group_concat('quote("' || replace(p.name, '"', '""') || '")', '||'', ''||') AS fields
     FROM (SELECT l.name AS child, x.name FROM pragma_table_list l, pragma_table_xinfo(l.name) x
           WHERE l.schema = 'main' AND x.hidden = 0) p
     GROUP BY p.child) c ON c.child = t.name
  WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
    AND t.name NOT IN ('retort_version', 'retort_journal');
