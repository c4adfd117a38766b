#include "execute/step_body.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "retort/transaction.hpp"

namespace retort {

namespace {

class OpenTransaction final : public Transaction {
 public:
  OpenTransaction(Connection& connection, StepTransaction& step, const Cancellation& cancellation)
      : connection_(connection), step_(step), cancellation_(cancellation) {}

  std::string_view dialect() const override { return connection_.dialect().name(); }

  Rows query(std::string_view sql, const Row& parameters) override {
    cancellation_.check();
    const std::string refused = connection_.dialect().refusal(sql, StepMode::transactional);
    if (!refused.empty()) throw ProjectError(refused, std::nullopt, "the step is the transaction of the function");
    return connection_.query(sql, parameters);
  }

  void execute(std::string_view sql, const Row& parameters) override {
    if (!parameters.empty()) {
      query(sql, parameters);
      return;
    }
    cancellation_.check();
    Statement statement;
    statement.text = sql;
    step_.run(statement);
  }

 private:
  Connection& connection_;
  StepTransaction& step_;
  const Cancellation& cancellation_;
};

}  // namespace

Step realised(const Step& step, const Driver& driver, Connection& connection, const std::set<ObjectName>& own_tables) {
  const Schema before = driver.inspect(connection, {own_tables});
  Step made = step;
  made.operations = nullptr;
  for (Statement& statement : step.operations->statements(before, connection.version())) {
    if (statement.mode != StepMode::transactional) made.mode = statement.mode;
    StepStatement& each = made.statements.emplace_back();
    each.text = std::move(statement.text);
    each.rebuild = std::move(statement.rebuild);
    for (std::string& rule : statement.allows) each.allows.push_back({std::move(rule), "said in C++", step.line});
  }
  return made;
}

Statement statement_of(const StepStatement& statement, StepMode mode) {
  Statement made;
  made.text = statement.text;
  made.mode = mode;
  made.rebuild = statement.rebuild;
  for (const Allow& allow : statement.allows) made.allows.push_back(allow.rule);
  return made;
}

std::vector<Statement> statements_of(const Step& step) {
  std::vector<Statement> statements;
  for (const StepStatement& each : step.statements) statements.push_back(statement_of(each, step.mode));
  return statements;
}

void make_calls(const Step& step, Calls place, Connection& connection, StepTransaction& transaction,
                const Cancellation& cancellation) {
  OpenTransaction open(connection, transaction, cancellation);
  for (const StepCall& call : step.calls) {
    if (call.before_statements == (place == Calls::before_statements)) call.run(open);
  }
}

}  // namespace retort
