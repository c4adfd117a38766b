#include "dialect/postgresql/privileges.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kGrantOption = " WITH GRANT OPTION";

/// "INSERT, UPDATE WITH GRANT OPTION" in two: without and with the option.
struct Grants {
  std::vector<std::string> plain;
  std::vector<std::string> with_option;
};

Grants parse(std::string_view value, const std::optional<Identifier>& column) {
  Grants grants;
  while (!value.empty()) {
    const std::size_t comma = value.find(", ");
    std::string_view word = value.substr(0, comma);
    value = comma == std::string_view::npos ? std::string_view() : value.substr(comma + 2);
    const bool option = word.ends_with(kGrantOption);
    if (option) word.remove_suffix(kGrantOption.size());
    const std::string text = std::string(word) + (column ? " (" + quoted(*column) + ")" : "");
    (option ? grants.with_option : grants.plain).push_back(text);
  }
  return grants;
}

void grant(const Grantable& on, const std::string& role, const std::string& value, Statements& statements) {
  if (value == "-") return;
  const Grants grants = parse(value, on.column);
  const auto add = [&](const std::vector<std::string>& words, std::string_view tail) {
    if (words.empty()) return;
    statements.push_back(
        plain(fmt::format("GRANT {} ON {} TO {}{}", join(words, ", "), on.object, quoted_role(role), tail)));
  };
  add(grants.plain, "");
  add(grants.with_option, kGrantOption);
}

void grant_default(const Grantable& on, const std::string& role, Statements& statements) {
  const bool of_owner = role == on.owner && !on.owner.empty();
  if (on.column || !(of_owner || (role == "PUBLIC" && on.public_has_default))) return;
  statements.push_back(plain(fmt::format("GRANT ALL ON {} TO {}", on.object, quoted_role(role))));
}

}  // namespace

void render_privileges(const Grantable& on, const Options& from, const Options& to, Statements& statements) {
  Options roles = options_of(from, "privileges");
  const Options wanted = options_of(to, "privileges");
  roles.insert(wanted.begin(), wanted.end());
  const std::string all = on.column ? "ALL (" + quoted(*on.column) + ")" : "ALL";
  for (const auto& [role, unused] : roles) {
    const std::string& old_value = option(from, option_key("privileges", role));
    const auto value = wanted.find(role);
    if (value != wanted.end() && value->second == old_value) continue;
    statements.push_back(plain(fmt::format("REVOKE {} ON {} FROM {}", all, on.object, quoted_role(role))));
    if (value != wanted.end()) {
      grant(on, role, value->second, statements);
    } else {
      grant_default(on, role, statements);
    }
  }
}

}  // namespace retort::postgresql
