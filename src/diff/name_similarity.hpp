#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace retort {

/// How alike a name is to each of many, 0 to 100: pairs of neighbouring letters in common, ASCII letters folded; a name
/// that is the beginning or the end of the other counts as 50 at least.
class NameSimilarity {
 public:
  explicit NameSimilarity(const std::vector<std::string_view>& names);
  /// One number for each of the names, in their order.
  std::vector<int> to(std::string_view name) const;

 private:
  std::vector<std::string> names_;
  /// The names that have a pair of letters, by number: pairs in common are counted without looking at each two names.
  std::unordered_map<std::string, std::vector<std::uint32_t>> names_by_pair_;
};

/// Of two names alone.
int name_similarity(std::string_view a, std::string_view b);

}  // namespace retort
