#pragma once

#include <optional>

#include "schema/definition.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// The column that a sequence is OWNED BY, and is dropped with; none for other definitions.
std::optional<ObjectKey> owning_column(const Definition&, const Lexicon&);

}  // namespace retort
