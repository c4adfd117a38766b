// What git says about the revision folder, by running git. Never writes.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace retort {

/// A file as it is at the merge base of HEAD and the main branch.
struct PublishedFile {
  std::filesystem::path path;  // below the folder as it was given
  std::string text;            // its bytes
};

struct Published {
  bool known = false;
  std::string why_not;  // "not a git repository", "shallow clone", "no branch main"
  std::string commit;   // the merge base
  std::vector<PublishedFile> files;
};

/// The *.sql files of the folders that the main branch has: `main_branch`, or origin's where there is no local one.
/// Never throws where git can't tell: `why_not` says it then.
Published published_files(const std::vector<std::filesystem::path>& folders, const std::string& main_branch);

}  // namespace retort
