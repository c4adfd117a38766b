#include "driver/sqlite/connection.hpp"

#include "dialect/sqlite/dialect.hpp"
#include "driver/sqlite/step_transaction.hpp"
#include "sql/classify.hpp"

namespace retort::sqlite {

namespace {

/// Retort's own statements are a few dozen; whoever makes up more has put values into the text.
constexpr std::size_t kMostKept = 200;

/// Leaves a kept statement ready for the next use on every way out.
class Use {
 public:
  explicit Use(Prepared& statement) : statement_(statement) {}
  ~Use() { statement_.reset(); }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;

 private:
  Prepared& statement_;
};

Rows rows_of(Prepared& statement, const Row& parameters) {
  statement.bind(parameters);
  Rows rows;
  while (statement.step()) {
    Row& row = rows.rows.emplace_back();
    row.reserve(static_cast<std::size_t>(statement.columns()));
    for (int column = 0; column < statement.columns(); ++column) row.push_back(statement.value(column));
  }
  for (int column = 0; column < statement.columns(); ++column) rows.columns.push_back(statement.column_name(column));
  return rows;
}

}  // namespace

SqliteConnection::SqliteConnection(std::unique_ptr<Session> session) : session_(std::move(session)) {
  session_->configure(SQLITE_DBCONFIG_ENABLE_FKEY, true);
  changed_elsewhere();
}

const Dialect& SqliteConnection::dialect() const { return sqlite::dialect(); }

ServerVersion SqliteConnection::version() const {
  const int number = sqlite3_libversion_number();
  return {number / 1000000, number / 1000 % 1000, number % 1000};
}

std::string SqliteConnection::address() const { return session_->place(); }

Prepared& SqliteConnection::prepared(std::string_view sql) {
  std::string text(sql);
  if (const auto kept = kept_.find(text); kept != kept_.end()) return kept->second;
  if (kept_.size() >= kMostKept) kept_.clear();
  Prepared statement(*session_, sql);
  return kept_.emplace(std::move(text), std::move(statement)).first->second;
}

Rows SqliteConnection::query(std::string_view sql, const Row& parameters) {
  session_->statement_started();
  Prepared& statement = prepared(sql);
  const Use use(statement);
  return rows_of(statement, parameters);
}

void SqliteConnection::execute(std::string_view sql) {
  session_->statement_started();
  session_->cancellation().check();
  Prepared(*session_, sql).run();
}

std::unique_ptr<StepTransaction> SqliteConnection::begin_step(StepMode mode) { return start_step(*session_, mode); }

std::unique_ptr<StepTransaction> SqliteConnection::begin() { return start_own_transaction(*session_); }

bool SqliteConnection::changed_elsewhere() {
  Prepared& pragma = prepared("PRAGMA main.data_version");
  const Use use(pragma);
  if (!pragma.step()) return true;
  const std::int64_t before = std::exchange(data_version_, pragma.integer(0));
  return before != data_version_;
}

bool SqliteConnection::runs_in_transaction(std::string_view sql) const {
  const StatementKind kind = classify(sql, dialect().lexicon()).kind;
  return kind != StatementKind::vacuum && kind != StatementKind::pragma;
}

bool SqliteConnection::has_table(const ObjectName& table) {
  const Rows found =
      query("SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = $1 COLLATE NOCASE", {table.name.text()});
  return !found.rows.empty();
}

Session& session_of(Connection& connection) { return dynamic_cast<SqliteConnection&>(connection).session(); }

}  // namespace retort::sqlite
