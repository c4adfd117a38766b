-- All that a PostgreSQL catalogue holds of a user's schema, one line a fact: equal for two databases that have the same
-- schema, whatever statements made it. By the server's own functions; nothing here is shared with Retort's reader. The
-- order of columns does not count, but where SELECT * shows it: in views and composite types. Runs on 15 and 18, with
-- search_path = pg_catalog so that names are qualified. Objects of extensions and Retort's own tables are left out.
WITH member AS MATERIALIZED (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
ns AS MATERIALIZED (
  SELECT oid, nspname FROM pg_namespace n
  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_namespace'::regclass AND m.objid = n.oid)),
rel AS MATERIALIZED (
  SELECT c.* FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
  WHERE c.relname !~ '^(pk_)?retort_(version|journal)'
    AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid)
    AND NOT EXISTS (SELECT FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
                    WHERE i.indexrelid = c.oid AND t.relname ~ '^retort_(version|journal)$')
    AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass
                      AND d.deptype IN ('i', 'a') AND c.relkind = 'S' AND t.relname ~ '^retort_(version|journal)$')),
facts (kind, name, what) AS (
  SELECT 'schema', quote_ident(nspname), '' FROM ns
  UNION ALL
  SELECT 'relation', c.oid::regclass::text,
         concat_ws(' ', c.relkind, c.relpersistence, (SELECT amname FROM pg_am WHERE oid = c.relam),
                   (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace),
                   'options=' || array_to_string(ARRAY(SELECT unnest(c.reloptions) ORDER BY 1), ','),
                   'toast=' || coalesce((SELECT array_to_string(ARRAY(SELECT unnest(t.reloptions) ORDER BY 1), ',')
                                         FROM pg_class t WHERE t.oid = c.reltoastrelid), ''),
                   CASE WHEN c.relrowsecurity THEN 'rls' END, CASE WHEN c.relforcerowsecurity THEN 'force' END,
                   'identity=' || CASE WHEN c.relkind IN ('r', 'p') THEN c.relreplident::text END,
                   CASE WHEN NOT c.relispopulated THEN 'empty' END,
                   CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
                   pg_get_expr(c.relpartbound, c.oid),
                   CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END)
  FROM rel c WHERE c.relkind NOT IN ('t', 'i', 'I')
  UNION ALL
  SELECT 'parents', i.inhrelid::regclass::text, string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno)
  FROM pg_inherits i JOIN rel c ON c.oid = i.inhrelid GROUP BY 1, 2
  UNION ALL
  SELECT 'index', i.indexrelid::regclass::text,
         concat_ws(' ', pg_get_indexdef(i.indexrelid), CASE WHEN NOT i.indisvalid THEN 'invalid' END,
                   CASE WHEN i.indisclustered THEN 'clustered' END, CASE WHEN i.indisreplident THEN 'replica' END,
                   CASE WHEN i.indisprimary THEN 'primary' END,
                   (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace),
                   (SELECT string_agg(a.attnum || ':' || a.attstattarget, ',' ORDER BY a.attnum) FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attstattarget >= 0))
  FROM pg_index i JOIN rel c ON c.oid = i.indexrelid
  UNION ALL
  SELECT 'column', a.attrelid::regclass || '.' || quote_ident(a.attname),
         concat_ws(' ', CASE WHEN c.relkind IN ('v', 'm', 'c') THEN
                     (SELECT count(*) FROM pg_attribute b WHERE b.attrelid = a.attrelid AND b.attnum BETWEEN 1 AND a.attnum AND NOT b.attisdropped) END,
                   format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT NULL' END,
                   (SELECT 'COLLATE ' || a.attcollation::regcollation WHERE a.attcollation <> t.typcollation),
                   CASE WHEN a.attgenerated <> '' THEN 'GENERATED ' || a.attgenerated::text END,
                   'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), 'IDENTITY ' || nullif(a.attidentity::text, ''),
                   'storage=' || CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END,
                   'compression=' || nullif(a.attcompression::text, ''),
                   'statistics=' || CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END,
                   'options=' || array_to_string(ARRAY(SELECT o FROM unnest(a.attoptions) o WHERE o ~ '^n_dist' ORDER BY 1), ','),
                   'fdw=' || ARRAY(SELECT unnest(a.attfdwoptions) ORDER BY 1)::text,
                   CASE WHEN NOT a.attislocal THEN 'inherited' END, 'parents=' || nullif(a.attinhcount, 0))
  FROM pg_attribute a JOIN rel c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind NOT IN ('i', 'I', 'S', 't')
  UNION ALL
  -- The server keeps a foreign key once more for each partition on either side, under names that no dump has: they are
  -- numbers as they come, and stay as they are when the key is renamed.
  SELECT 'constraint', coalesce(nullif(k.conrelid, 0)::regclass::text, k.contypid::regtype::text) || '.'
         || CASE WHEN k.contype = 'f' AND k.conparentid <> 0 THEN 'a copy' ELSE quote_ident(k.conname) END,
         concat_ws(' ', k.contype, pg_get_constraintdef(k.oid), CASE WHEN NOT k.convalidated THEN 'not validated' END,
                   CASE WHEN NOT k.conislocal THEN 'inherited' END,
                   'parents=' || CASE WHEN k.coninhcount > 0 THEN k.coninhcount END,
                   (SELECT 'of ' || p.conrelid::regclass || '.'
                           || CASE WHEN p.contype = 'f' AND p.conparentid <> 0 THEN 'a copy' ELSE quote_ident(p.conname) END
                    FROM pg_constraint p WHERE p.oid = k.conparentid))
  FROM pg_constraint k LEFT JOIN rel c ON c.oid = k.conrelid
  WHERE k.contype <> 't' AND k.connamespace IN (SELECT oid FROM ns)
    AND (c.oid IS NOT NULL OR k.conrelid = 0
         AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_type'::regclass AND m.objid = k.contypid))
  UNION ALL
  SELECT 'type', t.oid::regtype::text,
         concat_ws(' ', t.typtype, CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
                   CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation THEN 'COLLATE ' || t.typcollation::regcollation END,
                   'DEFAULT ' || coalesce(pg_get_expr(t.typdefaultbin, 'pg_type'::regclass), t.typdefault), CASE WHEN t.typtype = 'd' AND t.typnotnull THEN 'NOT NULL' END,
                   (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
                   (SELECT concat_ws(' ', r.rngsubtype::regtype, nullif(r.rngcollation, 0)::regcollation, o.opcname,
                                     r.rngcanonical, r.rngsubdiff, r.rngmultitypid::regtype)
                    FROM pg_range r JOIN pg_opclass o ON o.oid = r.rngsubopc WHERE r.rngtypid = t.oid))
  FROM pg_type t JOIN ns ON ns.oid = t.typnamespace LEFT JOIN pg_type b ON b.oid = t.typbasetype
  WHERE t.typtype IN ('d', 'e', 'r')
    AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
  UNION ALL
  SELECT 'sequence', s.seqrelid::regclass::text,
         concat_ws(' ', s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
                   (SELECT 'of ' || d.refobjid::regclass || '.' || a.attname || ' ' || d.deptype::text FROM pg_depend d
                    JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.deptype IN ('a', 'i')))
  FROM pg_sequence s JOIN rel c ON c.oid = s.seqrelid
  UNION ALL
  SELECT 'routine', p.oid::regprocedure::text,
         CASE WHEN p.prokind IN ('f', 'p', 'w') THEN pg_get_functiondef(p.oid)
              ELSE (SELECT concat_ws(' ', a.aggkind, a.aggnumdirectargs, a.aggtransfn, a.aggfinalfn, a.aggcombinefn,
                                     a.aggserialfn, a.aggdeserialfn, a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn,
                                     a.aggfinalextra, a.aggmfinalextra, a.aggfinalmodify, a.aggmfinalmodify,
                                     nullif(a.aggsortop, 0)::regoperator, a.aggtranstype::regtype, a.aggtransspace,
                                     a.aggmtranstype::regtype, a.aggmtransspace, a.agginitval, a.aggminitval, p.proparallel,
                                     pg_get_function_result(p.oid), pg_get_function_arguments(p.oid))
                    FROM pg_aggregate a WHERE a.aggfnoid = p.oid) END
  FROM pg_proc p JOIN ns ON ns.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid)
  UNION ALL
  SELECT 'trigger', t.tgname || ' on ' || t.tgrelid::regclass,
         concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled, CASE WHEN t.tgparentid <> 0 THEN 'of the parent' END)
  FROM pg_trigger t JOIN rel c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal
  UNION ALL
  SELECT 'rule', r.rulename || ' on ' || r.ev_class::regclass, concat_ws(' ', pg_get_ruledef(r.oid), r.ev_enabled)
  FROM pg_rewrite r JOIN rel c ON c.oid = r.ev_class WHERE r.rulename <> '_RETURN'
  UNION ALL
  SELECT 'policy', p.polname || ' on ' || p.polrelid::regclass,
         concat_ws(' ', p.polcmd, p.polpermissive, ARRAY(SELECT CASE r WHEN 0 THEN 'public' ELSE r::regrole::text END
                                                         FROM unnest(p.polroles) r ORDER BY 1)::text,
                   'using ' || pg_get_expr(p.polqual, p.polrelid), 'check ' || pg_get_expr(p.polwithcheck, p.polrelid))
  FROM pg_policy p JOIN rel c ON c.oid = p.polrelid
  UNION ALL
  SELECT 'event trigger', evtname, concat_ws(' ', evtevent, evtfoid::regprocedure, evtenabled, evttags::text)
  FROM pg_event_trigger e WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_event_trigger'::regclass AND m.objid = e.oid)
  UNION ALL
  SELECT 'extension', extname, concat_ws(' ', extversion, extnamespace::regnamespace) FROM pg_extension
  UNION ALL
  SELECT 'statistics', s.stxnamespace::regnamespace || '.' || s.stxname,
         concat_ws(' ', pg_get_statisticsobjdef(s.oid), CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END)
  FROM pg_statistic_ext s JOIN rel c ON c.oid = s.stxrelid
  UNION ALL
  SELECT 'collation', c.oid::regcollation::text,
         concat_ws(' ', c.collprovider, c.collisdeterministic, c.collencoding, c.collcollate, c.collctype,
                   (SELECT value FROM jsonb_each_text(to_jsonb(c)) WHERE key IN ('colliculocale', 'colllocale')))
  FROM pg_collation c JOIN ns ON ns.oid = c.collnamespace
  UNION ALL
  SELECT 'conversion', c.connamespace::regnamespace || '.' || c.conname,
         concat_ws(' ', c.conforencoding, c.contoencoding, c.conproc, c.condefault)
  FROM pg_conversion c JOIN ns ON ns.oid = c.connamespace
  UNION ALL
  SELECT 'operator', o.oid::regoperator::text,
         concat_ws(' ', o.oprcode, o.oprcanmerge, o.oprcanhash, nullif(o.oprcom, 0)::regoperator,
                   nullif(o.oprnegate, 0)::regoperator, nullif(o.oprrest, 0)::regproc, nullif(o.oprjoin, 0)::regproc)
  FROM pg_operator o JOIN ns ON ns.oid = o.oprnamespace
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_operator'::regclass AND m.objid = o.oid)
  UNION ALL
  SELECT 'operator family', format('%s.%I using %s', f.opfnamespace::regnamespace, f.opfname, a.amname),
         concat_ws('; ', (SELECT string_agg(format('%s %s %s', o.amopstrategy, o.amopopr::regoperator, o.amoppurpose), ', '
                                            ORDER BY o.amopstrategy, o.amopopr::regoperator::text)
                          FROM pg_amop o WHERE o.amopfamily = f.oid),
                   (SELECT string_agg(format('%s %s %s %s', p.amprocnum, p.amproclefttype::regtype, p.amprocrighttype::regtype,
                                             p.amproc::regprocedure), ', '
                                      ORDER BY p.amprocnum, p.amproclefttype::regtype::text, p.amprocrighttype::regtype::text)
                    FROM pg_amproc p WHERE p.amprocfamily = f.oid))
  FROM pg_opfamily f JOIN ns ON ns.oid = f.opfnamespace JOIN pg_am a ON a.oid = f.opfmethod
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_opfamily'::regclass AND m.objid = f.oid)
  UNION ALL
  SELECT 'operator class', format('%s.%I using %s', c.opcnamespace::regnamespace, c.opcname, a.amname),
         concat_ws(' ', c.opcintype::regtype, c.opcdefault, nullif(c.opckeytype, 0)::regtype,
                   f.opfnamespace::regnamespace || '.' || f.opfname)
  FROM pg_opclass c JOIN ns ON ns.oid = c.opcnamespace JOIN pg_am a ON a.oid = c.opcmethod
  JOIN pg_opfamily f ON f.oid = c.opcfamily
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_opclass'::regclass AND m.objid = c.oid)
  UNION ALL
  SELECT 'cast', castsource::regtype || ' as ' || casttarget::regtype,
         concat_ws(' ', nullif(castfunc, 0)::regprocedure, castcontext, castmethod)
  FROM pg_cast c WHERE c.oid >= 16384
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'i')
    AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_cast'::regclass AND m.objid = c.oid)
  UNION ALL
  SELECT 'transform', t.trftype::regtype || ' ' || l.lanname, concat_ws(' ', t.trffromsql, t.trftosql)
  FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_transform'::regclass AND m.objid = t.oid)
  UNION ALL
  SELECT 'access method', amname, concat_ws(' ', amhandler, amtype) FROM pg_am WHERE oid >= 16384
  UNION ALL
  SELECT 'language', lanname, concat_ws(' ', lanpltrusted, nullif(lanplcallfoid, 0)::regproc, nullif(laninline, 0)::regproc,
                                       nullif(lanvalidator, 0)::regproc)
  FROM pg_language l WHERE l.oid >= 16384
    AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_language'::regclass AND m.objid = l.oid)
  UNION ALL
  SELECT 'text search parser', p.prsnamespace::regnamespace || '.' || p.prsname,
         concat_ws(' ', p.prsstart, p.prstoken, p.prsend, p.prsheadline, p.prslextype)
  FROM pg_ts_parser p JOIN ns ON ns.oid = p.prsnamespace
  UNION ALL
  SELECT 'text search template', t.tmplnamespace::regnamespace || '.' || t.tmplname, concat_ws(' ', t.tmplinit, t.tmpllexize)
  FROM pg_ts_template t JOIN ns ON ns.oid = t.tmplnamespace
  UNION ALL
  SELECT 'text search dictionary', d.oid::regdictionary::text, concat_ws(' ', t.tmplname, d.dictinitoption)
  FROM pg_ts_dict d JOIN ns ON ns.oid = d.dictnamespace JOIN pg_ts_template t ON t.oid = d.dicttemplate
  UNION ALL
  SELECT 'text search configuration', c.oid::regconfig::text,
         concat_ws(' ', p.prsname, (SELECT string_agg(format('%s:%s:%s', m.maptokentype, m.mapseqno, m.mapdict::regdictionary), ', '
                                                      ORDER BY m.maptokentype, m.mapseqno)
                                    FROM pg_ts_config_map m WHERE m.mapcfg = c.oid))
  FROM pg_ts_config c JOIN ns ON ns.oid = c.cfgnamespace JOIN pg_ts_parser p ON p.oid = c.cfgparser
  UNION ALL
  SELECT 'foreign data wrapper', fdwname,
         concat_ws(' ', nullif(fdwhandler, 0)::regproc, nullif(fdwvalidator, 0)::regproc, ARRAY(SELECT unnest(fdwoptions) ORDER BY 1)::text)
  FROM pg_foreign_data_wrapper f
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_foreign_data_wrapper'::regclass AND m.objid = f.oid)
  UNION ALL
  SELECT 'foreign server', s.srvname, concat_ws(' ', f.fdwname, s.srvtype, s.srvversion, ARRAY(SELECT unnest(s.srvoptions) ORDER BY 1)::text)
  FROM pg_foreign_server s JOIN pg_foreign_data_wrapper f ON f.oid = s.srvfdw
  UNION ALL
  SELECT 'user mapping', coalesce(nullif(u.umuser, 0)::regrole::text, 'public') || ' on ' || s.srvname, ARRAY(SELECT unnest(u.umoptions) ORDER BY 1)::text
  FROM pg_user_mapping u JOIN pg_foreign_server s ON s.oid = u.umserver
  UNION ALL
  SELECT 'foreign table', t.ftrelid::regclass::text, concat_ws(' ', s.srvname, ARRAY(SELECT unnest(t.ftoptions) ORDER BY 1)::text)
  FROM pg_foreign_table t JOIN pg_foreign_server s ON s.oid = t.ftserver
  UNION ALL
  SELECT 'publication', p.pubname,
         concat_ws(' ', p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate, p.pubviaroot,
                   (SELECT value FROM jsonb_each_text(to_jsonb(p)) WHERE key = 'pubgencols'),
                   (SELECT string_agg(concat_ws(' ', r.prrelid::regclass, pg_get_expr(r.prqual, r.prrelid),
                                                ARRAY(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = r.prrelid
                                                      AND a.attnum = ANY (r.prattrs) ORDER BY 1)::text), ', '
                                      ORDER BY r.prrelid::regclass::text) FROM pg_publication_rel r WHERE r.prpubid = p.oid),
                   (SELECT string_agg(pnnspid::regnamespace::text, ', ' ORDER BY pnnspid::regnamespace::text)
                    FROM pg_publication_namespace n WHERE n.pnpubid = p.oid))
  FROM pg_publication p
  UNION ALL
  SELECT 'default privileges', concat_ws(' ', d.defaclrole::regrole, nullif(d.defaclnamespace, 0)::regnamespace, d.defaclobjtype),
         (SELECT string_agg(format('%s=%s%s', nullif(a.grantee, 0)::regrole, a.privilege_type,
                                   CASE WHEN a.is_grantable THEN '*' END), ', ' ORDER BY 1) FROM aclexplode(d.defaclacl) a)
  FROM pg_default_acl d),
