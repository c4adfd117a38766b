// The shape of Retort's own two tables, as docs/journal.md has it, for all engines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/identifier.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// CREATE TABLE IF NOT EXISTS of each; `id` is the engine's type of a key that counts up by itself.
std::vector<std::string> bookkeeping_tables(const Lexicon& lexicon, const ObjectName& version_table,
                                            const ObjectName& journal, std::string_view id);

}  // namespace retort
