#include "sql/lexicon.hpp"

#include <algorithm>
#include <string>

#include "base/ascii.hpp"

namespace retort {

Identifier Lexicon::identifier(std::string_view text) const {
  return folds_identifiers ? Identifier::folded(std::string(text)) : Identifier(std::string(text));
}

bool Lexicon::is_keyword(std::string_view word) const {
  return std::binary_search(keywords.begin(), keywords.end(), ascii_upper(word));
}

}  // namespace retort
