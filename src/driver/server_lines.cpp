#include "driver/server_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"

namespace retort {

namespace {

constexpr std::size_t kShownCalls = 6;

void add(std::vector<std::string>& lines, std::string_view name, const std::string& text, std::size_t most) {
  const std::vector<std::string_view> parts = split_lines(text);
  for (std::size_t i = 0; i < std::min(parts.size(), most); ++i)
    lines.push_back(i == 0 ? fmt::format("{}: {}", name, parts[i])
                           : fmt::format("{}{}", std::string(name.size() + 2, ' '), parts[i]));
  if (parts.size() > most) lines.push_back(std::string(name.size() + 2, ' ') + "…");
}

}  // namespace

std::vector<std::string> server_lines(const ServerMessage& message) {
  std::vector<std::string> lines;
  add(lines, "detail", message.detail, SIZE_MAX);
  add(lines, "server's hint", message.hint, SIZE_MAX);
  add(lines, "context", message.context, kShownCalls);
  return lines;
}

}  // namespace retort
