#include "driver/postgresql/borrowed.hpp"

#include <fmt/format.h>

#include <memory>

#include "base/ascii.hpp"
#include "retort/error.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {

namespace {

/// role and session_authorization are no settings that can be set by name; the encoding is the client library's to
/// know.
constexpr const char* kOwnSettings =
    "SELECT name, pg_catalog.current_setting(name) FROM pg_catalog.pg_settings "
    "WHERE source = 'session' AND name NOT IN ('role', 'session_authorization', 'client_encoding', 'is_superuser') "
    "UNION ALL SELECT 'role', pg_catalog.current_setting('role')";

using Rows = std::unique_ptr<PGresult, void (*)(PGresult*)>;

}  // namespace

Borrowed::Borrowed(PGconn* handle)
    : handle_(handle), was_nonblocking_(PQisnonblocking(handle)), encoding_(PQclientEncoding(handle)) {
  if (PQtransactionStatus(handle) != PQTRANS_IDLE) {
    const bool lost = PQstatus(handle) != CONNECTION_OK;
    throw UsageError(
        lost ? "the connection that was handed in is lost" : "the connection that was handed in has a transaction open",
        std::nullopt, lost ? "reconnect first" : "commit it, or roll it back, first");
  }
  const Rows rows(PQexec(handle, kOwnSettings), PQclear);
  if (PQresultStatus(rows.get()) != PGRES_TUPLES_OK)
    throw DatabaseError(fmt::format("the settings of the connection that was handed in can't be read: {}",
                                    trim(PQresultErrorMessage(rows.get()))),
                        {"", std::string(trim(PQresultErrorMessage(rows.get()))), {}});
  settings_ = {"RESET ROLE", "RESET ALL"};
  for (int row = 0; row < PQntuples(rows.get()); ++row) {
    const std::string name = PQgetvalue(rows.get(), row, 0);
    const std::string value = PQgetvalue(rows.get(), row, 1);
    if (name == "role" && value == "none") continue;
    settings_.push_back(
        fmt::format("SELECT pg_catalog.set_config({}, {}, false)", quote_literal(name), quote_literal(value)));
  }
  PQsetClientEncoding(handle, "UTF8");
}

Borrowed::~Borrowed() {
  PQsetClientEncoding(handle_, pg_encoding_to_char(encoding_));
  PQsetnonblocking(handle_, was_nonblocking_);
}

}  // namespace retort::postgresql
