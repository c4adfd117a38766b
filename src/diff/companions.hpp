// What goes with something else, and has no operation of its own.
#pragma once

#include <initializer_list>
#include <optional>
#include <set>
#include <utility>

#include "diff/comparison.hpp"

namespace retort {

/// An index of a partition goes with the partitioned table's, a sequence with the column that owns it.
class Companions {
 public:
  /// `comparison` must outlive it.
  Companions(const Comparison& comparison, const OperationList& operations);

  /// What it goes with; none where the operation stands.
  std::optional<ObjectKey> leader(const Operation& operation) const;

 private:
  std::optional<ObjectKey> leader(const ObjectName& table, const std::optional<ObjectName>& parent) const;

  const Comparison& comparison_;
  std::set<ObjectName> tables_;
  std::set<std::pair<ObjectName, Identifier>> columns_;
  std::set<ObjectName> detached_;
  std::set<ObjectName> indexes_;
};

/// A sequence is there before the column that it is to belong to: that is said afterwards. `tables`: what makes the
/// columns.
void split_owned_sequences(const Comparison&, std::initializer_list<const OperationList*> tables, OperationList& create,
                           OperationList& afterwards);

}  // namespace retort
