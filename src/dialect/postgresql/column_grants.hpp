// What a REVOKE on a table takes from its columns.
#pragma once

#include "operation/operation.hpp"

namespace retort::postgresql {

/// The operations, and behind each that revokes something on a table the grants on its columns that go with that
/// although they should stay: REVOKE SELECT ON t takes back GRANT SELECT (a) ON t. `before` is what the first of them
/// finds. https://www.postgresql.org/docs/current/sql-revoke.html
OperationList with_column_grants(OperationList operations, const Schema& before);

}  // namespace retort::postgresql
