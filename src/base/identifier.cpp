#include "base/identifier.hpp"

#include <mutex>
#include <unordered_set>

#include "base/ascii.hpp"

namespace retort {

namespace {

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// The one copy of a name.
const std::string* kept(std::string_view text) {
  static std::mutex mutex;
  // Never destroyed: identifiers of other static objects may outlive it.
  static auto& names = *new std::unordered_set<std::string, Hash, std::equal_to<>>;
  if (text.empty()) return nullptr;
  const std::lock_guard lock(mutex);
  const auto found = names.find(text);
  return found != names.end() ? &*found : &*names.emplace(text).first;
}

}  // namespace

const std::string& Identifier::none() {
  static const std::string empty;
  return empty;
}

Identifier::Identifier(std::string_view text) : text_(kept(text)), key_(text_) {}

Identifier Identifier::folded(std::string_view text) { return keyed(text, ascii_lower(text)); }

Identifier Identifier::keyed(std::string_view text, std::string_view key) {
  Identifier result;
  result.text_ = kept(text);
  result.key_ = key == text ? result.text_ : kept(key);
  return result;
}

std::string ObjectName::to_string() const { return schema.empty() ? name.text() : schema.text() + "." + name.text(); }

}  // namespace retort
