-- Takes everything out of a database that tests use again and again; what is left is seen by its catalogue, and then the
-- database is made anew. Roles of the server stay.
DO $reset$
DECLARE
  o record;
BEGIN
  FOR o IN SELECT format('DROP EVENT TRIGGER %I', evtname) AS sql FROM pg_event_trigger LOOP EXECUTE o.sql; END LOOP;
  FOR o IN
    SELECT format('DROP PUBLICATION %I', pubname) AS sql FROM pg_publication
    UNION ALL SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'
    UNION ALL SELECT format('DROP FOREIGN DATA WRAPPER %I CASCADE', fdwname) FROM pg_foreign_data_wrapper
      WHERE oid NOT IN (SELECT objid FROM pg_depend WHERE deptype = 'e')
    UNION ALL SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace
      WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema')
  LOOP EXECUTE o.sql; END LOOP;
  FOR o IN
    SELECT i.type, i.identity FROM pg_depend d, pg_identify_object(d.classid, d.objid, 0) i
    WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = 'public'::regnamespace AND d.deptype = 'n'
      AND i.type NOT IN ('composite type', 'index', 'default acl')
      AND NOT EXISTS (SELECT FROM pg_depend p WHERE p.classid = d.classid AND p.objid = d.objid AND p.deptype IN ('i', 'P')
                      AND p.refobjid <> p.objid)
    ORDER BY d.classid <> 'pg_class'::regclass, d.objid
  LOOP EXECUTE format('DROP %s IF EXISTS %s CASCADE', replace(o.type, ' object', ''), o.identity); END LOOP;
  FOR o IN SELECT format('DROP CAST (%s AS %s)', castsource::regtype, casttarget::regtype) AS sql FROM pg_cast WHERE oid >= 16384
    UNION ALL SELECT format('DROP TRANSFORM FOR %s LANGUAGE %I', t.trftype::regtype, l.lanname)
      FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang
    UNION ALL SELECT format('DROP LANGUAGE %I CASCADE', lanname) FROM pg_language WHERE oid >= 16384 AND lanname <> 'plpgsql'
    UNION ALL SELECT format('DROP ACCESS METHOD %I CASCADE', amname) FROM pg_am WHERE oid >= 16384
  LOOP EXECUTE o.sql; END LOOP;
  PERFORM lo_unlink(oid) FROM pg_largeobject_metadata;
  DELETE FROM pg_shdepend WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND classid = 'pg_default_acl'::regclass;
  DELETE FROM pg_depend WHERE classid = 'pg_default_acl'::regclass;
  DELETE FROM pg_default_acl;
  ALTER SCHEMA public OWNER TO pg_database_owner;
  COMMENT ON SCHEMA public IS 'standard public schema';
  IF (SELECT nspacl::text FROM pg_namespace WHERE nspname = 'public')
     IS DISTINCT FROM '{pg_database_owner=UC/pg_database_owner,=U/pg_database_owner}' THEN
    FOR o IN SELECT DISTINCT a.grantee FROM pg_namespace, aclexplode(nspacl) a WHERE nspname = 'public' LOOP
      EXECUTE format('REVOKE ALL ON SCHEMA public FROM %s CASCADE',
                     CASE o.grantee WHEN 0 THEN 'PUBLIC' ELSE o.grantee::regrole::text END);
    END LOOP;
    GRANT ALL ON SCHEMA public TO pg_database_owner;
    GRANT USAGE ON SCHEMA public TO PUBLIC;
  END IF;
END
$reset$;
