// The words of a table's options, and what sets and unsets each.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "dialect/postgresql/privileges.hpp"
#include "dialect/postgresql/render_table.hpp"
#include "dialect/postgresql/versions.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {
namespace {

struct Rule {
  std::string_view word;
  std::string_view set;  // {} is the value as a name
  std::string_view unset;
};

// Row security is set when all else is: its policies come later still.
constexpr std::array kRules = {
    Rule{"unlogged", "SET UNLOGGED", "SET LOGGED"},
    Rule{"access method", "SET ACCESS METHOD {}", "SET ACCESS METHOD heap"},
    Rule{"tablespace", "SET TABLESPACE {}", "SET TABLESPACE pg_default"},
    Rule{"clustered", "CLUSTER ON {}", "SET WITHOUT CLUSTER"},
    Rule{"row security", "ENABLE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY"},
    Rule{"force row security", "FORCE ROW LEVEL SECURITY", "NO FORCE ROW LEVEL SECURITY"},
};

std::string replica_identity(const std::string& value) {
  constexpr std::string_view kIndex = "index ";
  if (value.empty()) return "REPLICA IDENTITY DEFAULT";
  if (value.starts_with(kIndex))
    return "REPLICA IDENTITY USING INDEX " + quoted(Identifier(value.substr(kIndex.size())));
  return value == "full" ? "REPLICA IDENTITY FULL" : "REPLICA IDENTITY NOTHING";
}

bool differs(const Options& from, const Options& to, std::string_view key) {
  return has_option(from, key) != has_option(to, key) || option(from, key) != option(to, key);
}

void check_words(const Options& options) {
  for (const auto& [key, value] : options) {
    const std::string_view word = split_option(key).first;
    const bool known = word == "parameter" || word == "comment" || word == "owner" || word == "privileges" ||
                       word == "replica identity" ||
                       std::any_of(kRules.begin(), kRules.end(), [&](const Rule& rule) { return rule.word == word; });
    if (!known) throw std::logic_error("no statement sets '" + key + "' of a table");
  }
}

}  // namespace

Statements render_table_options(const ObjectName& table, const Options& from, const Options& to,
                                const ServerVersion& version, bool is_new) {
  check_words(from);
  check_words(to);
  Statements statements;
  const std::string name = quoted(table);
  const auto alter = [&](const std::string& what) { statements.push_back(plain("ALTER TABLE " + name + " " + what)); };
  if (differs(from, to, "comment")) {
    const std::string& comment = option(to, "comment");
    statements.push_back(
        plain("COMMENT ON TABLE " + name + " IS " + (comment.empty() ? "NULL" : quote_literal(comment))));
  }
  Options set;
  Options reset = options_of(from, "parameter");
  for (const auto& [parameter, value] : options_of(to, "parameter")) {
    if (reset.erase(parameter) == 0 || option(from, option_key("parameter", parameter)) != value)
      set.emplace(parameter, value);
  }
  if (!reset.empty()) alter("RESET " + parameter_names(reset));
  if (!set.empty()) alter("SET " + parameter_list(set));
  for (const Rule& rule : kRules) {
    if (!differs(from, to, rule.word)) continue;
    if (rule.word == "access method")
      require(version, Feature::alter_access_method, fmt::format("table '{}'", table.to_string()));
    alter(has_option(to, rule.word) ? fmt::format(fmt::runtime(rule.set), quoted(Identifier(option(to, rule.word))))
                                    : std::string(rule.unset));
  }
  if (differs(from, to, "replica identity")) alter(replica_identity(option(to, "replica identity")));
  const std::string& owner = option(to, "owner");
  if (!owner.empty() && owner != option(from, "owner")) alter("OWNER TO " + quoted_role(owner));
  render_privileges({"TABLE " + name, owner, std::nullopt, {}, is_new}, from, to, statements);
  return statements;
}

}  // namespace retort::postgresql
