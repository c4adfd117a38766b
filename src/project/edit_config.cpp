#include "project/edit_config.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "project/config_file.hpp"

namespace retort {

namespace {

bool names(const ConfigNode& exclude, std::string_view name) {
  if (exclude.text == name) return true;
  return std::any_of(exclude.items.begin(), exclude.items.end(),
                     [&](const ConfigNode& item) { return item.text == name; });
}

/// The offset behind the line that is exactly `line`; none where there is no such line.
std::optional<std::size_t> behind_line(std::string_view text, std::string_view line) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t newline = std::min(text.find('\n', begin), text.size());
    std::string_view content = text.substr(begin, newline - begin);
    content = trim(content.substr(0, content.find('#')));
    begin = std::min(newline + 1, text.size());
    if (content == line) return begin;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> with_excluded(const SourceText& config, std::string_view name) {
  const ConfigNode root = parse_config(config);
  const std::string line = fmt::format("exclude = [\"{}\"]\n", name);
  std::string text = config.text();
  const ConfigNode* managed = root.find("managed");
  if (managed == nullptr) {
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    return text + "\n[managed]\n" + line;
  }
  if (const ConfigNode* exclude = managed->find("exclude"))
    return names(*exclude, name) ? std::optional(text) : std::nullopt;
  const std::optional<std::size_t> at = behind_line(text, "[managed]");
  if (!at || *at == 0 || text[*at - 1] != '\n') return std::nullopt;
  return text.insert(*at, line);
}

std::optional<std::string> with_key(const SourceText& config, std::string_view key, std::string_view value) {
  const ConfigNode root = parse_config(config);
  if (const ConfigNode* said = root.find(key)) return said->text == value ? std::optional(config.text()) : std::nullopt;
  return fmt::format("{} = \"{}\"\n{}", key, value, config.text());
}

}  // namespace retort
