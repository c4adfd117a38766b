#include "verify/check_result.hpp"

namespace retort {

std::string difference_of(const Error& error) {
  std::string text = error.where() ? error.where()->to_string() + ": " : std::string();
  text += error.what();
  if (!error.hint().empty()) text += " (" + error.hint() + ")";
  return text;
}

}  // namespace retort
