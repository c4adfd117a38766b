#pragma once

#include "schema/column.hpp"

namespace retort::postgresql {

/// The name that a column's NOT NULL has, or gets, from 18 on: its own, else the server's choice.
/// REQUIRES: it is NOT NULL.
Identifier not_null_name(const Column& column, const ObjectName& table);

}  // namespace retort::postgresql
