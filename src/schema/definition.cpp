#include "schema/definition.hpp"

#include "base/ascii.hpp"

namespace retort {

std::string_view to_string(DefinitionKind kind) {
  switch (kind) {
    case DefinitionKind::virtual_table:
      return "virtual table";
    case DefinitionKind::view:
      return "view";
    case DefinitionKind::trigger:
      return "trigger";
  }
  return "";
}

bool operator==(const Definition& a, const Definition& b) {
  return a.key == b.key && a.on == b.on && a.sql == b.sql &&
         (trim(a.sql.text) == trim(b.sql.text) || a.columns == b.columns);
}

}  // namespace retort
