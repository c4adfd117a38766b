#include "dialect/postgresql/not_null_name.hpp"

#include "dialect/postgresql/automatic_name.hpp"

namespace retort::postgresql {

Identifier not_null_name(const Column& column, const ObjectName& table) {
  if (column.not_null_name) return *column.not_null_name;
  return Identifier(automatic_name(table.name.text(), column.name.text(), "not_null"));
}

}  // namespace retort::postgresql
