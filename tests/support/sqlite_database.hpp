// A database of the real engine, for tests: runs rendered statements as the runner would, and reads its catalogue.
#pragma once

#include <sqlite3.h>

#include <string>
#include <vector>

#include "operation/statement.hpp"
#include "schema/schema.hpp"

namespace retort::test {

class SqliteDatabase {
 public:
  /// In memory, foreign keys on, double-quoted strings off, as Retort's scratch databases are. `script` is run.
  explicit SqliteDatabase(const std::string& script = {});
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;
  ~SqliteDatabase();

  /// Any number of statements. Throws std::runtime_error with SQLite's message and the text.
  void execute(const std::string& script);
  /// One transaction, foreign keys off where the mode says so; then no foreign key is violated.
  void run(std::vector<Statement> statements);

  using Row = std::vector<std::string>;
  /// NULL reads "NULL"; text is quoted as SQLite's quote() does.
  std::vector<Row> query(const std::string& sql);

  /// The catalogue, canonical. What a definition depends on is guessed from its tokens: never too little.
  Schema schema();

 private:
  sqlite3* handle_ = nullptr;
};

}  // namespace retort::test
