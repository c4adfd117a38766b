#pragma once

#include "driver/row_rules.hpp"

namespace retort::sqlite {

const RowRules& row_rules();

}  // namespace retort::sqlite
