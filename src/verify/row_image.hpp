// What a database's tables hold, as values to compare.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "driver/driver.hpp"

namespace retort {

struct TableRows {
  std::vector<Identifier> columns;
  std::vector<Row> rows;
};

/// The rows of every table, in no order that counts.
struct RowImage {
  std::map<ObjectName, TableRows> tables;
  std::size_t count() const;
};

/// Reads the tables of `schema`, which is the connection's own. Rows of a partition or of a table that inherits are its
/// own, and no other's.
RowImage read_rows(Connection& connection, const Schema& schema);
bool has_rows(Connection& connection, const ObjectName& table);

/// Columns by table that a comparison leaves out; a table in `tables` is left out whole.
struct Exempt {
  std::set<ObjectName> tables;
  std::set<std::pair<ObjectName, Identifier>> columns;
};

/// What differs, a line a table with examples: "table orders: 2 of 120 rows differ: (id: 1, total: 12.5) became (id: 1,
/// total: NULL)". Rows compare by content, as multisets; of tables that only one side has, nothing is said.
std::vector<std::string> compare_rows(const RowImage& from, const RowImage& to, const Exempt& exempt);

}  // namespace retort
