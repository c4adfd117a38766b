// A TOML document as plain values that know where they stand.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "retort/error.hpp"

namespace retort {

/// A value of the document, or a whole table.
struct ConfigNode {
  enum class Type { boolean, integer, string, array, table, other };

  Type type = Type::other;
  std::string key;        // the last part of its name; empty inside an array
  SourceLocation where;   // of the key; inside an array, of the value
  std::string type_name;  // "a string", for messages
  bool boolean = false;
  std::int64_t integer = 0;
  std::string text;
  std::vector<ConfigNode> items;    // of an array
  std::vector<ConfigNode> members;  // of a table, in the order of the file

  const ConfigNode* find(std::string_view name) const;
};

/// The whole document as one table. Throws ProjectError with line and column where it is no TOML.
ConfigNode parse_config(const SourceText& source);

/// The members of `base` with those of `over` in their place; tables are merged member by member.
ConfigNode merged(const ConfigNode& base, const ConfigNode& over);

}  // namespace retort
