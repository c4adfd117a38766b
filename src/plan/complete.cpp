#include "plan/complete.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"

namespace retort {

namespace {

RevisionFile from_journal(const RevisionId& id, const Applied& applied, const Lexicon& lexicon) {
  const auto name = applied.file_names.find(id);
  const std::string file = name == applied.file_names.end() ? id : name->second;
  const auto text = applied.texts.find(id);
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

RevisionGraph complete(const RevisionGraph& files, const Applied& applied, const Lexicon& lexicon,
                       std::vector<RevisionId>& vanished) {
  vanished.clear();
  if (!has_vanished(files, applied)) return files;
  std::vector<RevisionFile> all;
  for (const auto& file : files.order()) all.push_back(*file);

  std::set<RevisionId> found;
  std::vector<RevisionId> wanted(applied.heads.begin(), applied.heads.end());
  for (const auto& [id, progress] : applied.partial) {
    if (applied.texts.contains(id)) wanted.push_back(id);  // without a text, nobody can go on with it anyway
  }
  while (!wanted.empty()) {
    const RevisionId id = wanted.back();
    wanted.pop_back();
    if (files.find(id) != nullptr || !found.insert(id).second) continue;
    all.push_back(from_journal(id, applied, lexicon));
    const RevisionFile& file = all.back();
    wanted.insert(wanted.end(), file.revises.begin(), file.revises.end());
    for (const std::string& symbol : file.depends_on)
      if (files.find_label(symbol) == nullptr) wanted.push_back(symbol);
  }
  vanished.assign(found.begin(), found.end());
  return RevisionGraph(std::move(all));
}

std::vector<Obstacle> vanished_obstacles(const RevisionGraph& completed, const std::vector<RevisionId>& vanished,
                                         const Applied& applied, Direction direction) {
  std::vector<Obstacle> found;
  for (const RevisionId& id : vanished) {
    if (!applied.heads.contains(id)) continue;
    const RevisionFile& file = *completed.find(id);
    Obstacle obstacle;
    obstacle.kind = Obstacle::Kind::unknown_revision;
    obstacle.revision = id;
    obstacle.where.file = file.source.name();
    obstacle.warning = direction == Direction::downgrade;
    if (obstacle.warning) {
      obstacle.message =
          fmt::format("no file has revision {}: it is taken back with the text that the journal kept", id);
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
