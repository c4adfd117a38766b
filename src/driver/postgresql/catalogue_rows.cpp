#include "driver/postgresql/catalogue_rows.hpp"

#include <fmt/format.h>

#include <charconv>
#include <memory>

#include "retort/error.hpp"

namespace retort::postgresql {
namespace {

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Owned = std::unique_ptr<PGresult, Clear>;

[[noreturn]] void fail(PGconn* connection, const PGresult* result) {
  const char* code = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* text = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const std::string said = text == nullptr ? PQerrorMessage(connection) : text;
  throw DatabaseError(fmt::format("the catalogue can't be read: {}", said),
                      {code == nullptr ? std::string() : code, said, std::nullopt});
}

// Takes what is left of a statement off the connection, so that the next one can be sent.
void drain(PGconn* connection) {
  while (const Owned rest{PQgetResult(connection)}) {
  }
}

}  // namespace

long CatalogueRow::number(int field) const {
  const std::string_view digits = text(field);
  long number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

void read_rows(PGconn* connection, const std::string& sql, const ReadRow& read) {
  if (PQsendQuery(connection, sql.c_str()) == 0) fail(connection, nullptr);
  PQsetSingleRowMode(connection);
  try {
    while (const Owned result{PQgetResult(connection)}) {
      const ExecStatusType status = PQresultStatus(result.get());
      if (status == PGRES_SINGLE_TUPLE) {
        read(CatalogueRow(result.get()));
      } else if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        fail(connection, result.get());
      }
    }
  } catch (...) {
    drain(connection);
    throw;
  }
}

}  // namespace retort::postgresql
