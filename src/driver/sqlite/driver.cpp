#include "driver/driver.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/hash.hpp"
#include "dialect/sqlite/dialect.hpp"
#include "driver/bookkeeping_tables.hpp"
#include "driver/sqlite/connection.hpp"
#include "driver/sqlite/inspect.hpp"
#include "driver/sqlite/open.hpp"
#include "driver/sqlite/shell.hpp"
#include "retort/sqlite.hpp"
#include "sql/quote.hpp"

namespace retort::sqlite {

namespace {

/// In memory, and stricter than a live database: a double-quoted name that does not exist is an error, no string.
class MemoryScratch final : public Scratch {
 public:
  explicit MemoryScratch(const Stubs& stubs) : connection_(open(stubs)) {}
  Connection& connection() override { return connection_; }

 private:
  static std::unique_ptr<Session> open(const Stubs& stubs) {
    Url url;
    url.scheme = "sqlite";
    url.database = ":memory:";
    std::unique_ptr<Session> session = open_session(url, {});
    session->configure(SQLITE_DBCONFIG_DQS_DDL, false);
    session->configure(SQLITE_DBCONFIG_DQS_DML, false);
    session->define(stubs);
    return session;
  }

  SqliteConnection connection_;
};

class SqliteDriver final : public Driver {
 public:
  /// `handle`: where somebody else has opened the database; null: each connection opens it.
  explicit SqliteDriver(Stubs stubs, sqlite3* handle = nullptr) : stubs_(std::move(stubs)), handle_(handle) {}

  const Dialect& dialect() const override { return sqlite::dialect(); }
  std::unique_ptr<Connection> connect(const Url& url, const ConnectOptions& options) const override {
    return std::make_unique<SqliteConnection>(handle_ == nullptr ? open_session(url, options)
                                                                 : std::make_unique<Session>(handle_, options));
  }
  Schema inspect(Connection& connection, const InspectOptions& options) const override {
    return sqlite::inspect(session_of(connection), options);
  }
  std::string catalogue_hash(Connection& connection) const override;
  bool exists(const Url& url) const override {
    if (handle_ != nullptr) return true;
    std::error_code ignored;
    return url.names_file() && std::filesystem::exists(url.database, ignored);
  }
  std::unique_ptr<Scratch> make_scratch() const override { return std::make_unique<MemoryScratch>(stubs_); }
  std::unique_ptr<Driver> with_stubs(const Stubs& stubs) const override {
    return std::make_unique<SqliteDriver>(stubs, handle_);
  }
  std::string canonical_version() const override { return fmt::format("sqlite {}", sqlite3_libversion()); }
  std::vector<std::string> bookkeeping_ddl(const ObjectName& version_table, const ObjectName& journal) const override;
  const Shell& shell() const override { return sqlite::shell(); }
  void drop_database(const Url& url, const ConnectOptions& options) const override;

 private:
  Stubs stubs_;
  sqlite3* handle_;
};

/// The texts in their order, which is all that a schema is made of here.
std::string SqliteDriver::catalogue_hash(Connection& connection) const {
  std::string all;
  const Rows rows = connection.query("SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY rowid");
  for (const Row& row : rows.rows) {
    for (const Value& value : row) all += fmt::format("{}:{}", text_of(value).size(), text_of(value));
  }
  return content_hash(all);
}

std::vector<std::string> SqliteDriver::bookkeeping_ddl(const ObjectName& version_table,
                                                       const ObjectName& journal) const {
  return bookkeeping_tables(dialect().lexicon(), version_table, journal, "INTEGER");
}

void SqliteDriver::drop_database(const Url& url, const ConnectOptions& options) const {
  if (handle_ != nullptr) throw UsageError("a database that somebody has open can't be taken away");
  if (url.in_memory()) return;
  ConnectOptions writing = options;
  writing.read_only = false;
  writing.create = false;
  const std::unique_ptr<Session> session = open_session(url, writing);
  const std::string path = sqlite3_db_filename(session->handle(), "main");
  // Leaving WAL mode takes the whole database to oneself, and takes -wal and -shm away; in the other modes the
  // exclusive lock does. It is held until the file is gone.
  session->run("PRAGMA main.journal_mode = DELETE");
  session->run("BEGIN EXCLUSIVE");
  for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
    std::error_code error;
    std::filesystem::remove(path + suffix, error);
    if (error) {
      throw DatabaseError(fmt::format("{}{} can't be removed: {}", path, suffix, error.message()),
                          {"SQLITE_IOERR_DELETE", error.message(), {}});
    }
  }
}

}  // namespace

const Driver& driver() {
  static const SqliteDriver instance{Stubs{}};
  return instance;
}

OpenConnection on(sqlite3* handle) {
  const char* file = sqlite3_db_filename(handle, "main");
  const bool in_memory = file == nullptr || *file == '\0';
  return {std::make_shared<SqliteDriver>(Stubs{}, handle), fmt::format("sqlite:{}", in_memory ? ":memory:" : file)};
}

}  // namespace retort::sqlite
