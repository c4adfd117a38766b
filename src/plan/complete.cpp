#include "plan/complete.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"

namespace retort {

namespace {

/// How a database gets out of the middle of what was squashed.
std::string way_out(const RevisionFile& by, Direction direction) {
  const std::string& end = by.stands_at.empty() ? by.id : by.stands_at.back();
  const std::string goal = direction == Direction::upgrade ? end : by.revises.empty() ? "base" : by.revises.front();
  return fmt::format(
      "check out the commit before {} came (`git log --diff-filter=A -- {}` shows the one that brought it), `retort {} "
      "{}` there, and go on here",
      by.id, by.source.name(), to_string(direction), goal);
}

RevisionFile without_file(const RevisionId& id, const RevisionGraph& files, const Applied& applied,
                          const Lexicon& lexicon) {
  for (const auto& file : files.left_out())
    if (file->id == id) return *file;
  const auto name = applied.file_names.find(id);
  const std::string file = name == applied.file_names.end() ? id : name->second;
  const auto text = applied.texts.find(id);
  if (const RevisionFile* by = files.replacement(id); by != nullptr && text == applied.texts.end()) {
    throw ProjectError(
        fmt::format("the database is at revision {}, which lies between the ends of what {} replaces", id, by->id),
        SourceLocation{by->source.name(), by->lines.replaces, 0}, way_out(*by, Direction::upgrade));
  }
  if (text == applied.texts.end()) {
    throw ProjectError(
        fmt::format("the database is at revision {}, which no file has, and the journal keeps no text of it", id),
        std::nullopt,
        fmt::format("check out the branch that has {}, or say what the database is at: `retort stamp REVISION`",
                    name == applied.file_names.end() ? "its file" : file));
  }
  return parse_revision(SourceText(file + " (from the journal)", text->second), lexicon);
}

}  // namespace

bool has_vanished(const RevisionGraph& files, const Applied& applied) {
  const auto missing = [&](const RevisionId& id) { return files.find(id) == nullptr; };
  return std::any_of(applied.heads.begin(), applied.heads.end(), missing) ||
         std::any_of(applied.partial.begin(), applied.partial.end(),
                     [&](const auto& entry) { return missing(entry.first); });
}

bool ran_on_vanished(const RevisionGraph& files, const Applied& applied) {
  return std::any_of(applied.revises.begin(), applied.revises.end(), [&](const auto& entry) {
    return files.find(entry.first) != nullptr &&
           std::any_of(entry.second.begin(), entry.second.end(),
                       [&](const RevisionId& id) { return files.find(id) == nullptr; });
  });
}

RevisionGraph complete(const RevisionGraph& files, const Applied& applied, const Lexicon& lexicon,
                       std::vector<RevisionId>& vanished) {
  vanished.clear();
  if (!has_vanished(files, applied)) return files;
  std::vector<RevisionFile> all;
  for (const auto& file : files.order()) all.push_back(*file);

  std::set<RevisionId> found;
  std::vector<RevisionId> wanted(applied.heads.begin(), applied.heads.end());
  for (const auto& [id, progress] : applied.partial) {
    // Without a text, nobody can go on with it anyway.
    if (applied.texts.contains(id) && files.replacement(id) == nullptr) wanted.push_back(id);
  }
  while (!wanted.empty()) {
    const RevisionId id = wanted.back();
    wanted.pop_back();
    if (files.find(id) != nullptr || !found.insert(id).second) continue;
    all.push_back(without_file(id, files, applied, lexicon));
    if (files.replacement(id) != nullptr) all.back().branch_labels.clear();  // what replaces it has them
    const RevisionFile& file = all.back();
    wanted.insert(wanted.end(), file.revises.begin(), file.revises.end());
    for (const std::string& symbol : file.depends_on)
      if (files.find_label(symbol) == nullptr) wanted.push_back(symbol);
  }
  vanished.assign(found.begin(), found.end());
  return RevisionGraph(std::move(all), found);
}

namespace {

/// Half of a replaced revision ran: its steps are not those of what replaces it.
std::vector<Obstacle> unfinished_replaced(const RevisionGraph& graph, const Applied& applied) {
  std::vector<Obstacle> found;
  for (const auto& [id, progress] : applied.partial) {
    const RevisionFile* by = graph.replacement(id);
    if (by == nullptr) continue;
    found.push_back({Obstacle::Kind::partly_applied, id, SourceLocation{by->source.name(), by->lines.replaces, 0},
                     fmt::format("revision {} is {}, and {} replaces it", id, describe(progress), by->id),
                     "finish that with its own file: " + way_out(*by, progress.direction), false});
  }
  return found;
}

}  // namespace

std::vector<Obstacle> vanished_obstacles(const RevisionGraph& completed, const std::vector<RevisionId>& vanished,
                                         const Applied& applied, Direction direction) {
  std::vector<Obstacle> found = unfinished_replaced(completed, applied);
  for (const RevisionId& id : vanished) {
    if (!applied.heads.contains(id)) continue;
    const RevisionFile& file = *completed.find(id);
    const RevisionFile* by = completed.replacement(id);
    Obstacle obstacle;
    obstacle.kind = Obstacle::Kind::unknown_revision;
    obstacle.revision = id;
    obstacle.where.file = file.source.name();
    obstacle.warning = direction == Direction::downgrade;
    if (obstacle.warning && by != nullptr) {
      obstacle.message =
          fmt::format("{} replaces revision {}, which is taken back with the text that it had", by->id, id);
    } else if (obstacle.warning) {
      obstacle.message =
          fmt::format("no file has revision {}: it is taken back with the text that the journal kept", id);
    } else if (by != nullptr) {
      obstacle.message =
          fmt::format("the database is at revision {}, which lies between the ends of what {} replaces", id, by->id);
      obstacle.hint = fmt::format("{}; or take it back here: `retort downgrade {}`", way_out(*by, direction),
                                  by->revises.empty() ? "base" : by->revises.front());
    } else {
      RevisionId parent = "base";
      for (const RevisionFile* at = &file; at != nullptr && !at->revises.empty(); at = completed.find(parent)) {
        parent = at->revises.front();
        if (!std::binary_search(vanished.begin(), vanished.end(), parent)) break;
      }
      obstacle.message = fmt::format("the database is at revision {}, which no file has; the journal has its text", id);
      obstacle.hint =
          fmt::format("take it back: `retort downgrade {}`; or check out the branch that has the file", parent);
    }
    found.push_back(std::move(obstacle));
  }
  return found;
}

}  // namespace retort
