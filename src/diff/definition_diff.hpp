// Which definitions are dropped, changed in place, created.
#pragma once

#include "diff/comparison.hpp"
#include "diff/table_diff.hpp"

namespace retort {

struct DefinitionChanges {
  OperationList drop;       // dependents first: views, triggers and whatever else stands on tables
  OperationList create;     // dependents last; else in the order of creation
  OperationList drop_base;  // what tables may stand on: schemas, types, functions, sequences
  OperationList create_base;
  OperationList strip_domains;  // checks and default away, for the sake of what they stand on
  OperationList restore_domains;
  TableChanges indexes;  // of materialised views that stay
};

/// What `from` and `to` make of a definition without regard to what it stands on. A domain never is anew for another's
/// sake: its columns would go with it.
enum class DefinitionVerdict { same, altered, anew };
DefinitionVerdict verdict(const Comparison&, const Definition& from, const Definition& to);

DefinitionChanges definition_changes(const Comparison&, const Renewed&);

}  // namespace retort
