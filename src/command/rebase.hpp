// `retort merge --rebase`: puts revisions that nobody else has behind another head.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "command/context.hpp"
#include "verify/check_result.hpp"

namespace retort::command {

struct RebaseOptions {
  std::vector<std::string> revisions;  // targets that name heads; the published one, else the first, stays
  bool unproven = false;
};

struct RebasedFile {
  RevisionId id;
  std::filesystem::path path;  // absolute
  std::vector<RevisionId> from, to;
};

struct RebaseResult {
  std::vector<RebasedFile> files;
  std::vector<CheckResult> proofs;  // up, down, up of all that stands on something else now
  bool written = false;             // false where a proof failed
};

/// Gives unpublished revisions other parents, in their files. Throws UsageError where one is published, compiled in, or
/// applied to the environment's database, or where no one line comes out.
RebaseResult rebase(const Context&, const RebaseOptions&);

}  // namespace retort::command
