#include "state/replay.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/hash.hpp"
#include "execute/step_body.hpp"

namespace retort {

std::optional<Step> replay_step(Connection& connection, const Replay& replay, const RevisionFile& file,
                                const Step& written) {
  const std::string& name = file.source.name();
  if (!written.todos.empty())
    throw ProjectError(
        fmt::format("revision {} can't be replayed while a todo stands in it: {}", file.id, written.todos[0].what),
        SourceLocation{name, written.todos[0].line, 0}, "fill it in, and remove the line");
  int line = written.line;
  try {
    std::optional<Step> made;
    if (written.operations) made = realised(written, replay.driver, connection, {});
    const Step& step = made ? *made : written;
    const std::unique_ptr<StepTransaction> transaction = connection.begin_step(step.mode);
    make_calls(step, Calls::before_statements, connection, *transaction, replay.cancellation);
    for (const StepStatement& statement : step.statements) {
      line = statement.line;
      transaction->run(statement_of(statement, step.mode));
    }
    line = step.line;
    make_calls(step, Calls::after_statements, connection, *transaction, replay.cancellation);
    transaction->check();
    transaction->commit();
    return made;
  } catch (const DatabaseError& error) {
    throw ProjectError(fmt::format("revision {} can't be replayed: {}", file.id, error.what()),
                       SourceLocation{name, line, 0}, error.hint());
  } catch (const ProjectError& error) {
    throw ProjectError(fmt::format("revision {} can't be replayed: {}", file.id, error.what()),
                       SourceLocation{name, line, 0}, error.hint());
  } catch (const Error&) {
    throw;
  } catch (const std::exception& error) {
    throw ProjectError(
        fmt::format("revision {} can't be replayed: the C++ function beside it threw: {}", file.id, error.what()),
        SourceLocation{name, line, 0}, "it has to work in an empty database, too");
  }
}

void replay_steps(Connection& connection, const Replay& replay, const RevisionGraph& graph, const Heads& heads) {
  const std::set<RevisionId> wanted = graph.ancestors(heads);
  for (const std::shared_ptr<const RevisionFile>& file : graph.order()) {
    if (!wanted.contains(file->id)) continue;
    replay.cancellation.check();
    for (const Step& step : file->upgrade) replay_step(connection, replay, *file, step);
  }
}

RevisionFile replay_revision(Connection& connection, const Replay& replay, const RevisionFile& file) {
  RevisionFile ran = file;
  for (Step& step : ran.upgrade) {
    if (std::optional<Step> made = replay_step(connection, replay, file, step)) step = std::move(*made);
  }
  return ran;
}

std::string replay_hash(const RevisionGraph& graph, const Heads& heads) {
  const std::set<RevisionId> wanted = graph.ancestors(heads);
  std::string all;
  for (const std::shared_ptr<const RevisionFile>& file : graph.order()) {
    if (!wanted.contains(file->id)) continue;
    for (const Step& step : file->upgrade) {
      all += fmt::format("{} {}\n", to_string(step.mode), step.todos.size());
      if (step.operations || !step.calls.empty()) all += step.hash;
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
