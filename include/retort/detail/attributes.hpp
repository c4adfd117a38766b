// What may stand in the parentheses of column<&T::member>(…) and behind the name of table<T>("…", …).
#pragma once

#include <concepts>
#include <string_view>
#include <type_traits>

#include "retort/detail/member_name.hpp"

namespace retort {

namespace model_error {
// Not constexpr: a constant that comes here does not compile, and the compiler names the function.
void on_delete_or_on_update_is_none_of_NO_ACTION_RESTRICT_CASCADE_SET_NULL_SET_DEFAULT();
}  // namespace model_error

// ---- of columns

struct PrimaryKeyAttribute {
  const char* name = nullptr;
  /// `primary_key("pk_users")`: its name.
  consteval PrimaryKeyAttribute operator()(const char* its_name) const { return {its_name}; }
};
inline constexpr PrimaryKeyAttribute primary_key;

struct UniqueAttribute {
  const char* name = nullptr;
  consteval UniqueAttribute operator()(const char* its_name) const { return {its_name}; }
};
inline constexpr UniqueAttribute unique;

/// An index on this column alone; `indexed("ix_…")` names it, else the naming convention does.
struct IndexedAttribute {
  const char* name = nullptr;
  consteval IndexedAttribute operator()(const char* its_name) const { return {its_name}; }
};
inline constexpr IndexedAttribute indexed;

struct NullableAttribute {
  detail::Nullability nullability;
};
/// Against what std::optional says.
inline constexpr NullableAttribute nullable{detail::Nullability::nullable};
inline constexpr NullableAttribute not_null{detail::Nullability::not_null};

struct IdentityOptions {
  bool always = false;  // GENERATED ALWAYS, else BY DEFAULT
  long long start = 1;
  long long increment = 1;
};
struct IdentityAttribute {
  IdentityOptions options;
  consteval IdentityAttribute operator()(IdentityOptions its_options) const { return {its_options}; }
};
/// The database numbers the rows. On SQLite: the INTEGER PRIMARY KEY that it has to be.
inline constexpr IdentityAttribute identity;

/// SQLite's AUTOINCREMENT: an id is never given twice. Nothing elsewhere, where an identity is so.
struct AutoincrementAttribute {};
inline constexpr AutoincrementAttribute autoincrement;

/// Another name than the member's: `name("class")`.
struct NameAttribute {
  const char* text = nullptr;
};
consteval NameAttribute name(const char* text) { return {text}; }

struct ServerDefaultAttribute {
  SqlText text;
};
/// SQL: `server_default("'active'")`, `server_default(sql::now())`.
consteval ServerDefaultAttribute server_default(SqlText text) { return {text}; }
consteval ServerDefaultAttribute server_default(const char* text) { return {SqlText(text)}; }
consteval ServerDefaultAttribute server_default(bool value) { return {value ? sql::true_() : sql::false_()}; }

struct ComputedOptions {
  bool stored = true;  // false: computed when read, where the engine can
};
struct ComputedAttribute {
  SqlText expression;
  ComputedOptions options;
};
/// GENERATED ALWAYS AS (expression).
consteval ComputedAttribute computed(SqlText expression, ComputedOptions options = {}) { return {expression, options}; }

struct CollationAttribute {
  SqlText name;
};
/// Unquoted: `collation("C")`, `collation(sql::text("C").on(dialect::sqlite, "NOCASE"))`.
consteval CollationAttribute collation(SqlText name) { return {name}; }

/// The value for rows that exist when the column comes, or turns NOT NULL: SQL over the table's columns.
struct ExistingAttribute {
  const char* expression = nullptr;
};
consteval ExistingAttribute existing(const char* expression) { return {expression}; }

struct CheckAttribute {
  SqlText expression;
  const char* name = nullptr;
};
/// A CHECK of this column.
consteval CheckAttribute check(SqlText expression, const char* name = nullptr) { return {expression, name}; }

/// What happens to the rows here when the row there goes or its key changes: "CASCADE", "SET NULL", …
struct ReferenceOptions {
  const char* on_delete = nullptr;
  const char* on_update = nullptr;
  const char* name = nullptr;
  bool deferrable = false;
  bool initially_deferred = false;
  bool match_full = false;
  const char* table = nullptr;  // where the model has several tables: which one
};

namespace detail {

constexpr Action action(std::string_view words) {
  if (words.empty() || words == "NO ACTION") return Action::no_action;
  if (words == "RESTRICT") return Action::restrict;
  if (words == "CASCADE") return Action::cascade;
  if (words == "SET NULL") return Action::set_null;
  if (words == "SET DEFAULT") return Action::set_default;
  model_error::on_delete_or_on_update_is_none_of_NO_ACTION_RESTRICT_CASCADE_SET_NULL_SET_DEFAULT();
  return Action::no_action;
}

constexpr ReferenceSpec reference(const ReferenceOptions& options) {
  ReferenceSpec spec;
  spec.table = options.table;
  spec.name = options.name;
  spec.on_delete = action(options.on_delete == nullptr ? "" : options.on_delete);
  spec.on_update = action(options.on_update == nullptr ? "" : options.on_update);
  spec.deferrable = options.deferrable || options.initially_deferred;
  spec.initially_deferred = options.initially_deferred;
  spec.match_full = options.match_full;
  return spec;
}

/// `Value`: of the member that is referred to; void where only a name is known.
template <class Value>
struct ReferenceAttribute {
  ReferenceSpec spec;
};

}  // namespace detail

/// A foreign key to another model's member, whose C++ type has to be this member's:
/// `references<Team, &Team::id>({.on_delete = "SET NULL"})`. `Target` is said, since the member may be a mixin's.
template <class Target, auto Member>
consteval auto references(ReferenceOptions options = {}) {
  static_assert(std::is_base_of_v<detail::OwnerOf<Member>, Target>,
                "references<Target, &X::member>: X is neither Target nor a base of it");
  detail::ReferenceSpec spec = detail::reference(options);
  spec.target = &detail::type_tag<Target>;
  spec.members = detail::member_refs<Member>;
  return detail::ReferenceAttribute<detail::ValueOf<Member>>{spec};
}
/// A foreign key to a table that is no model: `references_table("teams", "id")`.
consteval detail::ReferenceAttribute<void> references_table(const char* table, const char* columns = nullptr,
                                                            ReferenceOptions options = {}) {
  detail::ReferenceSpec spec = detail::reference(options);
  spec.table = table;
  spec.columns = columns;
  return {spec};
}

// ---- of columns and of tables

struct CommentAttribute {
  const char* text = nullptr;
};
consteval CommentAttribute comment(const char* text) { return {text}; }

struct RenamedFromAttribute {
  const char* name = nullptr;
};
/// The name that it had: rows move along. Once the revision is written it says nothing any more, and may stay.
consteval RenamedFromAttribute renamed_from(const char* name) { return {name}; }

// ---- of tables

struct SchemaAttribute {
  SqlText name;
};
/// Where the table is. An engine with one schema only (SQLite) has the table's name alone.
consteval SchemaAttribute schema(SqlText name) { return {name}; }

struct ManagedAttribute {
  bool is_managed;
};
/// `managed(false)`: somebody else makes and changes this table; foreign keys may refer to it, and no revision touches
/// it.
consteval ManagedAttribute managed(bool is_managed) { return {is_managed}; }

struct StorageAttribute {
  const char* parameters = nullptr;
};
/// PostgreSQL's storage parameters: `storage("fillfactor=70")`.
consteval StorageAttribute storage(const char* parameters) { return {parameters}; }

struct PartitionByAttribute {
  const char* text = nullptr;
};
/// `partition_by("RANGE (created_at)")`. Partitions are definitions, as text.
consteval PartitionByAttribute partition_by(const char* text) { return {text}; }

struct TableFlag {
  bool detail::TableSpec::*flag;
};
/// SQLite's STRICT and WITHOUT ROWID, PostgreSQL's UNLOGGED; nothing on other engines.
inline constexpr TableFlag strict{&detail::TableSpec::strict};
inline constexpr TableFlag without_rowid{&detail::TableSpec::without_rowid};
inline constexpr TableFlag unlogged{&detail::TableSpec::unlogged};

namespace detail {

constexpr void set(ColumnSpec& column, const PrimaryKeyAttribute& one) {
  column.primary_key = true;
  column.primary_key_name = one.name;
}
constexpr void set(ColumnSpec& column, const UniqueAttribute& one) {
  column.unique = true;
  column.unique_name = one.name;
}
constexpr void set(ColumnSpec& column, const IndexedAttribute& one) {
  column.indexed = true;
  column.index_name = one.name;
}
constexpr void set(ColumnSpec& column, const NullableAttribute& one) { column.nullability = one.nullability; }
constexpr void set(ColumnSpec& column, const IdentityAttribute& one) {
  column.identity = {true, one.options.always, one.options.start, one.options.increment};
}
constexpr void set(ColumnSpec& column, const AutoincrementAttribute&) { column.autoincrement = true; }
constexpr void set(ColumnSpec& column, const NameAttribute& one) { column.name = one.text; }
constexpr void set(ColumnSpec& column, const ServerDefaultAttribute& one) { column.server_default = one.text; }
constexpr void set(ColumnSpec& column, const ComputedAttribute& one) {
  column.computed = one.expression;
  column.stored = one.options.stored;
}
constexpr void set(ColumnSpec& column, const CollationAttribute& one) { column.collation = one.name; }
constexpr void set(ColumnSpec& column, const ExistingAttribute& one) { column.existing = one.expression; }
constexpr void set(ColumnSpec& column, const CheckAttribute& one) {
  column.check = one.expression;
  column.check_name = one.name;
}
constexpr void set(ColumnSpec& column, const CommentAttribute& one) { column.comment = one.text; }
constexpr void set(ColumnSpec& column, const RenamedFromAttribute& one) { column.renamed_from = one.name; }
constexpr void set(ColumnSpec& column, const Type& type) { column.type = type; }
template <class Value>
constexpr void set(ColumnSpec& column, const ReferenceAttribute<Value>& one) {
  column.reference = one.spec;
}

constexpr void set(TableSpec& table, const CommentAttribute& one) { table.comment = one.text; }
constexpr void set(TableSpec& table, const RenamedFromAttribute& one) { table.renamed_from = one.name; }
constexpr void set(TableSpec& table, const SchemaAttribute& one) { table.schema = one.name; }
constexpr void set(TableSpec& table, const ManagedAttribute& one) { table.managed = one.is_managed; }
constexpr void set(TableSpec& table, const StorageAttribute& one) { table.storage = one.parameters; }
constexpr void set(TableSpec& table, const PartitionByAttribute& one) { table.partition_by = one.text; }
constexpr void set(TableSpec& table, const TableFlag& one) { table.*one.flag = true; }

template <class T>
concept TableAttribute = requires(TableSpec& table, const T& one) {
  set(table, one);
};
template <class T>
concept ColumnAttribute = requires(ColumnSpec& column, const T& one) {
  set(column, one);
};

}  // namespace detail
}  // namespace retort
