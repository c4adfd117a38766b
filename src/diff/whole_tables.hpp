// Tables that come and go as a whole, and what of them stands beside CREATE TABLE and DROP TABLE.
#pragma once

#include "diff/comparison.hpp"

namespace retort {

/// What the operations on whole tables come to.
struct WholeTables {
  OperationList create;
  OperationList drop;
  OperationList drop_indexes;
  OperationList drop_defaults;
  OperationList drop_constraints;
  OperationList detach;
  OperationList create_indexes;
  OperationList restore_defaults;
  OperationList add_constraints;
};

/// The tables that come and go, the ones that others refer to first, or dropped last. What is in `apart` stands beside.
WholeTables whole_tables(const Comparison&, const Apart& apart);

/// Indexes of tables that go, whose names something else takes.
OperationList name_freeing_drops(const Comparison&);

}  // namespace retort
