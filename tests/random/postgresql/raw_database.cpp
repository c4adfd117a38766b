#include "random/postgresql/raw_database.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace retort::test::postgresql {

RawDatabase::RawDatabase(const std::string& url) : connection_(PQconnectdb(url.c_str()), &PQfinish) {
  if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
  execute("SET client_min_messages = error; SET search_path = pg_catalog; SET datestyle = iso; SET timezone = 'UTC'");
}

RawDatabase::Result RawDatabase::execute(const std::string& sql) const {
  Result result(PQexec(connection_.get(), sql.c_str()), &PQclear);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return result;
  std::string message = PQerrorMessage(connection_.get());
  if (const char* at = PQresultErrorField(result.get(), PG_DIAG_STATEMENT_POSITION))
    message += "  at: " + sql.substr(static_cast<std::size_t>(std::max(0, std::atoi(at) - 200)), 300) + "\n";
  throw std::runtime_error(message);
}

std::multiset<std::string> RawDatabase::column(const std::string& sql) const {
  const Result result = execute(sql);
  std::multiset<std::string> values;
  for (int row = 0; row < PQntuples(result.get()); ++row) values.emplace(PQgetvalue(result.get(), row, 0));
  return values;
}

std::vector<std::string> RawDatabase::values(const std::vector<std::string>& queries) const {
  std::string all;
  for (std::size_t i = 0; i < queries.size(); ++i)
    all += fmt::format("{}(SELECT {}, ({}))", i == 0 ? "" : " UNION ALL ", i, queries[i]);
  std::vector<std::string> found;
  if (queries.empty()) return found;
  const Result result = execute(all + " ORDER BY 1");
  for (int row = 0; row < PQntuples(result.get()); ++row) found.emplace_back(PQgetvalue(result.get(), row, 1));
  return found;
}

void RawDatabase::run(const std::vector<Statement>& statements) const {
  std::string together;
  const auto flush = [&] {
    if (!together.empty()) execute(together);
    together.clear();
  };
  for (const Statement& statement : statements) {
    // Rows hold none of the labels that an edit drops: what a person would have to say of them is of no matter here.
    const bool of_label = statement.todo && statement.text.starts_with("UPDATE ");
    if (statement.todo && !of_label) throw std::runtime_error("a todo: " + *statement.todo + "\n  " + statement.text);
    if (statement.mode == StepMode::autocommit || statement.data) {
      flush();
      execute(statement.text);
    } else {
      together += statement.text + ";\n";
    }
  }
  flush();
}

}  // namespace retort::test::postgresql
