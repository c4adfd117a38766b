#include <fmt/format.h>

#include <algorithm>

#include "compiled/read_revisions.hpp"
#include "compiled/recording.hpp"
#include "retort/operations.hpp"

namespace retort {

namespace {

/// "db/status.cpp:12" is a file and a line.
SourceLocation place_of(const CompiledRevision& revision) {
  const std::size_t colon = revision.where.rfind(':');
  if (colon == std::string::npos || colon + 1 == revision.where.size()) return {revision.where, 0, 0};
  int line = 0;
  for (const char digit : revision.where.substr(colon + 1)) {
    if (digit < '0' || digit > '9') return {revision.where, 0, 0};
    line = line * 10 + (digit - '0');
  }
  return {revision.where.substr(0, colon), line, 0};
}

class Reader {
 public:
  Reader(const CompiledRevision& revision, const Dialect& dialect)
      : revision_(revision), dialect_(dialect), place_(place_of(revision)) {}

  RevisionFile read() {
    check_ids();
    RevisionFile file;
    file.source = SourceText(place_.file, "");
    file.message = revision_.message;
    file.id = revision_.id;
    file.revises = revision_.revises;
    file.branch_labels = revision_.branch_labels;
    file.depends_on = revision_.depends_on;
    file.create_date = revision_.create_date;
    file.lines.id = file.lines.revises = file.lines.depends_on = file.lines.branch_labels = place_.line;
    if (revision_.upgrade) file.upgrade = steps(revision_.upgrade, Direction::upgrade);
    read_downgrade(file);
    return file;
  }

 private:
  ProjectError error(const std::string& message, const std::string& hint) const {
    return ProjectError(fmt::format("revision {}: {}", revision_.id, message), place_, hint);
  }

  void check_ids() const {
    std::vector<std::string> ids = {revision_.id};
    for (const auto* more : {&revision_.revises, &revision_.depends_on, &revision_.branch_labels})
      ids.insert(ids.end(), more->begin(), more->end());
    for (const std::string& id : ids) {
      const std::string problem = id_problem(id);
      if (!problem.empty())
        throw ProjectError(fmt::format("the id or label \"{}\" {}", id, problem), place_,
                           "ids and labels have no blanks, quotes, slashes and none of , @ : +");
    }
  }

  void read_downgrade(RevisionFile& file) const {
    if (revision_.downgrade) file.downgrade = steps(revision_.downgrade, Direction::downgrade);
    const bool has_one = !file.downgrade.empty();
    const std::string& reason = revision_.irreversible.empty() ? revision_.no_downgrade : revision_.irreversible;
    if (!reason.empty()) {
      if (has_one || (!revision_.irreversible.empty() && !revision_.no_downgrade.empty()))
        throw error("it says twice how to go back", "keep one: downgrade, irreversible or no_downgrade");
      file.no_downgrade = NoDowngrade{!revision_.irreversible.empty(), reason, place_.line};
      return;
    }
    if (!has_one && !file.upgrade.empty())
      throw error("an empty downgrade", "say the way back, or why there is none: irreversible, or no_downgrade");
  }

  std::vector<Step> steps(const std::function<void(Operations&)>& say, Direction direction) const {
    compiled::Recording recording(dialect_, revision_.id, place_.line);
    Operations operations(recording);
    try {
      say(operations);
      return recording.take();
    } catch (const Error& failure) {
      throw ProjectError(fmt::format("revision {}, {}: {}", revision_.id, to_string(direction), failure.what()), place_,
                         failure.hint());
    }
  }

  const CompiledRevision& revision_;
  const Dialect& dialect_;
  const SourceLocation place_;
};

}  // namespace

std::vector<RevisionFile> compiled_revisions(const Revisions& revisions, const Dialect& dialect) {
  std::vector<RevisionFile> files;
  for (const CompiledRevision& revision : revisions.compiled()) files.push_back(Reader(revision, dialect).read());
  return files;
}

}  // namespace retort
