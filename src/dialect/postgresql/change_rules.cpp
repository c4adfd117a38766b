#include "dialect/postgresql/change_rules.hpp"

#include <algorithm>

#include "dialect/postgresql/routine_head.hpp"
#include "dialect/postgresql/sql_text.hpp"
#include "dialect/postgresql/view_query.hpp"

namespace retort::postgresql {
namespace {

/// Whether all of `values` stand in `in`, in the same order, others between them or not.
bool is_subsequence(const std::vector<std::string>& values, const std::vector<std::string>& in) {
  auto next = in.begin();
  for (const std::string& value : values) {
    next = std::find(next, in.end(), value);
    if (next == in.end()) return false;
    ++next;
  }
  return true;
}

/// ADD ATTRIBUTE appends; DROP ATTRIBUTE takes any away.
bool can_alter_attributes(const Definition& from, const Definition& to) {
  std::vector<std::string> after;
  for (const std::string& name : from.values) {
    if (std::find(to.values.begin(), to.values.end(), name) != to.values.end()) after.push_back(name);
  }
  return after.size() <= to.values.size() && std::equal(after.begin(), after.end(), to.values.begin());
}

/// Options of an index that ALTER INDEX sets, and COMMENT.
Index with_options(Index index, const Options& options) {
  index.options = options;
  return index;
}

/// Those of a partitioned index are there for the indexes that are to become its parts; no ALTER changes them.
bool same_parameters(const Options& from, const Options& to) {
  return options_of(from, "parameter") == options_of(to, "parameter");
}

template <class Key>
bool alters_key(Key from, const Key& to) {
  if (has_option(from.options, "without overlaps") != has_option(to.options, "without overlaps")) return false;
  if (to.parent && !from.parent) from.parent = to.parent;
  from.options = to.options;
  return from == to;
}

struct AltersConstraint {
  template <class A, class B>
  bool operator()(const A&, const B&) const {
    return false;
  }
  bool operator()(const PrimaryKey& from, const PrimaryKey& to) const { return alters_key(from, to); }
  bool operator()(const Unique& from, const Unique& to) const { return alters_key(from, to); }
  bool operator()(Exclusion from, const Exclusion& to) const {
    if (to.parent && !from.parent) from.parent = to.parent;
    from.options = to.options;
    return from == to;
  }
  bool operator()(ForeignKey from, const ForeignKey& to) const {
    from.deferrable = to.deferrable;
    from.initially_deferred = to.initially_deferred;
    return from.name == to.name && valid_alike(from, to);
  }
  bool operator()(const Check& from, const Check& to) const { return valid_alike(from, to); }

 private:
  template <class T>
  static bool valid_alike(T from, const T& to) {
    for (const char* word : {"not enforced", "period"}) {
      if (has_option(from.options, word) != has_option(to.options, word)) return false;
    }
    if (!to.not_valid) from.not_valid = false;
    from.options = to.options;
    return from == to;
  }
};

bool changes_type(const Column& from, const Column& to) {
  return from.type != to.type || from.collation != to.collation;
}

/// Trap 1: what the server does not carry over when a column's type changes.
bool stands_on_type(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::view:
    case ObjectKind::materialized_view:
    case ObjectKind::rule:
    case ObjectKind::trigger:
    case ObjectKind::policy:
    case ObjectKind::column_default:  // of a generated column: nothing else reads a column
    case ObjectKind::function:
    case ObjectKind::procedure:
    case ObjectKind::publication:
      return true;
    default:
      return false;
  }
}

/// Trap 2: constants and operators of the old type stand in these.
bool stands_on_exchanged_type(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::column:  // goes over to the new type
    case ObjectKind::default_privileges:
      return false;
    default:
      return true;
  }
}

}  // namespace

bool needs_exchange(const Definition& from, const Definition& to) {
  if (from.key.kind == ObjectKind::enum_type) return !is_subsequence(from.values, to.values);
  if (from.key.kind == ObjectKind::domain) return from.sql != to.sql;
  return false;
}

bool alters(const Definition& from, const Definition& to) {
  switch (to.key.kind) {
    case ObjectKind::schema:
    case ObjectKind::enum_type:
    case ObjectKind::domain:
    case ObjectKind::sequence:
    case ObjectKind::extension:
    case ObjectKind::default_privileges:
      return true;
    case ObjectKind::composite_type:
      return can_alter_attributes(from, to);
    case ObjectKind::view:
      return from.sql == to.sql || can_replace_view(from, to);
    case ObjectKind::function:
    case ObjectKind::procedure:
      return from.sql == to.sql || can_replace(read_routine_head(from.sql.text), read_routine_head(to.sql.text));
    default:
      return from.sql == to.sql;
  }
}

bool alters(const Index& from, const Index& to, bool partitioned) {
  if (partitioned && !same_parameters(from.options, to.options)) return false;
  Index renewed = with_options(from, to.options);
  if (to.parent && !from.parent) renewed.parent = to.parent;
  return !from.invalid && renewed == to;
}

bool alters(const Constraint& from, const Constraint& to, bool partitioned) {
  const auto options = [](const Constraint& constraint) -> const Options& {
    return std::visit([](const auto& c) -> const Options& { return c.options; }, constraint);
  };
  if (partitioned && !same_parameters(options(from), options(to))) return false;
  return std::visit(AltersConstraint{}, from, to);
}

bool alters(const Column& from, const Column& to) {
  if (!from.generated) return !to.generated;
  if (!to.generated) return from.generated->stored;
  return from.generated == to.generated && !changes_type(from, to);
}

bool disturbs(const Operation& change, const ObjectKey& dependent) {
  if (const auto* alter = std::get_if<AlterColumn>(&change))
    return changes_type(alter->from, alter->to) && stands_on_type(dependent.kind);
  if (const auto* alter = std::get_if<AlterDefinition>(&change)) {
    if (needs_exchange(alter->from, alter->to)) return stands_on_exchanged_type(dependent.kind);
    const bool attributes = alter->to.key.kind == ObjectKind::composite_type &&
                            options_of(alter->from.options, "attribute") != options_of(alter->to.options, "attribute");
    return attributes && (stands_on_type(dependent.kind) || dependent.kind == ObjectKind::index);
  }
  return false;
}

}  // namespace retort::postgresql
