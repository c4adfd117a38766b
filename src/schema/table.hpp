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
  std::map<std::string, std::string> options;  // upper-case name -> value; SQLite: "STRICT", "WITHOUT ROWID" -> ""
  std::string comment;

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
                      std::pair{"comment", &Table::comment}};
  }
  friend bool operator==(const Table&, const Table&) = default;
};

/// Sorts the constraint multisets into one deterministic order. Whoever builds a Table from outside calls it last.
void normalize(Table&);

}  // namespace retort
