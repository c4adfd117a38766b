// An entry's first line is the hash of what follows: a file cut short or touched by a failing disk is passed over, and
// written anew. The time of change is the time of last use.
#include "project/cache.hpp"

#include <algorithm>
#include <fstream>
#include <vector>

#include "base/hash.hpp"
#include "project/revision_folder.hpp"
#include "retort/error.hpp"

namespace retort {
namespace {

namespace fs = std::filesystem;

constexpr const char* kExtension = ".json";

void drop_oldest(const fs::path& folder) {
  std::error_code failure;
  std::vector<std::pair<fs::file_time_type, fs::path>> entries;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, failure)) {
    std::error_code gone;  // by another process
    const fs::file_time_type used = entry.last_write_time(gone);
    if (!gone && entry.path().extension() == kExtension) entries.emplace_back(used, entry.path());
  }
  if (entries.size() <= Cache::kEntries) return;
  std::sort(entries.begin(), entries.end());
  entries.resize(entries.size() - Cache::kEntries);
  for (const auto& [used, path] : entries) fs::remove(path, failure);
}

}  // namespace

std::optional<std::string> Cache::find(const std::string& key) const {
  if (!folder_) return std::nullopt;
  const fs::path path = *folder_ / (key + kExtension);
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::string hash;
  if (!std::getline(stream, hash)) return std::nullopt;
  std::string content{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (content_hash(content) != hash) return std::nullopt;
  std::error_code ignored;
  fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
  return content;
}

bool Cache::store(const std::string& key, std::string_view content) const {
  if (!folder_) return false;
  try {
    write_file(*folder_ / (key + kExtension), content_hash(content) + "\n" + std::string(content));
    drop_oldest(*folder_);
    return true;
  } catch (const Error&) {
    return false;  // a folder that can't be written to only means that the work is done again
  }
}

}  // namespace retort
