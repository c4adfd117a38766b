#include "cli/stale.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "base/ascii.hpp"
#include "base/sha256.hpp"

namespace retort::cli {

namespace {

namespace fs = std::filesystem;

bool has_changed(const Build::Source& source) {
  std::ifstream file(source.file, std::ios::binary);
  if (!file) return false;
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  return file.good() && sha256(bytes) != source.sha256;
}

}  // namespace

void warn_if_stale(const Build& build, const Output& output, const fs::path& working_directory) {
  std::vector<std::string> changed;
  for (const Build::Source& source : build.sources) {
    if (!has_changed(source)) continue;
    const fs::path relative = source.file.lexically_relative(working_directory);
    const bool below = !relative.empty() && *relative.begin() != "..";
    changed.push_back((below ? relative : source.file).string());
  }
  if (changed.empty()) return;
  output.warn(fmt::format("retort: warning: this program is older than {}, which it was built from",
                          changed.size() > 3 ? fmt::format("{} and {} more files", changed.front(), changed.size() - 1)
                                             : join(changed, " and ")));
  if (!build.command.empty()) output.warn(fmt::format("  hint: {}", build.command));
}

}  // namespace retort::cli