owned (class, oid, sub, name, owner, acl, kind) AS (
  SELECT 'pg_class'::regclass, oid, 0, oid::regclass::text, relowner, relacl, CASE relkind WHEN 'S' THEN 's' ELSE 'r' END
  FROM rel WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
  UNION ALL
  SELECT 'pg_attribute'::regclass, a.attrelid, a.attnum, a.attrelid::regclass || '.' || quote_ident(a.attname), c.relowner, a.attacl, 'c'
  FROM pg_attribute a JOIN rel c ON c.oid = a.attrelid WHERE a.attacl IS NOT NULL
  UNION ALL
  SELECT 'pg_namespace'::regclass, n.oid, 0, n.nspname, n.nspowner, n.nspacl, 'n' FROM pg_namespace n JOIN ns ON ns.oid = n.oid
  UNION ALL
  SELECT 'pg_proc'::regclass, p.oid, 0, p.oid::regprocedure::text, p.proowner, p.proacl, 'f'
  FROM pg_proc p JOIN ns ON ns.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid)
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid, 0, t.oid::regtype::text, t.typowner, t.typacl, 'T' FROM pg_type t JOIN ns ON ns.oid = t.typnamespace
  LEFT JOIN pg_class c ON c.oid = t.typrelid
  WHERE (t.typtype IN ('d', 'e', 'r') OR c.relkind = 'c')
    AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
  UNION ALL
  SELECT 'pg_language'::regclass, oid, 0, lanname, lanowner, lanacl, 'l' FROM pg_language WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_foreign_data_wrapper'::regclass, oid, 0, fdwname, fdwowner, fdwacl, 'F' FROM pg_foreign_data_wrapper
  UNION ALL
  SELECT 'pg_foreign_server'::regclass, oid, 0, srvname, srvowner, srvacl, 'S' FROM pg_foreign_server
  UNION ALL
  SELECT 'pg_event_trigger'::regclass, oid, 0, evtname, evtowner, NULL, NULL FROM pg_event_trigger
  UNION ALL
  SELECT 'pg_publication'::regclass, oid, 0, pubname, pubowner, NULL, NULL FROM pg_publication
  UNION ALL
  SELECT 'pg_operator'::regclass, o.oid, 0, o.oid::regoperator::text, o.oprowner, NULL, NULL FROM pg_operator o JOIN ns ON ns.oid = o.oprnamespace
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_operator'::regclass AND m.objid = o.oid)
  UNION ALL
  SELECT 'pg_statistic_ext'::regclass, s.oid, 0, s.stxname, s.stxowner, NULL, NULL FROM pg_statistic_ext s
  UNION ALL
  SELECT 'pg_collation'::regclass, c.oid, 0, c.oid::regcollation::text, c.collowner, NULL, NULL FROM pg_collation c JOIN ns ON ns.oid = c.collnamespace),
