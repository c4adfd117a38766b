// Indexes and keys of partitions that become parts of the partitioned table's, in whichever order the two are made.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "dialect/postgresql/tables_now.hpp"

namespace retort::postgresql {

/// Of a key or exclusion constraint the one of the partitioned table that it is a part of; null for other constraints.
std::optional<ObjectName>* parent_of(Constraint&);

class IndexParts {
 public:
  /// `tables`: as they are when each function is called.
  IndexParts(const OperationList& operations, const TablesNow& tables);

  /// Whether the parts of this index have operations of their own, so that it is made for its table alone (ONLY).
  bool has_own(const ObjectName& table, const Identifier& index) const;

  /// What a new index or key of a partition becomes a part of may not be there yet. A table that is no partition yet
  /// brings it along when it is attached. `parent` is that of `part` itself, and is taken from it where it has to wait.
  void wait(const ObjectName& table, std::optional<ObjectName>& parent, const Index& part);
  void wait(const ObjectName& table, std::optional<ObjectName>& parent, const Constraint& part);
  /// The same of all that a partition is made with.
  void wait(Table partition);

  /// What waited for this index of a partitioned table: it is there now.
  OperationList take(const ObjectName& index);

 private:
  template <class Alter, class Part>
  void wait_for(const ObjectName& table, std::optional<ObjectName>& parent, const Part& part);
  bool has_index(const ObjectName& table, const Identifier& name) const;

  const TablesNow& tables_;
  std::set<ObjectName> parents_;                 // that an operation attaches a part to
  std::map<ObjectName, OperationList> waiting_;  // by the index that they become parts of
};

}  // namespace retort::postgresql
