#include "dialect/postgresql/hash.hpp"

#include <nlohmann/json.hpp>

#include "base/hash.hpp"
#include "schema/json.hpp"

namespace retort::postgresql {

std::string table_hash(const Table& table, const std::vector<Definition>& triggers) {
  Schema schema;
  schema.tables.emplace(table.name, table);
  for (const Definition& trigger : triggers) schema.definitions.emplace(trigger.key, trigger);
  return content_hash(to_json(schema).dump());
}

}  // namespace retort::postgresql
