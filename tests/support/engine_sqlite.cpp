#include <fmt/format.h>

#include "dialect/sqlite/rowid.hpp"
#include "driver/driver.hpp"
#include "retort/sqlite.hpp"
#include "sql/quote.hpp"
#include "sql/split.hpp"
#include "support/engine.hpp"
#include "support/raw_client.hpp"

namespace retort::test {
namespace {

const Engine::Company kCompany{
    "CREATE TABLE t (id INTEGER PRIMARY KEY",
    "\nCREATE TABLE company_child (id INTEGER PRIMARY KEY,"
    " t_id INTEGER NOT NULL REFERENCES t (id) ON DELETE CASCADE ON UPDATE CASCADE);"
    "\nCREATE TABLE company_log (what TEXT);"
    "\nCREATE INDEX company_index ON t (id DESC) WHERE id > 0;"
    "\nCREATE VIEW company_view AS SELECT * FROM t;"
    "\nCREATE VIEW company_count AS SELECT count(*) AS n FROM company_view;"
    "\nCREATE TRIGGER company_insert AFTER INSERT ON t BEGIN INSERT INTO company_log VALUES ('insert ' || new.id); END;"
    "\nCREATE TRIGGER company_delete BEFORE DELETE ON t BEGIN INSERT INTO company_log VALUES ('delete ' || old.id); "
    "END;"
    "\nCREATE TRIGGER company_update INSTEAD OF UPDATE ON company_view BEGIN"
    " UPDATE t SET id = new.id WHERE id = old.id; END;",
    "\nINSERT INTO company_child SELECT id, id FROM t;"};

class SqliteLive final : public LiveDatabase {
 public:
  SqliteLive(std::filesystem::path file, const std::string& sql) : file_(std::move(file)) {
    run("PRAGMA foreign_keys = ON;\n" + sql);
  }
  ~SqliteLive() override {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
      std::filesystem::remove(file_.string() + suffix, ignored);
    }
  }

  std::string run(const std::string& script) override { return sqlite3_library(file_, script); }
  void with_connection(const std::function<void(Connection&)>& use) override {
    ConnectOptions options;
    options.create = true;
    use(*sqlite::driver().connect(Url::parse("sqlite:" + file_.string()), options));
  }
  std::string catalogue() override { return catalogue_of(sqlite3_library, file_); }
  std::string health() override { return run("PRAGMA foreign_key_check; PRAGMA integrity_check;"); }

 private:
  std::filesystem::path file_;
};

class SqliteEngine final : public Engine {
 public:
  explicit SqliteEngine(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::string title() const override { return "SQLite"; }
  const Driver& driver() const override { return sqlite::driver(); }
  ServerVersion version() const override { return {3, 40, 1}; }
  BookkeepingNames names() const override {
    return {{{}, lexicon().identifier("retort_version")}, {{}, lexicon().identifier("retort_journal")}};
  }

  std::unique_ptr<LiveDatabase> database(const std::string& sql) override {
    return std::make_unique<SqliteLive>(folder_ / fmt::format("{}.db", ++number_), sql);
  }
  Schema read(const std::string& sql) override {
    const std::unique_ptr<Scratch> scratch = driver().make_scratch();
    for (const StatementText& statement : split_statements(sql, lexicon()).statements) {
      scratch->connection().execute(statement.text);
    }
    return driver().inspect(scratch->connection(), {});
  }
  std::string catalogue(const std::string& sql) override { return database(sql)->catalogue(); }

  Difference difference(const Schema& from, const Schema& to, const Answers& answers,
                        const DiffOptions& options) override {
    return diff(from, to, dialect().capabilities(version()), dialect(), lexicon(), answers, options);
  }
  std::string value_text(const std::string& column, bool retyped) const override {
    return retyped ? fmt::format("quote(CAST({} AS TEXT))", column) : fmt::format("quote({})", column);
  }
  std::pair<std::string, std::string> hidden_column(const Table& before, const Table& after) const override {
    const std::optional<Identifier> old_rowid = sqlite::rowid_name(before);
    const std::optional<Identifier> new_rowid = sqlite::rowid_name(after);
    if (!old_rowid || !new_rowid || sqlite::rowid_alias(before) != nullptr || sqlite::rowid_alias(after) != nullptr)
      return {};
    return {quote(lexicon(), *old_rowid), quote(lexicon(), *new_rowid)};
  }
  std::string counters(const Table& before, const Table& after, bool of_after) const override {
    const auto counts = [](const Table& side) { return side.primary_key && side.primary_key->autoincrement; };
    if (!counts(before) || !counts(after)) return {};
    return fmt::format("SELECT 'sequence', seq FROM sqlite_sequence WHERE lower(name) = lower({});\n",
                       quote_literal((of_after ? after : before).name.name.text()));
  }
  const Company& company() const override { return kCompany; }

 private:
  std::filesystem::path folder_;
  int number_ = 0;
};

}  // namespace

std::unique_ptr<Engine> make_sqlite_engine(const std::filesystem::path& folder) {
  return std::make_unique<SqliteEngine>(folder);
}

}  // namespace retort::test
