#pragma once

#include "operation/operation.hpp"
#include "schema/schema.hpp"

namespace retort::postgresql {

/// The functions that a range type came with have its name, and keep it when the type gets another: their renames. None
/// where `rename` is not of a range type of `before`.
OperationList renamed_constructors(const RenameObject& rename, const Schema& before);

}  // namespace retort::postgresql
