#include "diff/certain_renames.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "diff/object_parts.hpp"
#include "operation/object_text.hpp"
#include "operation/sequence_owner.hpp"

namespace retort {
namespace {

/// Two parts of a table are the same object under two names.
template <class Part>
bool same_body(Part a, const Part& b) {
  a.name = b.name;
  if constexpr (requires { a.parent; }) a.parent = b.parent;  // its name may be new as well
  return a == b;
}

/// The names of tables, indexes, sequences and views: one space in each schema. Read when it is first asked for.
class TakenNames {
 public:
  explicit TakenNames(const Schema& schema) : schema_(schema) {}

  bool take(const ObjectName& name) {
    if (names_.empty()) read();
    return names_.insert(name).second;
  }
  void release(const ObjectName& name) { names_.erase(name); }

 private:
  void read() {
    for (const auto& [name, table] : schema_.tables) {
      names_.insert(name);
      for (const auto& [index_name, index] : table.indexes) names_.insert({name.schema, index_name});
      for_each_constraint(table, [&, &owner = name](const auto& constraint) {
        if (constraint.name) names_.insert({owner.schema, *constraint.name});
      });
    }
    for (const auto& [key, definition] : schema_.definitions) {
      if (key.part.empty()) names_.insert(key.name);
      for (const auto& [index_name, index] : definition.indexes) names_.insert({key.name.schema, index_name});
    }
  }

  const Schema& schema_;
  std::set<ObjectName> names_;
};

class Finder {
 public:
  Finder(const Schema& from, const Schema& to, const Lexicon& lexicon)
      : from_(from), to_(to), lexicon_(lexicon), taken_(from) {}

  OperationList run() {
    match_tables();
    parts();
    for (const auto& [key, view] : from_.definitions) {
      if (key.kind != ObjectKind::materialized_view || view.indexes.empty()) continue;
      const auto target = to_.definitions.find(key);
      if (target != to_.definitions.end()) indexes(key.name, view.indexes, target->second.indexes);
    }
    sequences();
    return std::move(operations_);
  }

 private:
  void match_tables() {
    for (auto a = from_.tables.begin(), b = to_.tables.begin(); a != from_.tables.end() && b != to_.tables.end();) {
      if (a->first == b->first) {
        look_at(a->second, b->second);
        ++a;
        ++b;
      } else {
        a->first < b->first ? ++a : ++b;
      }
    }
  }

  void look_at(const Table& from, const Table& to) {
    if (from.partition_of && to.partition_of) partitions_.emplace_back(&from, &to);
    indexes(to.name, from.indexes, to.indexes);
    if (from.primary_key && to.primary_key)
      constraints(to.name, std::vector{*from.primary_key}, std::vector{*to.primary_key});
    constraints(to.name, from.uniques, to.uniques);
    constraints(to.name, from.exclusions, to.exclusions);
    constraints(to.name, from.checks, to.checks);
    constraints(to.name, from.foreign_keys, to.foreign_keys);
  }

  template <class Part>
  static bool has(const std::vector<const Part*>& parts, const Part& part) {
    return std::any_of(parts.begin(), parts.end(), [&](const Part* each) { return each->name == part.name; });
  }

  /// `from` and `to` have no name in common. Calls back for each two that can only be one.
  template <class Part, class Found>
  static void pair(const std::vector<const Part*>& from, const std::vector<const Part*>& to, const Found& found) {
    for (const Part* source : from) {
      const auto is_it = [&](const Part* other) { return same_body(*source, *other); };
      const auto target = std::find_if(to.begin(), to.end(), is_it);
      if (target == to.end() || std::count_if(to.begin(), to.end(), is_it) != 1) continue;
      if (is_part(*source) && is_part(**target)) continue;  // parts() knows better
      if (std::count_if(from.begin(), from.end(), is_it_reversed(**target)) == 1) found(*source, **target);
    }
  }
  template <class Part>
  static bool is_part(const Part& part) {
    if constexpr (requires { part.parent; }) return part.parent.has_value();
    return false;
  }
  template <class Part>
  static auto is_it_reversed(const Part& target) {
    return [&target](const Part* other) { return same_body(*other, target); };
  }

  template <class Part>
  static std::vector<const Part*> only_in(const std::vector<Part>& parts, const std::vector<Part>& others) {
    std::vector<const Part*> result;
    for (const Part& part : parts) {
      const bool both = std::any_of(others.begin(), others.end(), [&](const Part& o) { return o.name == part.name; });
      if (part.name && !both) result.push_back(&part);
    }
    return result;
  }

  template <class Part>
  void constraints(const ObjectName& table, const std::vector<Part>& from, const std::vector<Part>& to) {
    if (from.empty() || to.empty()) return;
    const std::vector<const Part*> gone = only_in(from, to);
    if (gone.empty()) return;
    pair(gone, only_in(to, from), [&](const Part& a, const Part& b) {
      constexpr bool kHasIndex = !std::is_same_v<Part, Check> && !std::is_same_v<Part, ForeignKey>;
      if (kHasIndex && !taken_.take({table.schema, *b.name})) return;
      rename({ObjectKind::constraint, table, *a.name}, {ObjectKind::constraint, table, *b.name});
    });
  }

  void indexes(const ObjectName& owner, const std::map<Identifier, Index>& from,
               const std::map<Identifier, Index>& to) {
    std::vector<const Index*> gone, come;
    for (const auto& [name, index] : from)
      if (to.count(name) == 0 && !index.invalid) gone.push_back(&index);
    if (gone.empty()) return;
    for (const auto& [name, index] : to)
      if (from.count(name) == 0) come.push_back(&index);
    pair(gone, come, [&](const Index& a, const Index& b) {
      if (!taken_.take({owner.schema, b.name})) return;
      rename({ObjectKind::index, {owner.schema, a.name}}, {ObjectKind::index, {owner.schema, b.name}});
    });
  }

