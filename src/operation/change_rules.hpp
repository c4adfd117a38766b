// What the diff asks the engine: which change is possible in place, and what is in its way.
#pragma once

#include "operation/operation.hpp"

namespace retort {

/// The answers of an engine that can alter nothing but columns in place, and where nothing is in the way.
class ChangeRules {
 public:
  virtual ~ChangeRules() = default;

  /// Whether `from` can become `to` and stay the same object; else it is dropped and created. Same key on both sides.
  virtual bool alters(const Definition& from, const Definition& to) const;
  /// `partitioned`: its table is, and it has no rows of its own.
  virtual bool alters(const Index& from, const Index& to, bool partitioned) const;
  virtual bool alters(const Constraint& from, const Constraint& to, bool partitioned) const;
  /// False: the column is dropped and added, and its values are lost (a generated column's expression).
  virtual bool alters(const Column& from, const Column& to) const;

  /// What has to be dropped before this operation runs and created after it, although it is the same on both sides:
  /// `dependent` is of that kind and depends on what the operation changes in place, or, where that is the type of a
  /// column, on the column. Never asked about drops: all that depends on what is dropped is. A definition that is
  /// broken depends on nobody knows what: it is asked about with each rename and each dropped column.
  virtual bool disturbs(const Operation& change, const ObjectKey& dependent) const;
};

}  // namespace retort
