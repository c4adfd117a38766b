#include "schema/filter.hpp"

#include <algorithm>
#include <optional>
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

bool glob_matches(const std::string& glob, const ObjectName& object) {
  const std::string folded = ascii_lower(glob);
  return glob_matches(folded, ascii_lower(object.name.text())) || glob_matches(folded, ascii_lower(object.to_string()));
}

/// A pattern for schemas means what is in them, too.
bool matches(const FilterPattern& pattern, std::string_view kind, const ObjectName& object) {
  if (pattern.kind.empty() || ascii_iequals(pattern.kind, kind)) return glob_matches(pattern.glob, object);
  return ascii_iequals(pattern.kind, to_string(ObjectKind::schema)) && !object.schema.empty() &&
         glob_matches(pattern.glob, ObjectName{{}, object.schema});
}

bool any_matches(const std::vector<FilterPattern>& patterns, std::string_view kind, const ObjectName& object) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const FilterPattern& pattern) { return matches(pattern, kind, object); });
}

/// The names of `public."my table".id`.
std::vector<std::string> names_in(std::string_view path) {
  std::vector<std::string> names(1);
  bool quoted = false;
  for (const char c : path) {
    if (c == '"') {
      quoted = !quoted;
      if (quoted && !names.back().empty()) names.back() += c;  // the second of a pair
    } else if (c == '.' && !quoted) {
      names.emplace_back();
    } else {
      names.back() += c;
    }
  }
  return names;
}

/// The table that a sequence goes with: serial's.
std::optional<ObjectName> owning_table(const Definition& definition) {
  if (definition.key.kind != ObjectKind::sequence) return std::nullopt;
  const std::vector<std::string> names = names_in(option(definition.options, "owned by"));
  if (names.size() != 3) return std::nullopt;
  return ObjectName{Identifier(names[0]), Identifier(names[1])};
}

class Application {
 public:
  Application(const Filter& filter, Schema& schema) : filter_(filter), schema_(schema) {}

  void run() {
    take_tables();
    take_definitions([](const Definition& definition) { return definition.on.name.empty(); });
    take_definitions([](const Definition& definition) { return !definition.on.name.empty(); });
    take_empty_schemas();
    std::erase_if(schema_.not_covered,
                  [&](const NotCovered& object) { return !filter_.admits(object.kind, object.name); });
    std::erase_if(schema_.dependencies,
                  [&](const DependencyEdge& edge) { return is_gone(edge.object) || is_gone(edge.on); });
  }

 private:
  /// A partition goes with its table, at whatever depth.
  void take_tables() {
    for (const auto& [name, table] : schema_.tables)
      if (!filter_.admits(to_string(ObjectKind::table), name)) gone_.insert(name);
    for (bool more = true; more;) {
      more = false;
      for (const auto& [name, table] : schema_.tables)
        if (table.partition_of && gone_.contains(table.partition_of->table)) more = gone_.insert(name).second || more;
    }
    std::erase_if(schema_.tables, [&](const auto& entry) { return gone_.contains(entry.first); });
  }

  template <class Which>
  void take_definitions(Which which) {
    std::set<ObjectName> gone;
    std::erase_if(schema_.definitions, [&](const auto& entry) {
      if (!which(entry.second) || keeps(entry.second)) return false;
      gone_definitions_.insert(entry.first);
      if (is_relation(entry.first.kind)) gone.insert(entry.first.name);
      return true;
    });
    gone_.merge(gone);
  }

  /// What belongs to a table is included with it, wherever it is; its own name can only exclude it.
  bool keeps(const Definition& definition) const {
    const ObjectKey& key = definition.key;
    const std::string_view kind = to_string(key.kind);
    const ObjectName owner = owning_table(definition).value_or(definition.on);
    if (owner.name.empty()) return key.kind == ObjectKind::schema || filter_.admits(kind, key.name);
    if (gone_.contains(owner)) return false;
    if (!is_there(owner)) return filter_.admits(kind, key.name);
    return !filter_.excludes(kind, key.name);
  }

  static bool is_relation(ObjectKind kind) {
    return kind == ObjectKind::view || kind == ObjectKind::virtual_table || kind == ObjectKind::materialized_view ||
           kind == ObjectKind::foreign_table;
  }

  bool is_there(const ObjectName& relation) const {
    if (schema_.find_table(relation) != nullptr) return true;
    for (const ObjectKind kind :
         {ObjectKind::view, ObjectKind::virtual_table, ObjectKind::materialized_view, ObjectKind::foreign_table})
      if (schema_.definitions.contains({kind, relation})) return true;
    return false;
  }

  /// A schema is there where the filter names it, and where something in it is looked at.
  void take_empty_schemas() {
    std::set<Identifier> used;
    for (const auto& [name, table] : schema_.tables) used.insert(name.schema);
    for (const auto& [key, definition] : schema_.definitions) used.insert(key.name.schema);
    std::erase_if(schema_.definitions, [&](const auto& entry) {
      if (entry.first.kind != ObjectKind::schema) return false;
      const std::string_view kind = to_string(ObjectKind::schema);
      const ObjectName& name = entry.first.name;
      if (filter_.excludes(kind, name)) return true;
      return !used.contains(name.name) && !filter_.admits(kind, name);
    });
  }

  bool is_gone(const ObjectKey& key) const {
    const bool of_table = key.kind == ObjectKind::table || key.kind == ObjectKind::column ||
                          key.kind == ObjectKind::column_default || key.kind == ObjectKind::constraint;
    return of_table ? gone_.contains(key.name) : gone_definitions_.contains(key);
  }

  const Filter& filter_;
  Schema& schema_;
  std::set<ObjectName> gone_;  // tables, views and the like
  std::set<ObjectKey> gone_definitions_;
};

}  // namespace

bool Filter::admits(std::string_view kind, const ObjectName& object) const {
  return (include.empty() || any_matches(include, kind, object)) && !excludes(kind, object);
}

bool Filter::excludes(std::string_view kind, const ObjectName& object) const {
  return any_matches(exclude, kind, object) || (counts && !counts(kind, object));
}

void apply(const Filter& filter, Schema& schema) {
  if (!filter.empty()) Application(filter, schema).run();
}

}  // namespace retort
