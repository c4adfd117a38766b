#include "diff/definition_diff.hpp"

#include <algorithm>
#include <map>

#include "diff/dependency_order.hpp"
#include "schema/dependencies.hpp"

namespace retort {
namespace {

using Definitions = std::vector<const Definition*>;

/// Kinds that tables may stand on, and that need no table for themselves.
bool is_base(ObjectKind kind) { return kind < ObjectKind::function || kind == ObjectKind::sequence; }

/// Created late, as their bodies may speak of anything, but dropped late too.
bool is_dropped_late(ObjectKind kind) { return kind < ObjectKind::table; }

/// Dependents last, else in the order of creation.
Definitions ordered(Definitions definitions, const Schema& schema) {
  std::sort(definitions.begin(), definitions.end(), [](const Definition* a, const Definition* b) {
    return a->ordinal != b->ordinal ? a->ordinal < b->ordinal : a->key < b->key;
  });
  std::map<ObjectKey, std::size_t> numbers;
  for (std::size_t i = 0; i < definitions.size(); ++i) numbers.emplace(definitions[i]->key, i);
  std::vector<std::set<std::size_t>> needs(definitions.size());
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    const auto add = [&](const ObjectKey& key) {
      if (const auto found = numbers.find(key); found != numbers.end()) needs[i].insert(found->second);
    };
    for (const ObjectKind kind : {ObjectKind::view, ObjectKind::materialized_view, ObjectKind::foreign_table})
      add({kind, definitions[i]->on});
    const auto [first, last] = needs_of(schema, definitions[i]->key);
    for (auto need = first; need != last; ++need) {
      const bool is_part = need->on.kind == ObjectKind::column;
      for (const ObjectKind kind : {ObjectKind::view, ObjectKind::materialized_view, ObjectKind::foreign_table}) {
        if (is_part) add({kind, need->on.name});
      }
      add(need->on);
    }
  }
  Definitions result;
  for (const std::size_t i : dependency_order(needs)) result.push_back(definitions[i]);
  return result;
}

Definition without_indexes(const Definition& definition) {
  Definition result = definition;
  result.indexes.clear();
  return result;
}

Definition without_checks(const Definition& domain) {
  Definition result = domain;
  std::erase_if(result.options, [](const auto& option) {
    const std::string_view word = split_option(option.first).first;
    return word == "check" || word == "default";
  });
  return result;
}

class DefinitionDiff {
 public:
  DefinitionDiff(const Comparison& comparison, const Renewed& renewed) : comparison_(comparison), renewed_(renewed) {}

  DefinitionChanges run() {
    for (const auto& [key, definition] : comparison_.original.definitions) {
      const auto target = comparison_.to.definitions.find(key);
      if (target == comparison_.to.definitions.end()) {
        dropped_.push_back(&definition);
      } else {
        compare(definition, target->second);
      }
    }
    for (const auto& [key, definition] : comparison_.to.definitions) {
      if (comparison_.original.definitions.count(key) == 0) created_.push_back(&definition);
    }
    drop();
    create();
    return std::move(changes_);
  }

 private:
  bool is_renewed(const ObjectKey& key) const { return renewed_.count(key) != 0; }

  void compare(const Definition& from, const Definition& to) {
    if (from.key.kind == ObjectKind::domain && is_renewed(from.key)) {
      const Definition bare = without_checks(from);
      if (bare != from) changes_.strip_domains.push_back(AlterDefinition{from, bare});
      if (bare != to) changes_.restore_domains.push_back(AlterDefinition{bare, to});
      return;
    }
    const DefinitionVerdict what = is_renewed(from.key) ? DefinitionVerdict::anew : verdict(comparison_, from, to);
    if (what == DefinitionVerdict::anew) {
      dropped_.push_back(&from);
      created_.push_back(&to);
      return;
    }
    if (what == DefinitionVerdict::altered) {
      created_.push_back(&to);
      altered_.emplace(&to, &from);
    }
    index_changes(comparison_, to.key.name, from.indexes, to.indexes, renewed_, changes_.indexes);
  }

  void drop() {
    Definitions drops = ordered(std::move(dropped_), comparison_.from);
    std::reverse(drops.begin(), drops.end());
    for (const Definition* definition : drops)
      (is_dropped_late(definition->key.kind) ? changes_.drop_base : changes_.drop)
          .push_back(DropDefinition{*definition});
  }

  void create() {
    for (const Definition* definition : ordered(std::move(created_), comparison_.to)) {
      OperationList& changes = is_base(definition->key.kind) ? changes_.create_base : changes_.create;
      const auto source = altered_.find(definition);
      if (source == altered_.end()) {
        changes.push_back(CreateDefinition{*definition});
      } else {
        Definition to = *definition;
        to.indexes = source->second->indexes;
        changes.push_back(AlterDefinition{*source->second, std::move(to)});
      }
    }
  }

  const Comparison& comparison_;
  const Renewed& renewed_;
  Definitions dropped_;
  Definitions created_;
  std::map<const Definition*, const Definition*> altered_;
  DefinitionChanges changes_;
};

}  // namespace

DefinitionVerdict verdict(const Comparison& comparison, const Definition& from, const Definition& to) {
  const bool has_indexes = !from.indexes.empty() || !to.indexes.empty();
  if (has_indexes ? without_indexes(from) == without_indexes(to) : from == to) return DefinitionVerdict::same;
  return comparison.rules.alters(from, to) ? DefinitionVerdict::altered : DefinitionVerdict::anew;
}

DefinitionChanges definition_changes(const Comparison& comparison, const Renewed& renewed) {
  return DefinitionDiff(comparison, renewed).run();
}

}  // namespace retort
