// Statements run on each server that is at hand: what is rendered is what the server takes.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "dialect/postgresql/dialect.hpp"
#include "retort/error.hpp"
#include "support/postgresql_database.hpp"

namespace retort::test {

using Lines = std::vector<std::string>;

inline constexpr ServerVersion kNewest{18, 4, 0};

inline Identifier id(const char* text) { return Identifier(text); }
inline ObjectName in_public(const char* name) { return {Identifier("public"), Identifier(name)}; }
inline Expression sql(std::string text) { return {text, text}; }

inline Lines texts(const std::vector<Statement>& statements) {
  Lines lines;
  for (const Statement& statement : statements) lines.push_back(statement.text);
  return lines;
}

inline Lines rendered(const Operation& operation, const ServerVersion& version = kNewest) {
  return texts(postgresql::dialect().render(operation, version));
}

/// One for all tests of a program: making a database takes longer than all that they do in it. All is in `public`.
inline const testing::PostgresqlDatabase& emptied_database(int major) {
  static std::map<int, std::unique_ptr<testing::PostgresqlDatabase>> databases;
  auto& database = databases[major];
  if (!database) database = std::make_unique<testing::PostgresqlDatabase>(major);
  database->execute("SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  return *database;
}

/// Renders for each server, runs all of it in a database that `before` has filled, and hands over what `query` gives.
/// A server that is not there is passed over.
inline void expect_on_servers(const std::string& before, const OperationList& operations, const std::string& query,
                              const std::string& expected, int oldest = 15) {
  for (const int major : testing::kPostgresqlVersions) {
    if (major < oldest || testing::postgresql_url(major).empty()) continue;
    SCOPED_TRACE(major);
    const testing::PostgresqlDatabase& database = emptied_database(major);
    if (!before.empty()) database.execute(before);
    for (const Operation& operation : operations) {
      for (const Statement& statement : postgresql::dialect().render(operation, {major, 0, 0})) {
        try {
          database.execute(statement.text);
        } catch (const std::exception& error) {
          ADD_FAILURE() << statement.text << "\n" << error.what();
          return;
        }
      }
    }
    EXPECT_EQ(database.query(query), expected);
  }
}

}  // namespace retort::test
