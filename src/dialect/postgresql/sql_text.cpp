#include "dialect/postgresql/sql_text.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "dialect/postgresql/lexicon.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {
namespace {

/// Numbers without a sign, and the words of switches: whatever else, quotes are never wrong.
bool is_bare_value(std::string_view value) {
  if (value == "on" || value == "off" || value == "true" || value == "false") return true;
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
  return !value.empty() && std::all_of(value.begin(), value.end(), is_digit);
}

}  // namespace

std::string quoted(const Identifier& name) { return quote(lexicon(), name); }
std::string quoted(const ObjectName& name) { return quote(lexicon(), name); }

std::string quoted_role(std::string_view role) {
  return role == "PUBLIC" ? "PUBLIC" : quoted(Identifier(std::string(role)));
}

std::string name_list(const std::vector<Identifier>& names) {
  std::vector<std::string> texts;
  for (const Identifier& name : names) texts.push_back(quoted(name));
  return "(" + join(texts, ", ") + ")";
}

std::string parameter_list(const Options& parameters) {
  std::vector<std::string> texts;
  for (const auto& [name, value] : parameters) {
    texts.push_back(name + " = " + (is_bare_value(value) ? value : quote_literal(value)));
  }
  return "(" + join(texts, ", ") + ")";
}

std::string parameter_names(const Options& parameters) {
  std::vector<std::string> texts;
  for (const auto& [name, value] : parameters) texts.push_back(name);
  return "(" + join(texts, ", ") + ")";
}

Statement plain(std::string text) { return {std::move(text), StepMode::transactional, false, {}, {}, {}, {}}; }

Options options_of(const Options& options, std::string_view word) {
  const std::string prefix = option_key(word, "");
  Options found;
  for (auto next = options.lower_bound(prefix); next != options.end() && next->first.starts_with(prefix); ++next) {
    found.emplace(next->first.substr(prefix.size()), next->second);
  }
  return found;
}

bool has_option(const Options& options, std::string_view key) { return options.contains(std::string(key)); }

}  // namespace retort::postgresql
