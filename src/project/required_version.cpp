// `require`: "which Retort may read this project". Versions are up to three numbers; missing ones are 0.
#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/ascii.hpp"
#include "project/settings.hpp"

namespace retort {
namespace {

using Version = std::array<int, 3>;

std::optional<Version> parse_version(std::string_view text) {
  Version version{};
  for (std::size_t part = 0; part < version.size(); ++part) {
    const auto [rest, failure] = std::from_chars(text.data(), text.data() + text.size(), version[part]);
    if (failure != std::errc() || version[part] < 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    if (text.empty()) return version;
    if (text.front() != '.') return std::nullopt;
    text.remove_prefix(1);
  }
  return std::nullopt;
}

/// None where the condition can't be read.
std::optional<bool> holds(std::string_view condition, const Version& own) {
  std::string_view comparison;
  for (const std::string_view candidate : {">=", "<=", "==", ">", "<", "="}) {
    if (condition.substr(0, candidate.size()) == candidate) {
      comparison = candidate;
      break;
    }
  }
  const auto wanted = parse_version(trim(condition.substr(comparison.size())));
  if (!wanted) return std::nullopt;
  if (comparison == ">=" || comparison.empty()) return own >= *wanted;
  if (comparison == "<=") return own <= *wanted;
  if (comparison == ">") return own > *wanted;
  if (comparison == "<") return own < *wanted;
  return own == *wanted;
}

}  // namespace

void check_required_version(const ConfigNode& require, std::string_view version) {
  const std::string text = text_value(require, SettingsContext{});
  const Version own = parse_version(version).value();
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t comma = rest.find(',');
    const std::string_view condition = trim(rest.substr(0, comma));
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    const std::optional<bool> fulfilled = holds(condition, own);
    if (!fulfilled)
      throw ProjectError(fmt::format("'require' can't be read: \"{}\"", text), require.where, "for example \">=0.1\"");
    if (!*fulfilled)
      throw ProjectError(fmt::format("this project requires Retort {}, and this is {}", text, version), require.where,
                         "install a fitting version of retort");
  }
}

}  // namespace retort
