// Folding the journal: what each row means stands in docs/journal.md.
//
// A revision is partly applied from its first row in a direction until the row of its last step. The version table has
// the last word: progress that it contradicts (another tool moved the heads) is dropped.
#include "plan/applied.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"

namespace retort {

namespace {

/// A row of an upgrade or a downgrade.
void fold_run(Applied& applied, const JournalEntry& row) {
  const Direction direction = row.direction == "downgrade" ? Direction::downgrade : Direction::upgrade;
  const auto [place, fresh] = applied.partial.try_emplace(row.revision);
  Progress& progress = place->second;
  if (fresh || progress.direction != direction) {
    progress = Progress{};
    progress.direction = direction;
  }
  progress.steps = row.steps;
  if (row.statement && row.state == "started") {
    progress.statement_started = row.statement;
    return;
  }
  progress.statement_started.reset();
  if (row.state == "failed") {
    if (progress.steps_done == 0 && progress.statements_done == 0) applied.partial.erase(place);
    return;
  }
  if (row.statement) {
    progress.statements_done = *row.statement;
    progress.statement_hashes.push_back(row.hash);
    return;
  }
  if (row.step > 0) {
    progress.steps_done = row.step;
    progress.hashes.push_back(row.hash);
    progress.statements_done = 0;
    progress.statement_hashes.clear();
    if (row.step < row.steps) return;
  }
  if (direction == Direction::upgrade) {
    applied.upgrade_hashes[row.revision] = std::move(progress.hashes);
    applied.revises[row.revision] = row.revises;
  } else {
    applied.upgrade_hashes.erase(row.revision);
    applied.revises.erase(row.revision);
  }
  applied.partial.erase(place);
}

void fold_stamp(Applied& applied, const JournalEntry& row) {
  applied.partial.clear();
  applied.revises.clear();  // the whole database was compared with what the files say
  if (row.revision.empty()) {
    applied.upgrade_hashes.clear();
  } else {
    applied.upgrade_hashes.erase(row.revision);
  }
}

/// What replaces a revision takes its place: its steps count as what ran.
void fold_replacement(Applied& applied, const JournalEntry& row) {
  std::vector<std::string>& hashes = applied.upgrade_hashes[row.revision];
  if (row.step <= 1) hashes.clear();
  if (row.step > 0) hashes.push_back(row.hash);
}

void fold_repair(Applied& applied, const JournalEntry& row) {
  applied.partial.erase(row.revision);
  applied.revises.erase(row.revision);  // somebody looked, and said so
  if (row.state != "applied") {
    applied.upgrade_hashes.erase(row.revision);
    return;
  }
  std::vector<std::string>& hashes = applied.upgrade_hashes[row.revision];
  if (row.step <= 1) hashes.clear();
  if (row.step > 0) hashes.push_back(row.hash);
}

}  // namespace

std::string describe(const Progress& progress) {
  std::string text =
      fmt::format("partly {}, step {} of {}", progress.direction == Direction::upgrade ? "applied" : "downgraded",
                  progress.steps_done, progress.steps);
  if (progress.statements_done > 0) text += fmt::format(", statement {}", progress.statements_done);
  return text;
}

std::string describe(const Heads& heads, const std::map<RevisionId, Progress>& partial) {
  std::string text = heads.empty() ? "base" : join(std::vector<std::string>(heads.begin(), heads.end()), ", ");
  for (const auto& [id, progress] : partial) text += fmt::format(" ({} {})", id, describe(progress));
  return text;
}

void carry_over(Applied& applied, const RevisionGraph& graph) {
  applied.heads.clear();
  for (const RevisionId& row : applied.rows) applied.heads.insert(graph.name_of(row));
}

void drop_overtaken(Applied& applied, const RevisionGraph& graph) {
  if (applied.partial.empty()) return;
  const std::set<RevisionId> standing = graph.ancestors(applied.heads);
  std::erase_if(applied.partial, [&](const auto& entry) {
    const RevisionFile* by = graph.replacement(entry.first);
    const RevisionId& id = by != nullptr ? by->id : entry.first;
    const bool overtaken = entry.second.direction == Direction::upgrade && standing.contains(id);
    if (overtaken) applied.overtaken.push_back(entry.first);
    return overtaken;
  });
}

Elsewhere elsewhere(const Applied& applied, const RevisionGraph& graph) {
  Elsewhere found;
  const std::set<RevisionId> standing = graph.ancestors(applied.heads);
  for (const auto& file : graph.order()) {
    const bool recorded = applied.upgrade_hashes.contains(file->id);
    if (recorded == standing.contains(file->id) || applied.partial.contains(file->id)) continue;
    if (!file->replaces.empty()) continue;  // the rows may be of what it replaces
    (recorded ? found.taken_back : found.applied).push_back(file->id);
  }
  return found;
}

Applied applied_from(Heads heads, const std::vector<JournalEntry>& journal) {
  Applied applied;
  applied.heads = applied.rows = std::move(heads);
  for (const JournalEntry& row : journal) {
    if (row.direction == "stamp") {
      fold_stamp(applied, row);
    } else if (row.direction == "repair") {
      fold_repair(applied, row);
    } else if (row.direction == "replace") {
      fold_replacement(applied, row);
    } else {
      fold_run(applied, row);
    }
    if (row.file_name) applied.file_names[row.revision] = *row.file_name;
    if (row.file_text) applied.texts[row.revision] = *row.file_text;
  }
  std::erase_if(applied.partial, [&](const auto& entry) {
    const bool overtaken = applied.heads.contains(entry.first) == (entry.second.direction == Direction::upgrade);
    if (overtaken) applied.overtaken.push_back(entry.first);
    return overtaken;
  });
  return applied;
}

}  // namespace retort
