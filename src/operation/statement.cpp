#include "operation/statement.hpp"

namespace retort {

std::string_view to_string(StepMode mode) {
  switch (mode) {
    case StepMode::transactional:
      return "";
    case StepMode::autocommit:
      return "autocommit";
    case StepMode::foreign_keys_off:
      return "foreign_keys=off";
  }
  return "";
}

}  // namespace retort
