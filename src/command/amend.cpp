#include "command/amend.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"
#include "command/unpublished.hpp"

namespace retort::command {

namespace {

// Every place where a hand can have been: the steps, their todos, what stands in place of a downgrade.
std::string steps_hash(const RevisionFile& file) {
  std::string all;
  for (const Direction direction : {Direction::upgrade, Direction::downgrade})
    for (const Step& step : file.steps(direction)) {
      all += fmt::format("{} {}\n", to_string(direction), step.hash);
      for (const Todo& todo : step.todos) all += "todo " + todo.what + '\n';
      for (const StepStatement& statement : step.statements)
        for (const Allow& allow : statement.allows) all += "allow " + allow.rule + '\n';
    }
  if (file.no_downgrade) all += fmt::format("none {} {}\n", file.no_downgrade->irreversible, file.no_downgrade->reason);
  return content_hash(all).substr(0, 12);
}

}  // namespace

std::string generated_note(const RevisionFile& file) { return std::string(kGeneratedNote) + steps_hash(file); }

bool is_as_generated(const RevisionFile& file) {
  return std::find(file.notes.begin(), file.notes.end(), generated_note(file)) != file.notes.end();
}

const RevisionFile& amendable_head(Workspace& workspace, bool force) {
  const std::optional<RevisionId> head = workspace.files().single_head();
  if (!head)
    throw UsageError("there is no revision to amend", std::nullopt, "retort revision --autogenerate -m MESSAGE");
  const RevisionFile& file = *workspace.files().find(*head);
  if (!file.replaces.empty())
    throw UsageError(fmt::format("revision {} replaces others: it has to stay what they were", file.id), std::nullopt,
                     "write a new one: retort revision --autogenerate -m MESSAGE");
  refuse_published(workspace, {file.id}, "write a new one: retort revision --autogenerate -m MESSAGE");
  refuse_applied(workspace, {file.id}, "take it back first: retort downgrade -1");
  if (!force && !is_as_generated(file))
    throw UsageError(
        fmt::format("{} was written or edited by hand: what somebody wrote would be lost", file.source.name()),
        std::nullopt, "--force writes it anew all the same");
  return file;
}

}  // namespace retort::command
