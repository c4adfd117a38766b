#include "driver/sqlite/cascade.hpp"

#include <fmt/format.h>

#include "dialect/sqlite/lexicon.hpp"
#include "driver/sqlite/catalogue.hpp"
#include "driver/sqlite/prepared.hpp"
#include "sql/quote.hpp"

namespace retort::sqlite {

namespace {

bool has_rows_with(Session& session, const Identifier& table, const std::vector<Identifier>& columns) {
  std::string filled;
  for (const Identifier& column : columns) {
    filled += fmt::format("{}{} IS NOT NULL", filled.empty() ? "" : " AND ", quote(lexicon(), column));
  }
  return Prepared(session, fmt::format("SELECT 1 FROM main.{} WHERE {} LIMIT 1", quote(lexicon(), table), filled))
      .step();
}

}  // namespace

void refuse_cascading_drop(Session& session, const Identifier& table) {
  for (const auto& [child, keys] : read_keys_to(session, table)) {
    if (child == table) continue;
    for (const ForeignKeyFacts& key : keys) {
      const bool acts = key.on_delete != "NO ACTION" && key.on_delete != "RESTRICT";
      if (!acts || !has_rows_with(session, child, key.columns)) continue;
      throw ProjectError(
          fmt::format(
              "DROP TABLE {} would change rows of table '{}' too: foreign keys are on, and its key says ON DELETE {}",
              quote(lexicon(), table), child.text(), key.on_delete),
          std::nullopt,
          "move the DROP TABLE into a step `-- retort: upgrade foreign_keys=off`, or delete the rows before, in words");
    }
  }
}

}  // namespace retort::sqlite
