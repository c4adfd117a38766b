#include "model/naming.hpp"

#include <fmt/format.h>

#include <cctype>

#include "base/hash.hpp"
#include "retort/metadata.hpp"

namespace retort {
namespace {

constexpr std::string_view kHint =
    "one of table_name, column_0_name, column_0_label, column_0_key (0N and 0_N: all columns), referred_table_name, "
    "referred_column_0_name, constraint_name";

/// "name", "label" or "key" of one column.
std::optional<std::string> column_word(std::string_view what, const std::string& table, const std::string& column) {
  if (what == "name" || what == "key") return column;
  if (what == "label") return table + "_" + column;
  return std::nullopt;
}

/// "0_name", "0N_label", "0_N_name", "1_name" of a token "column_0_name".
std::optional<std::string> columns_word(std::string_view rest, const std::string& table,
                                        const std::vector<std::string>& columns) {
  std::size_t digits = 0;
  while (digits < rest.size() && std::isdigit(static_cast<unsigned char>(rest[digits])) != 0) ++digits;
  if (digits == 0) return std::nullopt;
  const std::size_t number = std::stoul(std::string(rest.substr(0, digits)));
  rest.remove_prefix(digits);
  const bool joined = rest.starts_with("N_"), separated = rest.starts_with("_N_");
  rest.remove_prefix(joined ? 2 : separated ? 3 : rest.starts_with("_") ? 1 : 0);
  if (!joined && !separated) {
    if (number >= columns.size()) return column_word(rest, table, "");
    return column_word(rest, table, columns[number]);
  }
  std::string text;
  for (const std::string& column : columns) {
    const std::optional<std::string> word = column_word(rest, table, column);
    if (!word) return std::nullopt;
    text += (text.empty() || joined ? "" : "_") + *word;
  }
  return text;
}

std::optional<std::string> word_for(std::string_view token, const NamedParts& parts) {
  constexpr std::string_view kColumn = "column_", kReferred = "referred_column_";
  if (token == "table_name") return parts.table;
  if (token == "referred_table_name") return parts.referred_table;
  if (token == "constraint_name") return parts.constraint;
  if (token.starts_with(kColumn)) return columns_word(token.substr(kColumn.size()), parts.table, parts.columns);
  if (token.starts_with(kReferred))
    return columns_word(token.substr(kReferred.size()), parts.referred_table, parts.referred_columns);
  return std::nullopt;
}

std::string fitting(std::string name, const Lexicon& lexicon) {
  constexpr std::size_t kDigits = 4;
  if (lexicon.longest_name == 0 || name.size() <= lexicon.longest_name) return name;
  return name.substr(0, lexicon.longest_name - kDigits - 1) + "_" + content_hash(name).substr(0, kDigits);
}

}  // namespace

std::optional<std::string> conventional_name(const std::string& convention, const NamedParts& parts,
                                             const Lexicon& lexicon) {
  if (convention.empty()) return std::nullopt;
  std::string name;
  std::size_t at = 0;
  for (;;) {
    const std::size_t begin = convention.find("%(", at);
    if (begin == std::string::npos) return fitting(name + convention.substr(at), lexicon);
    const std::size_t end = convention.find(")s", begin);
    const std::string token = convention.substr(begin + 2, end == std::string::npos ? end : end - begin - 2);
    if (token == "constraint_name" && parts.constraint.empty()) return std::nullopt;
    const std::optional<std::string> word = end == std::string::npos ? std::nullopt : word_for(token, parts);
    if (!word)
      throw ModelError(fmt::format("naming convention \"{}\": unknown token %({})s", convention, token), std::nullopt,
                       std::string(kHint));
    name += convention.substr(at, begin - at) + *word;
    at = end + 2;
  }
}

}  // namespace retort
