#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "schema/column.hpp"
#include "schema/constraint.hpp"
#include "schema/index.hpp"

namespace retort {

/// What makes a table a partition: of what, and which rows it takes, as SQL has it: "FOR VALUES FROM (1) TO (10)",
/// "DEFAULT".
struct PartitionOf {
  ObjectName table;
  std::string bound;

  static constexpr auto fields() {
    return std::tuple{std::pair{"table", &PartitionOf::table}, std::pair{"bound", &PartitionOf::bound}};
  }
  friend bool operator==(const PartitionOf&, const PartitionOf&) = default;
};

/// A table. Constraints are multisets, kept in the order that `normalize` gives; `==` is strict, column order
/// included (the diff is what forgives column order).
struct Table {
  ObjectName name;
  std::vector<Column> columns;  // in the table's own order
  std::optional<PrimaryKey> primary_key;
  std::vector<Unique> uniques;
  std::vector<ForeignKey> foreign_keys;
  std::vector<Check> checks;
  std::map<Identifier, Index> indexes;
  Options
      options;  // SQLite: "STRICT", "WITHOUT ROWID" -> ""; PostgreSQL: "unlogged", "parameter:fillfactor", "owner", …
  std::string comment;
  std::vector<Exclusion> exclusions = {};
  std::vector<ObjectName> inherits = {};        // parents, in order; never of a partition
  std::optional<Expression> partition_by = {};  // "RANGE (created_at)"
  std::optional<PartitionOf> partition_of = {};

  const Column* find_column(const Identifier& name) const;
  Column* find_column(const Identifier& name);

  static constexpr auto fields() {
    return std::tuple{std::pair{"name", &Table::name},
                      std::pair{"columns", &Table::columns},
                      std::pair{"primary_key", &Table::primary_key},
                      std::pair{"uniques", &Table::uniques},
                      std::pair{"foreign_keys", &Table::foreign_keys},
                      std::pair{"checks", &Table::checks},
                      std::pair{"indexes", &Table::indexes},
                      std::pair{"options", &Table::options},
                      std::pair{"comment", &Table::comment},
                      std::pair{"exclusions", &Table::exclusions},
                      std::pair{"inherits", &Table::inherits},
                      std::pair{"partition_by", &Table::partition_by},
                      std::pair{"partition_of", &Table::partition_of}};
  }
  friend bool operator==(const Table&, const Table&) = default;
};

/// Sorts the constraint multisets into one deterministic order. Whoever builds a Table from outside calls it last.
void normalize(Table&);

}  // namespace retort
