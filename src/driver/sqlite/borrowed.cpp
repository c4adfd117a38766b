#include "driver/sqlite/borrowed.hpp"

#include "retort/error.hpp"

namespace retort::sqlite {

namespace {

int read_pragma(sqlite3* handle, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  int value = 0;
  if (sqlite3_prepare_v2(handle, sql, -1, &statement, nullptr) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
    value = sqlite3_column_int(statement, 0);
  sqlite3_finalize(statement);
  return value;
}

}  // namespace

Borrowed::Borrowed(sqlite3* handle)
    : handle_(handle),
      busy_timeout_(read_pragma(handle, "PRAGMA busy_timeout")),
      query_only_(read_pragma(handle, "PRAGMA query_only")) {
  if (sqlite3_get_autocommit(handle) == 0)
    throw UsageError("the connection that was handed in has a transaction open", std::nullopt,
                     "commit it, or roll it back, first");
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &foreign_keys_);
}

Borrowed::~Borrowed() {
  sqlite3_set_authorizer(handle_, nullptr, nullptr);
  sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
  sqlite3_busy_handler(handle_, nullptr, nullptr);
  sqlite3_busy_timeout(handle_, busy_timeout_);
  int now = 0;
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_FKEY, foreign_keys_, &now);
  sqlite3_exec(handle_, query_only_ != 0 ? "PRAGMA query_only = ON" : "PRAGMA query_only = OFF", nullptr, nullptr,
               nullptr);
}

}  // namespace retort::sqlite
