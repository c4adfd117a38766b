#include "verify/branch_orders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/ascii.hpp"
#include "operation/describe.hpp"

namespace retort {
namespace {

/// "3f2a, then 9e1b"
std::string shown(const std::vector<RevisionId>& order) { return join(order, ", then "); }

/// The first revision that nobody can run yet.
std::string unfinished(const RevisionGraph& graph, const std::vector<RevisionId>& heads) {
  const std::set<RevisionId> all = graph.ancestors(Heads(heads.begin(), heads.end()));
  for (const auto& file : graph.order()) {
    if (!all.contains(file->id)) continue;
    for (const Step& step : file->upgrade)
      if (!step.todos.empty())
        return fmt::format("revision {} is not finished ({}:{}: todo {})", file->id, file->source.name(),
                           step.todos.front().line, step.todos.front().what);
  }
  return {};
}

std::string sizes(const Schema& schema) {
  const auto count = [](std::size_t number, const char* noun) {
    return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
  };
  return count(schema.tables.size(), "table") + ", " + count(schema.definitions.size(), "other object");
}

/// The schema after the branches ran one after the other. None, and a difference, where one of them can't.
std::shared_ptr<const Schema> run_in(States& states, const std::vector<RevisionId>& order, CheckResult& result) {
  std::unique_ptr<Scratch> scratch = states.replay({});
  Heads reached;
  for (const RevisionId& head : order) {
    reached.insert(head);
    try {
      states.move(scratch->connection(), reached, Direction::upgrade);
    } catch (const Interrupted&) {
      throw;
    } catch (const Error& error) {
      result.fail(fmt::format("{}: {}", shown(order), difference_of(error)));
      return nullptr;
    }
  }
  return states.inspect(scratch->connection());
}

}  // namespace

CheckResult prove_branch_orders(States& states, const RevisionGraph& graph, const std::vector<RevisionId>& heads) {
  CheckResult result;
  result.name = "same schema in every order of " + join(heads, ", ");
  if (const std::string why_not = unfinished(graph, heads); !why_not.empty()) {
    result.status = CheckResult::Status::skipped;
    result.looked_at = why_not;
    return result;
  }
  // As many orders as heads, each beginning with another one: every pair comes in both orders.
  std::vector<RevisionId> order = heads, first_order;
  std::shared_ptr<const Schema> first;
  Answers answers;
  answers.no_renames = true;
  for (std::size_t i = 0; i < heads.size(); ++i, std::rotate(order.begin(), order.begin() + 1, order.end())) {
    const std::shared_ptr<const Schema> found = run_in(states, order, result);
    if (!found) continue;
    if (!first) {
      first = found;
      first_order = order;
      result.looked_at = sizes(*found);
      continue;
    }
    for (const std::string& line : describe(states.difference(*first, *found, answers).operations))
      result.fail(fmt::format("{}, compared with {}: {}", shown(order), shown(first_order), line));
    if (first->not_covered != found->not_covered)
      result.fail(fmt::format("{}, compared with {}: the objects that Retort does not read are not the same",
                              shown(order), shown(first_order)));
  }
  if (result.status == CheckResult::Status::failed) result.looked_at.clear();
  return result;
}

}  // namespace retort
