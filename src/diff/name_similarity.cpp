#include "diff/name_similarity.hpp"

#include <algorithm>
#include <map>

#include "base/ascii.hpp"

namespace retort {
namespace {

/// The pairs of a name; one that comes again is another one: "aa", "aa\1".
std::vector<std::string> letter_pairs(std::string_view name) {
  std::vector<std::string> pairs;
  std::map<std::string_view, char> seen;
  for (std::size_t i = 0; i + 1 < name.size(); ++i) {
    const std::string_view pair = name.substr(i, 2);
    const char times = seen[pair]++;
    pairs.emplace_back(pair);
    if (times > 0) pairs.back() += times;
  }
  return pairs;
}

bool is_part(std::string_view a, std::string_view b) {
  return !a.empty() && !b.empty() && (a.starts_with(b) || b.starts_with(a) || a.ends_with(b) || b.ends_with(a));
}

std::size_t pair_count(std::string_view name) { return name.empty() ? 0 : name.size() - 1; }

}  // namespace

NameSimilarity::NameSimilarity(const std::vector<std::string_view>& names) {
  for (const std::string_view name : names) {
    names_.push_back(ascii_lower(name));
    for (const std::string& pair : letter_pairs(names_.back())) {
      names_by_pair_[pair].push_back(static_cast<std::uint32_t>(names_.size() - 1));
    }
  }
}

std::vector<int> NameSimilarity::to(std::string_view name) const {
  const std::string folded = ascii_lower(name);
  std::vector<std::size_t> common(names_.size(), 0);
  for (const std::string& pair : letter_pairs(folded)) {
    const auto found = names_by_pair_.find(pair);
    if (found == names_by_pair_.end()) continue;
    for (const std::uint32_t i : found->second) ++common[i];
  }
  std::vector<int> result;
  result.reserve(names_.size());
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const std::size_t pairs = pair_count(folded) + pair_count(names_[i]);
    int alike = pairs == 0 ? 0 : static_cast<int>(200 * common[i] / pairs);
    if (is_part(folded, names_[i])) alike = std::max(alike, 50);
    result.push_back(folded == names_[i] ? 100 : alike);
  }
  return result;
}

int name_similarity(std::string_view a, std::string_view b) { return NameSimilarity({a}).to(b)[0]; }

}  // namespace retort
