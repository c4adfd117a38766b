// Enums, domains and ranges; composite types come with the relations.
#include "driver/postgresql/readers.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kTypes = R"(
SELECT 'pg_type'::regclass::oid, t.oid, 'enum', n.nspname, t.typname, NULL, NULL, NULL, NULL,
       ARRAY['owner', pg_get_userbyid(t.typowner)::text]::text[],
       ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' AND @ours@ AND @not a member:pg_type:t@
UNION ALL
SELECT 'pg_type'::regclass, t.oid, 'domain', n.nspname, t.typname, NULL, NULL, NULL,
       format_type(t.typbasetype, t.typtypmod)
         || CASE WHEN t.typcollation <> b.typcollation
                 THEN (SELECT ' COLLATE ' || quote_ident(cn.nspname) || '.' || quote_ident(c.collname)
                       FROM pg_collation c JOIN pg_namespace cn ON cn.oid = c.collnamespace WHERE c.oid = t.typcollation)
                 ELSE '' END,
       ARRAY['owner', pg_get_userbyid(t.typowner)::text, 'default', pg_get_expr(t.typdefaultbin, 0),
             'not null', CASE WHEN t.typnotnull THEN @domain not null@ END]
         || ARRAY(SELECT x
                  FROM pg_constraint k,
                       unnest(ARRAY['check:' || k.conname::text,
                                    pg_get_expr(k.conbin, 0) || CASE WHEN k.convalidated THEN '' ELSE ' NOT VALID' END,
                                    'comment:' || k.conname::text, obj_description(k.oid, 'pg_constraint')]) x
                  WHERE k.contypid = t.oid AND k.contype IN ('c', 'n')),
       NULL
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_type b ON b.oid = t.typbasetype
WHERE t.typtype = 'd' AND @ours@ AND @not a member:pg_type:t@
UNION ALL
SELECT 'pg_type'::regclass, t.oid, 'range type', n.nspname, t.typname, NULL, NULL, NULL,
       format('CREATE TYPE %I.%I AS RANGE (subtype = %s', n.nspname, t.typname, format_type(r.rngsubtype, NULL))
         || (SELECT CASE WHEN o.opcdefault THEN '' ELSE format(', subtype_opclass = %I.%I', x.nspname, o.opcname) END
             FROM pg_opclass o JOIN pg_namespace x ON x.oid = o.opcnamespace WHERE o.oid = r.rngsubopc)
         || coalesce((SELECT format(', collation = %I.%I', x.nspname, c.collname)
                      FROM pg_collation c JOIN pg_namespace x ON x.oid = c.collnamespace
                      WHERE c.oid = r.rngcollation AND r.rngcollation <> b.typcollation), '')
         || CASE WHEN r.rngcanonical = 0 THEN '' ELSE ', canonical = ' || r.rngcanonical::text END
         || CASE WHEN r.rngsubdiff = 0 THEN '' ELSE ', subtype_diff = ' || r.rngsubdiff::text END
         || coalesce((SELECT format(', multirange_type_name = %I.%I', x.nspname, m.typname)
                      FROM pg_type m JOIN pg_namespace x ON x.oid = m.typnamespace WHERE m.oid = @rngmultitypid@), '')
         || ')',
       ARRAY['owner', pg_get_userbyid(t.typowner)::text], NULL
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_range r ON r.rngtypid = t.oid
JOIN pg_type b ON b.oid = r.rngsubtype
WHERE t.typtype = 'r' AND @ours@ AND @not a member:pg_type:t@
)";

}  // namespace

void read_types(Catalogue& catalogue) { catalogue.read_definitions(kTypes); }

}  // namespace retort::postgresql
