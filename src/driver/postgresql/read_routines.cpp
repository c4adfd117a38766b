// Functions and procedures as the server writes them, aggregates from their parts: it has no text of those.
#include "driver/postgresql/readers.hpp"

namespace retort::postgresql {
namespace {

// The server's text begins with CREATE OR REPLACE.
constexpr std::string_view kRoutines = R"(
SELECT 'pg_proc'::regclass::oid, p.oid,
       CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, n.nspname, p.proname,
       '(' || CASE WHEN p.prokind = 'a' AND p.pronargs = 0 THEN '*' ELSE oidvectortypes(p.proargtypes) END || ')',
       NULL, NULL,
       CASE WHEN p.prokind <> 'a' THEN 'CREATE' || substr(rtrim(pg_get_functiondef(p.oid), E'\n'), 18)
       ELSE format('CREATE AGGREGATE %I.%I(%s) (', n.nspname, p.proname,
                   coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*'))
         || format(E'\n    SFUNC = %s,\n    STYPE = %s', a.aggtransfn, format_type(a.aggtranstype, NULL))
         || CASE WHEN a.aggtransspace <> 0 THEN format(E',\n    SSPACE = %s', a.aggtransspace) ELSE '' END
         || CASE WHEN a.aggfinalfn <> 0 THEN format(E',\n    FINALFUNC = %s', a.aggfinalfn) ELSE '' END
         || CASE WHEN a.aggfinalextra THEN E',\n    FINALFUNC_EXTRA' ELSE '' END
         || CASE WHEN a.aggfinalfn <> 0 AND a.aggfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r'::"char" ELSE 'w' END
                 THEN E',\n    FINALFUNC_MODIFY = '
                      || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END
                 ELSE '' END
         || CASE WHEN a.aggcombinefn <> 0 THEN format(E',\n    COMBINEFUNC = %s', a.aggcombinefn) ELSE '' END
         || CASE WHEN a.aggserialfn <> 0 THEN format(E',\n    SERIALFUNC = %s', a.aggserialfn) ELSE '' END
         || CASE WHEN a.aggdeserialfn <> 0 THEN format(E',\n    DESERIALFUNC = %s', a.aggdeserialfn) ELSE '' END
         || coalesce(E',\n    INITCOND = ' || quote_literal(a.agginitval), '')
         || CASE WHEN a.aggmtransfn <> 0
                 THEN format(E',\n    MSFUNC = %s,\n    MINVFUNC = %s,\n    MSTYPE = %s', a.aggmtransfn, a.aggminvtransfn,
                             format_type(a.aggmtranstype, NULL)) ELSE '' END
         || CASE WHEN a.aggmtransspace <> 0 THEN format(E',\n    MSSPACE = %s', a.aggmtransspace) ELSE '' END
         || CASE WHEN a.aggmfinalfn <> 0 THEN format(E',\n    MFINALFUNC = %s', a.aggmfinalfn) ELSE '' END
         || CASE WHEN a.aggmfinalextra THEN E',\n    MFINALFUNC_EXTRA' ELSE '' END
         || CASE WHEN a.aggmfinalfn <> 0 AND a.aggmfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r'::"char" ELSE 'w' END
                 THEN E',\n    MFINALFUNC_MODIFY = '
                      || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END
                 ELSE '' END
         || coalesce(E',\n    MINITCOND = ' || quote_literal(a.aggminitval), '')
         || CASE WHEN a.aggsortop <> 0
                 THEN (SELECT format(E',\n    SORTOP = OPERATOR(%I.%s)', s.nspname, o.oprname)
                       FROM pg_operator o JOIN pg_namespace s ON s.oid = o.oprnamespace WHERE o.oid = a.aggsortop)
                 ELSE '' END
         || CASE WHEN a.aggkind = 'h' THEN E',\n    HYPOTHETICAL' ELSE '' END
         || CASE p.proparallel WHEN 's' THEN E',\n    PARALLEL = SAFE' WHEN 'r' THEN E',\n    PARALLEL = RESTRICTED' ELSE '' END
         || E'\n)' END,
       ARRAY['owner', pg_get_userbyid(p.proowner)::text]::text[], NULL
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
WHERE @ours@ AND @not a member:pg_proc:p@
)";

}  // namespace

void read_routines(Catalogue& catalogue) { catalogue.read_definitions(kRoutines); }

}  // namespace retort::postgresql
