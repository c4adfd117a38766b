#include "schema/definition.hpp"

#include "base/ascii.hpp"

namespace retort {

bool operator==(const Definition& a, const Definition& b) {
  return a.key == b.key && a.on == b.on && a.sql == b.sql &&
         (trim(a.sql.text) == trim(b.sql.text) || a.columns == b.columns) && a.options == b.options &&
         a.values == b.values && a.indexes == b.indexes;
}

}  // namespace retort
