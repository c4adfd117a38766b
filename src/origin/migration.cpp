#include "origin/migration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "retort/error.hpp"

namespace retort {

namespace {

struct ToolRow {
  Tool tool;
  std::string_view name;
  std::string_view version_table;
};
constexpr std::array<ToolRow, 5> kTools = {{{Tool::dbmate, "dbmate", "schema_migrations"},
                                            {Tool::golang_migrate, "golang-migrate", "schema_migrations"},
                                            {Tool::diesel, "diesel", "__diesel_schema_migrations"},
                                            {Tool::pairs, "pairs", ""},
                                            {Tool::alembic, "alembic", "alembic_version"}}};

const ToolRow& row_of(Tool tool) {
  return *std::find_if(kTools.begin(), kTools.end(), [&](const ToolRow& row) { return row.tool == tool; });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string_view to_string(Tool tool) { return row_of(tool).name; }

Tool tool_named(std::string_view name) {
  std::vector<std::string> names;
  for (const ToolRow& row : kTools) {
    if (row.name == name) return row.tool;
    names.emplace_back(row.name);
  }
  throw UsageError(fmt::format("no chain of '{}' can be adopted", name), std::nullopt, "--from " + join(names, ", "));
}

std::string_view default_version_table(Tool tool) { return row_of(tool).version_table; }

RevisionId id_of_version(std::string_view version) {
  if (id_problem(version).empty()) return RevisionId(version);
  constexpr std::size_t kHash = 8;
  constexpr std::size_t kKept = 32 - 1 - kHash;
  std::string kept;
  for (const char c : version) {
    const bool safe = is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
    if (safe || (c == '-' && !kept.empty())) kept += c;
    if (kept.size() == kKept) break;
  }
  return fmt::format("{}{}{}", kept, kept.empty() ? "" : "_", content_hash(version).substr(0, kHash));
}

std::string message_of(std::string_view name) {
  std::size_t begin = 0;
  while (begin < name.size() && (is_digit(name[begin]) || name[begin] == '-')) ++begin;
  std::string title(name.substr(begin));
  std::replace(title.begin(), title.end(), '_', ' ');
  const std::string_view trimmed = trim(title);
  return trimmed.empty() ? std::string(name) : std::string(trimmed);
}

std::string date_of_version(std::string_view version) {
  std::string digits;
  for (const char c : version) {
    if (c == '-') continue;
    if (!is_digit(c)) return {};
    digits += c;
  }
  if (digits.size() != 14) return {};
  const auto part = [&](std::size_t at, std::size_t count) { return digits.substr(at, count); };
  const auto within = [&](std::size_t at, int low, int high) {
    const int value = (digits[at] - '0') * 10 + (digits[at + 1] - '0');
    return value >= low && value <= high;
  };
  const bool is_time = part(0, 4) >= "1970" && within(4, 1, 12) && within(6, 1, 31) && within(8, 0, 23) &&
                       within(10, 0, 59) && within(12, 0, 59);
  if (!is_time) return {};
  return fmt::format("{}-{}-{} {}:{}:{} UTC", part(0, 4), part(4, 2), part(6, 2), part(8, 2), part(10, 2), part(12, 2));
}

}  // namespace retort
