-- One line a fact, fields between tabs: what the pragmas say, then "text TYPE NAME TABLE HEX" for normalise.pl.
-- Column order, the names of automatic indexes and the numbers of foreign keys say nothing.
.mode tabs
CREATE TEMP TABLE t AS
  SELECT name, type, wr, strict FROM pragma_table_list
  WHERE schema = 'main' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT IN ('retort_version', 'retort_journal');
SELECT type, lower(name), wr, strict FROM t;
SELECT 'column', lower(t.name), lower(c.name), upper(c.type), c."notnull", quote(c.dflt_value), c.pk, c.hidden
  FROM t, pragma_table_xinfo(t.name) c;
SELECT 'index', lower(t.name), iif(i.origin = 'c', lower(i.name), i.origin), i."unique", i.partial,
    (SELECT group_concat(part, ' ') FROM
      (SELECT coalesce(lower(x.name), iif(x.cid = -2, '<expression>', '<rowid>')) || ':' || x.desc || ':' || upper(x.coll) || ':' || x.key AS part
       FROM pragma_index_xinfo(i.name) x ORDER BY x.seqno))
  FROM t, pragma_index_list(t.name) i;
SELECT 'key', name, parent, columns, on_update, on_delete FROM
  (SELECT lower(t.name) AS name, f.id, lower(f."table") AS parent, f.on_update, f.on_delete,
      group_concat(lower(f."from") || '>' || coalesce(lower(f."to"), ''), ' ') AS columns
   FROM t, (SELECT t.name AS child, k.* FROM t, pragma_foreign_key_list(t.name) k ORDER BY k.id, k.seq) f ON f.child = t.name
   GROUP BY t.name, f.id);
SELECT 'text', type, lower(name), lower(tbl_name), hex(sql) FROM sqlite_schema
  WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND tbl_name NOT IN ('retort_version', 'retort_journal');
