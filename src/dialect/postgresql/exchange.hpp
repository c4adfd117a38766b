#pragma once

#include "dialect/postgresql/tables_now.hpp"

namespace retort::postgresql {

/// The operations that put `to` in the place of `from`, a type that no ALTER makes of the other, rows present.
/// REQUIRES: needs_exchange(from, to), and that what disturbs() names has made way.
OperationList exchange(const Definition& from, const Definition& to, const TablesNow& tables);

}  // namespace retort::postgresql
