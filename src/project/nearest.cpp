#include "project/nearest.hpp"

#include <algorithm>
#include <numeric>

#include "base/ascii.hpp"

namespace retort {
namespace {

std::string plain(std::string_view word) {
  std::string text = ascii_lower(word);
  std::replace(text.begin(), text.end(), '-', '_');
  return text;
}

/// Edit distance with exchanged neighbours counted once (optimal string alignment).
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  const std::string wanted = plain(word);
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(2, wanted.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const std::string text = plain(candidate);
    std::size_t cost = distance(wanted, text);
    // "version" for "version_table": a whole word of it.
    if (wanted.size() >= 4 && text.find(wanted) != std::string::npos) cost = std::min<std::size_t>(cost, 2);
    if (cost < best_distance) {
      best_distance = cost;
      best = candidate;
    }
  }
  return best;
}

}  // namespace retort
