#include "project/revision_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>
#include <utility>

namespace retort {

namespace fs = std::filesystem;

std::string shown_path(const fs::path& path, const fs::path& folder) {
  const fs::path normal = path.lexically_normal();
  const fs::path relative = folder.empty() ? fs::path() : normal.lexically_relative(folder.lexically_normal());
  if (relative.empty() || relative == "." || *relative.begin() == "..") return normal.string();
  return relative.string();
}

std::string read_bytes(const fs::path& path, const fs::path& shown_relative_to) {
  const std::string shown = shown_path(path, shown_relative_to);
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (status.type() == fs::file_type::not_found)
    throw ProjectError("there is no such file", SourceLocation{shown, 0, 0});
  if (status.type() == fs::file_type::directory)
    throw ProjectError("this is a folder without *.sql files, where a file is needed", SourceLocation{shown, 0, 0});

  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  std::string bytes;
  if (stream) bytes.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  if (!stream || stream.bad())
    throw ProjectError(fmt::format("can't be read: {}", errno != 0 ? std::strerror(errno) : "read error"),
                       SourceLocation{shown, 0, 0});
  return bytes;
}

SourceText read_source(const fs::path& path, const fs::path& shown_relative_to) {
  return SourceText::decode(shown_path(path, shown_relative_to), read_bytes(path, shown_relative_to));
}

std::vector<RevisionFile> read_revisions(const std::vector<fs::path>& folders, const fs::path& shown_relative_to,
                                         const Lexicon& lexicon) {
  std::vector<std::pair<std::string, fs::path>> found;  // names are compared thousands of times: paths are slow at that
  std::set<fs::path> seen;
  for (const fs::path& folder : folders) {
    std::error_code failure;
    const fs::path real = fs::canonical(folder, failure);
    if (failure || !fs::is_directory(real, failure))
      throw ProjectError("there is no such folder of revisions",
                         SourceLocation{shown_path(folder, shown_relative_to), 0, 0},
                         "make it, or name another in 'revisions' of retort.toml");
    if (!seen.insert(real).second) continue;
    fs::directory_iterator entries(folder, failure);
    if (failure)
      throw ProjectError(fmt::format("can't be read: {}", failure.message()),
                         SourceLocation{shown_path(folder, shown_relative_to), 0, 0});
    for (const fs::directory_entry& entry : entries) {
      std::string name = entry.path().filename().string();
      if (entry.path().extension() == ".sql" && name[0] != '.' && !entry.is_directory(failure))
        found.emplace_back(std::move(name), entry.path());
    }
  }
  std::sort(found.begin(), found.end());

  std::vector<RevisionFile> files;
  files.reserve(found.size());
  for (const auto& [name, path] : found) files.push_back(parse_revision(read_source(path, shown_relative_to), lexicon));
  return files;
}

}  // namespace retort
