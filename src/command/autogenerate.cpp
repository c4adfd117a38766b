#include "command/autogenerate.hpp"

#include <iterator>

namespace retort::command {

std::vector<std::string> Script::todos() const {
  std::vector<std::string> result;
  for (const Statement& statement : statements)
    if (statement.todo) result.push_back(*statement.todo);
  return result;
}

Script make_script(const Operations& operations, const Schema& from, const Dialect& dialect,
                   const ServerVersion& version) {
  Script script;
  script.operations = operations;
  for (const Operation& operation : operations) {
    const std::vector<Loss> lost = losses(operation);
    script.losses.insert(script.losses.end(), lost.begin(), lost.end());
  }
  for (const Operation& operation : dialect.lower(operations, from, version)) {
    std::vector<Statement> statements = dialect.render(operation, version);
    std::move(statements.begin(), statements.end(), std::back_inserter(script.statements));
  }
  unify_modes(script.statements);
  return script;
}

GeneratedScripts autogenerate(const Schema& from, const Schema& to, const Dialect& dialect,
                              const ServerVersion& version, const Answers& answers, const DiffOptions& options) {
  const Capabilities capabilities = dialect.capabilities(version);
  GeneratedScripts result;
  const Difference there = diff(from, to, capabilities, dialect, dialect.lexicon(), answers, options);
  if (!there.questions.empty()) {
    result.questions = there.questions;
    return result;
  }
  // What is no rename on the way there is none on the way back either: every question was answered above.
  Answers back_answers = reversed(answers, from, to);
  back_answers.no_renames = true;
  const Difference back = diff(to, from, capabilities, dialect, dialect.lexicon(), back_answers, options);
  result.upgrade = make_script(there.operations, from, dialect, version);
  result.downgrade = make_script(back.operations, to, dialect, version);
  return result;
}

}  // namespace retort::command
