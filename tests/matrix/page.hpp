// The matrix for people: docs/coverage-sqlite.md, and what the test prints.
#pragma once

#include <string>
#include <vector>

#include "cell.hpp"
#include "slot.hpp"

namespace retort::test {

/// Markdown: one row a slot with the number of examples under each change, the reasons of what can't be or is none.
std::string coverage_page(const std::vector<Slot>& slots, const std::vector<Cell>& cells);

}  // namespace retort::test
