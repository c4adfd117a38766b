#include "execute/stamp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "plan/complete.hpp"
#include "plan/obstacle.hpp"
#include "plan/standing.hpp"

namespace retort {

namespace {

JournalEntry row_of(const RevisionFile* file, const std::string& direction, const RunOptions& options) {
  JournalEntry row;
  row.direction = direction;
  row.state = "done";
  row.started = row.finished = options.now();
  row.user = options.user;
  row.host = options.host;
  if (file == nullptr) return row;
  row.revision = file->id;
  row.revises = file->revises;
  row.file_name = std::filesystem::path(file->source.name()).filename().string();
  if (!options.is_protected && !file->source.text().empty()) row.file_text = file->source.text();
  return row;
}

/// Finds what a person's word about one revision changes.
class Repair {
 public:
  Repair(const RevisionGraph& graph, const Applied& applied, const RevisionFile& file, RepairAs as)
      : graph_(graph), applied_(applied), file_(file), as_(as) {}

  Heads heads_after() const {
    Standing standing(graph_, applied_.heads);
    const bool stands = standing.contains(file_.id);
    check(stands);
    if (as_ == RepairAs::applied && !stands) standing.raise(file_);
    if (as_ == RepairAs::unapplied && stands) standing.take_down(file_);
    return standing.heads();
  }

 private:
  void check(bool stands) const {
    if (applied_.partial.contains(file_.id)) return;
    const std::vector<RevisionId> changed = edited(graph_, applied_);
    const bool is_edited = std::find(changed.begin(), changed.end(), file_.id) != changed.end();
    if (is_edited && as_ == RepairAs::applied) return;
    throw UsageError(fmt::format("there is nothing to repair: revision {} is {}", file_.id,
                                 is_edited ? "applied and was edited"
                                 : stands  ? "applied, and as it ran"
                                           : "not applied"),
                     std::nullopt,
                     stands ? fmt::format("to take it back: `retort downgrade {}`",
                                          file_.revises.empty() ? "base" : file_.revises.front())
                            : fmt::format("to apply it: `retort upgrade {}`", file_.id));
  }

  const RevisionGraph& graph_;
  const Applied& applied_;
  const RevisionFile& file_;
  const RepairAs as_;
};

}  // namespace

Outcome stamp(const RevisionGraph& files, const Heads& target, const Driver& driver, Connection& connection,
              const RunOptions& options) {
  const Heads heads = files.tips(target);
  ensure_bookkeeping(connection, driver, options.names);
  const std::unique_ptr<StepTransaction> transaction = connection.begin();
  const Applied applied = read_applied(connection, options.names);
  Outcome outcome;
  outcome.before = applied.heads;
  outcome.after = heads;
  for (const auto& [id, progress] : applied.partial) {
    outcome.warnings.push_back(fmt::format("revision {} was {}; the stamp ends that", id, describe(progress)));
  }
  const std::vector<RevisionId> before(applied.heads.begin(), applied.heads.end());
  std::vector<JournalEntry> rows;
  // What was known of a branch that stays where it is, is known still.
  const bool moves = !std::includes(applied.heads.begin(), applied.heads.end(), heads.begin(), heads.end());
  for (const RevisionId& id : heads)
    if (!moves || !applied.heads.contains(id)) rows.push_back(row_of(files.find(id), "stamp", options));
  if (rows.empty()) rows.push_back(row_of(nullptr, "stamp", options));
  for (JournalEntry& row : rows) {
    row.revises = before;
    add_to_journal(connection, options.names, row);
  }
  write_heads(connection, options.names, applied.heads, heads);
  transaction->commit();
  return outcome;
}

Outcome repair(const RevisionGraph& files, const RevisionId& revision, RepairAs as, const Driver& driver,
               Connection& connection, const RunOptions& options) {
  ensure_bookkeeping(connection, driver, options.names);
  const std::unique_ptr<StepTransaction> transaction = connection.begin();
  const Applied applied = read_applied(connection, options.names, files);
  std::vector<RevisionId> vanished;
  const RevisionGraph graph = complete(files, applied, connection.dialect().lexicon(), vanished);
  const RevisionFile* file = graph.find(revision);
  if (file == nullptr) {
    throw UsageError(fmt::format("there is no revision {}", revision), std::nullopt, "`retort history` lists them");
  }
  Outcome outcome;
  outcome.before = applied.heads;
  outcome.after = Repair(graph, applied, *file, as).heads_after();

  JournalEntry row = row_of(file, "repair", options);
  row.state = as == RepairAs::applied ? "applied" : "unapplied";
  if (const auto name = applied.file_names.find(revision);
      files.find(revision) == nullptr && name != applied.file_names.end()) {
    row.file_name = name->second;
  }
  row.steps = static_cast<int>(file->upgrade.size());
  if (as == RepairAs::unapplied || file->upgrade.empty()) {
    add_to_journal(connection, options.names, row);
  } else {
    for (const Step& step : file->upgrade) {
      ++row.step;
      row.hash = step.hash;
      add_to_journal(connection, options.names, row);
      row.file_text.reset();
    }
  }
  write_heads(connection, options.names, applied.rows, outcome.after);
  transaction->commit();
  return outcome;
}

}  // namespace retort
