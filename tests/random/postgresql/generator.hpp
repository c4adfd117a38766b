// Random PostgreSQL schemas, and random changes of them that can run with rows.
#pragma once

#include <string>
#include <vector>

#include "diff/diff.hpp"
#include "random/postgresql/model.hpp"
#include "support/random_source.hpp"

namespace retort::test::postgresql {

/// Two schemas, what to answer on the way there, and what must be the same before and after it.
struct Pair {
  Model before;
  Model after;
  Answers answers;
  std::vector<std::string> edits;  // what was done, for messages and counts
  /// Two queries of one value each: on the first schema, and the same of the second.
  std::vector<std::pair<std::string, std::string>> kept_rows;
};

/// What a schema has, by the generator's own model of it: for counts.
std::vector<std::string> features_of(const Model& model);

/// Makes models, and parts of them that fit into the model.
class Generator {
 public:
  /// Numbers of objects are above `first_id`: the names of two pairs differ where these are far enough apart.
  Generator(std::uint64_t seed, int first_id) : random(seed), last_id_(first_id) {}

  Model model();
  Space space();
  UserType type(const Model&);
  Sequence sequence(const Model&);
  Function function(const Model&, Function::Kind);
  Table table(Model&);
  Column column(Model&, const Table&);
  /// A column and its foreign key, if there is a table to refer to.
  bool add_reference(Model&, Table&);
  Check check(Model&, const Table&);
  /// Never unique where rows may be equal: only over columns of `distinct`, where it is given.
  Partition partition(int number);
  Index index(Model&, const Table&, const std::vector<int>* distinct = nullptr);
  Policy policy(const Table&);
  bool add_view(Model&);
  bool add_trigger(Model&);
  std::string new_name(const char* kind);
  std::string comment();
  int new_id() { return ++last_id_; }

  RandomSource random;

 private:
  void add_keys(Model&, Table&);
  void add_partitions(Table&);
  Key exclusion(const Column&);
  int scalar_function(Model&);

  int last_id_;
};

/// A pair: the same for the same seed and first_id.
Pair make_pair(std::uint64_t seed, int first_id);

}  // namespace retort::test::postgresql
