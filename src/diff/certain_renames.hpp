// Renames that need no answer: nothing can be lost by them, and there is nothing else that it could be.
//
// An index, key or constraint of a table that disappears where exactly one of the same table appears that is the same
// but for its name; a sequence whose column owns one of another name afterwards. So what a table's or column's rename
// leaves under its old name (the server renames neither) follows without a drop of what may be expensive to make, or
// can't be dropped at all: an index of a partition.
#pragma once

#include "operation/operation.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// REQUIRES: all other renames have run in `from`. Names that are taken there are left alone.
OperationList certain_renames(const Schema& from, const Schema& to, const Lexicon&);

}  // namespace retort
