#include "cli/call.hpp"

#include <stdexcept>

namespace retort::cli {

namespace {

bool declares(const std::vector<Option>& options, std::string_view name) {
  for (const Option& option : options)
    if (long_name(option) == name) return true;
  return false;
}

}  // namespace

const std::vector<std::string>& Call::all(std::string_view name) const {
  static const std::vector<std::string> none;
  if (!declares(global_options(), name) && !(verb && declares(verb->options, name)))
    throw std::logic_error("no such option is declared: " + std::string(name));
  const auto found = values_.find(name);
  return found == values_.end() ? none : found->second;
}

std::optional<std::string> Call::value(std::string_view name) const {
  const std::vector<std::string>& values = all(name);
  return values.empty() ? std::nullopt : std::optional(values.back());
}

}  // namespace retort::cli
