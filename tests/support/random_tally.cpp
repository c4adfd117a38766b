#include "support/random_tally.hpp"

#include <fmt/format.h>

#include <iostream>
#include <set>

namespace retort::test {
namespace {

constexpr std::uint64_t kEnough = 300;  // with fewer pairs chance alone leaves something out

bool print(const char* what, const std::map<std::string, std::uint64_t>& counts, std::uint64_t pairs) {
  bool enough = true;
  std::cout << what << ":\n";
  for (const auto& [name, count] : counts) {
    const bool rare = count * 100 < pairs;
    std::cout << fmt::format("  {:6}  {}{}\n", count, name, rare ? "   in less than 1% of the pairs" : "");
    enough = enough && !rare;
  }
  return enough;
}

}  // namespace

void RandomTally::add(const std::vector<std::string>& edits, const std::vector<std::string>& features) {
  ++pairs_;
  for (const std::string& edit : std::set<std::string>(edits.begin(), edits.end())) ++edits_[edit];
  for (const std::string& feature : std::set<std::string>(features.begin(), features.end())) ++features_[feature];
}

bool RandomTally::report(std::size_t edits, std::size_t features) const {
  const bool edits_enough = print("edits", edits_, pairs_);
  const bool features_enough = print("features", features_, pairs_);
  if (pairs_ < kEnough) return true;
  if (edits_.size() != edits || features_.size() != features) {
    std::cout << fmt::format("FAILED: {} of {} edits and {} of {} features came up\n", edits_.size(), edits,
                             features_.size(), features);
    return false;
  }
  return edits_enough && features_enough;
}

}  // namespace retort::test
