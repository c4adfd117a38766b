#include "execute/failure.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "driver/server_lines.hpp"

namespace retort {

namespace {

constexpr std::size_t kShownLines = 4;
constexpr std::size_t kShownWidth = 110;

const StepStatement* statement_at(const Position& position) {
  if (position.step.body == nullptr || position.statement == 0) return nullptr;
  return &position.step.body->statements.at(static_cast<std::size_t>(position.statement) - 1);
}

/// The place of byte `offset` of the statement in its file.
SourceLocation locate(const RevisionFile& file, const StepStatement& statement, std::optional<std::size_t> offset) {
  const std::string_view before =
      std::string_view(statement.text).substr(0, std::min(offset.value_or(0), statement.text.size()));
  SourceLocation where{file.source.name(), statement.line, 0};
  if (!offset) return where;
  where.line += static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_start = before.rfind('\n');
  if (line_start != std::string_view::npos) {
    where.column = static_cast<int>(before.size() - line_start);
    return where;
  }
  const std::string_view first_line = split_lines(statement.text).front();
  const std::size_t indent = file.source.line(statement.line).find(first_line);
  where.column = static_cast<int>(before.size() + 1 + (indent == std::string_view::npos ? 0 : indent));
  return where;
}

std::string first_lines(const std::string& text) {
  const std::vector<std::string_view> lines = split_lines(text);
  std::string shown;
  for (std::size_t i = 0; i < std::min(lines.size(), kShownLines); ++i) {
    shown += fmt::format("\n    {}{}", lines[i].substr(0, kShownWidth), lines[i].size() > kShownWidth ? "…" : "");
  }
  if (lines.size() > kShownLines) shown += "\n    …";
  return shown;
}

std::string what_failed(const Position& position) {
  std::string text = fmt::format("revision {}, {}", position.step.file->id, to_string(position.step.direction));
  if (position.step.number > 0) text += fmt::format(" step {} of {}", position.step.number, position.step.of);
  if (position.statement > 0) text += fmt::format(", statement {}", position.statement);
  return text;
}

std::string rolled_back(const Position& position) {
  if (position.whole_run)
    return fmt::format("\nThe whole run was rolled back; the database is at {}", position.standing);
  const bool autocommit = position.step.body != nullptr && position.step.body->mode == StepMode::autocommit;
  return fmt::format("\n{} was rolled back; the database is at {}", autocommit ? "The statement" : "The step",
                     position.standing);
}

std::string next(const Position& position) {
  const PlannedStep& step = position.step;
  const std::string direction(to_string(step.direction));
  if (position.whole_run)
    return fmt::format("mend {}, then `retort {} {}` begins again", step.file->source.name(), direction,
                       position.target);
  std::string hint = fmt::format("mend {}, then `retort {} {}` goes on from there", step.file->source.name(), direction,
                                 position.target);
  if (step.number == 2) hint += "; step 1 ran, and must stay as it is";
  if (step.number > 2) hint += fmt::format("; steps 1 to {} ran, and must stay as they are", step.number - 1);
  return hint;
}

std::optional<SourceLocation> where(const Position& position, std::optional<std::size_t> offset) {
  if (const StepStatement* statement = statement_at(position)) return locate(*position.step.file, *statement, offset);
  return SourceLocation{position.step.file->source.name(), position.step.body ? position.step.body->line : 0, 0};
}

/// The message with its code, the statement, and what else the server said.
std::string said_of(const Position& position, const DatabaseError& error) {
  const ServerMessage& server = error.server();
  std::string said = error.what();
  if (!server.text.empty() && said.find(server.text) == std::string::npos) said += ": " + server.text;
  if (!server.code.empty() && said.find(server.code) == std::string::npos) said += fmt::format(" ({})", server.code);
  if (const StepStatement* statement = statement_at(position)) said += first_lines(statement->text);
  for (const std::string& line : server_lines(server)) said += "\n  " + line;
  return said;
}

}  // namespace

StatementFailed migration_failed(const Position& position, const DatabaseError& error) {
  return StatementFailed(
      fmt::format("{} failed: {}{}", what_failed(position), said_of(position, error), rolled_back(position)),
      where(position, error.server().offset), error.hint().empty() ? next(position) : error.hint(), error.server());
}

MigrationFailed migration_in_doubt(const Position& position) {
  return MigrationFailed(
      fmt::format("{} was begun by an earlier run, and nobody can tell whether it ended: {}\nThe database is at {}",
                  what_failed(position), first_lines(statement_at(position)->text), position.standing),
      where(position, std::nullopt),
      fmt::format("see what it did, and put it right by hand; then `retort repair {0} --as applied`, or --as unapplied",
                  position.step.file->id));
}

LockTimeout contended(const Position& position, const Contention& error) {
  return LockTimeout(
      fmt::format("{} was tried until lock_wait was over: {}", what_failed(position), said_of(position, error)),
      where(position, std::nullopt),
      fmt::format("see who is in the way, or give lock_wait more time; then `retort {} {}` goes on "
                  "from there",
                  to_string(position.step.direction), position.target));
}

MigrationFailed migration_refused(const Position& position, const Error& error) {
  return MigrationFailed(
      fmt::format("{} was refused: {}{}", what_failed(position), error.what(), rolled_back(position)),
      where(position, std::nullopt), error.hint().empty() ? next(position) : error.hint());
}

void throw_call_failed(const Position& position, const std::exception_ptr& why) {
  try {
    std::rethrow_exception(why);
  } catch (const std::exception& error) {
    std::throw_with_nested(MigrationFailed(fmt::format("{} failed: the C++ function beside it threw: {}{}",
                                                       what_failed(position), error.what(), rolled_back(position)),
                                           where(position, std::nullopt), next(position)));
  } catch (...) {
    std::throw_with_nested(MigrationFailed(fmt::format("{} failed: the C++ function beside it threw what is no "
                                                       "std::exception{}",
                                                       what_failed(position), rolled_back(position)),
                                           where(position, std::nullopt), next(position)));
  }
}

LockTimeout lock_timeout(const LockTimeout& error, Direction direction, const std::string& standing,
                         const std::string& target) {
  return LockTimeout(fmt::format("{}\nThe database is at {}", error.what(), standing), error.where(),
                     error.hint().empty()
                         ? fmt::format("`retort {} {}` goes on from there", to_string(direction), target)
                         : error.hint());
}

Interrupted interrupted(Direction direction, const std::string& standing, const std::string& target) {
  return Interrupted(fmt::format("interrupted\nThe database is at {}", standing), std::nullopt,
                     fmt::format("`retort {} {}` goes on from there", to_string(direction), target));
}

}  // namespace retort
