#include "schema/schema.hpp"

namespace retort {

const Table* Schema::find_table(const ObjectName& name) const {
  const auto found = tables.find(name);
  return found == tables.end() ? nullptr : &found->second;
}

}  // namespace retort
