#include "command/merge.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "command/heads_to_join.hpp"
#include "command/workspace.hpp"
#include "verify/branch_orders.hpp"

namespace retort::command {

MergeResult merge(const Context& context, const MergeOptions& options) {
  Workspace workspace(context, Access::offline);
  RevisionOptions revision;
  revision.heads = heads_to_join(workspace.files(), options.revisions);
  std::sort(revision.heads.begin(), revision.heads.end());
  revision.message = options.message.empty() ? "merge " + join(revision.heads, " and ") : options.message;
  revision.branch_labels = options.branch_labels;
  revision.id = options.id;

  MergeResult result;
  if (!options.unproven) {
    result.proof = prove_branch_orders(workspace.states(), workspace.files(), revision.heads);
    if (result.proof->status == CheckResult::Status::failed) return result;
  }
  result.revision = command::revision(context, revision);
  return result;
}

}  // namespace retort::command
