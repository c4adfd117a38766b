#include "operation/sequence_owner.hpp"

#include <vector>

#include "sql/token.hpp"

namespace retort {

std::optional<ObjectKey> owning_column(const Definition& definition, const Lexicon& lexicon) {
  if (definition.key.kind != ObjectKind::sequence) return std::nullopt;
  const std::string& owner = option(definition.options, "owned by");
  if (owner.empty()) return std::nullopt;
  std::vector<Identifier> names;
  for (const Token& token : significant_tokens(owner, lexicon)) {
    if (token.kind == TokenKind::word || token.kind == TokenKind::quoted_identifier)
      names.push_back(lexicon.name(token.text));
  }
  if (names.size() < 2) return std::nullopt;
  const Identifier schema = names.size() > 2 ? names[names.size() - 3] : Identifier();
  return ObjectKey{ObjectKind::column, {schema, names[names.size() - 2]}, names.back()};
}

}  // namespace retort
