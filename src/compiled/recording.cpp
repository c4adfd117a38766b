// Operations that stand together are one step: on SQLite they may become one rebuild a table. SQL and functions stand
// in steps of their own, since what comes after them is lowered against what they left.
#include "compiled/recording.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"
#include "sql/token.hpp"

namespace retort::compiled {

namespace {

class TypedOperations final : public StepOperations {
 public:
  TypedOperations(const Dialect& dialect, std::vector<Change> changes)
      : dialect_(dialect), changes_(std::move(changes)) {}

  std::vector<Statement> statements(const Schema& before, const ServerVersion& version) const override {
    Resolution resolution(dialect_, before);
    for (const Change& change : changes_) change.make(resolution);
    std::vector<Statement> statements;
    for (const Operation& operation : dialect_.lower(resolution.take(), before, version)) {
      for (Statement& statement : dialect_.render(operation, version)) statements.push_back(std::move(statement));
    }
    const bool keys_off = std::any_of(statements.begin(), statements.end(), [](const Statement& statement) {
      return statement.mode == StepMode::foreign_keys_off;
    });
    const bool lossy =
        std::any_of(changes_.begin(), changes_.end(), [](const Change& change) { return change.allow_lossy_copy; });
    for (Statement& statement : statements) {
      statement.mode = keys_off ? StepMode::foreign_keys_off : StepMode::transactional;
      if (lossy) statement.allows.emplace_back("lossy-copy");
    }
    return statements;
  }

  std::vector<std::string> describe() const override {
    std::vector<std::string> lines;
    for (const Change& change : changes_) lines.push_back(change.words);
    return lines;
  }

 private:
  const Dialect& dialect_;
  std::vector<Change> changes_;
};

}  // namespace

void Recording::add(Change change) {
  if (in_autocommit_)
    throw ProjectError(fmt::format("{} stands in an autocommit_block", change.words), std::nullopt,
                       "only execute() can stand there, and create_index and drop_index that are concurrent");
  changes_.push_back(std::move(change));
  last_ = Last::changes;
}

void Recording::end_changes() {
  if (changes_.empty()) return;
  Step& step = steps_.emplace_back();
  step.line = line_;
  std::string values;
  for (const Change& change : changes_) values += fmt::format("{}:{}\n", change.values.size(), change.values);
  step.hash = content_hash("operations\n" + values);
  step.operations = std::make_shared<TypedOperations>(dialect_, std::move(changes_));
  changes_.clear();
}

Step& Recording::step_for(Last kind) {
  end_changes();
  if (last_ != kind) {
    Step& step = steps_.emplace_back();
    step.line = line_;
    if (kind == Last::autocommit) step.mode = StepMode::autocommit;
  }
  last_ = kind;
  return steps_.back();
}

void Recording::add_sql(std::string statement) {
  if (in_autocommit_) return add_autocommit(std::move(statement));
  step_for(Last::sql).statements.push_back({std::move(statement), line_, {}, {}});
}

void Recording::add_autocommit(std::string statement) {
  step_for(Last::autocommit).statements.push_back({std::move(statement), line_, {}, {}});
}

void Recording::add_call(StepFunction function, const std::string& version) {
  last_ = Last::nothing;
  Step& step = step_for(Last::call);
  step.calls.push_back({std::move(function), false});
  step.hash = content_hash(fmt::format("call {}\n{}", id_, version));
  last_ = Last::nothing;  // the next one is a step of its own again
}

void Recording::autocommit(const std::function<void()>& body) {
  in_autocommit_ = true;
  body();
  in_autocommit_ = false;
}

std::vector<Step> Recording::take() {
  end_changes();
  for (Step& step : steps_) {
    if (!step.hash.empty()) continue;
    std::string tokens(to_string(step.mode));
    for (const StepStatement& statement : step.statements) tokens += '\n' + token_hash(statement.text, lexicon());
    step.hash = content_hash(tokens);
  }
  return std::move(steps_);
}

}  // namespace retort::compiled
