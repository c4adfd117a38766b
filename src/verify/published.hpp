// Files that the main branch has are promises: databases out there have run them.
#pragma once

#include <set>

#include "project/git.hpp"
#include "revision/graph.hpp"
#include "verify/check_result.hpp"

namespace retort {

struct PublishedReading {
  CheckResult check;
  std::set<RevisionId> unchanged;  // revisions that need no new proof
};

/// Each published file is still there, byte for byte but for CRLF. Its name may change: the id is what counts. One that
/// is gone is an error, unless a revision says that it replaces it.
PublishedReading check_published(const Published& published, const RevisionGraph& graph, const Lexicon& lexicon,
                                 const std::string& main_branch);

}  // namespace retort
