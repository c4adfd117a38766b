#include "driver/postgresql/binaries.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <set>

#include "base/ascii.hpp"
#include "retort/error.hpp"

namespace retort::postgresql {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> kVersionFolders{"/usr/lib/postgresql", "/usr/local/lib/postgresql",
                                                          "/opt/postgresql"};  // below them: 15/bin
constexpr std::array<std::string_view, 2> kFolders{"/usr/local/pgsql/bin", "/usr/lib/postgresql/bin"};

/// What a program prints; "" where it can't be run. `program` is a path that this file made up, never somebody's text.
std::string output_of(const fs::path& program, std::string_view argument) {
  std::string quoted;
  for (const char c : program.string()) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  const std::string command = fmt::format("'{}' {} 2>/dev/null </dev/null", quoted, argument);
  std::FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return {};
  std::string text;
  std::array<char, 512> buffer{};
  for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) text.append(buffer.data(), n);
  ::pclose(pipe);
  return std::string(trim(text));
}

void add_list(std::vector<fs::path>& folders, const char* list) {
  const std::string_view text = list == nullptr ? std::string_view() : std::string_view(list);
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(':', start), text.size());
    if (end > start) folders.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
}

bool runs(const fs::path& program) { return ::access(program.c_str(), X_OK) == 0 && !fs::is_directory(program); }

std::vector<fs::path> candidates() {
  std::vector<fs::path> folders;
  if (const char* named = std::getenv("RETORT_POSTGRESQL_BINDIR"); named != nullptr && *named != '\0') {
    add_list(folders, named);
    return folders;
  }
  add_list(folders, std::getenv("PATH"));
  const std::vector<fs::path> in_path = folders;
  std::error_code ignored;
  for (const std::string_view parent : kVersionFolders) {
    for (const fs::directory_entry& version : fs::directory_iterator(parent, ignored))
      folders.push_back(version.path() / "bin");
  }
  for (const fs::directory_entry& entry : fs::directory_iterator("/usr", ignored)) {  // Red Hat's /usr/pgsql-15/bin
    if (entry.path().filename().string().starts_with("pgsql-")) folders.push_back(entry.path() / "bin");
  }
  folders.insert(folders.end(), kFolders.begin(), kFolders.end());
  for (const fs::path& folder : in_path) {
    if (!runs(folder / "pg_config")) continue;
    if (const std::string told = output_of(folder / "pg_config", "--bindir"); !told.empty()) folders.emplace_back(told);
    break;
  }
  return folders;
}

}  // namespace

std::optional<int> version_number(const std::string& text) {
  const std::size_t at = text.find("(PostgreSQL) ");
  if (at == std::string::npos) return std::nullopt;
  const char* next = text.data() + at + std::string_view("(PostgreSQL) ").size();
  const char* end = text.data() + text.size();
  int major = 0;
  int minor = 0;
  const auto read = std::from_chars(next, end, major);
  if (read.ec != std::errc()) return std::nullopt;
  if (read.ptr != end && *read.ptr == '.') std::from_chars(read.ptr + 1, end, minor);  // "16beta1" has none
  return major * 10000 + minor;
}

std::vector<Binaries> find_binaries() {
  std::vector<Binaries> found;
  std::set<fs::path> seen;
  for (const fs::path& folder : candidates()) {
    std::error_code error;
    const fs::path postgres = fs::canonical(folder / "postgres", error);
    if (error || !runs(postgres) || !runs(folder / "initdb") || !seen.insert(postgres).second) continue;
    if (const auto version = version_number(output_of(postgres, "-V"))) found.push_back({folder, *version});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Binaries& a, const Binaries& b) { return a.version > b.version; });
  return found;
}

Binaries choose_binaries(int major) {
  const std::vector<Binaries> found = find_binaries();
  for (const Binaries& binaries : found) {
    if (major == 0 || binaries.major() == major) return binaries;
  }
  constexpr std::string_view kHint =
      "install the server's package, set RETORT_POSTGRESQL_BINDIR to the folder of initdb and postgres, or name a "
      "server "
      "where databases may be made: scratch = \"postgresql://…\"";
  if (found.empty()) {
    throw DatabaseError("no PostgreSQL server is installed here that a scratch database could be made on",
                        {"0A000", "no initdb and postgres found", {}}, std::nullopt, std::string(kHint));
  }
  std::vector<std::string> there;
  for (const Binaries& binaries : found)
    there.push_back(fmt::format("{} in {}", binaries.major(), binaries.folder.string()));
  throw DatabaseError(
      fmt::format("the database runs on PostgreSQL {}, and installed here is {}: they spell what is in a "
                  "catalogue differently",
                  major, join(there, ", ")),
      {"0A000", "no server of that version found", {}}, std::nullopt, std::string(kHint));
}

}  // namespace retort::postgresql
