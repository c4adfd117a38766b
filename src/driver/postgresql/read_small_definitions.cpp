// What a database has few of, in one query.
//
// plpgsql is in every new database, and so is `public`: the one is never shown, the other where it was changed.
#include "driver/postgresql/readers.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kDefinitions = R"(
WITH publication_parts (publication, name, part) AS (
  SELECT r.prpubid, n.nspname || '.' || c.relname,
         format('TABLE %s%I.%I', CASE c.relkind WHEN 'r' THEN 'ONLY ' ELSE '' END, n.nspname, c.relname)
           || coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
                                WHERE a.attrelid = c.oid AND a.attnum = ANY (@publication attrs@)) || ')', '')
           || coalesce(' WHERE (' || @publication qual@ || ')', '')
  FROM pg_publication_rel r JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  UNION ALL @publication schemas@
)
SELECT 'pg_namespace'::regclass::oid, n.oid, 'schema', NULL, n.nspname, NULL, NULL, NULL, NULL,
       ARRAY['owner', CASE WHEN n.nspname <> 'public' OR n.nspowner <> @owner of public@ THEN pg_get_userbyid(n.nspowner) END]::text[], NULL::text[]
FROM pg_namespace n
WHERE @ours@ AND @not a member:pg_namespace:n@
UNION ALL
SELECT 'pg_extension'::regclass, e.oid, 'extension', NULL, e.extname, NULL, NULL, NULL,
       format('CREATE EXTENSION %I WITH SCHEMA %I', e.extname, n.nspname), ARRAY['version', nullif(e.extversion, a.default_version)], NULL
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
LEFT JOIN pg_available_extensions() a ON a.name = e.extname
WHERE e.extname <> 'plpgsql'
UNION ALL
SELECT 'pg_language'::regclass, l.oid, 'language', NULL, l.lanname, NULL, NULL, NULL,
       format('CREATE %sLANGUAGE %I HANDLER %s', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' ELSE '' END, l.lanname,
              l.lanplcallfoid::regproc)
         || CASE WHEN l.laninline = 0 THEN '' ELSE ' INLINE ' || l.laninline::regproc::text END
         || CASE WHEN l.lanvalidator = 0 THEN '' ELSE ' VALIDATOR ' || l.lanvalidator::regproc::text END,
       ARRAY['owner', pg_get_userbyid(l.lanowner)::text], NULL
FROM pg_language l
WHERE l.oid >= 16384 AND l.lanname <> 'plpgsql' AND @not a member:pg_language:l@
UNION ALL
SELECT 'pg_am'::regclass, a.oid, 'access method', NULL, a.amname, NULL, NULL, NULL,
       format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', a.amname,
              CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END, a.amhandler), NULL, NULL
