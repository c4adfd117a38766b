#include "schema/filter.hpp"

#include <algorithm>
#include <set>

#include "base/ascii.hpp"

namespace retort {
namespace {

// * is any run of characters, ? any one byte. One way back, to the last star: O(pattern x text) at worst.
bool glob_matches(std::string_view glob, std::string_view text) {
  std::size_t g = 0;
  std::size_t t = 0;
  std::size_t after_star = std::string_view::npos;
  std::size_t star_taken = 0;
  while (t < text.size()) {
    if (g < glob.size() && glob[g] == '*') {
      after_star = ++g;
      star_taken = t;
    } else if (g < glob.size() && (glob[g] == '?' || glob[g] == text[t])) {
      ++g;
      ++t;
    } else if (after_star != std::string_view::npos) {
      g = after_star;
      t = ++star_taken;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*', g) == std::string_view::npos;
}

bool matches(const FilterPattern& pattern, std::string_view kind, const ObjectName& object) {
  if (!pattern.kind.empty() && !ascii_iequals(pattern.kind, kind)) return false;
  const std::string glob = ascii_lower(pattern.glob);
  return glob_matches(glob, ascii_lower(object.name.text())) || glob_matches(glob, ascii_lower(object.to_string()));
}

bool any_matches(const std::vector<FilterPattern>& patterns, std::string_view kind, const ObjectName& object) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const FilterPattern& pattern) { return matches(pattern, kind, object); });
}

// A trigger's table decides whether it is included, wherever that table is; its own name can only exclude it.
bool keeps(const Filter& filter, const Definition& definition, const Schema& schema, const std::set<ObjectName>& gone) {
  const ObjectKey& key = definition.key;
  if (key.kind != ObjectKind::trigger || definition.on.name.empty()) {
    return filter.admits(to_string(key.kind), key.name);
  }
  if (gone.contains(definition.on)) return false;
  const bool is_there = schema.find_table(definition.on) != nullptr ||
                        schema.definitions.contains({ObjectKind::view, definition.on}) ||
                        schema.definitions.contains({ObjectKind::virtual_table, definition.on});
  if (!is_there) return filter.admits(to_string(key.kind), key.name);
  return !any_matches(filter.exclude, to_string(key.kind), key.name);
}

}  // namespace

bool Filter::admits(std::string_view kind, const ObjectName& object) const {
  return (include.empty() || any_matches(include, kind, object)) && !any_matches(exclude, kind, object);
}

void apply(const Filter& filter, Schema& schema) {
  if (filter.empty()) return;
  std::set<ObjectName> gone;
  std::erase_if(schema.tables, [&](const auto& entry) {
    if (filter.admits("table", entry.first)) return false;
    gone.insert(entry.first);
    return true;
  });
  std::erase_if(schema.definitions, [&](const auto& entry) {
    if (entry.first.kind == ObjectKind::trigger || keeps(filter, entry.second, schema, gone)) return false;
    gone.insert(entry.first.name);
    return true;
  });
  std::erase_if(schema.definitions, [&](const auto& entry) {
    return entry.first.kind == ObjectKind::trigger && !keeps(filter, entry.second, schema, gone);
  });
  std::erase_if(schema.not_covered, [&](const NotCovered& object) { return !filter.admits(object.kind, object.name); });
}

}  // namespace retort
