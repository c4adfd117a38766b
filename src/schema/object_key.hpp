// What names any object of a schema, parts of tables included.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <tuple>

#include "base/identifier.hpp"

namespace retort {

/// In an order in which they can be created where nothing else decides.
enum class ObjectKind {
  schema,
  language,
  extension,
  foreign_data_wrapper,
  foreign_server,
  user_mapping,
  collation,
  conversion,
  enum_type,
  enum_label,  // a part of its type: for renames
  composite_type,
  attribute,  // a part of its composite type: for renames
  domain,
  range_type,
  text_search_parser,
  text_search_template,
  text_search_dictionary,
  text_search_configuration,
  function,
  procedure,
  aggregate,
  op,  // "operator", which C++ keeps for itself
  operator_family,
  operator_class,
  cast,
  transform,
  access_method,
  sequence,
  table,
  column,          // a part of its table or view
  column_default,  // a part of its table: DEFAULT, or what a generated column is computed by
  constraint,      // a part of its table or domain
  foreign_table,
  virtual_table,
  index,
  statistics,
  view,
  materialized_view,
  rule,
  trigger,
  policy,
  event_trigger,
  publication,
  subscription,
  default_privileges,
};

/// "materialized view": for people, JSON and globs of [managed].
std::string_view to_string(ObjectKind);

/// `name`: of the object itself; of the table for its columns, defaults and constraints. An index, trigger, rule or
/// policy has its own name, in its table's schema. `part`: what else tells it apart: the column or constraint of a
/// table; the argument types of a function "(integer, text)", of an operator or cast; the table of a PostgreSQL
/// trigger, rule or policy; the access method of an operator class. Else empty.
struct ObjectKey {
  ObjectKind kind = ObjectKind::table;
  ObjectName name;
  Identifier part = {};

  /// "public.f(integer)", "public.t.c", "trg on public.t": for people, never for SQL.
  std::string to_string() const;

  static constexpr auto fields() {
    return std::tuple{std::pair{"kind", &ObjectKey::kind}, std::pair{"name", &ObjectKey::name},
                      std::pair{"part", &ObjectKey::part}};
  }
  friend bool operator==(const ObjectKey&, const ObjectKey&) = default;
  friend std::strong_ordering operator<=>(const ObjectKey&, const ObjectKey&) = default;
};

}  // namespace retort
