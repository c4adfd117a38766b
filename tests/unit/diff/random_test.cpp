// Random pairs of schemas with rows: the difference, applied, gives the target; the rows that it does not itself change
// are the same; and the way back leads back. RETORT_RANDOM_PAIRS and RETORT_RANDOM_SEED widen and repeat it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "dialect/sqlite/lexicon.hpp"
#include "support/migrate.hpp"
#include "support/random_schema.hpp"

namespace retort::test {
namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += text + "; ";
  return all;
}

void there_and_back(const RandomPair& pair) {
  const Schema before = SqliteDatabase(pair.before.sql()).schema();
  const Schema after = SqliteDatabase(pair.after.sql()).schema();
  SqliteDatabase database(pair.before.sql() + pair.before.rows(4));
  std::vector<std::vector<SqliteDatabase::Row>> rows;
  for (const auto& [first, second] : pair.kept_rows) rows.push_back(database.query(first));

  const Migration there = migrate(database, after, pair.answers);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(database.query(pair.kept_rows[i].second), rows[i]) << pair.kept_rows[i].second << "\n"
                                                                 << script_of(there.statements);
  }
  const Migration back = migrate(database, before, reversed(pair.answers, before, after));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(database.query(pair.kept_rows[i].first), rows[i]) << pair.kept_rows[i].first << "\n"
                                                                << script_of(back.statements);
  }
}

TEST(RandomPairs, ThereAndBackWithRows) {
  const std::uint64_t seed = number_from("RETORT_RANDOM_SEED", 20261120);
  const std::uint64_t pairs = number_from("RETORT_RANDOM_PAIRS", 300);
  std::map<std::string, int> edits;
  for (std::uint64_t i = 0; i < pairs; ++i) {
    const RandomPair pair = RandomSchemas(seed + i).next();
    for (const std::string& edit : pair.edits) ++edits[edit];
    try {
      there_and_back(pair);
    } catch (const std::exception& error) {
      ADD_FAILURE() << error.what();
    }
    if (HasFailure()) {
      FAIL() << "seed " << seed + i << ": " << joined(pair.edits) << "\nbefore:\n"
             << pair.before.sql() << "after:\n"
             << pair.after.sql();
    }
  }
  if (pairs < 300) return;
  EXPECT_EQ(edits.size(), 34U) << "an edit never happened";
  for (const auto& [edit, count] : edits) RecordProperty(edit, count);
}

}  // namespace
}  // namespace retort::test
