#include "dialect/postgresql/privileges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "base/ascii.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kGrantOption = " WITH GRANT OPTION";

/// "INSERT, UPDATE WITH GRANT OPTION": each privilege, and whether it may be passed on.
std::map<std::string, bool> parse(std::string_view value) {
  std::map<std::string, bool> grants;
  if (value == "-") return grants;
  while (!value.empty()) {
    const std::size_t comma = value.find(", ");
    std::string_view word = value.substr(0, comma);
    value = comma == std::string_view::npos ? std::string_view() : value.substr(comma + 2);
    const bool option = word.ends_with(kGrantOption);
    if (option) word.remove_suffix(kGrantOption.size());
    grants.emplace(word, option);
  }
  return grants;
}

/// The statements for one role.
class RolePrivileges {
 public:
  RolePrivileges(const Grantable& on, const std::string& role, Statements& statements)
      : on_(on), role_(quoted_role(role)), statements_(statements) {
    const bool of_owner = role == on.owner && !on.owner.empty();
    if (!on.column) default_ = of_owner ? "ALL" : role == "PUBLIC" ? on.public_default : std::string_view();
  }

  /// Null where it has what it has by default. True where something was revoked.
  bool change(const std::string* from, const std::string* to) {
    const bool from_unknown = from == nullptr && (!default_.empty() || (on_.is_new && !on_.column));
    const std::map<std::string, bool> before = parse(from == nullptr ? "" : *from);
    if (to == nullptr && !default_.empty()) return back_to_default(before);
    const std::map<std::string, bool> after = parse(to == nullptr ? "" : *to);
    if (from_unknown) add("REVOKE", {"ALL"}, "FROM");
    std::vector<std::string> gone, kept, plain, passed_on;
    for (const auto& [word, with_option] : before) {
      const auto still = after.find(word);
      if (still == after.end()) gone.push_back(word);
      if (still != after.end() && with_option && !still->second) kept.push_back(word);
    }
    for (const auto& [word, with_option] : after) {
      const auto already = before.find(word);
      if (already == before.end() || with_option > already->second) (with_option ? passed_on : plain).push_back(word);
    }
    add("REVOKE", gone, "FROM");
    add("REVOKE GRANT OPTION FOR", kept, "FROM");
    add("GRANT", plain, "TO");
    add("GRANT", passed_on, "TO", kGrantOption);
    return from_unknown || !gone.empty();
  }

 private:
  bool back_to_default(const std::map<std::string, bool>& before) {
    const bool passed_on = std::any_of(before.begin(), before.end(), [](const auto& grant) { return grant.second; });
    const bool has_more = passed_on || (default_ != "ALL" && !before.empty());
    if (has_more) add("REVOKE", {"ALL"}, "FROM");
    add("GRANT", {std::string(default_)}, "TO");
    return has_more;
  }

  void add(std::string_view verb, std::vector<std::string> words, std::string_view toward, std::string_view tail = "") {
    if (words.empty()) return;
    for (std::string& word : words) {
      if (on_.column) word += " (" + quoted(*on_.column) + ")";
    }
    statements_.push_back(
        plain(fmt::format("{} {} ON {} {} {}{}", verb, join(words, ", "), on_.object, toward, role_, tail)));
  }

  const Grantable& on_;
  const std::string role_;
  Statements& statements_;
  std::string_view default_;  // empty: nothing
};

}  // namespace

std::set<std::string> render_privileges(const Grantable& on, const Options& from, const Options& to,
                                        Statements& statements) {
  const Options old_grants = options_of(from, "privileges");
  const Options new_grants = options_of(to, "privileges");
  Options roles = old_grants;
  roles.insert(new_grants.begin(), new_grants.end());
  std::set<std::string> revoked;
  const auto find = [](const Options& grants, const std::string& role) {
    const auto found = grants.find(role);
    return found == grants.end() ? nullptr : &found->second;
  };
  for (const auto& [role, unused] : roles) {
    const std::string* before = find(old_grants, role);
    const std::string* after = find(new_grants, role);
    if (before != nullptr && after != nullptr && *before == *after) continue;
    if (RolePrivileges(on, role, statements).change(before, after)) revoked.insert(role);
  }
  return revoked;
}

}  // namespace retort::postgresql