  static std::size_t depth(const Schema& schema, const Table& table) {
    const Table* parent = table.partition_of ? schema.find_table(table.partition_of->table) : nullptr;
    return parent == nullptr ? 0 : 1 + depth(schema, *parent);
  }

  /// The indexes and keys of partitions: each is what its parent says, under whatever name. They can't be dropped while
  /// that stays; so names that go round in a circle are no reason to make them anew.
  void parts() {
    std::stable_sort(partitions_.begin(), partitions_.end(),
                     [&](const auto& a, const auto& b) { return depth(to_, *a.second) < depth(to_, *b.second); });
    for (const auto& [from, to] : partitions_) parts_of(*from, *to);
    while (!waiting_.empty()) {
      const std::size_t before = waiting_.size();
      std::erase_if(waiting_, [&](const auto& pair) {
        if (!taken_.take(relation(pair.second))) return false;
        taken_.release(relation(pair.first));
        rename(pair.first, pair.second);
        return true;
      });
      if (waiting_.size() != before) continue;
      const auto hopeless = std::find_if(waiting_.begin(), waiting_.end(), [&](const auto& pair) {
        return std::none_of(waiting_.begin(), waiting_.end(),
                            [&](const auto& other) { return relation(other.first) == relation(pair.second); });
      });
      if (hopeless != waiting_.end()) {
        waiting_.erase(hopeless);
      } else {
        step_aside(waiting_.front().first);
      }
    }
  }

  template <class Part, class Key>
  void part(const Part& from, const Part& to, const Key& key_of) {
    const auto now = parts_now_.find(*from.parent);
    if (to.parent != (now == parts_now_.end() ? *from.parent : now->second) || !same_body(from, to)) return;
    const ObjectKey a = key_of(from), b = key_of(to);
    if (a == b) return;
    parts_now_[relation(a)] = relation(b);
    waiting_.emplace_back(a, b);
  }

  void parts_of(const Table& from, const Table& to) {
    const auto index_key = [&](const Index& index) {
      return ObjectKey{ObjectKind::index, {to.name.schema, index.name}};
    };
    for (const auto& [name, index] : from.indexes) {
      for (const auto& [other_name, other] : to.indexes)
        if (index.parent && other.parent && !index.invalid) part(index, other, index_key);
    }
    const auto constraint_key = [&](const auto& constraint) {
      return ObjectKey{ObjectKind::constraint, to.name, constraint.name.value_or(Identifier())};
    };
    const auto each = [&](const auto& all, const auto& others) {
      for (const auto& one : all) {
        for (const auto& other : others)
          if (one.parent && other.parent) part(one, other, constraint_key);
      }
    };
    if (from.primary_key && to.primary_key) each(std::vector{*from.primary_key}, std::vector{*to.primary_key});
    each(from.uniques, to.uniques);
  }

  /// An index, or what has one.
  static ObjectName relation(const ObjectKey& key) {
    return key.kind == ObjectKind::index ? key.name : ObjectName{key.name.schema, key.part};
  }

  void step_aside(ObjectKey& key) {
    ObjectKey away = key;
    do {
      (key.kind == ObjectKind::index ? away.name.name : away.part) =
          Identifier("_retort_part_" + std::to_string(++last_aside_));
    } while (!taken_.take(relation(away)));
    taken_.release(relation(key));
    rename(key, away);
    key = away;
  }

  /// Of one column, each one on one side only. One that moved to another schema did so with its table.
  void sequences() {
    std::map<ObjectKey, std::vector<const ObjectKey*>> gone, come;
    const auto read = [&](const Schema& schema, const Schema& other, auto& found) {
      const auto first = schema.definitions.lower_bound({ObjectKind::sequence, {}});
      for (auto at = first; at != schema.definitions.end() && at->first.kind == ObjectKind::sequence; ++at) {
        if (other.definitions.count(at->first) != 0) continue;
        if (const auto owner = owning_column(at->second, lexicon_)) found[*owner].push_back(&at->first);
      }
    };
    read(from_, to_, gone);
    if (gone.empty()) return;
    read(to_, from_, come);
    for (const auto& [owner, before] : gone) {
      const auto after = come.find(owner);
      if (after == come.end() || before.size() != 1 || after->second.size() != 1) continue;
      const ObjectKey& from = *before.front();
      const ObjectKey& to = *after->second.front();
      if (from.name.schema == to.name.schema && taken_.take(to.name)) rename(from, to);
    }
  }

  void rename(ObjectKey from, ObjectKey to) {
    const bool has_index = from.kind == ObjectKind::index || from.kind == ObjectKind::constraint;
    if (has_index) parts_now_.emplace(relation(from), relation(to));
    operations_.push_back(RenameObject{std::move(from), std::move(to)});
  }

  const Schema& from_;
  const Schema& to_;
  const Lexicon& lexicon_;
  TakenNames taken_;
  std::vector<std::pair<const Table*, const Table*>> partitions_;  // that are ones on both sides
  std::map<ObjectName, ObjectName> parts_now_;  // by the name in the first schema of an index that parts belong to
  std::vector<std::pair<ObjectKey, ObjectKey>> waiting_;  // for their names to be free
  int last_aside_ = 0;
  OperationList operations_;
};

}  // namespace

OperationList certain_renames(const Schema& from, const Schema& to, const Lexicon& lexicon) {
  return Finder(from, to, lexicon).run();
}

}  // namespace retort
