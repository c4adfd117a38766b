#include "verify/check_result.hpp"

namespace retort {

std::string difference_of(const Error& error) {
  std::string text = error.where() ? error.where()->to_string() + ": " : std::string();
  text += error.what();
  // What a run says about where the database stands, and how to go on, is about a scratch database here.
  if (dynamic_cast<const MigrationFailed*>(&error) != nullptr) return text.substr(0, text.rfind('\n'));
  if (!error.hint().empty()) text += " (" + error.hint() + ")";
  return text;
}

}  // namespace retort
