#include "schema/options.hpp"

namespace retort {

std::pair<std::string_view, std::string_view> split_option(std::string_view key) {
  const std::size_t colon = key.find(':');
  if (colon == std::string_view::npos) return {key, {}};
  return {key.substr(0, colon), key.substr(colon + 1)};
}

const std::string& option(const Options& options, std::string_view key) {
  static const std::string kNone;
  const auto found = options.find(std::string(key));
  return found == options.end() ? kNone : found->second;
}

}  // namespace retort
