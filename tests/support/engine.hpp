// The engine under test: what the proofs of a change, the matrix and the cases have to know of SQLite and PostgreSQL.
// All that is one engine's alone stands behind it, in engine_sqlite.cpp and engine_postgresql.cpp.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "diff/diff.hpp"
#include "driver/driver.hpp"
#include "execute/bookkeeping.hpp"

namespace retort::test {

/// A real database, made by the engine's own client and gone with this.
class LiveDatabase {
 public:
  virtual ~LiveDatabase() = default;
  /// Runs a script by a client that has nothing of Retort's, and returns what it prints: one line a row, fields joined
  /// by
  /// '|'. Throws std::runtime_error with the engine's message.
  virtual std::string run(const std::string& script) = 0;
  /// A connection of Retort's driver.
  virtual void with_connection(const std::function<void(Connection&)>& use) = 0;
  /// The catalogue as the engine's own means tell it: equal for two databases that have the same schema, whatever the
  /// statements that made it. Column order does not count.
  virtual std::string catalogue() = 0;
  /// What the engine itself finds wrong with the rows (SQLite: violated keys, damaged pages); the same before and after
  /// every step.
  virtual std::string health() = 0;
};

class Engine {
 public:
  virtual ~Engine() = default;
  /// For people: "SQLite", "PostgreSQL".
  virtual std::string title() const = 0;
  virtual const Driver& driver() const = 0;
  virtual ServerVersion version() const = 0;
  virtual BookkeepingNames names() const = 0;
  const Dialect& dialect() const { return driver().dialect(); }
  const Lexicon& lexicon() const { return dialect().lexicon(); }

  /// A database with what `sql` makes in it. REQUIRES: none other of this engine's is alive.
  virtual std::unique_ptr<LiveDatabase> database(const std::string& sql) = 0;
  /// What Retort reads where `sql` was loaded.
  virtual Schema read(const std::string& sql) = 0;
  /// LiveDatabase::catalogue() of a database where `sql` was loaded. REQUIRES: no database of this engine's is alive.
  virtual std::string catalogue(const std::string& sql) = 0;

  /// As the program compares two schemas of this engine.
  virtual Difference difference(const Schema& from, const Schema& to, const Answers&, const DiffOptions&) = 0;

  /// A column's value as SQL that gives text which is equal for equal values and only for them; `retyped`: the type of
  /// the column changes, so that '7' may become 7.
  virtual std::string value_text(const std::string& quoted_column, bool retyped) const = 0;
  /// The table's own rows, without those of tables that inherit from it, as FROM reads it.
  virtual std::string own_rows(const std::string& quoted_table) const { return quoted_table; }
  /// What of a row is in no column: names, as SQL reads them, in both. Empty where there is none.
  virtual std::pair<std::string, std::string> hidden_column(const Table& before, const Table& after) const = 0;
  /// A query for the counters that a table keeps: the highest id that was given. Empty where it has none on both sides.
  virtual std::string counters(const Table& before, const Table& after, bool of_after) const = 0;

  /// What stands on a table in company (see cell.hpp): SQL that makes it, and fills it; empty where `sql` has no such
  /// table.
  struct Company {
    std::string table;  // the beginning of the CREATE TABLE statement that it needs on both sides
    std::string sql;
    std::string rows;
  };
  virtual const Company& company() const = 0;
};

/// "sqlite", or "postgresql:15" on the server that the tests were started with (support/postgresql.sh). SQLite's files
/// are made in `folder`. Throws std::runtime_error.
std::unique_ptr<Engine> make_engine(const std::string& name, const std::filesystem::path& folder);

std::unique_ptr<Engine> make_sqlite_engine(const std::filesystem::path& folder);
std::unique_ptr<Engine> make_postgresql_engine(const std::string& url, const std::filesystem::path& folder);

}  // namespace retort::test
