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

  Operations run() {
    for (auto a = from_.tables.begin(), b = to_.tables.begin(); a != from_.tables.end() && b != to_.tables.end();) {
      if (a->first == b->first) {
        look_at(a->second, b->second);
        ++a;
        ++b;
      } else {
        a->first < b->first ? ++a : ++b;
      }
    }
    for (const auto& [key, view] : from_.definitions) {
      if (key.kind != ObjectKind::materialized_view || view.indexes.empty()) continue;
      const auto target = to_.definitions.find(key);
      if (target != to_.definitions.end()) indexes(key.name, view.indexes, target->second.indexes);
    }
    sequences();
    return std::move(operations_);
  }

 private:
  void look_at(const Table& from, const Table& to) {
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
      if (std::count_if(from.begin(), from.end(), is_it_reversed(**target)) == 1) found(*source, **target);
    }
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

  void rename(ObjectKey from, ObjectKey to) { operations_.push_back(RenameObject{std::move(from), std::move(to)}); }

  const Schema& from_;
  const Schema& to_;
  const Lexicon& lexicon_;
  TakenNames taken_;
  Operations operations_;
};

}  // namespace

Operations certain_renames(const Schema& from, const Schema& to, const Lexicon& lexicon) {
  return Finder(from, to, lexicon).run();
}

}  // namespace retort
