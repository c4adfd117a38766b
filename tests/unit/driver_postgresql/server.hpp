// A database of its own for each test, on each of the servers that are tested. What is in it afterwards is asked over
// libpq alone.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>

#include "driver/driver.hpp"
#include "retort/error.hpp"
#include "retort/postgresql.hpp"
#include "support/postgresql_database.hpp"

namespace retort::postgresql {

class Database : public ::testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    RETORT_NEEDS_POSTGRESQL(GetParam());
    database.emplace(GetParam());
  }

  Url url() const { return Url::parse(database->url()); }
  /// The server itself, where databases are made.
  Url server() const { return Url::parse(::retort::testing::postgresql_url(GetParam())); }
  std::unique_ptr<Connection> connect() const { return driver().connect(url(), options); }
  /// What a client of its own answers: psql -At.
  std::string sql(const std::string& query) const { return database->query(query); }

  std::optional<::retort::testing::PostgresqlDatabase> database;
  ConnectOptions options;
};

#define RETORT_ON_EACH_SERVER(suite)                                                                   \
  INSTANTIATE_TEST_SUITE_P(Server, suite, ::testing::ValuesIn(::retort::testing::kPostgresqlVersions), \
                           [](const auto& version) { return fmt::format("{}", version.param); })

/// The error that `call` ends with.
template <typename E, typename Call>
E error_of(Call call) {
  try {
    call();
  } catch (const E& error) {
    return error;
  }
  throw std::logic_error("no such error was thrown");
}

}  // namespace retort::postgresql
