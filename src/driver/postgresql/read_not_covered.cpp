// What the catalogue holds and no other query reads.
#include "driver/postgresql/readers.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kNotCovered = R"(
SELECT 'subscription', '', s.subname::text, 'not read'
FROM pg_subscription s WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
UNION ALL
SELECT 'large object', '', count(*) || ' of them', 'not read' FROM pg_largeobject_metadata HAVING count(*) > 0
UNION ALL
SELECT 'security label', '', l.objtype || ' ' || l.objname || ' (' || l.provider || ')', 'not read' FROM pg_seclabels l
WHERE l.classoid NOT IN ('pg_database'::regclass, 'pg_authid'::regclass, 'pg_tablespace'::regclass)
UNION ALL
SELECT CASE WHEN t.typisdefined THEN 'base type' ELSE 'shell type' END, n.nspname, t.typname, 'not read'
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE @ours@ AND @not a member:pg_type:t@
  AND (t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid) OR t.typtype = 'p')
UNION ALL
SELECT 'dependency on an extension', '', pg_describe_object(d.classid, d.objid, d.objsubid) || ' on ' || e.extname, 'not read'
FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
WHERE d.deptype = 'x' AND d.refclassid = 'pg_extension'::regclass
UNION ALL
SELECT 'privileges in an extension', n.nspname, c.relname, 'not read'
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
LEFT JOIN pg_init_privs i ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = 0
WHERE c.relacl IS NOT NULL AND c.relacl IS DISTINCT FROM i.initprivs AND @ours@
UNION ALL
SELECT 'privileges in an extension', n.nspname, p.proname, 'not read'
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
LEFT JOIN pg_init_privs i ON i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid AND i.objsubid = 0
WHERE p.proacl IS NOT NULL AND p.proacl IS DISTINCT FROM i.initprivs AND @ours@
UNION ALL
SELECT 'operator', n.nspname, o.oprname, 'a shell: it has no function'
FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE o.oprcode = 0 AND @ours@ AND @not a member:pg_operator:o@
)";

}  // namespace

void read_not_covered(Catalogue& catalogue) {
  catalogue.query(kNotCovered, [&](const CatalogueRow& row) {
    catalogue.not_covered(row.string(0), {Identifier(row.string(1)), Identifier(row.string(2))}, row.string(3));
  });
}

}  // namespace retort::postgresql
