-- What a database is made of, one fact a line, read by SQL of the tests' own: nothing of Retort's has a hand in it. Equal
-- for two databases of one server that have the same schema, whatever the order in which columns and objects were made.
-- Retort's own tables, what extensions brought, and the numbers that a catalogue gives to things don't count.
SET search_path = pg_catalog;
WITH
spaces AS (
  SELECT oid, nspname, quote_ident(nspname) AS name FROM pg_namespace
  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
),
members AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
notes AS (SELECT classoid, objoid, objsubid, description FROM pg_description),
relations AS (
  SELECT c.*, s.name || '.' || quote_ident(c.relname) AS name FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
  WHERE c.relname NOT LIKE 'retort\_%' AND NOT EXISTS (SELECT FROM members m WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid)
),
holders AS (SELECT * FROM relations WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'c')),
routines AS (
  SELECT p.*, s.name || '.' || quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name
  FROM pg_proc p JOIN spaces s ON s.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM members m WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid)
),
types AS (
  SELECT t.*, s.name || '.' || quote_ident(t.typname) AS name FROM pg_type t JOIN spaces s ON s.oid = t.typnamespace
  WHERE t.typtype IN ('e', 'd', 'r') AND NOT EXISTS (SELECT FROM members m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
),
facts(kind, name, fact) AS (
  SELECT 'schema', name, '' FROM spaces
  UNION ALL
  SELECT 'relation', name, concat_ws(' ', relkind, relpersistence, (SELECT amname FROM pg_am a WHERE a.oid = relam),
    relreplident, relrowsecurity, relforcerowsecurity, relispartition,
    ARRAY(SELECT unnest(reloptions) ORDER BY 1), relispopulated,
    (SELECT spcname FROM pg_tablespace t WHERE t.oid = reltablespace),
    CASE WHEN relkind = 'p' THEN pg_get_partkeydef(oid) END, pg_get_expr(relpartbound, oid))
  FROM relations WHERE relkind NOT IN ('i', 'I', 't', 'S')
  UNION ALL
  SELECT 'parent', r.name, i.inhseqno || ' ' || i.inhparent::regclass FROM pg_inherits i JOIN relations r ON r.oid = i.inhrelid
  WHERE r.relkind NOT IN ('i', 'I')
  UNION ALL
  SELECT 'parent', r.name, i.inhparent::regclass::text FROM pg_inherits i JOIN relations r ON r.oid = i.inhrelid
  WHERE r.relkind IN ('i', 'I')
  UNION ALL
  -- The order of columns counts where SELECT * shows it: in views and composite types.
  SELECT 'column', h.name || '.' || quote_ident(a.attname), concat_ws(' ',
    CASE WHEN h.relkind IN ('v', 'm', 'c') THEN a.attnum END, format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation END,
    CASE WHEN a.attnotnull THEN 'NOT NULL' END, 'identity ' || NULLIF(a.attidentity::text, ''), 'generated ' || NULLIF(a.attgenerated::text, ''),
    CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END, NULLIF(a.attcompression::text, ''),
    'statistics ' || NULLIF(a.attstattarget, -1), CASE WHEN NOT a.attislocal THEN 'inherited' END, 'inherited ' || NULLIF(a.attinhcount, 0),
    'default ' || pg_get_expr(d.adbin, d.adrelid),
    (SELECT string_agg(o, ' ' ORDER BY o) FROM unnest(a.attoptions) o WHERE o ~ '^n_distinct'))
  FROM pg_attribute a JOIN holders h ON h.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT 'constraint', coalesce(r.name, t.name) || '.' || quote_ident(k.conname), concat_ws(' ', k.contype, pg_get_constraintdef(k.oid),
    CASE WHEN NOT k.convalidated THEN 'not validated' END, CASE WHEN NOT k.conislocal THEN 'inherited' END,
    'inherited ' || NULLIF(k.coninhcount, 0), 'of ' || (SELECT p.conrelid::regclass || '.' || quote_ident(p.conname) FROM pg_constraint p WHERE p.oid = k.conparentid))
  FROM pg_constraint k LEFT JOIN relations r ON r.oid = k.conrelid LEFT JOIN types t ON t.oid = k.contypid
  WHERE coalesce(r.oid, t.oid) IS NOT NULL AND k.contype <> 't'
  UNION ALL
  SELECT 'index', r.name, concat_ws(' ', pg_get_indexdef(r.oid), CASE WHEN i.indisclustered THEN 'clustered' END,
    CASE WHEN i.indisreplident THEN 'replica identity' END, CASE WHEN NOT i.indisvalid THEN 'INVALID' END,
    (SELECT string_agg(attnum || '=' || NULLIF(attstattarget, -1), ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = r.oid))
  FROM pg_index i JOIN relations r ON r.oid = i.indexrelid JOIN relations h ON h.oid = i.indrelid
  UNION ALL
  SELECT 'query', name, pg_get_viewdef(oid) FROM relations WHERE relkind IN ('v', 'm')
  UNION ALL
  SELECT 'rule', r.name || '.' || quote_ident(w.rulename), concat_ws(' ', w.ev_enabled, pg_get_ruledef(w.oid))
  FROM pg_rewrite w JOIN relations r ON r.oid = w.ev_class WHERE w.rulename <> '_RETURN'
  UNION ALL
  SELECT 'trigger', r.name || '.' || quote_ident(g.tgname), concat_ws(' ', g.tgenabled, pg_get_triggerdef(g.oid),
    CASE WHEN g.tgparentid <> 0 THEN 'cloned' END)
  FROM pg_trigger g JOIN relations r ON r.oid = g.tgrelid WHERE NOT g.tgisinternal
  UNION ALL
  SELECT 'policy', r.name || '.' || quote_ident(p.polname), concat_ws(' ', p.polpermissive, p.polcmd,
    (SELECT string_agg(coalesce(NULLIF(o, 0)::regrole::text, 'PUBLIC'), ', ' ORDER BY 1) FROM unnest(p.polroles) o),
    pg_get_expr(p.polqual, p.polrelid), 'CHECK ' || pg_get_expr(p.polwithcheck, p.polrelid))
  FROM pg_policy p JOIN relations r ON r.oid = p.polrelid
  UNION ALL
  SELECT 'routine', name, pg_get_functiondef(oid) FROM routines WHERE prokind <> 'a'
  UNION ALL
  SELECT 'aggregate', r.name, concat_ws(' ', r.prorettype::regtype, a.aggkind, a.aggtransfn, a.aggtranstype::regtype, a.aggfinalfn,
    a.aggcombinefn, a.agginitval, a.aggmtransfn, NULLIF(a.aggsortop, 0)::regoperator, r.proparallel)
  FROM pg_aggregate a JOIN routines r ON r.oid = a.aggfnoid
  UNION ALL
  SELECT 'enum', t.name, string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
  FROM types t LEFT JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typtype = 'e' GROUP BY t.name
  UNION ALL
  SELECT 'domain', name, concat_ws(' ', format_type(typbasetype, typtypmod), CASE WHEN typnotnull THEN 'NOT NULL' END, typdefault,
    CASE WHEN typcollation <> 0 THEN typcollation::regcollation END)
  FROM types WHERE typtype = 'd'
  UNION ALL
  SELECT 'range', t.name, concat_ws(' ', g.rngsubtype::regtype, NULLIF(g.rngcollation, 0)::regcollation, g.rngcanonical, g.rngsubdiff,
    g.rngmultitypid::regtype)
  FROM types t JOIN pg_range g ON g.rngtypid = t.oid
  UNION ALL
  SELECT 'sequence', r.name, concat_ws(' ', q.seqtypid::regtype, q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle,
    r.relpersistence, (SELECT d.deptype::text || ' ' || d.refobjid::regclass || '.' || quote_ident(a.attname) FROM pg_depend d
      JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.deptype IN ('a', 'i')))
  FROM pg_sequence q JOIN relations r ON r.oid = q.seqrelid
  WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = r.oid AND d.deptype IN ('a', 'i') AND d.refobjid::regclass::text ~ '\mretort_')
  UNION ALL
  SELECT 'extension', quote_ident(extname), extnamespace::regnamespace || ' ' || extversion FROM pg_extension
  UNION ALL
  SELECT 'statistics', s.name || '.' || quote_ident(x.stxname), pg_get_statisticsobjdef(x.oid)
  FROM pg_statistic_ext x JOIN spaces s ON s.oid = x.stxnamespace
  UNION ALL
  SELECT 'event trigger', quote_ident(evtname), concat_ws(' ', evtevent, evtfoid::regproc, evtenabled, evttags) FROM pg_event_trigger
  UNION ALL
  SELECT 'privilege', r.name, concat_ws(' ', a.privilege_type, CASE WHEN a.is_grantable THEN 'WITH GRANT OPTION' END, 'TO',
    coalesce(NULLIF(a.grantee, 0)::regrole::text, 'PUBLIC'), 'BY', a.grantor::regrole)
  FROM relations r, aclexplode(coalesce(r.relacl, acldefault(CASE r.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", r.relowner))) a
  WHERE r.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  UNION ALL
  SELECT 'privilege', r.name || '.' || quote_ident(c.attname), concat_ws(' ', a.privilege_type, 'TO',
    coalesce(NULLIF(a.grantee, 0)::regrole::text, 'PUBLIC'), 'BY', a.grantor::regrole)
  FROM relations r JOIN pg_attribute c ON c.attrelid = r.oid, aclexplode(c.attacl) a
  UNION ALL
  SELECT 'privilege', r.name, concat_ws(' ', a.privilege_type, 'TO', coalesce(NULLIF(a.grantee, 0)::regrole::text, 'PUBLIC'))
  FROM routines r, aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) a
  UNION ALL
  SELECT 'owner', name, relowner::regrole::text FROM relations WHERE relkind NOT IN ('i', 'I', 't')
  UNION ALL
  SELECT 'owner', name, (SELECT n.nspowner::regrole::text FROM pg_namespace n WHERE n.oid = s.oid) FROM spaces s
  UNION ALL
  SELECT 'comment', name, description FROM spaces JOIN notes ON classoid = 'pg_namespace'::regclass AND objoid = oid WHERE nspname <> 'public'
  UNION ALL
  SELECT 'comment', name, description FROM relations JOIN notes ON classoid = 'pg_class'::regclass AND objoid = oid AND objsubid = 0
  UNION ALL
  SELECT 'comment', r.name || '.' || quote_ident(a.attname), description FROM relations r
  JOIN notes ON classoid = 'pg_class'::regclass AND objoid = r.oid AND objsubid > 0
  JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = objsubid
  UNION ALL
  SELECT 'comment', name, description FROM routines JOIN notes ON classoid = 'pg_proc'::regclass AND objoid = oid
  UNION ALL
  SELECT 'comment', name, description FROM types JOIN notes ON classoid = 'pg_type'::regclass AND objoid = oid
  UNION ALL
  SELECT 'comment', coalesce(r.name, t.name) || '.' || quote_ident(k.conname), description FROM pg_constraint k
  JOIN notes ON classoid = 'pg_constraint'::regclass AND objoid = k.oid
  LEFT JOIN relations r ON r.oid = k.conrelid LEFT JOIN types t ON t.oid = k.contypid WHERE coalesce(r.oid, t.oid) IS NOT NULL
  UNION ALL
  SELECT 'comment', r.name || '.' || quote_ident(g.tgname), description FROM pg_trigger g
  JOIN notes ON classoid = 'pg_trigger'::regclass AND objoid = g.oid JOIN relations r ON r.oid = g.tgrelid
  UNION ALL
  SELECT 'comment', r.name || '.' || quote_ident(w.rulename), description FROM pg_rewrite w
  JOIN notes ON classoid = 'pg_rewrite'::regclass AND objoid = w.oid JOIN relations r ON r.oid = w.ev_class
  UNION ALL
  SELECT 'comment', r.name || '.' || quote_ident(p.polname), description FROM pg_policy p
  JOIN notes ON classoid = 'pg_policy'::regclass AND objoid = p.oid JOIN relations r ON r.oid = p.polrelid
)
SELECT kind || ' ' || name || ': ' || regexp_replace(fact, E'[\n\r]', E'\\n', 'g') FROM facts;
