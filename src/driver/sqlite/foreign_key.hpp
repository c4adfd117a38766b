// One foreign key of one table: whether it can work at all, and which rows break it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driver/sqlite/catalogue.hpp"

namespace retort::sqlite {

/// Why no DML on child or parent works: the parent, its columns, or a full unique key over them is missing; empty
/// where all is there. https://www.sqlite.org/foreignkeys.html#fk_indexes
std::string mismatch(Session& session, const ForeignKeyFacts& key, const std::optional<TableFacts>& parent);

/// The rowids of the child's rows that refer to no row; none for each of a WITHOUT ROWID table. Compares as the engine
/// does: by the parent column's affinity and collation, and no row with a NULL in the key. REQUIRES: no mismatch.
std::vector<std::optional<std::int64_t>> orphans(Session& session, const Identifier& child, const TableFacts& facts,
                                                 const ForeignKeyFacts& key, const TableFacts& parent);

}  // namespace retort::sqlite
