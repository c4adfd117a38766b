#pragma once

#include "sql/lexicon.hpp"

namespace retort::sqlite {

/// SQLite's words and quotes. Keywords are those that can't stand unquoted in every place where a name may; SQLite
/// reads the other 70 of its keywords as names (docs/sqlite.md, "Names").
const Lexicon& lexicon();

}  // namespace retort::sqlite
