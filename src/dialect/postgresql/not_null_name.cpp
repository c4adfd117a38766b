#include "dialect/postgresql/not_null_name.hpp"

#include "dialect/postgresql/automatic_name.hpp"

namespace retort::postgresql {

Identifier not_null_name(const Column& column, const Table& table, const TablesNow& tables) {
  if (column.not_null_name) return *column.not_null_name;
  const Table* parent = table.partition_of ? tables.find(table.partition_of->table) : nullptr;
  const Column* theirs = parent == nullptr ? nullptr : parent->find_column(column.name);
  if (theirs != nullptr && theirs->not_null) return not_null_name(*theirs, *parent, tables);
  return Identifier(automatic_name(table.name.name.text(), column.name.text(), "not_null"));
}

}  // namespace retort::postgresql
