// What nobody else has may be written anew: revisions that the main branch does not have, and no database has run.
#pragma once

#include <set>
#include <string>

#include "command/workspace.hpp"

namespace retort::command {

struct PublishedRevisions {
  bool known = false;
  std::string why_not;  // "not a git repository"
  std::set<RevisionId> ids;
};

/// The revisions that the main branch has, whatever their files are called here.
PublishedRevisions published_revisions(Workspace& workspace);

/// Throws UsageError, with `hint`, where the main branch has one of them.
void refuse_published(Workspace& workspace, const std::set<RevisionId>& ids, const std::string& hint);

/// Throws UsageError, with `hint`, where the workspace's database ran one of them, whole or in part.
void refuse_applied(Workspace& workspace, const std::set<RevisionId>& ids, const std::string& hint);

}  // namespace retort::command
