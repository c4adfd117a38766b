// What git says about the revision folder, by running git. Never writes.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace retort {

/// The files below `folder` as they are at the merge base of HEAD and the main branch.
struct PublishedFile {
  std::filesystem::path path;  // absolute
  std::string text;
};

struct Published {
  bool known = false;
  std::string why_not;              // "not a git repository", "shallow clone", "no branch main"
  std::string commit;               // the merge base
  std::vector<PublishedFile> files;
};

/// Tries `main_branch`, then origin/`main_branch`.
Published published_files(const std::vector<std::filesystem::path>& folders, const std::string& main_branch);

}  // namespace retort
