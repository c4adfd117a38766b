#include "execute/script_connection.hpp"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>
#include <utility>

#include "base/ascii.hpp"
#include "sql/quote.hpp"

namespace retort {

namespace {

/// The id of a row that a script has just written, and knows no number of.
constexpr std::int64_t kNewestRow = -1;

/// With its semicolon on a line of its own where a comment would swallow it.
std::string ended(std::string_view statement) {
  const std::size_t line = statement.rfind('\n');
  const std::string_view last = line == std::string_view::npos ? statement : statement.substr(line + 1);
  return std::string(statement) + (last.find("--") != std::string_view::npos ? "\n;\n" : ";\n");
}

}  // namespace

/// Its first lines are written with its first statement: who begins one tells what it is for only then. The object of
/// an autocommit step stands for a lock alone, and others begin while it lives.
class ScriptConnection::Transaction final : public StepTransaction {
 public:
  Transaction(ScriptConnection& connection, StepMode mode) : connection_(connection), mode_(mode) {
    if (mode_ != StepMode::autocommit) connection_.open_ = this;
  }
  ~Transaction() override {
    if (connection_.open_ == this) connection_.open_ = nullptr;
  }

  void run(const Statement& statement) override {
    const Shell& shell = connection_.driver_.shell();
    if (mode_ == StepMode::autocommit) {
      connection_.text_ += shell.before_alone(statement.text) + ended(shell.typed(statement.text)) + shell.check(mode_);
      return;
    }
    begin();
    if (statement.rebuild) connection_.text_ += shell.guard(*statement.rebuild);
    connection_.text_ += ended(shell.typed(statement.text));
  }
  void check() override {
    begin();
    connection_.text_ += connection_.driver_.shell().check(mode_);
  }
  void next_step() override {
    begin();
    connection_.text_ += connection_.driver_.shell().between_steps();
  }
  void commit() override {
    if (begun_) connection_.text_ += connection_.driver_.shell().commit(mode_);
    connection_.open_ = nullptr;
  }

  void begin() {
    if (std::exchange(begun_, true)) return;
    connection_.text_ += connection_.driver_.shell().begin(mode_) + std::exchange(connection_.prelude_, {});
  }

 private:
  ScriptConnection& connection_;
  StepMode mode_;
  bool begun_ = false;
};

const RowRules& ScriptConnection::row_rules() const { throw std::logic_error("a script has no rows"); }

Rows ScriptConnection::query(std::string_view sql, const Row& parameters) {
  constexpr std::string_view kReturning = " RETURNING id";
  Rows rows;
  if (sql == heads_query(*this, names_)) {
    for (const RevisionId& id : heads_) rows.rows.push_back({id});
  } else if (sql.ends_with(kReturning)) {
    sql.remove_suffix(kReturning.size());
    enqueue(sql, parameters);
    rows.rows.push_back({kNewestRow});
  }
  return rows;
}

void ScriptConnection::enqueue(std::string_view sql, const Row& parameters) {
  if (open_ != nullptr) open_->begin();
  text_ += with_literals(sql, parameters) + ";\n";
}

void ScriptConnection::execute(std::string_view sql) { enqueue(sql, {}); }

std::unique_ptr<StepTransaction> ScriptConnection::begin_step(StepMode mode) {
  return std::make_unique<Transaction>(*this, mode);
}

std::unique_ptr<StepTransaction> ScriptConnection::begin() {
  return std::make_unique<Transaction>(*this, StepMode::transactional);
}

std::string ScriptConnection::literal(const Value& value) const {
  if (std::holds_alternative<std::monostate>(value)) return "NULL";
  if (value == Value(kNewestRow))
    return fmt::format("(SELECT max(id) FROM {})", quote(dialect().lexicon(), names_.journal));
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  const std::string text = text_of(value);
  return text == kServerTime ? std::string(driver_.shell().now()) : quote_literal(text);
}

std::string ScriptConnection::with_literals(std::string_view sql, const Row& parameters) const {
  std::string result;
  bool quoted = false;  // "v$1" is a table's name
  for (std::size_t at = 0; at < sql.size();) {
    if (sql[at] == '"') quoted = !quoted;
    std::size_t number = 0;
    const auto [end, problem] = std::from_chars(sql.data() + at + 1, sql.data() + sql.size(), number);
    if (quoted || sql[at] != '$' || problem != std::errc() || number == 0 || number > parameters.size()) {
      result += sql[at++];
      continue;
    }
    result += literal(parameters[number - 1]);
    at = static_cast<std::size_t>(end - sql.data());
  }
  return result;
}

}  // namespace retort
