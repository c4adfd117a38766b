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
  /// What the operation does to tables, as far as lower() asks: columns, constraints, indexes, options, partitions, and
  /// the names of these.
  void apply(const Operation& operation);
  const Schema& before() const { return before_; }
  /// Whether an operation took it away.
  bool is_dropped(const ObjectKey& definition) const { return dropped_.contains(definition); }

 private:
  /// The table to be changed; null where there is none.
  Table* change(const ObjectName& name);
  void rename_parent(const ObjectName& from, const ObjectName& to);
  void rename_column(const RenameColumn& rename);
  void rename_index(const ObjectName& from, const Identifier& to);
  void rename_schema(const Identifier& from, const Identifier& to);
  void rename_object(const RenameObject& rename);

  const Schema& before_;
  std::set<ObjectKey> dropped_;
  std::map<ObjectName, std::optional<Table>> changed_;  // none: it is no longer there
};

}  // namespace retort::postgresql
