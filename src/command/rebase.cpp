#include "command/rebase.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "command/heads_to_join.hpp"
#include "command/unpublished.hpp"
#include "project/revision_folder.hpp"
#include "revision/rebase.hpp"
#include "verify/round_trip.hpp"

namespace retort::command {

namespace {

/// The head that stays where it is is taken out of `heads`.
RevisionId take_onto(Workspace& workspace, std::vector<RevisionId>& heads, const RebaseOptions& options) {
  const std::set<RevisionId> published = published_revisions(workspace).ids;
  std::vector<RevisionId> stay;
  std::copy_if(heads.begin(), heads.end(), std::back_inserter(stay),
               [&](const RevisionId& id) { return published.contains(id); });
  if (stay.size() > 1)
    throw UsageError(fmt::format("{} are both published: branch {} has them, and neither can move", join(stay, " and "),
                                 workspace.settings().main_branch),
                     std::nullopt, fmt::format("retort merge {}", join(stay, " ")));
  if (stay.empty()) {
    const auto all = std::find(options.revisions.begin(), options.revisions.end(), "heads");
    if (all != options.revisions.end())
      throw UsageError("none of the heads is published: which one stays where it is?", std::nullopt,
                       fmt::format("name it first: retort merge --rebase {}", join(heads, " ")));
    stay.push_back(heads.front());
  }
  std::erase(heads, stay.front());
  return stay.front();
}

void check_result(const RevisionGraph& before, const RevisionGraph& after, std::size_t moved_heads) {
  if (after.heads().size() + moved_heads == before.heads().size()) return;
  throw UsageError(fmt::format("no one line comes out: {} would be heads", join(after.heads(), ", ")), std::nullopt,
                   "one of these depends on a revision of a branch that would move; merge them: retort merge heads");
}

std::vector<RevisionFile> with_changes(const RevisionGraph& files, const std::vector<Reparented>& changes) {
  std::vector<RevisionFile> result;
  for (const auto& file : files.order()) {
    result.push_back(*file);
    const auto change =
        std::find_if(changes.begin(), changes.end(), [&](const Reparented& each) { return each.revision == file->id; });
    if (change == changes.end()) continue;
    if (file->lines.revises == 0)
      throw UsageError(
          fmt::format("revision {} is compiled in: it has no file in which to write another parent", file->id),
          std::nullopt, fmt::format("say there that it revises {}", join(change->revises, ", ")));
    result.back().revises = change->revises;
  }
  return result;
}

/// The line that ends in `head`, and nothing else.
std::vector<RevisionFile> line_of(const RevisionGraph& graph, const RevisionId& head) {
  const std::set<RevisionId> line = graph.ancestors({head});
  std::vector<RevisionFile> result;
  for (const auto& file : graph.order())
    if (line.contains(file->id)) result.push_back(*file);
  return result;
}

/// A database that ran what moves would say that it is past what it never ran.
void refuse_applied_moves(const Context& context, const RevisionGraph& files, const Rebase& plan) {
  if (plan.changes.empty()) return;
  const std::vector<RevisionId>& below = files.find(plan.changes.front().revision)->revises;
  Workspace database(context, Access::reads);
  refuse_applied(
      database, plan.moved,
      fmt::format("take it back before it moves: retort downgrade {}", below.empty() ? "base" : below.front()));
}

std::vector<CheckResult> prove(const Context& context, std::vector<RevisionFile> line,
                               const std::set<RevisionId>& moved) {
  Workspace supposed(context, Access::offline);
  supposed.suppose(std::move(line));
  return prove_round_trips(supposed.states(), supposed.driver(), supposed.files(), moved, supposed.states().seeds());
}

bool failed(const CheckResult& proof) { return proof.status == CheckResult::Status::failed; }

}  // namespace

RebaseResult rebase(const Context& context, const RebaseOptions& options) {
  Workspace workspace(context, Access::offline);
  const RevisionGraph& files = workspace.files();
  std::vector<RevisionId> heads = heads_to_join(files, options.revisions);
  const RevisionId onto = take_onto(workspace, heads, options);
  const Rebase plan = retort::rebase(files, onto, heads);

  std::set<RevisionId> changed;
  for (const Reparented& change : plan.changes) changed.insert(change.revision);
  refuse_published(workspace, changed,
                   fmt::format("it stays where it is; merge: retort merge {} {}", onto, join(heads, " ")));
  if (workspace.environment()) refuse_applied_moves(context, files, plan);
  std::vector<RevisionFile> supposed = with_changes(files, plan.changes);
  const RevisionGraph after(supposed);
  check_result(files, after, heads.size());

  RebaseResult result;
  if (!options.unproven) result.proofs = prove(context, line_of(after, plan.head), plan.moved);
  result.written = std::none_of(result.proofs.begin(), result.proofs.end(), failed);
  std::vector<std::string> texts;
  for (const Reparented& change : plan.changes) {
    const RevisionFile& file = *files.find(change.revision);
    const auto path = std::filesystem::absolute(context.working_directory / file.source.name()).lexically_normal();
    texts.push_back(with_parents(read_bytes(path, context.working_directory), file, change.revises));
    result.files.push_back({file.id, path, file.revises, change.revises});
  }
  for (std::size_t i = 0; result.written && i < texts.size(); ++i) write_file(result.files[i].path, texts[i]);
  return result;
}

}  // namespace retort::command
