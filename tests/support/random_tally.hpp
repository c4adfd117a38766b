#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace retort::test {

/// How often each edit and each feature of a schema came up in random pairs.
class RandomTally {
 public:
  /// One pair: what comes up twice in it counts once.
  void add(const std::vector<std::string>& edits, const std::vector<std::string>& features);
  /// Prints the counts. False where one came up in fewer than a hundredth of the pairs; from 300 pairs on also where
  /// there are not so many edits and features: what never came up is in no list.
  bool report(std::size_t edits, std::size_t features) const;

 private:
  std::uint64_t pairs_ = 0;
  std::map<std::string, std::uint64_t> edits_, features_;
};

}  // namespace retort::test
