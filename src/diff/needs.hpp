// What an object stands on: from the server's dependencies, and from what it says of itself.
#pragma once

#include <vector>

#include "diff/comparison.hpp"

namespace retort {

using Keys = std::vector<ObjectKey>;

ObjectKey column_key(const ObjectName& table, const Identifier& column);
ObjectKey default_key(const ObjectName& table, const Identifier& column);

/// What an object or a part of a table needs in one of the two schemas of a comparison, added to `keys`.
class Needs {
 public:
  Needs(const Schema& schema, const Comparison& comparison, Keys& keys)
      : schema_(schema), comparison_(comparison), keys_(keys) {}

  void of_key(const ObjectKey& key);
  void of_name(const ObjectName& name);
  void of_column(const ObjectName& table, const Column& column);
  void of_default(const ObjectName& table, const Column& column);
  void of_constraint(const ObjectName& table, const Constraint& constraint);
  /// The key that it refers to is any that fits: the server took one of them.
  void of_foreign_key(const ObjectName& table, const ForeignKey& foreign);
  /// The server keeps a foreign key to a partitioned table once for each of its partitions.
  void of_partitions(const ObjectName& table);
  void of_index(const ObjectName& owner, const Index& index);
  void of_parents(const Table& table);
  void of_table(const Table& table);
  void of_table_options(const ObjectName& table, const Options& options);
  void of_definition(const Definition& definition);

 private:
  void named_index(const ObjectName& table, const std::string& name);

  const Schema& schema_;
  const Comparison& comparison_;
  Keys& keys_;
};

}  // namespace retort
