#include "state/replay.hpp"

#include <fmt/format.h>

#include "base/hash.hpp"

namespace retort {
namespace {

Statement statement_of(const StepStatement& statement, StepMode mode) {
  Statement made;
  made.text = statement.text;
  made.mode = mode;
  made.rebuild = statement.rebuild;
  for (const Allow& allow : statement.allows) made.allows.push_back(allow.rule);
  return made;
}

void replay_step(Connection& connection, const RevisionFile& file, const Step& step) {
  const std::string& name = file.source.name();
  if (!step.todos.empty())
    throw ProjectError(
        fmt::format("revision {} can't be replayed while a todo stands in it: {}", file.id, step.todos[0].what),
        SourceLocation{name, step.todos[0].line, 0}, "fill it in, and remove the line");
  int line = step.line;
  try {
    const std::unique_ptr<StepTransaction> transaction = connection.begin_step(step.mode);
    for (const StepStatement& statement : step.statements) {
      line = statement.line;
      transaction->run(statement_of(statement, step.mode));
    }
    line = step.line;
    transaction->check();
    transaction->commit();
  } catch (const DatabaseError& error) {
    throw ProjectError(fmt::format("revision {} can't be replayed: {}", file.id, error.what()),
                       SourceLocation{name, line, 0}, error.hint());
  } catch (const ProjectError& error) {
    throw ProjectError(fmt::format("revision {} can't be replayed: {}", file.id, error.what()),
                       SourceLocation{name, line, 0}, error.hint());
  }
}

}  // namespace

void replay_steps(Connection& connection, const RevisionGraph& graph, const Heads& heads,
                  const Cancellation& cancellation) {
  const std::set<RevisionId> wanted = graph.ancestors(heads);
  for (const std::shared_ptr<const RevisionFile>& file : graph.order()) {
    if (!wanted.contains(file->id)) continue;
    cancellation.check();
    replay_revision(connection, *file);
  }
}

void replay_revision(Connection& connection, const RevisionFile& file) {
  for (const Step& step : file.upgrade) replay_step(connection, file, step);
}

std::string replay_hash(const RevisionGraph& graph, const Heads& heads) {
  const std::set<RevisionId> wanted = graph.ancestors(heads);
  std::string all;
  for (const std::shared_ptr<const RevisionFile>& file : graph.order()) {
    if (!wanted.contains(file->id)) continue;
    for (const Step& step : file->upgrade) {
      all += fmt::format("{} {}\n", to_string(step.mode), step.todos.size());
      for (const StepStatement& statement : step.statements) {
        all += fmt::format("{}:{}", statement.text.size(), statement.text);
        if (statement.rebuild) all += statement.rebuild->hash;
        for (const Allow& allow : statement.allows) all += " allow " + allow.rule;
      }
    }
  }
  return content_hash(all);
}

}  // namespace retort
