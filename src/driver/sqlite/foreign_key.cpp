#include "driver/sqlite/foreign_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "driver/sqlite/prepared.hpp"
#include "sql/quote.hpp"

namespace retort::sqlite {

namespace {

const ColumnFacts* find_column(const TableFacts& table, const Identifier& name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const ColumnFacts& column) { return column.name == name; });
  return found == table.columns.end() ? nullptr : &*found;
}

std::vector<Identifier> primary_key(const TableFacts& table) {
  std::vector<Identifier> columns;
  for (int place = 1;; ++place) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const ColumnFacts& column) { return column.primary_key == place; });
    if (found == table.columns.end()) return columns;
    columns.push_back(found->name);
  }
}

std::vector<Identifier> parent_columns(const ForeignKeyFacts& key, const TableFacts& parent) {
  return key.parent_columns.empty() ? primary_key(parent) : key.parent_columns;
}

bool is_key_over(Session& session, const IndexFacts& index, const Identifier& table,
                 const std::set<Identifier>& columns) {
  if (!index.unique || index.partial || index.parts.size() != columns.size()) return false;
  return std::all_of(index.parts.begin(), index.parts.end(), [&](const IndexPart& part) {
    return part.column && columns.contains(*part.column) &&
           ascii_lower(part.collation) == column_collation(session, table, *part.column);
  });
}

std::string rowid_name(const TableFacts& table) {
  if (table.without_rowid) return "NULL";
  for (const char* name : {"rowid", "_rowid_", "oid"}) {
    if (find_column(table, Identifier::folded(name)) == nullptr) return std::string("c.") + name;
  }
  return "NULL";
}

}  // namespace

std::string mismatch(Session& session, const ForeignKeyFacts& key, const std::optional<TableFacts>& parent) {
  if (!parent) return "which does not exist";
  if (parent->type != "table") return fmt::format("which is a {}", parent->type);
  const std::vector<Identifier> columns = parent_columns(key, *parent);
  if (columns.size() != key.columns.size()) return "which has no primary key of as many columns";
  for (const Identifier& column : columns) {
    if (find_column(*parent, column) == nullptr) return fmt::format("which has no column '{}'", column.text());
  }
  if (has_rowid_alias(*parent) && columns == primary_key(*parent)) return {};
  const std::set<Identifier> all(columns.begin(), columns.end());
  const bool has_key = std::any_of(parent->indexes.begin(), parent->indexes.end(), [&](const IndexFacts& index) {
    return is_key_over(session, index, key.parent, all);
  });
  if (has_key) return {};
  std::vector<std::string> names;
  for (const Identifier& column : columns) names.push_back(column.text());
  return fmt::format("which has no unique key over ({})", join(names, ", "));
}

std::vector<std::optional<std::int64_t>> orphans(Session& session, const Identifier& child, const TableFacts& facts,
                                                 const ForeignKeyFacts& key, const TableFacts& parent) {
  const std::vector<Identifier> columns = parent_columns(key, parent);
  std::string filled;
  std::string matches;
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    const std::string own = quote(lexicon(), key.columns[i]);
    filled += fmt::format("c.{} IS NOT NULL AND ", own);
    // The plus takes the child column's own affinity away: the parent's alone decides. The parent stands on the left
    // for its collation.
    matches += fmt::format("{}p.{} = +c.{}", i == 0 ? "" : " AND ", quote(lexicon(), columns[i]), own);
  }
  Prepared rows(session,
                fmt::format("SELECT {} FROM main.{} AS c WHERE {}NOT EXISTS (SELECT 1 FROM main.{} AS p WHERE {})",
                            rowid_name(facts), quote(lexicon(), child), filled, quote(lexicon(), key.parent), matches));
  std::vector<std::optional<std::int64_t>> found;
  while (rows.step()) {
    if (rows.is_null(0)) {
      found.emplace_back();
    } else {
      found.emplace_back(rows.integer(0));
    }
  }
  return found;
}

}  // namespace retort::sqlite
