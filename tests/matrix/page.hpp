// The matrix for people: docs/coverage-sqlite.md and its like.
#pragma once

#include <string>
#include <vector>

#include "cell.hpp"
#include "slot.hpp"

namespace retort::test {

struct PageText {
  std::string introduction;  // with the page's title
  std::string engine;        // "SQLite"
};

/// Markdown: one row a slot with the number of examples under each change, the reasons of what can't be or is none. The
/// same whichever version of the engine is there.
std::string coverage_page(const PageText&, const std::vector<Slot>& slots, const std::vector<Cell>& cells,
                          const Engine::Company& company);

}  // namespace retort::test
