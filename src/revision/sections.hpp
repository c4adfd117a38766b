// Several revisions' steps as one file's: as they stand there, with their directives and comments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "revision/revision_file.hpp"

namespace retort {

struct Sections {
  std::string upgrade;                      // one file's after the other's
  std::string downgrade;                    // the last one's first; empty where `no_downgrade` stands in its place
  std::optional<NoDowngrade> no_downgrade;  // one of them has no way back, or nothing of it needs one
};

/// REQUIRES: files, not revisions in C++; in the order in which they run.
Sections sections_of(const std::vector<const RevisionFile*>& files);

}  // namespace retort
