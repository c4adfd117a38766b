// Schemas as JSON, for the cache, `dump --json` and reports: one generic pass over fields().
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "schema/schema.hpp"

namespace retort {

nlohmann::ordered_json to_json(const Schema&);
nlohmann::ordered_json to_json(const Table&);
nlohmann::ordered_json to_json(const Column&);
nlohmann::ordered_json to_json(const Definition&);
/// Throws Error where the document is not one that `to_json` wrote.
Schema schema_from_json(std::string_view document);

}  // namespace retort
