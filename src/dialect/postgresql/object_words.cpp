#include "dialect/postgresql/object_words.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/ascii.hpp"
#include "dialect/postgresql/sql_text.hpp"

namespace retort::postgresql {
namespace {

// clang-format off
constexpr std::array kKinds = {
    KindWords{ObjectKind::schema,                    "SCHEMA",                    "SCHEMA",               true},
    KindWords{ObjectKind::language,                  "LANGUAGE",                  "LANGUAGE",             true},
    KindWords{ObjectKind::extension,                 "EXTENSION",                 "",                     false},
    KindWords{ObjectKind::foreign_data_wrapper,      "FOREIGN DATA WRAPPER",      "FOREIGN DATA WRAPPER", true},
    KindWords{ObjectKind::foreign_server,            "SERVER",                    "FOREIGN SERVER",       true},
    KindWords{ObjectKind::user_mapping,              "USER MAPPING",              "",                     false},
    KindWords{ObjectKind::collation,                 "COLLATION",                 "",                     true},
    KindWords{ObjectKind::conversion,                "CONVERSION",                "",                     true},
    KindWords{ObjectKind::enum_type,                 "TYPE",                      "TYPE",                 true},
    KindWords{ObjectKind::composite_type,            "TYPE",                      "TYPE",                 true},
    KindWords{ObjectKind::domain,                    "DOMAIN",                    "DOMAIN",               true},
    KindWords{ObjectKind::range_type,                "TYPE",                      "TYPE",                 true},
    KindWords{ObjectKind::text_search_parser,        "TEXT SEARCH PARSER",        "",                     false},
    KindWords{ObjectKind::text_search_template,      "TEXT SEARCH TEMPLATE",      "",                     false},
    KindWords{ObjectKind::text_search_dictionary,    "TEXT SEARCH DICTIONARY",    "",                     true},
    KindWords{ObjectKind::text_search_configuration, "TEXT SEARCH CONFIGURATION", "",                     true},
    KindWords{ObjectKind::function,                  "FUNCTION",                  "FUNCTION",             true},
    KindWords{ObjectKind::procedure,                 "PROCEDURE",                 "PROCEDURE",            true},
    KindWords{ObjectKind::aggregate,                 "AGGREGATE",                 "FUNCTION",             true},
    KindWords{ObjectKind::op,                        "OPERATOR",                  "",                     true},
    KindWords{ObjectKind::operator_family,           "OPERATOR FAMILY",           "",                     true},
    KindWords{ObjectKind::operator_class,            "OPERATOR CLASS",            "",                     true},
    KindWords{ObjectKind::cast,                      "CAST",                      "",                     false},
    KindWords{ObjectKind::transform,                 "TRANSFORM",                 "",                     false},
    KindWords{ObjectKind::access_method,             "ACCESS METHOD",             "",                     false},
    KindWords{ObjectKind::sequence,                  "SEQUENCE",                  "SEQUENCE",             true},
    KindWords{ObjectKind::table,                     "TABLE",                     "TABLE",                true},
    KindWords{ObjectKind::foreign_table,             "FOREIGN TABLE",             "TABLE",                true},
    KindWords{ObjectKind::index,                     "INDEX",                     "",                     false},
    KindWords{ObjectKind::statistics,                "STATISTICS",                "",                     true},
    KindWords{ObjectKind::view,                      "VIEW",                      "TABLE",                true},
    KindWords{ObjectKind::materialized_view,         "MATERIALIZED VIEW",         "TABLE",                true},
    KindWords{ObjectKind::rule,                      "RULE",                      "",                     false},
    KindWords{ObjectKind::trigger,                   "TRIGGER",                   "",                     false},
    KindWords{ObjectKind::policy,                    "POLICY",                    "",                     false},
    KindWords{ObjectKind::event_trigger,             "EVENT TRIGGER",             "",                     true},
    KindWords{ObjectKind::publication,               "PUBLICATION",               "",                     true},
};
// clang-format on

/// An operator is no identifier, and never quoted.
std::string operator_name(const ObjectName& name) {
  return name.schema.empty() ? name.name.text() : quoted(name.schema) + "." + name.name.text();
}

}  // namespace

const KindWords& words_of(ObjectKind kind) {
  const auto found =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const KindWords& words) { return words.kind == kind; });
  if (found == kKinds.end())
    throw std::logic_error("PostgreSQL has no statements for a " + std::string(to_string(kind)));
  return *found;
}

ObjectName owner_of(const ObjectKey& key) { return {key.name.schema, key.part}; }

std::string signature(const ObjectKey& key) {
  const std::string& part = key.part.text();
  switch (key.kind) {
    case ObjectKind::trigger:
    case ObjectKind::rule:
    case ObjectKind::policy:
      return quoted(key.name.name) + " ON " + quoted(owner_of(key));
    case ObjectKind::op:
      return operator_name(key.name) + " " + part;
    case ObjectKind::aggregate:
      return quoted(key.name) + (part == "()" ? "(*)" : part);
    case ObjectKind::user_mapping:
      return std::string(trim(part)) + " SERVER " + quoted(key.name.name);
    case ObjectKind::cast:
    case ObjectKind::transform:
      return part;
    default:
      return quoted(key.name) + part;
  }
}

std::string object_text(const ObjectKey& key) { return std::string(words_of(key.kind).words) + " " + signature(key); }

}  // namespace retort::postgresql
