// What can be said about any object: comments and privileges. Read first, so that each object takes its own along.
#include "driver/postgresql/readers.hpp"

namespace retort::postgresql {
namespace {

// Objects that initdb made have smaller oids (FirstNormalObjectId); `public` is the one of them that people change.
// Its comment and owner in a new database are what template0 has.
constexpr std::string_view kComments = R"(
SELECT d.classoid, d.objoid, d.objsubid, d.description
FROM pg_description d
WHERE d.objoid >= 16384
   OR d.classoid = 'pg_namespace'::regclass AND d.description <> 'standard public schema'
      AND d.objoid = (SELECT oid FROM pg_namespace WHERE nspname = 'public')
)";

// A grantee's whole set, where it is not the one that acldefault() gives it.
constexpr std::string_view kPrivileges = R"(
WITH access (catalogue, object, part, acl, usual) AS (
  SELECT 'pg_class'::regclass::oid, oid, 0, relacl,
         acldefault(CASE WHEN relkind = 'S' THEN 's'::"char" ELSE 'r' END, relowner)
  FROM pg_class WHERE relacl IS NOT NULL
  UNION ALL SELECT 'pg_class'::regclass, attrelid, attnum, attacl, NULL FROM pg_attribute WHERE attacl IS NOT NULL
  UNION ALL SELECT 'pg_proc'::regclass, oid, 0, proacl, acldefault('f', proowner) FROM pg_proc WHERE proacl IS NOT NULL
  UNION ALL SELECT 'pg_type'::regclass, oid, 0, typacl, acldefault('T', typowner) FROM pg_type WHERE typacl IS NOT NULL
  UNION ALL SELECT 'pg_language'::regclass, oid, 0, lanacl, acldefault('l', lanowner)
            FROM pg_language WHERE lanacl IS NOT NULL
  UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid, 0, fdwacl, acldefault('F', fdwowner)
            FROM pg_foreign_data_wrapper WHERE fdwacl IS NOT NULL
  UNION ALL SELECT 'pg_foreign_server'::regclass, oid, 0, srvacl, acldefault('S', srvowner)
            FROM pg_foreign_server WHERE srvacl IS NOT NULL
  UNION ALL SELECT 'pg_namespace'::regclass, oid, 0, nspacl,
                   acldefault('n', nspowner)
                     || ARRAY(SELECT makeaclitem(0, nspowner, privilege, false)
                              FROM unnest(ARRAY[@privileges of public@]) privilege WHERE nspname = 'public')
            FROM pg_namespace WHERE nspacl IS NOT NULL
  UNION ALL SELECT 'pg_default_acl'::regclass, oid, 0, defaclacl,
                   CASE WHEN defaclnamespace = 0 THEN acldefault(CASE defaclobjtype WHEN 'S' THEN 's'::"char" ELSE defaclobjtype END, defaclrole)
                        END
            FROM pg_default_acl
), kept AS (
  SELECT * FROM access WHERE object >= 16384 OR catalogue = 'pg_namespace'::regclass
), sets AS (
  SELECT side, catalogue, object, part, grantee,
         string_agg(privilege || CASE WHEN grantable THEN ' WITH GRANT OPTION' ELSE '' END, ', '
                    ORDER BY privilege COLLATE "C") AS privileges
  FROM (SELECT 'now' AS side, catalogue, object, part, g.grantee, g.privilege_type AS privilege, bool_or(g.is_grantable) AS grantable
        FROM kept, aclexplode(nullif(acl, '{}')) g GROUP BY 1, 2, 3, 4, 5, 6
        UNION ALL
        SELECT 'usual', catalogue, object, part, g.grantee, g.privilege_type, bool_or(g.is_grantable)
        FROM kept, aclexplode(usual) g GROUP BY 1, 2, 3, 4, 5, 6) each_one
  GROUP BY 1, 2, 3, 4, 5
)
SELECT catalogue, object, part, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END,
       coalesce(n.privileges, '-')
FROM (SELECT * FROM sets WHERE side = 'now') n
FULL JOIN (SELECT * FROM sets WHERE side = 'usual') u USING (catalogue, object, part, grantee)
WHERE n.privileges IS DISTINCT FROM u.privileges
)";

Address address(const CatalogueRow& row) { return {row.oid(0), row.oid(1), static_cast<int>(row.number(2))}; }

}  // namespace

void read_comments(Catalogue& catalogue) {
  catalogue.query(kComments, [&](const CatalogueRow& row) { catalogue.notes[address(row)]["comment"] = row.text(3); });
}

void read_privileges(Catalogue& catalogue) {
  catalogue.query(kPrivileges, [&](const CatalogueRow& row) {
    catalogue.notes[address(row)][option_key("privileges", row.text(3))] = row.text(4);
  });
}

}  // namespace retort::postgresql
