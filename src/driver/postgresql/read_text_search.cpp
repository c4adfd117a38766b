#include "driver/postgresql/readers.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kTextSearch = R"(
SELECT 'pg_ts_parser'::regclass::oid, p.oid, 'text search parser', n.nspname, p.prsname, NULL, NULL, NULL,
       format('CREATE TEXT SEARCH PARSER %I.%I (START = %s, GETTOKEN = %s, END = %s, LEXTYPES = %s', n.nspname, p.prsname,
              p.prsstart, p.prstoken, p.prsend, p.prslextype)
         || CASE WHEN p.prsheadline = 0 THEN '' ELSE ', HEADLINE = ' || p.prsheadline::text END || ')',
       NULL::text[], NULL::text[]
FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace
WHERE @ours@ AND @not a member:pg_ts_parser:p@
UNION ALL
SELECT 'pg_ts_template'::regclass, t.oid, 'text search template', n.nspname, t.tmplname, NULL, NULL, NULL,
       format('CREATE TEXT SEARCH TEMPLATE %I.%I (', n.nspname, t.tmplname)
         || CASE WHEN t.tmplinit = 0 THEN '' ELSE 'INIT = ' || t.tmplinit::text || ', ' END
         || 'LEXIZE = ' || t.tmpllexize::text || ')',
       NULL, NULL
FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace
WHERE @ours@ AND @not a member:pg_ts_template:t@
UNION ALL
SELECT 'pg_ts_dict'::regclass, d.oid, 'text search dictionary', n.nspname, d.dictname, NULL, NULL, NULL,
       format('CREATE TEXT SEARCH DICTIONARY %I.%I (TEMPLATE = %I.%I%s)', n.nspname, d.dictname, tn.nspname, t.tmplname,
              coalesce(', ' || nullif(d.dictinitoption, ''), '')),
       ARRAY['owner', pg_get_userbyid(d.dictowner)::text], NULL
FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
JOIN pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
WHERE @ours@ AND @not a member:pg_ts_dict:d@
UNION ALL
SELECT 'pg_ts_config'::regclass, c.oid, 'text search configuration', n.nspname, c.cfgname, NULL, NULL, NULL,
       format('CREATE TEXT SEARCH CONFIGURATION %I.%I (PARSER = %I.%I)', n.nspname, c.cfgname, pn.nspname, p.prsname),
       ARRAY['owner', pg_get_userbyid(c.cfgowner)::text]
         || ARRAY(SELECT x
                  FROM (SELECT k.alias, string_agg(quote_ident(dn.nspname) || '.' || quote_ident(d.dictname), ', '
                                                   ORDER BY m.mapseqno) AS dictionaries
                        FROM pg_ts_config_map m JOIN pg_ts_dict d ON d.oid = m.mapdict
                        JOIN pg_namespace dn ON dn.oid = d.dictnamespace
                        JOIN ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype
                        WHERE m.mapcfg = c.oid GROUP BY k.alias) a,
                       unnest(ARRAY['mapping:' || a.alias, a.dictionaries]) x), NULL
FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
JOIN pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace
WHERE @ours@ AND @not a member:pg_ts_config:c@
)";

}  // namespace

void read_text_search(Catalogue& catalogue) { catalogue.read_definitions(kTextSearch); }

}  // namespace retort::postgresql
