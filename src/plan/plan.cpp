// Upgrade: the ancestors of the target less the ancestors of what is applied, parents first. Downgrade: of what is
// applied, all that stands above the target, children first. A partly applied revision is gone on with where it
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

/// Nothing is left to do for `target`: fine, unless the database has gone past it.
void refuse_backwards(const Standing& standing, const std::set<RevisionId>& wanted, const RevisionGraph& graph,
                      const Heads& target) {
  const Heads& heads = standing.heads();
  if (wanted == graph.ancestors(heads)) return;
  if (!target.empty() && std::includes(heads.begin(), heads.end(), target.begin(), target.end())) return;
  throw UsageError(
      fmt::format("the database is at {}, which is past {} already", describe(heads, {}), describe(target, {})),
      std::nullopt, fmt::format("to go back: `retort downgrade {}`", target.empty() ? "base" : *target.begin()));
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
  if (plan.steps.empty()) refuse_backwards(standing, wanted, graph, target);
  plan.to = standing.heads();
}

void plan_downgrade(Plan& plan, const RevisionGraph& graph, const Applied& applied, const Heads& target) {
  Standing standing(graph, applied.heads);
  for (const RevisionId& id : target) {
    if (standing.contains(id)) continue;
    throw UsageError(fmt::format("revision {} is not applied: the database is at {}", id, describe(applied.heads, {})),
                     std::nullopt, fmt::format("to go there: `retort upgrade {}`", id));
  }
  const std::set<RevisionId> kept = graph.ancestors(target);
  std::set<RevisionId> above;
  std::vector<std::shared_ptr<const RevisionFile>> doomed;
  for (const auto& file : graph.order()) {
    if (!standing.contains(file->id) || kept.contains(file->id)) continue;
    const std::vector<RevisionId> below = foundations(*file);
    const bool falls = target.empty() || std::any_of(below.begin(), below.end(), [&](const RevisionId& id) {
                         return target.contains(id) || above.contains(id);
                       });
    if (!falls) continue;
    above.insert(file->id);
    doomed.push_back(file);
  }
  for (auto file = doomed.rbegin(); file != doomed.rend(); ++file) {
    append(plan, *file, applied);
    standing.take_down(**file);
    plan.steps.back().heads_after = standing.heads();
  }
  plan.to = standing.heads();
}

}  // namespace

Plan make_plan(const RevisionGraph& graph, const Applied& applied, const Heads& target, Direction direction) {
  for (const RevisionId& id : applied.heads) {
    if (graph.find(id) != nullptr) continue;
    throw ProjectError(fmt::format("the database is at revision {}, which no file has", id), std::nullopt,
                       "check out the branch that has it, or say what the database is at: `retort stamp REVISION`");
  }
  for (const RevisionId& id : target) {
    if (graph.find(id) != nullptr) continue;
    throw UsageError(fmt::format("there is no revision {}", id), std::nullopt, "`retort history` lists them");
  }
  Plan plan;
  plan.direction = direction;
  plan.from = applied.heads;
  if (direction == Direction::upgrade) {
    plan_upgrade(plan, graph, applied, target);
  } else {
    plan_downgrade(plan, graph, applied, target);
  }
  return plan;
}

}  // namespace retort
