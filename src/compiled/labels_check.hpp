// An enum where the engine has none: text, with a CHECK that lists the labels.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/constraint.hpp"
#include "sql/lexicon.hpp"

namespace retort::compiled {

/// The labels of `column IN ('a', 'b')`; none where the check says something else.
std::optional<std::vector<std::string>> labels_of(const Check& check, const Identifier& column, const Lexicon& lexicon);
/// The same check with these labels.
Check with_labels(Check check, const Identifier& column, const std::vector<std::string>& labels,
                  const Lexicon& lexicon);

}  // namespace retort::compiled
