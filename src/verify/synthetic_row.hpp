// A made-up row for a table that has none: an empty table proves nothing about a change.
#pragma once

#include <string>
#include <vector>

#include "driver/driver.hpp"

namespace retort {

/// Gives `table` one row, and the tables that its foreign keys point at where they are empty; all are added to
/// `filled`, parents first. Values fit types, NOT NULL, and, as far as guessing from their literals goes, checks.
/// Returns why there could be none; empty where there is one now.
std::string add_synthetic_row(Connection& connection, const Schema& schema, const Table& table,
                              std::vector<ObjectName>& filled);

}  // namespace retort
