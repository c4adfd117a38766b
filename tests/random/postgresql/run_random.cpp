// Random pairs of PostgreSQL schemas with rows, there and back (trial.hpp).
//
//   run_postgresql_random MAJOR PAIRS SEED     the same seed gives the same pairs; pair N alone: run_... MAJOR 1 SEED+N
//
// Many pairs stand in one database at once, each in schemas of its own, and are taken there and back together: a batch
// costs four readings of the catalogue, whatever its size. One that fails is run again pair by pair. Prints how often
// each edit and each feature of a schema came up: fewer than one in a hundred fails. It ends after ten failures, but
// where RETORT_RANDOM_ALL is set.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <iostream>

#include "random/postgresql/generator.hpp"
#include "random/postgresql/trial.hpp"
#include "support/postgresql_database.hpp"
#include "support/random_tally.hpp"
#include "support/scratch_folder.hpp"

namespace retort::test::postgresql {
namespace {

constexpr std::size_t kBatch = 25;
constexpr int kMostFailures = 10;
// So many kinds of edits and features the generator has.
constexpr std::size_t kEdits = 78, kFeatures = 106;

std::string together(const std::vector<std::string>& edits) {
  std::string all;
  for (const std::string& edit : edits) all += (all.empty() ? "" : "; ") + edit;
  return all;
}

/// Each pair by itself; how many fail.
int run_alone(Trial& trial, const std::vector<Pair>& pairs, std::uint64_t first) {
  int failed = 0;
  for (std::size_t n = 0; n < pairs.size(); ++n) {
    try {
      trial.run({pairs[n]});
    } catch (const std::exception& error) {
      ++failed;
      std::cout << fmt::format("FAILED seed {}: {}\n{}\nbefore:\n{}after:\n{}", first + n, together(pairs[n].edits),
                               error.what(), pairs[n].before.sql(), pairs[n].after.sql());
    }
  }
  return failed;
}

int run_batch(Trial& trial, const std::vector<Pair>& pairs, std::uint64_t first) {
  try {
    trial.run(pairs);
    return 0;
  } catch (const std::exception& error) {
    const std::uint64_t last = first + pairs.size() - 1;
    std::cout << fmt::format("seeds {} to {}: {}\n", first, last, std::string(error.what()).substr(0, 300));
    const int failed = run_alone(trial, pairs, first);
    if (failed > 0) return failed;
    std::cout << fmt::format("FAILED seeds {} to {} together, none of them alone: {}\n", first, last, error.what());
    return 1;
  }
}

std::vector<std::string> features_of(const Pair& pair) {
  std::vector<std::string> features = features_of(pair.before);
  for (std::string& feature : features_of(pair.after)) features.push_back(std::move(feature));
  return features;
}

int run(const std::string& server, const std::string& url, std::uint64_t pairs, std::uint64_t seed) {
  std::cout << fmt::format("{} pairs, seed {}\n", pairs, seed);
  const auto started = std::chrono::steady_clock::now();
  const ScratchFolder folder;
  Trial trial(server, url, folder.path());
  RandomTally tally;
  int failed = 0;
  for (std::uint64_t i = 0; i < pairs;) {
    std::vector<Pair> batch;
    const std::uint64_t first = i;
    for (; i < pairs && batch.size() < kBatch; ++i) {
      batch.push_back(make_pair(seed + i, static_cast<int>((i + 1) * 1000)));
      tally.add(batch.back().edits, features_of(batch.back()));
    }
    failed += run_batch(trial, batch, seed + first);
    if (failed > kMostFailures && std::getenv("RETORT_RANDOM_ALL") == nullptr) break;
  }
  if (failed > 0) return std::cout << fmt::format("{} failed\n", failed), 1;
  const bool enough = tally.report(kEdits, kFeatures);
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - started).count();
  std::cout << fmt::format("{} pairs there and back in {} s\n", pairs, seconds);
  return enough ? 0 : 1;
}

}  // namespace
}  // namespace retort::test::postgresql

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: run_postgresql_random MAJOR PAIRS SEED\n";
    return 2;
  }
  const int major = std::atoi(argv[1]);
  const std::string server = retort::testing::postgresql_url(major);
  if (server.empty()) {
    std::cerr << "no server: run it by tests/support/postgresql.sh with FOLDER " << major << " -- ...\n";
    return 2;
  }
  const retort::testing::PostgresqlDatabase database(major);
  return retort::test::postgresql::run(server, database.url(), std::strtoull(argv[2], nullptr, 10),
                                       std::strtoull(argv[3], nullptr, 10));
}
