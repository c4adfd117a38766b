#include "driver/postgresql/catalogue_version.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

namespace retort::postgresql {
namespace {

/// Since `since` the catalogue has `text`; before, `lacking` stands for it.
struct Part {
  std::string_view name;
  int since;
  std::string_view text;
  std::string_view lacking;
};

constexpr std::array kParts = {
    Part{"attcompression", 14, "a.attcompression", "''"},
    Part{"attstattarget", 17, "a.attstattarget", "nullif(a.attstattarget, -1)"},
    Part{"stxstattarget", 17, "x.stxstattarget", "nullif(x.stxstattarget, -1)"},
    Part{"not null joins", 18,
         "LEFT JOIN pg_constraint nn ON nn.contype = 'n' AND nn.conrelid = a.attrelid AND nn.conkey[1] = a.attnum", ""},
    Part{"not null columns", 18, "nn.conname, nn.conislocal, nn.connoinherit, nn.convalidated, nn.oid",
         "NULL, false, false, true, NULL"},
    Part{"domain not null", 18,
         "(SELECT coalesce(nullif(k.conname, left(t.typname, 54) || '_not_null'), '') FROM pg_constraint k WHERE "
         "k.contypid = t.oid AND k.contype = 'n')",
         "''"},
    Part{"confdelsetcols", 15, "k.confdelsetcols", "NULL"},
    Part{"conenforced", 18, "k.conenforced", "true"},
    Part{"conperiod", 18, "k.conperiod", "false"},
    Part{"indnullsnotdistinct", 15, "x.indnullsnotdistinct", "false"},
    Part{"range of multirange", 14, "LEFT JOIN pg_range mr ON mr.rngmultitypid = coalesce(el.oid, rt.oid)",
         "LEFT JOIN pg_range mr ON false"},
    Part{"rngmultitypid", 14, "r.rngmultitypid", "NULL::oid"},
    Part{"owner of public", 15, "'pg_database_owner'::regrole", "10"},
    Part{"privileges of public", 15, "'USAGE', 'USAGE'", "'USAGE', 'CREATE'"},
    Part{"collation locale", 17, "c.colllocale", "@collation locale 15@"},
    Part{"collation locale 15", 15, "c.colliculocale", "NULL::text"},
    Part{"collation rules", 16, "c.collicurules", "NULL::text"},
    Part{"publication qual", 15, "pg_get_expr(r.prqual, r.prrelid)", "NULL::text"},
    Part{"publication attrs", 15, "r.prattrs", "NULL::int2vector"},
    Part{"publication generated", 18, "CASE p.pubgencols WHEN 's' THEN 'stored' END", "NULL::text"},
    Part{"publication schemas", 15,
         "SELECT s.pnpubid, n.nspname, 'TABLES IN SCHEMA ' || quote_ident(n.nspname) FROM pg_publication_namespace s "
         "JOIN pg_namespace n ON n.oid = s.pnnspid",
         "SELECT NULL::oid, NULL::name, NULL::text WHERE false"},
};

// Ranges bring functions and a cast along, which hang on them internally.
std::string not_a_member(std::string_view of) {
  const std::size_t colon = of.find(':');
  const std::string_view catalogue = of.substr(0, colon);
  const std::string_view alias = of.substr(colon + 1);
  const bool made_by_types = catalogue == "pg_proc" || catalogue == "pg_cast";
  return fmt::format(
      "{}.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = '{}'::regclass AND deptype IN ('e'{}))", alias,
      catalogue, made_by_types ? ", 'i'" : "");
}

std::string part(std::string_view name, int major) {
  constexpr std::string_view kMember = "not a member:";
  if (name == "ours") return "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
  if (name.starts_with(kMember)) return not_a_member(name.substr(kMember.size()));
  for (const Part& candidate : kParts) {
    if (candidate.name == name) return std::string(major >= candidate.since ? candidate.text : candidate.lacking);
  }
  throw std::logic_error(fmt::format("no part of a catalogue query is named '{}'", name));
}

}  // namespace

std::string for_version(std::string_view sql, int major) {
  std::string result(sql);
  for (std::size_t at = result.find('@'); at != std::string::npos; at = result.find('@', at)) {
    const std::size_t end = result.find('@', at + 1);
    result.replace(at, end - at + 1, part(std::string_view(result).substr(at + 1, end - at - 1), major));
  }
  return result;
}

}  // namespace retort::postgresql
