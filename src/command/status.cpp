#include "command/status.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace retort::command {

namespace {

std::vector<RevisionInfo> infos(Workspace& workspace, const std::vector<RevisionId>& ids) {
  const std::set<RevisionId> applied = workspace.graph().ancestors(workspace.applied().heads);
  std::vector<RevisionInfo> result;
  for (const RevisionId& id : ids) {
    RevisionInfo info;
    if (const RevisionFile* file = workspace.graph().find(id)) info = revision_info(workspace.graph(), *file);
    info.id = id;
    mark_applied(info, workspace.applied(), applied);
    result.push_back(std::move(info));
  }
  return result;
}

std::vector<std::string> notes_of(const RevisionGraph& files, const Applied& applied) {
  std::vector<std::string> notes;
  for (const auto& file : files.left_out()) {
    const RevisionFile& by = *files.replacement(file->id);
    const std::string why = kept_for(*file, by);
    notes.push_back(fmt::format("{} is left out, {} replaces it; {}", file->source.name(), by.id,
                                why.empty() ? "`retort squash` removes it" : why));
  }
  for (const RevisionId& row : applied.rows)
    if (files.name_of(row) != row)
      notes.push_back(fmt::format("the version table says {}, which {} replaces: the next run writes that", row,
                                  files.name_of(row)));
  return notes;
}

bool blocks(const Obstacle& obstacle) { return !obstacle.warning; }

// The first thing that is in the way of all that follows it.
std::string what_comes_next(const StatusReport& report, Workspace& workspace) {
  const auto blocker = std::find_if(report.obstacles.begin(), report.obstacles.end(), blocks);
  if (blocker != report.obstacles.end()) return blocker->hint.empty() ? blocker->message : blocker->hint;
  if (!report.unfinished.empty()) return "retort upgrade head";
  if (report.drift.compared && !report.drift.equal()) return "retort check";
  if (report.models.compared && !report.models.equal()) return "retort revision --autogenerate -m MESSAGE";
  if (!report.pending.empty()) return "retort upgrade head";
  if (workspace.models() != nullptr) return "edit the models, build, then retort revision --autogenerate -m MESSAGE";
  const std::optional<SchemaSource>& schema = workspace.settings().schema;
  if (!schema || schema->files.empty()) return "nothing to do";
  const auto file = std::filesystem::proximate(schema->files.front(), workspace.context().working_directory);
  return fmt::format("edit {}, then retort revision --autogenerate -m MESSAGE", file.string());
}

}  // namespace

StatusReport status(const Context& context) {
  Workspace workspace(context, Access::reads);
  const Applied& applied = workspace.applied();
  const RevisionGraph& graph = workspace.graph();
  StatusReport report;
  report.environment = workspace.environment()->name;
  report.address = workspace.address();
  report.is_protected = workspace.environment()->is_protected;
  report.one_transaction = workspace.settings().one_transaction;
  report.database_exists = workspace.database_exists();
  const ServerVersion version = report.database_exists ? workspace.connection().version() : workspace.version();
  report.server = fmt::format("{} {}", workspace.dialect().name(), version.to_string());
  report.current = infos(workspace, {applied.heads.begin(), applied.heads.end()});
  report.heads = infos(workspace, workspace.files().heads());
  report.pending = pending_revisions(workspace);
  report.models = compare_models(workspace);
  report.drift = compare_drift(workspace);
  report.edited = infos(workspace, edited(graph, applied));
  report.vanished = workspace.vanished();
  std::vector<RevisionId> partial;
  for (const auto& [id, progress] : applied.partial) partial.push_back(id);
  report.unfinished = infos(workspace, partial);
  report.obstacles = vanished_obstacles(graph, report.vanished, applied, Direction::upgrade);
  if (report.vanished.empty()) {
    const Plan plan = make_plan(graph, applied, workspace.files().tips(), Direction::upgrade);
    report.obstacles =
        obstacles(plan, graph, applied, workspace.dialect(), report.is_protected, report.one_transaction);
  }
  report.notes = notes_of(workspace.files(), applied);
  // Where a file got other parents, the graph is not how things came to be.
  const bool moved = std::any_of(report.obstacles.begin(), report.obstacles.end(),
                                 [](const Obstacle& obstacle) { return obstacle.kind == Obstacle::Kind::moved; });
  if (!moved) report.elsewhere = elsewhere(applied, graph);
  report.next = what_comes_next(report, workspace);
  return report;
}

}  // namespace retort::command
