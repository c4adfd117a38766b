#include "schema/conflict.hpp"

namespace retort {

std::string_view to_string(ConflictClause clause) {
  switch (clause) {
    case ConflictClause::abort:
      return "ABORT";
    case ConflictClause::rollback:
      return "ROLLBACK";
    case ConflictClause::fail:
      return "FAIL";
    case ConflictClause::ignore:
      return "IGNORE";
    case ConflictClause::replace:
      return "REPLACE";
  }
  return "";
}

}  // namespace retort
