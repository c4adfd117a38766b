// Views, triggers and virtual tables: which are dropped before the tables change, which are created after.
//
// Dropped is what is gone or has another text; what depends on a table or column that is renamed or dropped (such a
// change fails on some engines, and makes nonsense on others, while a view still speaks of the old name); what is
// broken already, where anything is renamed or a column dropped; and whatever depends on something dropped. Created is
// what the target has and is not there then, in the target's words.
#pragma once

#include <set>
#include <utility>

#include "operation/capabilities.hpp"
#include "operation/operation.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// What happens to tables, by the names of the first schema.
struct Disturbance {
  std::set<ObjectName> tables;                          // renamed or dropped
  std::set<std::pair<ObjectName, Identifier>> columns;  // renamed or dropped
  bool touches_broken = false;                          // something runs that fails on any broken definition
};

struct DefinitionChanges {
  Operations drop;    // dependents first
  Operations create;  // dependents last; else in the order of creation
};

DefinitionChanges definition_changes(const Schema& from, const Schema& to, const Disturbance& disturbance,
                                     const Capabilities& capabilities, const Lexicon& lexicon);

}  // namespace retort
