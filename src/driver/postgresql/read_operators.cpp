#include "driver/postgresql/readers.hpp"

namespace retort::postgresql {
namespace {

// Members that were made with a class stand in its text; loose ones are options of the family. An operator without a
// function is a shell: another names it as its commutator or negator.
constexpr std::string_view kOperators = R"(
WITH names (oid, name) AS MATERIALIZED (
  SELECT o.oid, quote_ident(n.nspname) || '.' || o.oprname
  FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
  WHERE o.oid IN (SELECT amopopr FROM pg_amop WHERE oid >= 16384)
     OR o.oid IN (SELECT unnest(ARRAY[oprcom, oprnegate]) FROM pg_operator WHERE oid >= 16384)
), members AS MATERIALIZED (
  SELECT 'pg_amop'::regclass::oid AS catalogue, m.oid, m.amopfamily AS family, 1 AS place, m.amopstrategy AS number,
         format('OPERATOR %s', m.amopstrategy) AS label,
         format('(%s, %s)', format_type(m.amoplefttype, NULL), format_type(m.amoprighttype, NULL)) AS types,
         o.name || format(' (%s, %s)', format_type(m.amoplefttype, NULL), format_type(m.amoprighttype, NULL))
           || CASE WHEN m.amoppurpose = 'o'
                   THEN (SELECT format(' FOR ORDER BY %I.%I', n.nspname, f.opfname)
                         FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace WHERE f.oid = m.amopsortfamily)
                   ELSE '' END AS what
  FROM pg_amop m JOIN names o ON o.oid = m.amopopr
  WHERE m.oid >= 16384
  UNION ALL
  SELECT 'pg_amproc'::regclass, m.oid, m.amprocfamily, 2, m.amprocnum, format('FUNCTION %s', m.amprocnum),
         format('(%s, %s)', format_type(m.amproclefttype, NULL), format_type(m.amprocrighttype, NULL)),
         format('(%s, %s) %I.%I(%s)', format_type(m.amproclefttype, NULL), format_type(m.amprocrighttype, NULL),
                n.nspname, p.proname, oidvectortypes(p.proargtypes))
  FROM pg_amproc m JOIN pg_proc p ON p.oid = m.amproc JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE m.oid >= 16384
), placed AS MATERIALIZED (
  SELECT m.*, d.refobjid AS class
  FROM members m
  LEFT JOIN pg_depend d ON d.classid = m.catalogue AND d.objid = m.oid AND d.refclassid = 'pg_opclass'::regclass
)
SELECT 'pg_operator'::regclass::oid, o.oid, 'operator', n.nspname, o.oprname,
       format('(%s, %s)', coalesce(format_type(nullif(o.oprleft, 0), NULL), 'NONE'),
                          coalesce(format_type(nullif(o.oprright, 0), NULL), 'NONE')),
       NULL, NULL,
       format('CREATE OPERATOR %I.%s (FUNCTION = %s', n.nspname, o.oprname, o.oprcode)
         || coalesce(', LEFTARG = ' || format_type(nullif(o.oprleft, 0), NULL), '')
         || coalesce(', RIGHTARG = ' || format_type(nullif(o.oprright, 0), NULL), '')
         || coalesce((SELECT ', COMMUTATOR = OPERATOR(' || x.name || ')' FROM names x WHERE x.oid = o.oprcom), '')
         || coalesce((SELECT ', NEGATOR = OPERATOR(' || x.name || ')' FROM names x WHERE x.oid = o.oprnegate), '')
         || CASE WHEN o.oprrest = 0 THEN '' ELSE ', RESTRICT = ' || o.oprrest::text END
         || CASE WHEN o.oprjoin = 0 THEN '' ELSE ', JOIN = ' || o.oprjoin::text END
         || CASE WHEN o.oprcanhash THEN ', HASHES' ELSE '' END
         || CASE WHEN o.oprcanmerge THEN ', MERGES' ELSE '' END || ')',
       ARRAY['owner', pg_get_userbyid(o.oprowner)::text]::text[], NULL::text[]
FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE o.oprcode <> 0 AND @ours@ AND @not a member:pg_operator:o@
UNION ALL
SELECT 'pg_opfamily'::regclass, f.oid, 'operator family', n.nspname, f.opfname, ' USING ' || quote_ident(m.amname),
       NULL, NULL, format('CREATE OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, m.amname),
       ARRAY['owner', pg_get_userbyid(f.opfowner)::text]
         || ARRAY(SELECT x FROM placed p, unnest(ARRAY['member:' || p.label || ' ' || p.types, p.label || ' ' || p.what]) x
                  WHERE p.family = f.oid AND p.class IS NULL), NULL
FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am m ON m.oid = f.opfmethod
WHERE @ours@ AND @not a member:pg_opfamily:f@
UNION ALL
SELECT 'pg_opclass'::regclass, c.oid, 'operator class', n.nspname, c.opcname, ' USING ' || quote_ident(m.amname),
       NULL, NULL,
       format('CREATE OPERATOR CLASS %I.%I %sFOR TYPE %s USING %I FAMILY %I.%I AS ', n.nspname, c.opcname,
              CASE WHEN c.opcdefault THEN 'DEFAULT ' ELSE '' END, format_type(c.opcintype, NULL), m.amname,
              fn.nspname, f.opfname)
         || array_to_string(
              ARRAY(SELECT p.label || ' ' || p.what FROM placed p WHERE p.class = c.oid
                    ORDER BY p.place, p.number, p.types COLLATE "C")
                || CASE WHEN c.opckeytype <> 0 OR NOT EXISTS (SELECT FROM placed p WHERE p.class = c.oid)
                        THEN ARRAY['STORAGE ' || format_type(coalesce(nullif(c.opckeytype, 0), c.opcintype), NULL)]
                        ELSE '{}' END, ', '),
       ARRAY['owner', pg_get_userbyid(c.opcowner)::text], NULL
FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace JOIN pg_am m ON m.oid = c.opcmethod
JOIN pg_opfamily f ON f.oid = c.opcfamily JOIN pg_namespace fn ON fn.oid = f.opfnamespace
WHERE @ours@ AND @not a member:pg_opclass:c@
UNION ALL
SELECT 'pg_cast'::regclass, c.oid, 'cast', NULL, NULL,
       format('(%s AS %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)), NULL, NULL,
       format('CREATE CAST (%s AS %s) ', format_type(c.castsource, NULL), format_type(c.casttarget, NULL))
         || CASE c.castmethod WHEN 'b' THEN 'WITHOUT FUNCTION' WHEN 'i' THEN 'WITH INOUT'
                              ELSE 'WITH FUNCTION ' || c.castfunc::regprocedure::text END
         || CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END,
       NULL, NULL
FROM pg_cast c
WHERE c.oid >= 16384 AND @not a member:pg_cast:c@
UNION ALL
SELECT 'pg_conversion'::regclass, c.oid, 'conversion', n.nspname, c.conname, NULL, NULL, NULL,
       format('CREATE %sCONVERSION %I.%I FOR %L TO %L FROM %s', CASE WHEN c.condefault THEN 'DEFAULT ' ELSE '' END,
              n.nspname, c.conname, pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding), c.conproc),
       ARRAY['owner', pg_get_userbyid(c.conowner)::text], NULL
FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace
WHERE @ours@ AND @not a member:pg_conversion:c@
UNION ALL
SELECT 'pg_transform'::regclass, t.oid, 'transform', NULL, NULL,
       format('FOR %s LANGUAGE %I', format_type(t.trftype, NULL), l.lanname), NULL, NULL,
       format('CREATE TRANSFORM FOR %s LANGUAGE %I (%s)', format_type(t.trftype, NULL), l.lanname,
              array_to_string(ARRAY['FROM SQL WITH FUNCTION ' || nullif(t.trffromsql, 0)::oid::regprocedure::text,
                                    'TO SQL WITH FUNCTION ' || nullif(t.trftosql, 0)::oid::regprocedure::text], ', ')),
       NULL, NULL
FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang
WHERE t.oid >= 16384 AND @not a member:pg_transform:t@
)";

}  // namespace

void read_operators(Catalogue& catalogue) { catalogue.read_definitions(kOperators); }

}  // namespace retort::postgresql
