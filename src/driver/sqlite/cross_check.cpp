#include "driver/sqlite/cross_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "dialect/sqlite/canonical.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "sql/token.hpp"

namespace retort::sqlite {

namespace {

/// A declared type without what the reader is free to spell: white space, comments, quotes, case.
std::string bare_type(std::string_view type) {
  std::string bare;
  for (const Token& token : significant_tokens(type, lexicon())) bare += ascii_upper(token.text);
  std::erase_if(bare, [](char c) { return c == '"' || c == '\'' || c == '`' || c == '[' || c == ']'; });
  return bare;
}

std::string collation_of(const std::optional<Identifier>& own, const Table& table,
                         const std::optional<Identifier>& column) {
  if (own) return ascii_lower(own->text());
  const Column* found = column ? table.find_column(*column) : nullptr;
  return found != nullptr && found->collation ? ascii_lower(found->collation->text()) : std::string("binary");
}

std::string column_disagreement(Session& session, const Table& table, const Column& column, const ColumnFacts& fact,
                                bool keys_not_null) {
  const std::string& name = fact.name.text();
  if (column.name != fact.name) return fmt::format("column '{}' was read as '{}'", name, column.name.text());
  if (bare_type(column.type) != bare_type(fact.type)) {
    return fmt::format("the type of column '{}' is {}, and was read as {}", name, fact.type, column.type);
  }
  const bool by_key = keys_not_null && fact.primary_key > 0;
  if (column.not_null != fact.not_null && !(by_key && fact.not_null)) {
    return fmt::format("NOT NULL of column '{}' was not read as the engine has it", name);
  }
  const int hidden = !column.generated ? 0 : column.generated->stored ? 3 : 2;
  if (hidden != fact.hidden) return fmt::format("column '{}' was not read as generated as the engine has it", name);
  const std::string was = column.server_default ? column.server_default->canonical : std::string();
  const std::string is = fact.default_text ? canonical_default(*fact.default_text).canonical : std::string();
  if (was != is) return fmt::format("the default of column '{}' is {}, and was read as {}", name, is, was);
  if (collation_of(column.collation, table, std::nullopt) != column_collation(session, table.name.name, column.name)) {
    return fmt::format("the collation of column '{}' was not read as the engine has it", name);
  }
  return {};
}

std::string signature(const Table& table, const std::vector<KeyPart>& parts) {
  std::string text;
  for (const KeyPart& part : parts) {
    if (!part.column) return "(expression)";
    text += part.column->key() + " " + collation_of(part.collation, table, part.column) + ",";
  }
  return text;
}

std::string signature(const IndexFacts& index) {
  std::string text;
  for (const IndexPart& part : index.parts) {
    text += (part.column ? part.column->key() : "(expression)") + " " + ascii_lower(part.collation) + ",";
  }
  return text;
}

bool is_rowid_alias(const Table& table, const TableFacts& facts) {
  const PrimaryKey& key = *table.primary_key;
  if (facts.without_rowid || key.no_rowid_alias || key.columns.size() != 1 || !key.columns[0].column) return false;
  const Column* column = table.find_column(*key.columns[0].column);
  return column != nullptr && column->type == "INTEGER";
}

/// Each key has an index behind it, and each such index a key; keys over the same columns share one.
std::string key_disagreement(const Table& table, const TableFacts& facts) {
  std::set<std::string> engine;
  for (const IndexFacts& index : facts.indexes) {
    if (index.origin != "c") engine.insert(signature(index));
  }
  std::set<std::string> read;
  for (const Unique& unique : table.uniques) read.insert(signature(table, unique.columns));
  std::vector<Identifier> primary(table.primary_key ? table.primary_key->columns.size() : 0);
  for (const ColumnFacts& column : facts.columns) {
    const auto place = static_cast<std::size_t>(column.primary_key);
    if (place > primary.size()) return "the primary key was not read";
    if (place > 0) primary[place - 1] = column.name;
  }
  if (table.primary_key) {
    for (std::size_t i = 0; i < primary.size(); ++i) {
      if (table.primary_key->columns[i].column != primary[i])
        return "the columns of the primary key were not read in order";
    }
    if (!is_rowid_alias(table, facts)) read.insert(signature(table, table.primary_key->columns));
  }
  return engine == read ? std::string() : "the primary and unique keys were not read as the engine has them";
}

std::string names(const std::vector<Identifier>& identifiers) {
  std::string text;
  for (const Identifier& identifier : identifiers) text += identifier.key() + ",";
  return text;
}

std::string foreign_key_disagreement(const Table& table, const TableFacts& facts) {
  std::multiset<std::string> read;
  for (const ForeignKey& key : table.foreign_keys) {
    read.insert(fmt::format("({}) -> {} ({}) {} {}", names(key.columns), key.target.name.key(),
                            names(key.target_columns), to_string(key.on_update), to_string(key.on_delete)));
  }
  std::multiset<std::string> engine;
  for (const ForeignKeyFacts& key : facts.foreign_keys) {
    engine.insert(fmt::format("({}) -> {} ({}) {} {}", names(key.columns), key.parent.key(), names(key.parent_columns),
                              key.on_update, key.on_delete));
  }
  return engine == read ? std::string() : "the foreign keys were not read as the engine has them";
}

}  // namespace

std::string table_disagreement(Session& session, const Table& table, const TableFacts& facts) {
  if (table.columns.size() != facts.columns.size()) {
    return fmt::format("it has {} columns, and {} were read", facts.columns.size(), table.columns.size());
  }
  if (table.options.contains("STRICT") != facts.strict ||
      table.options.contains("WITHOUT ROWID") != facts.without_rowid) {
    return "STRICT or WITHOUT ROWID was not read as the engine has it";
  }
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool keys_not_null = facts.strict || facts.without_rowid;
    std::string wrong = column_disagreement(session, table, table.columns[i], facts.columns[i], keys_not_null);
    if (!wrong.empty()) return wrong;
  }
  std::string wrong = key_disagreement(table, facts);
  return wrong.empty() ? foreign_key_disagreement(table, facts) : wrong;
}

std::string index_disagreement(const Index& index, const Table& table, const TableFacts& facts) {
  const auto found = std::find_if(facts.indexes.begin(), facts.indexes.end(),
                                  [&](const IndexFacts& candidate) { return candidate.name == index.name; });
  if (found == facts.indexes.end()) return "the engine does not list it";
  if (found->unique != index.unique || found->partial != index.where.has_value()) return "UNIQUE or WHERE was not read";
  if (found->parts.size() != index.parts.size()) return "its columns were not read";
  for (std::size_t i = 0; i < index.parts.size(); ++i) {
    const KeyPart& read = index.parts[i];
    const IndexPart& engine = found->parts[i];
    if (read.column != engine.column) return fmt::format("its column {} was not read as the engine has it", i + 1);
    if (read.descending != engine.descending) return fmt::format("the order of its column {} was not read", i + 1);
    // The collation of an expression may stand anywhere inside it.
    if (!read.column && !read.collation) continue;
    if (collation_of(read.collation, table, read.column) != ascii_lower(engine.collation)) {
      return fmt::format("the collation of its column {} was not read", i + 1);
    }
  }
  return {};
}

}  // namespace retort::sqlite
