#include "operation/option_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.hpp"

namespace retort {
namespace {

/// How the word of an option is said, alone and with a part, and what stands where it is not set.
struct Words {
  std::string_view word;
  std::string_view alone;
  std::string_view with_part;
  std::string_view unset;
};
constexpr std::array<Words, 22> kWords{{
    {"attribute", "attribute", "attribute {}", "none"},
    {"check", "check", "check {}", "none"},
    {"clustered", "clustered", "", "none"},
    {"column parameter", "parameter", "", "default"},
    {"comment", "comment", "comment of {}", "none"},
    {"constraint comment", "comment", "comment of constraint {}", "none"},
    {"default", "default", "default of column {}", "none"},
    {"identity", "identity", "identity {}", "none"},
    {"identity:sequence", "identity sequence", "", "none"},
    {"mapping", "mapping", "mapping for {}", "none"},
    {"member", "member", "member {}", "none"},
    {"not null:comment", "comment of NOT NULL", "", "none"},
    {"not null:no inherit", "NOT NULL NO INHERIT", "", "none"},
    {"not null:not valid", "NOT NULL NOT VALID", "", "none"},
    {"option", "option", "option {}", "none"},
    {"option:publish", "publish", "", "default"},
    {"option:publish_generated_columns", "publish_generated_columns", "", "default"},
    {"option:publish_via_partition_root", "publish_via_partition_root", "", "default"},
    {"owned by", "owned by", "", "none"},
    {"parameter", "parameter", "{}", "default"},
    {"statistics", "statistics", "statistics of column {}", "default"},
    {"storage", "storage", "storage of column {}", "default"},
}};

const Words* words_of(std::string_view word) {
  const auto found = std::find_if(kWords.begin(), kWords.end(), [&](const Words& each) { return each.word == word; });
  return found == kWords.end() ? nullptr : &*found;
}

std::string grantee(std::string_view role) {
  return role == "PUBLIC" ? std::string(role) : fmt::format("\"{}\"", role);
}

std::string privileges_text(std::string_view part, const std::vector<Identifier>& columns) {
  for (const Identifier& column : columns) {
    const std::string end = "." + column.text();
    if (part.ends_with(end))
      return fmt::format("privileges of {} on column {}", grantee(part.substr(0, part.size() - end.size())),
                         column.text());
  }
  return "privileges of " + grantee(part);
}

std::string_view unset(std::string_view key) {
  const auto [word, part] = split_option(key);
  if (const Words* whole = words_of(key)) return whole->unset;
  if (word == "identity") return "default";
  const Words* words = words_of(word);
  return words == nullptr ? "default" : words->unset;
}

bool is_secret(std::string_view key) {
  const auto [word, part] = split_option(key);
  return word == "option" && names_secret(part);
}

/// `from` and `to` are null where it is not set.
std::string change_text(const std::string& key, const std::string* from, const std::string* to,
                        const std::vector<Identifier>& columns) {
  const std::string name = option_text(key, columns);
  const bool is_flag = (from == nullptr || from->empty()) && (to == nullptr || to->empty());
  if (is_flag || is_secret(key)) return name + (from == nullptr ? " added" : to == nullptr ? " removed" : " changed");
  const bool grants = key.starts_with("privileges:");
  const auto value = [&](const std::string* text) -> std::string_view {
    if (text == nullptr) return unset(key);
    return grants && *text == "-" ? "none" : std::string_view(*text);
  };
  return fmt::format("{} {} -> {}", name, one_line(value(from)), one_line(value(to)));
}

}  // namespace

bool names_secret(std::string_view text) {
  const std::string name = ascii_lower(text);
  constexpr std::array<std::string_view, 5> kSecrets{"password", "passwd", "pwd", "secret", "token"};
  const auto stands_there = [&](std::string_view secret) {  // at the end of a word: "tokenize" is none
    for (std::size_t at = 0; (at = name.find(secret, at)) != std::string::npos; ++at) {
      const char next = at + secret.size() < name.size() ? name[at + secret.size()] : ' ';
      if (next < 'a' || next > 'z') return true;
    }
    return false;
  };
  return std::any_of(kSecrets.begin(), kSecrets.end(), stands_there);
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char letter : text) line += letter == '\n' ? std::string("\\n") : std::string(1, letter);
  return line;
}

std::string option_text(std::string_view key, const std::vector<Identifier>& columns) {
  const auto [word, part] = split_option(key);
  if (word == "privileges") return privileges_text(part, columns);
  if (const Words* whole = words_of(key)) return std::string(whole->alone);
  const std::size_t dot = part.rfind('.');
  if (word == "column parameter" && dot != std::string_view::npos)
    return fmt::format("{} of {}", part.substr(0, dot), part.substr(dot + 1));
  const Words* words = words_of(word);
  if (words == nullptr) return std::string(key);
  return fmt::format(fmt::runtime(words->with_part), part);
}

std::vector<std::string> option_changes(const Options& from, const Options& to,
                                        const std::vector<Identifier>& columns) {
  std::vector<std::string> changes;
  for (const auto& [key, value] : from) {
    if (to.count(key) == 0) changes.push_back(change_text(key, &value, nullptr, columns));
  }
  for (const auto& [key, value] : to) {
    const auto old = from.find(key);
    if (old == from.end()) changes.push_back(change_text(key, nullptr, &value, columns));
    if (old != from.end() && old->second != value) changes.push_back(change_text(key, &old->second, &value, columns));
  }
  return changes;
}

}  // namespace retort
