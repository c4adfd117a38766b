// Revisions, plans and heads in a few letters, so that a case fits on a line.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.hpp"
#include "plan/plan.hpp"

namespace retort::sketch {

inline std::vector<std::string> words(std::string_view text, char separator) {
  std::vector<std::string> found;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (const std::string_view word = trim(text.substr(0, end)); !word.empty()) found.emplace_back(word);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

inline Heads heads(std::string_view text) {
  const std::vector<std::string> ids = words(text, ',');
  return {ids.begin(), ids.end()};
}

inline Step step(const std::string& hash, StepMode mode = StepMode::transactional) {
  Step made;
  made.mode = mode;
  made.hash = hash;
  StepStatement statement;
  statement.text = "SELECT '" + hash + "'";
  made.statements.push_back(statement);
  return made;
}

/// "b<a": b revises a. "m<b,c": a merge. "y<x+b": and depends on b. "b<a{l}": has the branch label l. "b<a*2": two
/// steps each way; one where none are told. "s<a!b,c": replaces b and c, and ends where c does; "s<a!b,c=r": that state
/// was called r, too.
inline RevisionFile file(std::string_view text) {
  RevisionFile made;
  int steps = 1;
  if (const std::size_t mark = text.find('!'); mark != std::string_view::npos) {
    made.replaces = words(text.substr(mark + 1), ',');
    made.stands_at = words(made.replaces.back(), '=');
    made.replaces.pop_back();
    made.replaces.insert(made.replaces.end(), made.stands_at.begin(), made.stands_at.end());
    text = text.substr(0, mark);
  }
  if (const std::size_t star = text.find('*'); star != std::string_view::npos) {
    steps = std::stoi(std::string(text.substr(star + 1)));
    text = text.substr(0, star);
  }
  if (const std::size_t brace = text.find('{'); brace != std::string_view::npos) {
    made.branch_labels = words(text.substr(brace + 1, text.find('}') - brace - 1), ',');
    text = text.substr(0, brace);
  }
  if (const std::size_t plus = text.find('+'); plus != std::string_view::npos) {
    made.depends_on = words(text.substr(plus + 1), ',');
    text = text.substr(0, plus);
  }
  const std::size_t less = text.find('<');
  made.id = std::string(trim(text.substr(0, less)));
  if (less != std::string_view::npos) made.revises = words(text.substr(less + 1), ',');
  made.source = SourceText(made.id + ".sql", "-- " + made.id + "\n");
  for (int i = 1; i <= steps; ++i) {
    made.upgrade.push_back(step(fmt::format("{} up {}", made.id, i)));
    made.downgrade.push_back(step(fmt::format("{} down {}", made.id, i)));
  }
  return made;
}

/// "a; b<a; c<b"
inline std::vector<RevisionFile> files(std::string_view text) {
  std::vector<RevisionFile> made;
  for (const std::string& word : words(text, ';')) made.push_back(file(word));
  return made;
}

/// "a[a] b.1 b.2[b]": two revisions, the second of two steps; in brackets the heads that the version table then holds.
/// "b-": no step is run, only the version changes. "b.1+2": two statements of the step ran already.
inline std::string text(const Plan& plan) {
  std::vector<std::string> parts;
  for (const PlannedStep& step : plan.steps) {
    std::string part = step.file->id;
    if (step.body == nullptr) part += "-";
    if (step.body != nullptr && (step.of > 1 || step.skip_statements > 0)) part += fmt::format(".{}", step.number);
    if (step.skip_statements > 0) part += fmt::format("+{}", step.skip_statements);
    if (step.last) part += fmt::format("[{}]", fmt::join(step.heads_after, ","));
    parts.push_back(part);
  }
  return join(parts, " ");
}

}  // namespace retort::sketch
