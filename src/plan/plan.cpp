// Upgrade: the ancestors of the target less the ancestors of what is applied, parents first. Downgrade: of what is
// applied, the target's children (on its branch, where one is named) and all that stands on them, children first; what
// only depends on the target itself stays, as the target does. A partly applied revision is gone on with where it
// stopped, by the number of the step and, in an autocommit step, of the statement.
//
// Linear in the graph: heads are kept while walking (plan/standing.hpp), never computed anew for a step.
#include "plan/plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plan/standing.hpp"

namespace retort {

namespace {

void append(Plan& plan, const std::shared_ptr<const RevisionFile>& file, const Applied& applied) {
  const std::vector<Step>& steps = file->steps(plan.direction);
  const auto partial = applied.partial.find(file->id);
  const bool going_on = partial != applied.partial.end() && partial->second.direction == plan.direction;
  PlannedStep planned;
  planned.file = file;
  planned.direction = plan.direction;
  planned.of = static_cast<int>(steps.size());
  planned.skip_statements = going_on ? partial->second.statements_done : 0;
  for (std::size_t i = going_on ? static_cast<std::size_t>(partial->second.steps_done) : 0; i < steps.size(); ++i) {
    planned.body = &steps[i];
    planned.number = static_cast<int>(i) + 1;
    plan.steps.push_back(planned);
    planned.skip_statements = 0;
  }
  if (planned.body == nullptr) {
    planned.skip_statements = 0;
    plan.steps.push_back(planned);
  }
  plan.steps.back().last = true;
}

/// Nothing is left to do for `target`: fine, unless the database has gone past it. What others depend on, but nothing
/// revises, is where its branch ends.
void refuse_backwards(const Standing& standing, const RevisionGraph& graph, const Heads& target) {
  const auto is_revised = [&](const RevisionId& id) {
    const std::vector<RevisionId> children = graph.children(id);
    return std::any_of(children.begin(), children.end(),
                       [&](const RevisionId& child) { return standing.contains(child); });
  };
  const bool past = target.empty() ? !standing.heads().empty() : std::all_of(target.begin(), target.end(), is_revised);
  if (!past) return;
  throw UsageError(fmt::format("the database is at {}, which is past {} already", describe(standing.heads(), {}),
                               describe(target, {})),
                   std::nullopt,
                   fmt::format("to go back: `retort downgrade {}`", target.empty() ? "base" : *target.begin()));
}

void plan_upgrade(Plan& plan, const RevisionGraph& graph, const Applied& applied, const Heads& target) {
  Standing standing(graph, applied.heads);
  const std::set<RevisionId> wanted = graph.ancestors(target);
  for (const auto& file : graph.order()) {
    if (!wanted.contains(file->id) || standing.contains(file->id)) continue;
    append(plan, file, applied);
    standing.raise(*file);
    plan.steps.back().heads_after = standing.heads();
  }
  if (plan.steps.empty()) refuse_backwards(standing, graph, target);
}

/// Where a downgrade begins to take back: the revisions right above its target, or all bases.
Heads roots_of(const RevisionGraph& graph, const Destination& target) {
  Heads roots;
  const std::vector<RevisionId> bases = target.revisions.empty() ? graph.bases() : std::vector<RevisionId>{};
  roots.insert(bases.begin(), bases.end());
  for (const RevisionId& id : target.revisions) {
    const std::vector<RevisionId> children = graph.children(id);
    roots.insert(children.begin(), children.end());
  }
  if (target.branch.empty()) return roots;
  std::set<RevisionId> branch;
  for (const RevisionId& id : target.branch) branch.merge(graph.lineage(id));
  std::erase_if(roots, [&](const RevisionId& id) { return !branch.contains(id); });
  return roots;
}

void plan_downgrade(Plan& plan, const RevisionGraph& graph, const Applied& applied, const Destination& target) {
  Standing standing(graph, applied.heads);
  for (const RevisionId& id : target.revisions) {
    if (standing.contains(id)) continue;
    throw UsageError(fmt::format("revision {} is not applied: the database is at {}", id, describe(applied.heads, {})),
                     std::nullopt, fmt::format("to go there: `retort upgrade {}`", id));
  }
  const std::set<RevisionId> kept = graph.ancestors(target.revisions);
  std::set<RevisionId> falling = roots_of(graph, target);
  std::vector<std::shared_ptr<const RevisionFile>> doomed;
  for (const auto& file : graph.order()) {
    if (!standing.contains(file->id) || kept.contains(file->id)) continue;
    const std::vector<RevisionId> below = graph.foundations(file->id);
    const bool falls =
        target.alone || falling.contains(file->id) ||
        std::any_of(below.begin(), below.end(), [&](const RevisionId& id) { return falling.contains(id); });
    if (!falls) continue;
    falling.insert(file->id);
    doomed.push_back(file);
  }
  for (auto file = doomed.rbegin(); file != doomed.rend(); ++file) {
    append(plan, *file, applied);
    standing.take_down(**file);
    plan.steps.back().heads_after = standing.heads();
  }
}

}  // namespace

Plan make_plan(const RevisionGraph& graph, const Applied& applied, const Destination& target, Direction direction) {
  for (const RevisionId& id : applied.heads) {
    if (graph.find(id) != nullptr) continue;
    throw ProjectError(fmt::format("the database is at revision {}, which no file has", id), std::nullopt,
                       "check out the branch that has it, or say what the database is at: `retort stamp REVISION`");
  }
  for (const RevisionId& id : target.revisions) {
    if (graph.find(id) != nullptr) continue;
    throw UsageError(fmt::format("there is no revision {}", id), std::nullopt, "`retort history` lists them");
  }
  Plan plan;
  plan.direction = direction;
  plan.from = applied.heads;
  if (direction == Direction::upgrade) {
    plan_upgrade(plan, graph, applied, target.revisions);
  } else {
    plan_downgrade(plan, graph, applied, target);
  }
  plan.to = plan.steps.empty() ? plan.from : plan.steps.back().heads_after;
  return plan;
}

}  // namespace retort
