// Databases on the servers that tests/support/postgresql.sh starts. For tests only: libpq itself, none of our code.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace retort::testing {

/// The major versions that are tested.
inline const std::vector<int> kPostgresqlVersions = {15, 18};

/// postgresql://postgres@127.0.0.1:PORT/postgres. Empty where the program was not started with servers; throws there in
/// CI, so that a test which needs one fails.
std::string postgresql_url(int major);

/// An empty UTF8 database of its own, dropped at the end, whoever is still connected. With a throwing constructor: call
/// RETORT_NEEDS_POSTGRESQL first.
class PostgresqlDatabase {
 public:
  explicit PostgresqlDatabase(int major);
  ~PostgresqlDatabase();
  PostgresqlDatabase(const PostgresqlDatabase&) = delete;
  PostgresqlDatabase& operator=(const PostgresqlDatabase&) = delete;

  const std::string& name() const { return name_; }
  const std::string& url() const { return url_; }
  /// Runs statements as psql -c would, all in one string. Throws std::runtime_error with the server's message.
  void execute(const std::string& sql) const;
  /// The rows of one query, columns joined by '|' and rows by newlines, NULL as nothing: psql -At.
  std::string query(const std::string& sql) const;

 private:
  std::string server_;
  std::string name_;
  std::string url_;
};

}  // namespace retort::testing

/// Skips the test where it has no server of this version; in CI it fails.
#define RETORT_NEEDS_POSTGRESQL(major)                  \
  if (::retort::testing::postgresql_url(major).empty()) \
  GTEST_SKIP() << "no PostgreSQL " << (major) << ": run it by tests/support/postgresql.sh with FOLDER 15 18 -- PROGRAM"
