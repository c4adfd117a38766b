#pragma once

#include "schema/table.hpp"

namespace retort::postgresql {

/// The name that a column's NOT NULL has, or gets, from 18 on: its own, else the server's choice. REQUIRES: it is NOT
/// NULL.
Identifier not_null_name(const Column& column, const Table& table);

}  // namespace retort::postgresql
