#include "base/identifier.hpp"

#include "base/ascii.hpp"

namespace retort {

Identifier Identifier::folded(std::string text) {
  std::string key = ascii_lower(text);
  return keyed(std::move(text), std::move(key));
}

Identifier Identifier::keyed(std::string text, std::string key) {
  Identifier result;
  result.text_ = std::move(text);
  result.key_ = std::move(key);
  return result;
}

std::string ObjectName::to_string() const { return schema.empty() ? name.text() : schema.text() + "." + name.text(); }

}  // namespace retort
