// Random schemas, and random changes of them that can run with rows: for properties that must hold of every pair.
// The same seed gives the same pairs everywhere.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "diff/diff.hpp"
#include "support/random_model.hpp"
#include "support/random_source.hpp"

namespace retort::test {

/// SQLite's own RENAME COLUMN fails on the INTEGER key of a table without rowids that is also UNIQUE (docs/sqlite.md).
bool can_not_rename_with_unique(const RandomTable& table, int column);

/// Two schemas, what to answer on the way there, and what must be the same before and after it.
struct RandomPair {
  RandomModel before;
  RandomModel after;
  Answers answers;
  std::vector<std::string> edits;  // what was done, for messages and counts
  /// A query on the first schema, and one on the second that gives the same rows.
  std::vector<std::pair<std::string, std::string>> kept_rows;
};

class RandomSchemas : public RandomSource {
 public:
  using RandomSource::RandomSource;
  RandomPair next();

 private:
  friend class RandomEdit;

  int new_id() { return ++last_id_; }
  std::string new_name(const char* kind);

  RandomModel model();
  RandomTable table();
  RandomColumn column(const RandomTable& table);
  void add_keys(RandomTable& table);
  void add_reference(RandomModel& model, RandomTable& table);
  RandomCheck check(const RandomTable& table);
  RandomIndex index(const RandomTable& table);
  void add_view(RandomModel& model);
  void add_trigger(RandomModel& model);

  int last_id_ = 0;
};

}  // namespace retort::test
