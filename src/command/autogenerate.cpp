#include "command/autogenerate.hpp"

#include <iterator>

namespace retort::command {

std::vector<std::string> Script::todos() const {
  std::vector<std::string> result;
  for (const Statement& statement : statements)
    if (statement.todo) result.push_back(*statement.todo);
  return result;
}

namespace {

OperationList lowered(const Difference& difference, const Schema& from, const Dialect& dialect,
                      const ServerVersion& version, bool online) {
  const auto lower = [&](const OperationList& operations, const Schema& before) {
    OperationList result = dialect.lower(operations, before, version);
    return online ? dialect.online(std::move(result), before) : result;
  };
  if (!difference.renamed) return lower(difference.operations, from);
  const auto rest = difference.operations.begin() + static_cast<std::ptrdiff_t>(difference.renames);
  OperationList all = lower({difference.operations.begin(), rest}, from);
  OperationList others = lower({rest, difference.operations.end()}, *difference.renamed);
  std::move(others.begin(), others.end(), std::back_inserter(all));
  return all;
}

}  // namespace

Script make_script(const Difference& difference, const Schema& from, const Dialect& dialect,
                   const ServerVersion& version, bool online) {
  Script script;
  script.operations = difference.operations;
  for (const Operation& operation : difference.operations) {
    const std::vector<Loss> lost = losses(operation);
    script.losses.insert(script.losses.end(), lost.begin(), lost.end());
  }
  for (const Operation& operation : lowered(difference, from, dialect, version, online)) {
    std::vector<Statement> statements = dialect.render(operation, version);
    std::move(statements.begin(), statements.end(), std::back_inserter(script.statements));
  }
  unify_modes(script.statements);
  return script;
}

GeneratedScripts autogenerate(const Schema& from, const Schema& to, const Dialect& dialect,
                              const ServerVersion& version, const Answers& answers, const Differ& differ, bool online) {
  GeneratedScripts result;
  const Difference there = differ(from, to, answers);
  if (!there.questions.empty()) {
    result.questions = there.questions;
    return result;
  }
  // What is no rename on the way there is none on the way back either: every question was answered above.
  Answers back_answers = reversed(answers, from, to, dialect.lexicon());
  back_answers.no_renames = true;
  const Difference back = differ(to, from, back_answers);
  result.upgrade = make_script(there, from, dialect, version, online);
  result.downgrade = make_script(back, to, dialect, version, online);
  return result;
}

GeneratedScripts autogenerate(const Schema& from, const Schema& to, const Dialect& dialect,
                              const ServerVersion& version, const Answers& answers, const DiffOptions& options) {
  return autogenerate(from, to, dialect, version, answers, [&](const Schema& a, const Schema& b, const Answers& told) {
    return diff(a, b, dialect.capabilities(version), dialect, dialect.lexicon(), told, options);
  });
}

}  // namespace retort::command
