#pragma once

#include "sql/lexicon.hpp"

namespace retort::postgresql {

const Lexicon& lexicon();

}  // namespace retort::postgresql
