// What ALTER TABLE can't do on SQLite becomes one rebuild a table (../../../docs/sqlite.md says when).
#pragma once

#include "operation/operation.hpp"

namespace retort::sqlite {

/// Dialect::lower. Native ALTERs where they are safe with rows present, else one RebuildTable a table.
OperationList lower(const OperationList& operations, const Schema& before);

}  // namespace retort::sqlite
