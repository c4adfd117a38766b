// The tests' own hands on a database: libpq and no more.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "operation/statement.hpp"

namespace retort::test::postgresql {

class RawDatabase {
 public:
  explicit RawDatabase(const std::string& url);

  using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;
  /// All in one string, and so in one transaction where no BEGIN says otherwise. What the last statement returned.
  /// Throws std::runtime_error with the server's message.
  Result execute(const std::string& sql) const;
  /// What stands in the first column.
  std::multiset<std::string> column(const std::string& sql) const;
  /// The one value of each query.
  std::vector<std::string> values(const std::vector<std::string>& queries) const;
  /// As the runner does: steps of their mode, each in a transaction, or each statement on its own.
  void run(const std::vector<Statement>& statements) const;

 private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

}  // namespace retort::test::postgresql
