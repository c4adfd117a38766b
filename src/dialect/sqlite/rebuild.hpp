// A rebuild: the table as it is, as it becomes, and what each column is filled with.
#pragma once

#include "operation/operation.hpp"

namespace retort::sqlite {

/// `merged` is what changes `from` into `to`, in order; `triggers` are those on the table, in the order of creation.
RebuildTable make_rebuild(Table from, Table to, const OperationList& merged, std::vector<Definition> triggers);

}  // namespace retort::sqlite
