#include "diff/renames.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "retort/error.hpp"

namespace retort {
namespace {

/// Whether it is named with its owner, and `part` is its own name.
bool is_part(ObjectKind kind) {
  return kind == ObjectKind::column || kind == ObjectKind::constraint || kind == ObjectKind::enum_label ||
         kind == ObjectKind::attribute;
}

/// What the key is called within its scope.
const Identifier& own_name(const ObjectKey& key) { return is_part(key.kind) ? key.part : key.name.name; }
Identifier& own_name(ObjectKey& key) { return is_part(key.kind) ? key.part : key.name.name; }

bool same_spelling(const ObjectKey& a, const ObjectKey& b) {
  return own_name(a).text() == own_name(b).text() && a.name.schema.text() == b.name.schema.text();
}

/// For messages: a part is told apart by its own name alone, its owner is in the scope's words.
std::string shown(const ObjectKey& key) { return is_part(key.kind) ? key.part.text() : key.to_string(); }

/// A name that nothing has: not even where this has run before and failed.
ObjectKey key_aside(const ObjectKey& key, const std::set<ObjectKey>& taken) {
  ObjectKey aside = key;
  const Identifier& name = own_name(key);
  std::string prefix = "_retort_was_";
  do {
    own_name(aside) = Identifier::keyed(prefix + name.text(), prefix + name.key());
    prefix = "_" + prefix;
  } while (taken.count(aside) != 0);
  return aside;
}

bool renames_away(const KeyPairs& renames, const ObjectKey& key) {
  return std::any_of(renames.begin(), renames.end(), [&](const auto& rename) { return rename.first == key; });
}

/// Throws where the answer can be neither done nor done already.
void check_names(const RenameScope& scope, const ObjectKey& a, const ObjectKey& b) {
  const auto refuse = [&](const ObjectKey& key, std::string_view side) {
    throw UsageError(
        fmt::format("rename of '{}' to '{}': there is no {} '{}' {}", shown(a), shown(b), scope.what, shown(key), side),
        std::nullopt, "a rename is written OLD=NEW, with the names of both schemas");
  };
  if (scope.to.count(b) == 0) refuse(b, "after the change");
  if (scope.from.count(b) == 0 && scope.from.count(a) == 0) refuse(a, "before the change");
}

void check_contradictions(const RenameScope& scope, const KeyPairs& renames) {
  for (auto a = renames.begin(); a != renames.end(); ++a) {
    for (auto b = std::next(a); b != renames.end(); ++b) {
      if (a->first != b->first && a->second != b->second) continue;
      throw UsageError(fmt::format("two answers for one {}: '{}' to '{}', and '{}' to '{}'", scope.what,
                                   shown(a->first), shown(a->second), shown(b->first), shown(b->second)));
    }
  }
}

KeyPairs effective(const RenameScope& scope, const std::vector<Answers::Rename>& answers, const Lexicon& lexicon) {
  KeyPairs result;
  std::set<ObjectKey> certain;
  for (const Answers::Rename& answer : answers) {
    const ObjectKey to = resolved(scope.to, answer.to, lexicon);
    const ObjectKey from = resolved(scope.from, answer.from, lexicon);
    check_names(scope, from, to);
    if (answer.certain) certain.insert(to);
    const auto source = scope.from.find(from);
    const auto target = scope.to.find(to);
    if (source == scope.from.end() || target == scope.to.end()) continue;
    if (*source == *target && same_spelling(*source, *target)) continue;
    const std::pair rename{*source, *target};
    if (std::find(result.begin(), result.end(), rename) == result.end()) result.push_back(rename);
  }
  for (std::size_t before = result.size() + 1; before != result.size();) {
    before = result.size();
    const KeyPairs held = result;
    std::erase_if(result, [&](const auto& rename) {
      return scope.from.count(rename.second) != 0 && certain.count(rename.second) == 0 &&
             !renames_away(held, rename.second);
    });
  }
  check_contradictions(scope, result);
  return result;
}

KeyPairs set_aside(const RenameScope& scope, const KeyPairs& renames) {
  std::set<ObjectKey> taken = scope.from;
  if (!renames.empty()) taken.insert(scope.to.begin(), scope.to.end());
  KeyPairs aside;
  for (const auto& [a, b] : renames) {
    const auto in_the_way = scope.from.find(b);
    if (in_the_way == scope.from.end() || renames_away(renames, b)) continue;
    aside.emplace_back(*in_the_way, key_aside(*in_the_way, taken));
    taken.insert(aside.back().second);
  }
  return aside;
}

}  // namespace

ScopeRenames renames_in_scope(const RenameScope& scope, const std::vector<Answers::Rename>& answers,
                              const Lexicon& lexicon) {
  ScopeRenames result;
  result.renames = effective(scope, answers, lexicon);
  result.aside = set_aside(scope, result.renames);
  return result;
}

KeyPairs ScopeRenames::in_order(const RenameScope& scope) const {
  KeyPairs left = renames;
  left.insert(left.end(), aside.begin(), aside.end());
  std::sort(left.begin(), left.end());
  std::set<ObjectKey> names = scope.from;
  KeyPairs ordered;
  const auto run = [&](const ObjectKey& from, const ObjectKey& to) {
    names.erase(from);
    names.insert(to);
    ordered.emplace_back(from, to);
  };
  while (!left.empty()) {
    const auto free = std::find_if(left.begin(), left.end(), [&](const auto& rename) {
      return rename.first == rename.second || names.count(rename.second) == 0;
    });
    if (free != left.end()) {
      run(free->first, free->second);
      left.erase(free);
      continue;
    }
    ObjectKey& circled = left.front().first;
    const ObjectKey away = key_aside(circled, names);
    run(circled, away);
    circled = away;
  }
  return ordered;
}

ObjectKey resolved(const std::set<ObjectKey>& keys, const ObjectKey& said, const Lexicon& lexicon) {
  if (keys.count(said) != 0 || lexicon.default_schema.empty()) return said;
  const bool any_part = said.part.empty();
  if (!said.name.schema.empty() && !any_part) return said;
  std::vector<const ObjectKey*> found;
  for (const ObjectKey& key : keys) {
    const bool fits = key.kind == said.kind && key.name.name == said.name.name && (any_part || key.part == said.part) &&
                      (said.name.schema.empty() || key.name.schema == said.name.schema);
    if (fits) found.push_back(&key);
  }
  if (found.size() > 1) {
    const Identifier usual = lexicon.identifier(lexicon.default_schema);
    std::vector<const ObjectKey*> in_default;
    std::copy_if(found.begin(), found.end(), std::back_inserter(in_default),
                 [&](const ObjectKey* key) { return key->name.schema == usual; });
    if (in_default.size() == 1) found = std::move(in_default);
  }
  if (found.empty()) return said;
  if (found.size() == 1) return *found.front();
  throw UsageError(fmt::format("'{}' may be {} '{}' or '{}'", said.to_string(), to_string(said.kind),
                               found[0]->to_string(), found[1]->to_string()),
                   std::nullopt,
                   "name the schema, and a routine's argument types: --rename \"function:s.f(integer)=g\"");
}

ObjectName resolved_table(const Schema& schema, const ObjectName& said, const Lexicon& lexicon) {
  if (!said.schema.empty() || lexicon.default_schema.empty()) return said;
  std::set<ObjectKey> keys;
  for (const auto& [name, table] : schema.tables) {
    if (name.name == said.name) keys.insert({ObjectKind::table, name});
  }
  return resolved(keys, {ObjectKind::table, said}, lexicon).name;
}

ObjectName Renames::source_of(const ObjectName& table) const {
  for (const auto& [source, target] : tables) {
    if (target == table) return source;
  }
  return table;
}

Identifier Renames::source_of(const ObjectName& table, const Identifier& column) const {
  const auto renames = columns.find(table);
  if (renames == columns.end()) return column;
  for (const auto& [source, target] : renames->second) {
    if (target == column) return source;
  }
  return column;
}

ObjectName Renames::target_of(const ObjectName& table) const {
  for (const auto* renames : {&tables, &tables_aside}) {
    for (const auto& [source, target] : *renames) {
      if (source == table) return target;
    }
  }
  return table;
}

MatchedTables match_tables(const Schema& from, const Schema& to, const Renames& renames) {
  std::set<ObjectName> renamed_away;
  std::map<ObjectName, ObjectName> sources;
  for (const auto& [source, target] : renames.tables_aside) renamed_away.insert(source);
  for (const auto& [source, target] : renames.tables) {
    renamed_away.insert(source);
    sources.emplace(target, source);
  }
  MatchedTables matched;
  std::set<const Table*> kept;
  for (const auto& [name, target] : to.tables) {
    const auto renamed = sources.find(name);
    const bool name_given_up = renamed == sources.end() && renamed_away.count(name) != 0;
    const Table* source = name_given_up ? nullptr : from.find_table(renamed == sources.end() ? name : renamed->second);
    if (source == nullptr) {
      matched.come.push_back(&target);
    } else {
      matched.kept.emplace_back(source, &target);
      kept.insert(source);
    }
  }
  for (const auto& [name, source] : from.tables) {
    if (kept.count(&source) == 0) matched.gone.push_back(&source);
  }
  return matched;
}

}  // namespace retort
