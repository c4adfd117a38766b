#include "support/postgresql_database.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace retort::testing {
namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

Result run(const std::string& url, const std::string& sql) {
  const Connection connection(PQconnectdb(url.c_str()), &PQfinish);
  if (PQstatus(connection.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
  PQsetNoticeProcessor(
      connection.get(), [](void*, const char*) {}, nullptr);
  Result result(PQexec(connection.get(), sql.c_str()), &PQclear);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
    throw std::runtime_error(fmt::format("{}: {}", sql.substr(0, 200), PQerrorMessage(connection.get())));
  return result;
}

}  // namespace

std::string postgresql_url(int major) {
  const char* url = std::getenv(fmt::format("RETORT_TEST_POSTGRESQL_{}", major).c_str());
  if (url != nullptr) return url;
  if (std::getenv("CI") != nullptr)
    throw std::runtime_error(fmt::format("no PostgreSQL {}, and in CI nothing is skipped", major));
  return {};
}

PostgresqlDatabase::PostgresqlDatabase(int major) : server_(postgresql_url(major)) {
  static std::atomic<int> count = 0;
  name_ = fmt::format("test_{}_{}", getpid(), ++count);
  run(server_, fmt::format("CREATE DATABASE {} TEMPLATE template0", name_));
  url_ = server_.substr(0, server_.rfind('/') + 1) + name_;
}

PostgresqlDatabase::~PostgresqlDatabase() {
  try {
    run(server_, fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", name_));
  } catch (const std::exception& error) {
    ADD_FAILURE() << error.what();
  }
}

void PostgresqlDatabase::execute(const std::string& sql) const { run(url_, sql); }

std::string PostgresqlDatabase::query(const std::string& sql) const {
  const Result result = run(url_, sql);
  std::string text;
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    if (row > 0) text += '\n';
    for (int column = 0; column < PQnfields(result.get()); ++column) {
      if (column > 0) text += '|';
      text += PQgetvalue(result.get(), row, column);
    }
  }
  return text;
}

}  // namespace retort::testing
