// The real engine, for tests that ask it what a statement means.
#pragma once

#include <sqlite3.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace retort::test {

class Database {
 public:
  /// `dqs`: double-quoted strings are allowed, as SQLite's default has it.
  explicit Database(bool dqs) {
    sqlite3_open(":memory:", &handle_);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, dqs ? 1 : 0, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, dqs ? 1 : 0, nullptr);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() { sqlite3_close(handle_); }

  using Row = std::vector<std::string>;

  /// Throws std::runtime_error with SQLite's message. NULL reads "NULL".
  std::vector<Row> query(const std::string& sql) const {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) fail(sql);
    std::vector<Row> rows;
    int status = SQLITE_ROW;
    while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
      Row row;
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const unsigned char* text = sqlite3_column_text(statement, i);
        row.emplace_back(text != nullptr ? reinterpret_cast<const char*>(text) : "NULL");
      }
      rows.push_back(std::move(row));
    }
    sqlite3_finalize(statement);
    if (status != SQLITE_DONE) fail(sql);
    return rows;
  }

 private:
  [[noreturn]] void fail(const std::string& sql) const {
    throw std::runtime_error(std::string(sqlite3_errmsg(handle_)) + "\n  in " + sql);
  }

  sqlite3* handle_ = nullptr;
};

}  // namespace retort::test