FROM pg_am a
WHERE a.oid >= 16384 AND @not a member:pg_am:a@
UNION ALL
SELECT 'pg_collation'::regclass, c.oid, 'collation', n.nspname, c.collname, NULL, NULL, NULL,
       format('CREATE COLLATION %I.%I (provider = %s', n.nspname, c.collname,
              CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END)
         || CASE WHEN c.collisdeterministic THEN '' ELSE ', deterministic = false' END
         || CASE WHEN c.collprovider = 'c' AND c.collcollate <> c.collctype
                 THEN format(', lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype)
                 ELSE format(', locale = %L', coalesce(@collation locale@, c.collcollate)) END
         || coalesce(', rules = ' || quote_literal(@collation rules@), '') || ')',
       ARRAY['owner', pg_get_userbyid(c.collowner)::text], NULL
FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
WHERE @ours@ AND @not a member:pg_collation:c@
UNION ALL
SELECT 'pg_event_trigger'::regclass, e.oid, 'event trigger', NULL, e.evtname, NULL, NULL, NULL,
       format('CREATE EVENT TRIGGER %I ON %s', e.evtname, e.evtevent)
         || coalesce(' WHEN TAG IN (' || (SELECT string_agg(quote_literal(tag), ', ') FROM unnest(e.evttags) tag) || ')', '')
         || format(' EXECUTE FUNCTION %s()', e.evtfoid::regproc),
       ARRAY['owner', pg_get_userbyid(e.evtowner)::text,
             'state', CASE e.evtenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END], NULL
FROM pg_event_trigger e
WHERE @not a member:pg_event_trigger:e@
UNION ALL
SELECT 'pg_foreign_data_wrapper'::regclass, f.oid, 'foreign data wrapper', NULL, f.fdwname, NULL, NULL, NULL,
       format('CREATE FOREIGN DATA WRAPPER %I', f.fdwname)
         || CASE WHEN f.fdwhandler = 0 THEN '' ELSE ' HANDLER ' || f.fdwhandler::regproc::text END
         || CASE WHEN f.fdwvalidator = 0 THEN '' ELSE ' VALIDATOR ' || f.fdwvalidator::regproc::text END,
       ARRAY['owner', pg_get_userbyid(f.fdwowner)::text]
         || ARRAY(SELECT x FROM pg_options_to_table(f.fdwoptions) o, unnest(ARRAY['option:' || o.option_name, o.option_value]) x),
       NULL
FROM pg_foreign_data_wrapper f
WHERE @not a member:pg_foreign_data_wrapper:f@
UNION ALL
SELECT 'pg_foreign_server'::regclass, s.oid, 'foreign server', NULL, s.srvname, NULL, NULL, NULL,
       format('CREATE SERVER %I', s.srvname) || coalesce(' TYPE ' || quote_literal(s.srvtype), '')
         || format(' FOREIGN DATA WRAPPER %I', f.fdwname),
       ARRAY['owner', pg_get_userbyid(s.srvowner)::text, 'version', s.srvversion]
         || ARRAY(SELECT x FROM pg_options_to_table(s.srvoptions) o, unnest(ARRAY['option:' || o.option_name, o.option_value]) x),
       NULL
FROM pg_foreign_server s JOIN pg_foreign_data_wrapper f ON f.oid = s.srvfdw
WHERE @not a member:pg_foreign_server:s@
UNION ALL
SELECT 'pg_user_mapping'::regclass, u.umid, 'user mapping', NULL, u.srvname,
       ' FOR ' || CASE u.umuser WHEN 0 THEN 'PUBLIC' ELSE quote_ident(u.usename) END, NULL, NULL,
       format('CREATE USER MAPPING FOR %s SERVER %I', CASE u.umuser WHEN 0 THEN 'PUBLIC' ELSE quote_ident(u.usename) END,
              u.srvname),
       ARRAY(SELECT x FROM pg_options_to_table(u.umoptions) o, unnest(ARRAY['option:' || o.option_name, o.option_value]) x),
       NULL
FROM pg_user_mappings u
UNION ALL
SELECT 'pg_publication'::regclass, p.oid, 'publication', NULL, p.pubname, NULL, NULL, NULL,
       format('CREATE PUBLICATION %I', p.pubname) || CASE WHEN p.puballtables THEN ' FOR ALL TABLES' ELSE '' END
         || coalesce(' FOR ' || (SELECT string_agg(x.part, ', ' ORDER BY x.name COLLATE "C", x.part COLLATE "C")
                                 FROM publication_parts x WHERE x.publication = p.oid), ''),
       ARRAY['owner', pg_get_userbyid(p.pubowner)::text,
             'option:publish', nullif(array_to_string(ARRAY[CASE WHEN p.pubinsert THEN 'insert' END,
               CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END,
               CASE WHEN p.pubtruncate THEN 'truncate' END], ', '), 'insert, update, delete, truncate'),
             'option:publish_via_partition_root', CASE WHEN p.pubviaroot THEN 'true' END,
             'option:publish_generated_columns', @publication generated@], NULL
FROM pg_publication p
WHERE @not a member:pg_publication:p@
UNION ALL
SELECT 'pg_default_acl'::regclass, d.oid, 'default privileges', NULL, NULL,
       quote_ident(pg_get_userbyid(d.defaclrole)) || coalesce(' IN SCHEMA ' || quote_ident(n.nspname), '') || ' ON '
         || CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
                                 WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END,
       NULL, NULL, NULL, NULL, NULL
FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
)";

}  // namespace

void read_small_definitions(Catalogue& catalogue) {
  catalogue.read_definitions(kDefinitions);
  const ObjectKey public_schema{ObjectKind::schema, {{}, Identifier("public")}};
  const auto found = catalogue.schema.definitions.find(public_schema);
  if (found != catalogue.schema.definitions.end() && found->second.options.empty()) {
    catalogue.schema.definitions.erase(found);
  }
}

}  // namespace retort::postgresql
