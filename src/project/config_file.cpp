#include "project/config_file.hpp"

#include <toml++/toml.h>

#include <algorithm>

namespace retort {
namespace {

SourceLocation location(const std::string& file, const toml::source_region& region) {
  return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

ConfigNode convert(const std::string& file, const toml::node& node);

ConfigNode convert_table(const std::string& file, const toml::table& table) {
  ConfigNode result;
  result.type = ConfigNode::Type::table;
  result.type_name = "a table";
  for (const auto& [key, value] : table) {
    ConfigNode member = convert(file, value);
    member.key = std::string(key.str());
    member.where = location(file, key.source());
    result.members.push_back(std::move(member));
  }
  // toml++ sorts by name; people and messages follow the file.
  std::stable_sort(result.members.begin(), result.members.end(), [](const ConfigNode& a, const ConfigNode& b) {
    return std::pair{a.where.line, a.where.column} < std::pair{b.where.line, b.where.column};
  });
  return result;
}

ConfigNode convert(const std::string& file, const toml::node& node) {
  ConfigNode result;
  if (const toml::table* table = node.as_table()) {
    result = convert_table(file, *table);
  } else if (const toml::array* array = node.as_array()) {
    result.type = ConfigNode::Type::array;
    result.type_name = "a list";
    for (const toml::node& item : *array) result.items.push_back(convert(file, item));
  } else if (const auto* text = node.as_string()) {
    result.type = ConfigNode::Type::string;
    result.type_name = "a string";
    result.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    result.type = ConfigNode::Type::integer;
    result.type_name = "a whole number";
    result.integer = integer->get();
  } else if (const auto* boolean = node.as_boolean()) {
    result.type = ConfigNode::Type::boolean;
    result.type_name = "true or false";
    result.boolean = boolean->get();
  } else {
    result.type_name = node.is_floating_point() ? "a number with a fraction" : "a date or time";
  }
  result.where = location(file, node.source());
  return result;
}

}  // namespace

const ConfigNode* ConfigNode::find(std::string_view name) const {
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const ConfigNode& member) { return member.key == name; });
  return found == members.end() ? nullptr : &*found;
}

ConfigNode parse_config(const SourceText& source) {
  try {
    const toml::table table = toml::parse(std::string_view(source.text()), std::string_view(source.name()));
    ConfigNode root = convert_table(source.name(), table);
    root.where = {source.name(), 0, 0};
    return root;
  } catch (const toml::parse_error& error) {
    throw ProjectError(std::string(error.description()), location(source.name(), error.source()));
  }
}

ConfigNode merged(const ConfigNode& base, const ConfigNode& over) {
  ConfigNode result = base;
  for (const ConfigNode& member : over.members) {
    const auto place = std::find_if(result.members.begin(), result.members.end(),
                                    [&](const ConfigNode& existing) { return existing.key == member.key; });
    if (place == result.members.end()) {
      result.members.push_back(member);
    } else if (place->type == ConfigNode::Type::table && member.type == ConfigNode::Type::table) {
      *place = merged(*place, member);
    } else {
      *place = member;
    }
  }
  return result;
}

}  // namespace retort
