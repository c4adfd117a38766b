#include "support/unequal.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "schema/json.hpp"

namespace retort::test {
namespace {

Table in_name_order(Table table) {
  std::sort(table.columns.begin(), table.columns.end(),
            [](const Column& a, const Column& b) { return a.name < b.name; });
  return table;
}

/// Where two values differ, as JSON.
template <class T>
std::string shown(const T& a, const T& b) {
  const nlohmann::ordered_json first = to_json(a), second = to_json(b);
  return "\n    - " + first.dump() + "\n    + " + second.dump();
}

}  // namespace

std::vector<std::string> unequal(const Schema& a, const Schema& b) {
  std::vector<std::string> lines;
  for (const auto& [name, table] : a.tables) {
    const std::string what = "table " + name.to_string();
    const Table* other = b.find_table(name);
    if (other == nullptr) {
      lines.push_back(what + " only in the first");
    } else if (const Table one = in_name_order(table), two = in_name_order(*other); one != two) {
      lines.push_back(what + " unequal" + shown(one, two));
    }
  }
  for (const auto& [name, table] : b.tables) {
    if (a.find_table(name) == nullptr) lines.push_back("table " + name.to_string() + " only in the second");
  }
  for (const auto& [key, definition] : a.definitions) {
    const std::string what = std::string(to_string(key.kind)) + " " + key.to_string();
    const auto other = b.definitions.find(key);
    if (other == b.definitions.end()) {
      lines.push_back(what + " only in the first");
    } else if (definition != other->second) {
      lines.push_back(what + " unequal" + shown(definition, other->second));
    }
  }
  for (const auto& [key, definition] : b.definitions) {
    if (a.definitions.count(key) == 0)
      lines.push_back(std::string(to_string(key.kind)) + " " + key.to_string() + " only in the second");
  }
  return lines;
}

}  // namespace retort::test
