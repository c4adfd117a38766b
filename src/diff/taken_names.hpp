// Names that the change gives to something else while what has them can't go yet.
//
// A type that a column stands on can't be dropped before the column has the new one, which can't be made while the name
// is taken: it goes by a name of its own until then. So does a view or sequence whose name a renamed table takes.
#pragma once

#include "diff/renames.hpp"

namespace retort {

/// REQUIRES: all renames of objects have run in `from`.
OperationList types_aside(const Schema& from, const Schema& to);
/// REQUIRES: none of `tables` (old name, new name) has run in `from`.
OperationList relations_aside(const Schema& from, const KeyPairs& tables);

}  // namespace retort
