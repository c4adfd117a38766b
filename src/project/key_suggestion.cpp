#include "project/key_suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "base/nearest.hpp"

namespace retort {

std::string key_suggestion(std::string_view word, const std::vector<std::string>& known) {
  std::string wanted = ascii_lower(word);
  std::replace(wanted.begin(), wanted.end(), '-', '_');
  std::vector<std::string> meant = nearest(wanted, known, std::max<std::size_t>(2, wanted.size() / 3));
  for (const std::string& key : known) {
    if (wanted.size() >= 4 && key.find(wanted) != std::string::npos)
      meant.push_back(key);  // "version" for "version_table"
  }
  return meant.empty() ? "known are " + join(known, ", ") : fmt::format("did you mean '{}'?", meant.front());
}

}  // namespace retort
