// Schemas as JSON, for the cache, `dump --json` and reports: one generic pass over fields().
//
// A field at its default value is left out. A name is a string; where it compares otherwise than the document's names
// do (`"identifiers": "folded"`: with ASCII letters folded; else as spelled), {"text", "key"}. An expression is a
// string, or {"text", "canonical"} where these differ. What is named by its own value (tables, definitions, indexes) is
// a list.
//
// REQUIRES of a schema that is written: the keys of its maps are the names of their values. Throws Error where text in
// it is not UTF-8 (SQLite stores any bytes).
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "schema/schema.hpp"

namespace retort {

/// Round-trips through schema_from_json in every field, the ones that `==` does not look at included.
nlohmann::ordered_json to_json(const Schema&);
/// For reports: names are strings always.
nlohmann::ordered_json to_json(const Table&);
nlohmann::ordered_json to_json(const Column&);
nlohmann::ordered_json to_json(const Definition&);
/// Throws Error where the document is not one that `to_json` wrote.
Schema schema_from_json(std::string_view document);

}  // namespace retort
