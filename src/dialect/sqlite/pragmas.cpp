#include "dialect/sqlite/pragmas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.hpp"

namespace retort::sqlite {

namespace {

using Name = std::string_view;

// Looking changes nothing; statistics may be gathered anywhere.
constexpr std::array<Name, 22> kReads{
    "collation_list",   "compile_options", "data_version",  "database_list", "foreign_key_check",
    "foreign_key_list", "freelist_count",  "function_list", "index_info",    "index_list",
    "index_xinfo",      "integrity_check", "module_list",   "page_count",    "pragma_list",
    "quick_check",      "stats",           "table_info",    "table_list",    "table_xinfo",
    "analysis_limit",   "optimize"};
// Written in the transaction, or restored when the step ends.
constexpr std::array<Name, 5> kTransactional{"application_id", "defer_foreign_keys", "legacy_alter_table",
                                             "recursive_triggers", "user_version"};
// Written to the file, and a silent no-op or an error inside a transaction.
constexpr std::array<Name, 6> kAutocommit{"auto_vacuum",  "encoding",  "incremental_vacuum",
                                          "journal_mode", "page_size", "wal_checkpoint"};

template <std::size_t N>
bool contains(const std::array<Name, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::string pragma_refusal(std::string_view name, StepMode mode) {
  const std::string pragma = ascii_lower(name);
  if (pragma == "foreign_keys") {
    return "PRAGMA foreign_keys does nothing inside a transaction; it is set by the step: `-- retort: upgrade "
           "foreign_keys=off`";
  }
  if (contains(kReads, pragma)) return {};
  if (contains(kTransactional, pragma)) {
    if (mode != StepMode::autocommit || pragma == "application_id" || pragma == "user_version") return {};
    return fmt::format("PRAGMA {} lasts no longer than the transaction that needs it, and an autocommit step has none",
                       pragma);
  }
  if (contains(kAutocommit, pragma)) {
    if (mode == StepMode::autocommit) return {};
    return fmt::format(
        "PRAGMA {} can't run inside a transaction: it belongs in a step of its own, `-- retort: upgrade autocommit`",
        pragma);
  }
  return fmt::format(
      "PRAGMA {} is not one that a revision may use: it lasts no longer than the connection, or puts the file at risk",
      pragma);
}

}  // namespace retort::sqlite
