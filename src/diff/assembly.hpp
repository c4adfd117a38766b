#pragma once

#include "diff/comparison.hpp"

namespace retort {

/// All operations that turn one schema into the other, in an order that works; `renames` are those that have run in
/// Comparison::from. Throws ProjectError where there is no such order.
OperationList assemble(const Comparison&, OperationList renames);

}  // namespace retort
