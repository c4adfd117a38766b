#pragma once

#include "dialect/postgresql/tables_now.hpp"

namespace retort::postgresql {

/// The name that a column's NOT NULL has, or gets, from 18 on: its own, else the one of the partitioned table's that it
/// is a part of, else the server's choice. REQUIRES: it is NOT NULL.
Identifier not_null_name(const Column& column, const Table& table, const TablesNow& tables);

}  // namespace retort::postgresql
