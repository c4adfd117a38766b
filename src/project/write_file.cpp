#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "project/revision_folder.hpp"

namespace retort {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path) {
  throw ProjectError(fmt::format("can't be written: {}", std::strerror(errno)), SourceLocation{path.string(), 0, 0});
}

/// Closes and removes what was not renamed.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& target)
      : path_(target.parent_path() / fmt::format(".{}.XXXXXX", target.filename().string())) {
    std::string pattern = path_.string();
    descriptor_ = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (descriptor_ < 0) fail(target);
    path_ = pattern;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!renamed_) ::unlink(path_.c_str());
  }

  void write(std::string_view text, mode_t mode) {
    while (!text.empty()) {
      const ssize_t written = ::write(descriptor_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(path_);
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fchmod(descriptor_, mode) != 0 || ::fsync(descriptor_) != 0) fail(path_);
  }

  void rename_to(const fs::path& target) {
    if (::rename(path_.c_str(), target.c_str()) != 0) fail(target);
    renamed_ = true;
  }

 private:
  fs::path path_;
  int descriptor_ = -1;
  bool renamed_ = false;
};

mode_t mode_for(const fs::path& target) {
  struct stat status {};
  if (::stat(target.c_str(), &status) == 0) return status.st_mode & 07777;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

void sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;  // not every file system has it; the file itself is safe
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

void remove_file(const fs::path& path) {
  std::error_code failure;
  fs::remove(path, failure);
  if (failure)
    throw ProjectError(fmt::format("can't be removed: {}", failure.message()), SourceLocation{path.string(), 0, 0});
  sync_folder(path.parent_path());
}

void write_file(const fs::path& path, std::string_view text) {
  std::error_code failure;
  const fs::path target = fs::weakly_canonical(path, failure);
  if (failure)
    throw ProjectError(fmt::format("can't be written: {}", failure.message()), SourceLocation{path.string(), 0, 0});
  fs::create_directories(target.parent_path(), failure);
  if (failure)
    throw ProjectError(fmt::format("can't be written: {}", failure.message()), SourceLocation{path.string(), 0, 0});

  TemporaryFile temporary(target);
  temporary.write(text, mode_for(target));
  temporary.rename_to(target);
  sync_folder(target.parent_path());
}

}  // namespace retort
