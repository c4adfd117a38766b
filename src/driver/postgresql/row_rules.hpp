#pragma once

#include "driver/row_rules.hpp"

namespace retort::postgresql {

const RowRules& row_rules();

}  // namespace retort::postgresql
