#pragma once

#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort::postgresql {

/// Of the table with its indexes and triggers, all fields of their JSON. Nothing is rebuilt here, so nothing is guarded
/// by it.
std::string table_hash(const Table&, const std::vector<Definition>& triggers);

}  // namespace retort::postgresql
