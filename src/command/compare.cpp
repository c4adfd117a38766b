#include "command/compare.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace retort::command {

Comparison compare(States& states, const Schema& from, const Schema& to, const Answers& answers) {
  Comparison result;
  result.compared = true;
  Answers told = answers;
  result.questions = states.difference(from, to, told).questions;
  told.no_renames = true;
  result.operations = states.difference(from, to, told).operations;
  result.not_covered = from.not_covered;
  for (const NotCovered& object : to.not_covered)
    if (std::find(result.not_covered.begin(), result.not_covered.end(), object) == result.not_covered.end())
      result.not_covered.push_back(object);
  return result;
}

Comparison compare_drift(Workspace& workspace) {
  Comparison result;
  if (!workspace.database_exists()) {
    result.why_not = fmt::format("{} does not exist yet", workspace.address());
    return result;
  }
  const Applied& applied = workspace.applied();
  if (!applied.partial.empty()) {
    result.why_not = fmt::format("revision {} is partly applied", applied.partial.begin()->first);
    return result;
  }
  const Schema chain = workspace.states().load(ChainSource{applied.heads});
  return compare(workspace.states(), chain, workspace.states().load(DatabaseSource{}), {});
}

Comparison compare_models(Workspace& workspace) {
  Comparison result;
  if (!workspace.settings().schema && workspace.models() == nullptr) {
    result.why_not = workspace.settings().revisions.empty() ? "no models are linked in" : "retort.toml names no schema";
    return result;
  }
  const Schema chain = workspace.states().load(ChainSource{workspace.files().tips()});
  return compare(workspace.states(), chain, workspace.states().load(ModelsSource{}),
                 workspace.states().model_answers());
}

}  // namespace retort::command
