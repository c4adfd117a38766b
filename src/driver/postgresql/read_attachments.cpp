#include "driver/postgresql/readers.hpp"

namespace retort::postgresql {
namespace {

// Of a partition, the triggers that its parent's made are left out. A view's _RETURN is the view.
constexpr std::string_view kAttachments = R"(
SELECT 'pg_trigger'::regclass::oid, t.oid, 'trigger', n.nspname, t.tgname, c.relname, n.nspname, c.relname,
       pg_get_triggerdef(t.oid, false),
       ARRAY['state', CASE t.tgenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END]::text[],
       NULL::text[]
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND @ours@ AND @not a member:pg_class:c@
UNION ALL
SELECT 'pg_rewrite'::regclass, r.oid, 'rule', n.nspname, r.rulename, c.relname, n.nspname, c.relname,
       rtrim(pg_get_ruledef(r.oid, false), ';'),
       ARRAY['state', CASE r.ev_enabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END],
       NULL
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' AND @ours@ AND @not a member:pg_class:c@
UNION ALL
SELECT 'pg_policy'::regclass, p.oid, 'policy', n.nspname, p.polname, c.relname, n.nspname, c.relname,
       format('CREATE POLICY %I ON %I.%I', p.polname, n.nspname, c.relname)
         || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
         || CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE'
                          WHEN 'd' THEN ' FOR DELETE' ELSE '' END
         || CASE WHEN p.polroles = '{0}' THEN ''
                 ELSE ' TO ' || (SELECT string_agg(CASE role WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(role)) END,
                                                   ', ' ORDER BY pg_get_userbyid(role)) FROM unnest(p.polroles) role) END
         || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
         || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''),
       NULL, NULL
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE @ours@ AND @not a member:pg_class:c@
UNION ALL
SELECT 'pg_statistic_ext'::regclass, x.oid, 'statistics', n.nspname, x.stxname, NULL, cn.nspname, c.relname,
       pg_get_statisticsobjdef(x.oid),
       ARRAY['owner', pg_get_userbyid(x.stxowner)::text, 'statistics', @stxstattarget@::text], NULL
FROM pg_statistic_ext x JOIN pg_namespace n ON n.oid = x.stxnamespace
JOIN pg_class c ON c.oid = x.stxrelid JOIN pg_namespace cn ON cn.oid = c.relnamespace
WHERE @ours@ AND @not a member:pg_statistic_ext:x@
)";

}  // namespace

void read_attachments(Catalogue& catalogue) { catalogue.read_definitions(kAttachments); }

}  // namespace retort::postgresql
