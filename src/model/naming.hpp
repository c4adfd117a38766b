// Names of constraints and indexes that have none (SQLAlchemy's naming conventions).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sql/lexicon.hpp"

namespace retort {

/// What the tokens of a convention stand for.
struct NamedParts {
  std::string table;
  std::vector<std::string> columns;
  std::string referred_table;
  std::vector<std::string> referred_columns;
  std::string constraint;  // its own name, for checks
};

/// `convention` with its tokens filled in; none where it is empty, or needs a name that the constraint does not have.
/// Longer than the engine's names are: cut, with four digits of its hash at the end. Throws ModelError for an unknown
/// token.
std::optional<std::string> conventional_name(const std::string& convention, const NamedParts& parts,
                                             const Lexicon& lexicon);

}  // namespace retort
