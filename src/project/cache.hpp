// A folder of results that can be had again: content-addressed, bounded, and never in the way.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace retort {

/// One file an entry, named by its key. Nothing here throws: an entry that is missing, damaged or can't be written is
/// only slower. Several processes may share the folder.
class Cache {
 public:
  static constexpr std::size_t kEntries = 64;

  /// None: off.
  explicit Cache(std::optional<std::filesystem::path> folder) : folder_(std::move(folder)) {}

  /// What `store` got under this key, unharmed; none otherwise. `key` is a content hash.
  std::optional<std::string> find(const std::string& key) const;
  /// Drops the entries that were not used for longest where there are more than kEntries.
  /// False where that could not be written, or the cache is off.
  bool store(const std::string& key, std::string_view content) const;

 private:
  std::optional<std::filesystem::path> folder_;
};

}  // namespace retort
