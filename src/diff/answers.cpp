#include <algorithm>

#include "diff/diff.hpp"
#include "diff/rename_plan.hpp"

namespace retort {
namespace {

ObjectKey key_of(const std::optional<ObjectName>& table, const Identifier& name) {
  return table ? ObjectKey{ObjectKind::column, *table, name} : ObjectKey{ObjectKind::table, {{}, name}};
}

/// What a key of the second schema is called in the first: owners, and the schema that it is in.
class WayBack {
 public:
  explicit WayBack(const Renames& renames) : renames_(renames) {
    moves_ = std::any_of(renames.tables.begin(), renames.tables.end(),
                         [](const auto& pair) { return pair.first.schema != pair.second.schema; });
  }

  ObjectName in_old_schema(ObjectName name) const {
    for (const auto& [a, b] : renames_.schemas) {
      if (name.schema != b.name.name) continue;
      name.schema = a.name.name;
      break;
    }
    return name;
  }

  ObjectName table(const ObjectName& name) const { return in_old_schema(renames_.source_of(name)); }

  /// `key`: of an object once tables and columns have their new names.
  ObjectKey object(ObjectKey key) const {
    switch (key.kind) {
      case ObjectKind::constraint:
        key.name = table(key.name);
        break;
      case ObjectKind::enum_label:
      case ObjectKind::attribute:
        key.name = in_old_schema(type(key.name));
        break;
      case ObjectKind::trigger:
      case ObjectKind::rule:
      case ObjectKind::policy:
      case ObjectKind::index: {
        if (key.kind != ObjectKind::index) key.part = renames_.source_of(ObjectName{key.name.schema, key.part}).name;
        key.name = in_old_schema(key.name);
        if (moves_) key.name.schema = Identifier();  // it went with its table: the only one of that name is meant
        break;
      }
      default:
        key.name = in_old_schema(key.name);
    }
    return key;
  }

 private:
  ObjectName type(const ObjectName& name) const {
    for (const auto& [a, b] : renames_.objects) {
      const bool is_type = b.kind == ObjectKind::enum_type || b.kind == ObjectKind::composite_type;
      if (is_type && b.name == name) return a.name;
    }
    return name;
  }

  const Renames& renames_;
  bool moves_ = false;  // a table goes to another schema
};

}  // namespace

Answers::Rename::Rename(ObjectKey before, ObjectKey after, bool is_certain)
    : from(std::move(before)), to(std::move(after)), certain(is_certain) {}

Answers::Rename::Rename(const std::optional<ObjectName>& table, const Identifier& before, const Identifier& after,
                        bool is_certain)
    : from(key_of(table, before)), to(key_of(table, after)), certain(is_certain) {}

std::string spoken(const ObjectKey& key) { return key.kind == ObjectKind::column ? key.part.text() : key.to_string(); }

Answers reversed(const Answers& answers, const Schema& from, const Schema& to, const Lexicon& lexicon) {
  Answers told = answers;
  told.no_renames = true;  // nothing is asked here, and nothing is looked for
  const Renames renames = plan_renames(from, to, told, {}, lexicon).renames;
  const WayBack way(renames);
  Answers back;
  back.no_renames = answers.no_renames;
  for (const auto& [source, target] : renames.schemas) back.renames.emplace_back(target, source, true);
  for (const auto& [source, target] : renames.tables) {
    back.renames.emplace_back(ObjectKey{ObjectKind::table, way.in_old_schema(target)},
                              ObjectKey{ObjectKind::table, way.in_old_schema(source)}, true);
  }
  for (const auto& [table, pairs] : renames.columns) {
    for (const auto& [source, target] : pairs) back.renames.emplace_back(way.table(table), target, source, true);
  }
  for (const auto& [source, target] : renames.objects)
    back.renames.emplace_back(way.object(target), way.object(source), true);
  for (const ObjectKey& no : answers.not_renamed) {
    const bool is_column = no.kind == ObjectKind::column;
    back.not_renamed.push_back(is_column ? ObjectKey{no.kind, way.table(no.name), no.part} : no);
  }
  for (const Answers::Existing& existing : answers.existing) {
    const ObjectName now = resolved_table(to, existing.table, lexicon);
    const ObjectName table = way.table(now);
    const Identifier column = renames.source_of(now, existing.column);
    const Table* owner = from.find_table(table);
    if (owner != nullptr && owner->find_column(column) != nullptr)
      back.existing.push_back({table, column, existing.expression});
  }
  return back;
}

}  // namespace retort