lines (line) AS (
  SELECT kind || ' ' || name || ': ' || coalesce(what, '') FROM facts
  UNION ALL
  SELECT 'owner ' || class || ' ' || name || ': ' || owner::regrole FROM owned WHERE class <> 'pg_attribute'::regclass
  UNION ALL
  SELECT 'privileges ' || class || ' ' || name || ': '
         || string_agg(format('%s=%s%s/%s', nullif(a.grantee, 0)::regrole, a.privilege_type,
                              CASE WHEN a.is_grantable THEN '*' END, a.grantor::regrole), ', '
                       ORDER BY a.grantee::regrole::text, a.privilege_type, a.grantor::regrole::text)
  FROM owned, aclexplode(coalesce(acl, acldefault(kind::"char", owner))) a WHERE kind IS NOT NULL GROUP BY class, name, oid, sub
  UNION ALL
  SELECT 'comment ' || pg_describe_object(classoid, objoid, objsubid) || ': ' || description
  FROM pg_description d WHERE (objoid >= 16384 OR classoid = 'pg_namespace'::regclass AND objoid = 'public'::regnamespace)
    AND NOT EXISTS (SELECT FROM member m WHERE m.classid = d.classoid AND m.objid = d.objoid)
    AND classoid <> 'pg_extension'::regclass)
SELECT regexp_replace(line, E'[\n\r]', E'\\n', 'g') FROM lines ORDER BY 1;
