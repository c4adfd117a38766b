#include "diff/name_similarity.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "base/ascii.hpp"

namespace retort {
namespace {

std::vector<std::string_view> letter_pairs(std::string_view name) {
  std::vector<std::string_view> pairs;
  for (std::size_t i = 0; i + 1 < name.size(); ++i) pairs.push_back(name.substr(i, 2));
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

}  // namespace

int name_similarity(std::string_view a, std::string_view b) {
  const std::string x = ascii_lower(a);
  const std::string y = ascii_lower(b);
  if (x == y) return 100;
  const std::vector<std::string_view> of_x = letter_pairs(x);
  const std::vector<std::string_view> of_y = letter_pairs(y);
  std::vector<std::string_view> common;
  std::set_intersection(of_x.begin(), of_x.end(), of_y.begin(), of_y.end(), std::back_inserter(common));
  const std::size_t pairs = of_x.size() + of_y.size();
  const int dice = pairs == 0 ? 0 : static_cast<int>(200 * common.size() / pairs);
  const bool contained =
      !x.empty() && !y.empty() && (x.starts_with(y) || y.starts_with(x) || x.ends_with(y) || y.ends_with(x));
  return contained ? std::max(dice, 50) : dice;
}

}  // namespace retort
