#include "diff/definition_diff.hpp"

#include <algorithm>
#include <map>

#include "diff/dependency_order.hpp"
#include "operation/rename.hpp"

namespace retort {
namespace {

using Definitions = std::vector<const Definition*>;

bool depends_on(const Definition& definition, const ObjectName& object) {
  if (definition.on == object) return true;
  return std::any_of(definition.depends_on.begin(), definition.depends_on.end(),
                     [&](const Dependency& dependency) { return dependency.object == object; });
}

/// The server's list may lack a column that only the text names (UPDATE OF x), the text one that `*` stands for.
bool depends_on(const Definition& definition, const ObjectName& table, const Identifier& column,
                const Lexicon& lexicon) {
  if (!depends_on(definition, table)) return false;
  for (const Dependency& dependency : definition.depends_on) {
    if (dependency.object != table) continue;
    if (std::find(dependency.columns.begin(), dependency.columns.end(), column) != dependency.columns.end())
      return true;
  }
  return names_column(definition.sql, column, lexicon);
}

/// Dependents last, else in the order of creation.
Definitions ordered(Definitions definitions) {
  std::sort(definitions.begin(), definitions.end(), [](const Definition* a, const Definition* b) {
    return a->ordinal != b->ordinal ? a->ordinal < b->ordinal : a->key < b->key;
  });
  std::multimap<ObjectName, std::size_t> by_name;
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    if (definitions[i]->key.kind != ObjectKind::trigger) by_name.emplace(definitions[i]->key.name, i);
  }
  std::vector<std::set<std::size_t>> needs(definitions.size());
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    const auto add = [&](const ObjectName& name) {
      const auto [first, last] = by_name.equal_range(name);
      for (auto need = first; need != last; ++need) needs[i].insert(need->second);
    };
    add(definitions[i]->on);
    for (const Dependency& dependency : definitions[i]->depends_on) add(dependency.object);
  }
  Definitions result;
  for (const std::size_t i : dependency_order(needs)) result.push_back(definitions[i]);
  return result;
}

bool can_replace(const Definition& from, const Definition& to, const Capabilities& capabilities) {
  return capabilities.replace_view && from.key.kind == ObjectKind::view &&
         from.columns.size() <= to.columns.size() &&
         std::equal(from.columns.begin(), from.columns.end(), to.columns.begin());
}

class DropSet {
 public:
  DropSet(const Schema& from, const Capabilities& capabilities, const Lexicon& lexicon)
      : from_(from), capabilities_(capabilities), lexicon_(lexicon) {
    for (const auto& [key, definition] : from.definitions) {
      dependents_[definition.on].push_back(&definition);
      for (const Dependency& dependency : definition.depends_on) dependents_[dependency.object].push_back(&definition);
    }
  }

  void add_changed(const Schema& to) {
    for (const auto& [key, definition] : from_.definitions) {
      const auto target = to.definitions.find(key);
      if (target != to.definitions.end() && definition == target->second && definition.on == target->second.on)
        continue;
      if (target == to.definitions.end() || !can_replace(definition, target->second, capabilities_)) add(definition);
    }
  }

  void add_disturbed(const Disturbance& disturbance) {
    for (const ObjectName& table : disturbance.tables) add_dependents(table);
    for (const auto& [table, column] : disturbance.columns) {
      for (const Definition* definition : dependents_of(table)) {
        if (depends_on(*definition, table, column, lexicon_)) add(*definition);
      }
    }
    if (!disturbance.touches_broken) return;
    for (const auto& [key, definition] : from_.definitions) {
      if (definition.broken) add(definition);
    }
  }

  bool contains(const ObjectKey& key) const { return dropped_.count(key) != 0; }
  Definitions definitions() const {
    Definitions result;
    for (const ObjectKey& key : dropped_) result.push_back(&from_.definitions.at(key));
    return result;
  }

 private:
  const Definitions& dependents_of(const ObjectName& object) const {
    static const Definitions kNone;
    const auto found = dependents_.find(object);
    return found == dependents_.end() ? kNone : found->second;
  }
  void add_dependents(const ObjectName& object) {
    for (const Definition* definition : dependents_of(object)) add(*definition);
  }
  void add(const Definition& definition) {
    if (!dropped_.insert(definition.key).second) return;
    if (definition.key.kind != ObjectKind::trigger) add_dependents(definition.key.name);
  }

  const Schema& from_;
  const Capabilities& capabilities_;
  const Lexicon& lexicon_;
  std::map<ObjectName, Definitions> dependents_;
  std::set<ObjectKey> dropped_;
};

}  // namespace

DefinitionChanges definition_changes(const Schema& from, const Schema& to, const Disturbance& disturbance,
                                     const Capabilities& capabilities, const Lexicon& lexicon) {
  DefinitionChanges changes;
  if (from.definitions.empty() && to.definitions.empty()) return changes;
  DropSet dropped(from, capabilities, lexicon);
  dropped.add_changed(to);
  dropped.add_disturbed(disturbance);

  Definitions drops = ordered(dropped.definitions());
  std::reverse(drops.begin(), drops.end());
  for (const Definition* definition : drops) changes.drop.push_back(DropDefinition{*definition});

  Definitions creates;
  for (const auto& [key, definition] : to.definitions) {
    const auto source = from.definitions.find(key);
    const bool there = source != from.definitions.end() && !dropped.contains(key);
    if (!there || source->second != definition) creates.push_back(&definition);
  }
  for (const Definition* definition : ordered(std::move(creates))) {
    if (from.definitions.count(definition->key) != 0 && !dropped.contains(definition->key)) {
      changes.create.push_back(AlterDefinition{from.definitions.at(definition->key), *definition});
    } else {
      changes.create.push_back(CreateDefinition{*definition});
    }
  }
  return changes;
}

}  // namespace retort
