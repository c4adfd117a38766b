#pragma once

#include <map>
#include <optional>
#include <set>

#include "operation/operation.hpp"

namespace retort::postgresql {

/// The tables of a schema while operations run over it. Only those that an operation names are copied.
class TablesNow {
 public:
  /// `before` outlives it.
  explicit TablesNow(const Schema& before) : before_(before) {}

  const Table* find(const ObjectName& name) const;
  /// In the order of names.
  std::vector<ObjectName> names() const;
  /// What the operation does to tables, as far as lower() asks: columns, checks, indexes and keys, options, partitions.
  void apply(const Operation& operation);
  const Schema& before() const { return before_; }

 private:
  /// The table to be changed; null where there is none.
  Table* change(const ObjectName& name);

  const Schema& before_;
  std::map<ObjectName, std::optional<Table>> changed_;  // none: it is no longer there
};

}  // namespace retort::postgresql
