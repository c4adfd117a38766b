// What is set on an object by a word and can be changed without making the object anew.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace retort {

/// "storage" -> "external"; "parameter:fillfactor" -> "70"; "privileges:alice" -> "INSERT, SELECT". The word before the
/// first colon says what is set, the rest of the key on which part. An option at its default value is left out, so that
/// `==` compares. Which words an engine has, and their statements, is its dialect's (docs/coverage-*.md lists them).
using Options = std::map<std::string, std::string>;

inline std::string option_key(std::string_view word, std::string_view part) {
  return std::string(word) + ":" + std::string(part);
}
/// The word and the part; the part is empty where there is none. Views into `key`.
std::pair<std::string_view, std::string_view> split_option(std::string_view key);

/// The value, "" where it is not set.
const std::string& option(const Options& options, std::string_view key);

}  // namespace retort
