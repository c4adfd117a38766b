#pragma once

#include <filesystem>

namespace retort::test {

/// A new folder, gone when this is. In memory where the system has such a place (and TMPDIR names no other): tests of
/// what databases say need no disk, and many thousand commits take a tenth of the time.
class ScratchFolder {
 public:
  /// Throws std::runtime_error.
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace retort::test
