#include "verify/chain_run.hpp"

#include <fmt/format.h>

#include "operation/describe.hpp"
#include "state/replay.hpp"

namespace retort {

namespace {

void stop(ChainRun& run, const RevisionFile& file, const Error& error) {
  run.at = file.id;
  run.problem = error.what();
  run.where = error.where();
  run.hint = error.hint();
}

bool run_steps(Connection& connection, const Replay& replay, const RevisionFile& file, Direction direction,
               ChainRun& run) {
  replay.cancellation.check();
  try {
    for (const Step& step : file.steps(direction)) replay_step(connection, replay, file, step);
    return true;
  } catch (const Interrupted&) {
    throw;
  } catch (const Error& error) {
    stop(run, file, error);
    return false;
  }
}

}  // namespace

ChainRun run_chain(States& states, const Driver& driver, const RevisionGraph& graph) {
  ChainRun run;
  const std::unique_ptr<Scratch> scratch = driver.make_scratch();
  Connection& connection = scratch->connection();
  const Replay replay{driver, states.cancellation()};
  const Schema before = driver.inspect(connection, {});
  for (const auto& file : graph.order())
    if (!run_steps(connection, replay, *file, Direction::upgrade, run)) return run;
  run.up = true;
  for (auto at = graph.order().rbegin(); at != graph.order().rend(); ++at) {
    const RevisionFile& file = **at;
    run.irreversible = file.no_downgrade && file.no_downgrade->irreversible;
    if (run.irreversible) {
      stop(run, file,
           ProjectError(fmt::format("revision {} can't be downgraded: {}", file.id, file.no_downgrade->reason),
                        SourceLocation{file.source.name(), file.no_downgrade->line, 0}));
      return run;
    }
    if (!run_steps(connection, replay, file, Direction::downgrade, run)) return run;
  }
  run.down = true;
  const Difference left = states.difference(before, driver.inspect(connection, {}), {});
  for (const Operation& operation : left.operations) run.left_behind.push_back(describe(operation));
  return run;
}

}  // namespace retort
