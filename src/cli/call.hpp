// The command line, read: which verb, and what was said to it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/verb.hpp"

namespace retort::cli {

class Call {
 public:
  const Verb* verb = nullptr;  // null: a bare `retort`

  bool flag(std::string_view name) const { return !all(name).empty(); }
  std::optional<std::string> value(std::string_view name) const;
  /// Every value, in order. A flag has one empty value each time it stood there.
  const std::vector<std::string>& all(std::string_view name) const;
  const std::vector<std::string>& arguments() const { return arguments_; }

  void add(std::string name, std::vector<std::string> values) { values_[std::move(name)] = std::move(values); }
  void set_arguments(std::vector<std::string> arguments) { arguments_ = std::move(arguments); }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;  // by long name, "--message"
  std::vector<std::string> arguments_;
};

/// Throws UsageError, with the nearest verb or flag as a hint. `--help` comes out as the verb `help`.
Call parse_call(const std::vector<std::string>& arguments);

}  // namespace retort::cli
