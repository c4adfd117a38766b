#include "dialect/sqlite/lexicon.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "database.hpp"

namespace retort::sqlite {
namespace {

using test::Database;

/// Every place where a bare name may have to stand, @ in its place. A script that returns rows must return 77.
const std::vector<std::vector<std::string>> kPlaces = {
    {"CREATE TABLE @ (@ INT DEFAULT 7, CHECK (@ > 1), UNIQUE (@), FOREIGN KEY (@) REFERENCES @ (@))",
     "CREATE INDEX i ON @ (@)", "DROP TABLE @"},
    {"CREATE TABLE t (z INT, @ INT CONSTRAINT @ NOT NULL, b AS (@ + 1), CONSTRAINT @ PRIMARY KEY (@))"},
    {"CREATE TABLE t (a)", "CREATE INDEX @ ON t (a)", "DROP INDEX @"},
    {"CREATE TABLE t (@)", "CREATE INDEX i ON t (@ DESC) WHERE @ IS NOT NULL AND @ COLLATE nocase IN (@)"},
    {"CREATE VIEW @ AS SELECT 1", "DROP VIEW @"},
    {"CREATE TABLE @ (@)", "CREATE TRIGGER @ AFTER UPDATE OF @ ON @ BEGIN SELECT new.@; END", "DROP TRIGGER @"},
    {"CREATE TABLE t (a)", "ALTER TABLE t RENAME TO @", "ALTER TABLE @ RENAME a TO @", "ALTER TABLE @ ADD COLUMN b",
     "ALTER TABLE @ DROP COLUMN b"},
    {"CREATE TABLE t (a)", "ALTER TABLE t ADD COLUMN @ INT", "ALTER TABLE t DROP COLUMN @"},
    {"CREATE TABLE t (a)", "ALTER TABLE t ADD @ INT", "ALTER TABLE t DROP @"},
    {"CREATE TABLE @ (@ INT)", "INSERT INTO @ (@) VALUES (77)", "UPDATE @ SET @ = @ + 0", "DELETE FROM @ WHERE @ = 1",
     "SELECT @ FROM @ WHERE @.@ = 77 ORDER BY @"},
    {"CREATE TABLE t (@ INT)", "INSERT INTO t VALUES (77)", "SELECT max(@) FROM t GROUP BY @"},
    {"CREATE TABLE t (@ INT)", "INSERT INTO t VALUES (77)", "SELECT (@) + @ - @ FROM t WHERE NOT @ = 1"},
    {"CREATE TABLE t (@ INT)", "INSERT INTO t VALUES (77)", "SELECT CASE @ WHEN 77 THEN @ ELSE @ END FROM t"},
    {"CREATE TABLE t (@ INT)", "INSERT INTO t VALUES (77)",
     "SELECT coalesce(NULL, @) FROM t WHERE @ BETWEEN @ AND @ AND @ NOTNULL"},
    {"CREATE TABLE t (@ INT)", "INSERT INTO t VALUES (77)", "SELECT CAST(@ AS INT) FROM t AS x WHERE x.@ > 0"},
    {"SELECT 77 AS @"},
    {"SELECT * FROM (SELECT 77) AS @"},
    {"WITH @ AS (SELECT 77) SELECT * FROM @"},
    {"CREATE TABLE t (a)", "CREATE TABLE u (a)", "SELECT * FROM t, u @"},
    {"CREATE TABLE t (a)", "CREATE TABLE @ (a)", "INSERT OR ABORT INTO @ (a) SELECT a FROM t"},
};

bool works(const std::vector<std::string>& script, const std::string& name) {
  const Database database(false);
  try {
    for (std::string statement : script) {
      for (auto at = statement.find('@'); at != std::string::npos; at = statement.find('@', at + name.size())) {
        statement.replace(at, 1, name);
      }
      const auto rows = database.query(statement);
      if (!rows.empty() && rows[0][0] != "77") return false;
    }
  } catch (const std::runtime_error&) {
    return false;
  }
  return true;
}

bool works_everywhere(const std::string& name) {
  return std::all_of(kPlaces.begin(), kPlaces.end(), [&](const auto& script) { return works(script, name); });
}

std::vector<std::string> engine_keywords() {
  std::vector<std::string> words = {"TRUE", "FALSE"};
  for (int i = 0; i < sqlite3_keyword_count(); ++i) {
    const char* word = nullptr;
    int size = 0;
    sqlite3_keyword_name(i, &word, &size);
    words.emplace_back(word, static_cast<std::size_t>(size));
  }
  return words;
}

TEST(Lexicon, KeywordsAreSortedForTheSearch) {
  EXPECT_TRUE(std::is_sorted(lexicon().keywords.begin(), lexicon().keywords.end()));
}

TEST(Lexicon, QuotesExactlyTheKeywordsThatTheEngineDoesNotTakeForNames) {
  ASSERT_TRUE(works_everywhere("plain"));
  EXPECT_GE(engine_keywords().size(), 140U);
  for (const std::string& word : engine_keywords()) {
    const bool needs_quotes = lexicon().is_keyword(word);
    EXPECT_EQ(works_everywhere(word), !needs_quotes || word == "TRUE" || word == "FALSE") << word;
    EXPECT_TRUE(works_everywhere('"' + word + '"')) << word;
  }
}

}  // namespace
}  // namespace retort::sqlite
