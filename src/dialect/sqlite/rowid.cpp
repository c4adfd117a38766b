#include "dialect/sqlite/rowid.hpp"

#include "base/ascii.hpp"

namespace retort::sqlite {

bool has_rowid(const Table& table) { return table.options.count("WITHOUT ROWID") == 0; }

const Column* rowid_alias(const Table& table) {
  if (!has_rowid(table) || !table.primary_key) return nullptr;
  const PrimaryKey& key = *table.primary_key;
  if (key.no_rowid_alias || key.columns.size() != 1 || !key.columns[0].column) return nullptr;
  const Column* column = table.find_column(*key.columns[0].column);
  return column != nullptr && ascii_iequals(column->type, "INTEGER") ? column : nullptr;
}

std::optional<Identifier> rowid_name(const Table& table) {
  if (!has_rowid(table)) return std::nullopt;
  for (const char* name : {"rowid", "_rowid_", "oid"}) {
    const Identifier identifier = Identifier::folded(name);
    if (table.find_column(identifier) == nullptr) return identifier;
  }
  return std::nullopt;
}

}  // namespace retort::sqlite
