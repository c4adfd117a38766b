// Models: C++ structs that say which table they are (docs/models.md).
//
//   struct User { std::int64_t id; std::string email; std::optional<std::string> nickname; };
//
//   template <> inline constexpr auto retort::model<User> = table<User>("users",
//       column<&User::id>(primary_key, identity),
//       column<&User::email>(String(255), unique),
//       column<&User::nickname>());
//
//   void models(retort::Metadata& metadata) { metadata.add<User>(); }
//
// All of it is constants: a model costs nothing at start, and little to compile. What is wrong with a model alone does
// not compile; what is wrong between models is thrown by name when they are put together (Metadata).
#pragma once

#include <array>
#include <string_view>
#include <type_traits>

#include "retort/detail/value_type.hpp"
//
#include "retort/detail/attributes.hpp"
#include "retort/detail/elements.hpp"
#include "retort/detail/missing_column.hpp"
#include "retort/metadata.hpp"

namespace retort {

namespace model_error {
// Not constexpr: a constant that comes here does not compile, and the compiler names the function.
void two_columns_have_the_same_name();
void a_member_has_two_columns();
void an_index_or_constraint_names_a_member_that_has_no_column();
void there_are_two_primary_keys();
void a_table_has_no_name();
}  // namespace model_error

namespace detail {

/// `Owner`: the class that declares the member. The rest is the same type for all columns.
template <class Owner>
struct Column : ColumnSpec {};

template <std::size_t Columns, std::size_t Elements>
struct Model {
  static constexpr std::size_t column_count = Columns, element_count = Elements;
  TableSpec table;
  ColumnSpec columns[Columns];
  ElementSpec elements[Elements == 0 ? 1 : Elements];
};

template <class T>
inline constexpr bool is_column = false;
template <class Owner>
inline constexpr bool is_column<Column<Owner>> = true;
template <class T>
inline constexpr bool is_element = std::is_same_v<T, ElementSpec>;
template <class M, class T>
inline constexpr bool is_foreign_column = false;
template <class M, class Owner>
inline constexpr bool is_foreign_column<M, Column<Owner>> = !std::is_base_of_v<Owner, M>;

/// The types of both ends of a reference.
template <class Value, class T>
inline constexpr bool refers_to_another_type = false;
template <class Value, class Target>
inline constexpr bool refers_to_another_type<Value, ReferenceAttribute<Target>> =
    !std::is_void_v<Target> && !std::is_same_v<Value, typename Optional<Target>::Value>;

constexpr std::string_view name_of(const ColumnSpec& column) {
  return column.name == nullptr ? column.member.name : std::string_view(column.name);
}

/// Members that have names of their own are rare, and so are equal hashes.
constexpr void check_names(const ColumnSpec* columns, std::size_t count) {
  bool is_named = false;
  for (std::size_t i = 0; i < count; ++i) {
    is_named = is_named || columns[i].name != nullptr;
    for (std::size_t k = 0; k < i; ++k) {
      if (columns[i].member.hash != columns[k].member.hash) continue;
      if (columns[i].member == columns[k].member) model_error::a_member_has_two_columns();
      if (name_of(columns[i]) == name_of(columns[k])) model_error::two_columns_have_the_same_name();
    }
  }
  if (!is_named) return;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t k = 0; k < i; ++k)
      if (name_of(columns[i]) == name_of(columns[k])) model_error::two_columns_have_the_same_name();
  }
}

constexpr bool has_member(const ColumnSpec* columns, std::size_t count, const MemberRef& member) {
  for (std::size_t i = 0; i < count; ++i)
    if (columns[i].member == member) return true;
  return false;
}

constexpr void check_members(const ColumnSpec* columns, std::size_t count, const ElementSpec& element) {
  if (element.kind == ElementSpec::Kind::without_column) return;
  for (const PartSpec& part : element.parts)
    if (part.expression == nullptr && !has_member(columns, count, part.member))
      model_error::an_index_or_constraint_names_a_member_that_has_no_column();
  for (const MemberRef& member : element.members)
    if (!has_member(columns, count, member)) model_error::an_index_or_constraint_names_a_member_that_has_no_column();
  for (const MemberRef& member : element.include)
    if (!has_member(columns, count, member)) model_error::an_index_or_constraint_names_a_member_that_has_no_column();
}

constexpr void check(const TableSpec& table, const ColumnSpec* columns, std::size_t column_count,
                     const ElementSpec* elements, std::size_t element_count) {
  if (*table.name == '\0') model_error::a_table_has_no_name();
  check_names(columns, column_count);
  for (std::size_t i = 0; i < element_count; ++i) {
    check_members(columns, column_count, elements[i]);
    if (elements[i].kind != ElementSpec::Kind::primary_key) continue;
    for (std::size_t k = 0; k < i; ++k)
      if (elements[k].kind == ElementSpec::Kind::primary_key) model_error::there_are_two_primary_keys();
    for (std::size_t k = 0; k < column_count; ++k)
      if (columns[k].primary_key) model_error::there_are_two_primary_keys();
  }
}

template <class T, class Spec>
constexpr void take(Spec& model, std::size_t& columns, std::size_t& elements, const T& part) {
  if constexpr (is_column<T>)
    model.columns[columns++] = part;
  else if constexpr (is_element<T>)
    model.elements[elements++] = part;
  else
    set(model.table, part);
}

}  // namespace detail

namespace detail {

/// Once for all columns of one type with the same attributes.
template <class Value, class... Attributes>
struct ColumnCheck {
  using Mapped = typename Optional<Value>::Value;
  static constexpr bool has_type = (std::is_same_v<Attributes, Type> || ...);
  static constexpr bool is_mapped = mapped<Mapped>.kind != Type::Kind::none;
  static_assert(!std::is_const_v<Value> && !std::is_reference_v<Value>,
                "column<&T::member>: a const or reference member has no column");
  static_assert((ColumnAttribute<Attributes> && ...),
                "column<&T::member>(…): something here is no attribute of a column");
  static_assert(
      has_type || is_mapped || !std::is_enum_v<Mapped>,
      "column<&T::member>: the labels of this enum are not declared; specialise retort::enum_type<E>, or give "
      "the column a type");
  static_assert(
      has_type || is_mapped || std::is_enum_v<Mapped>,
      "column<&T::member>: this C++ type has no SQL type; specialise retort::sql_type<T>, or give the column a "
      "type");
  static_assert((!refers_to_another_type<Mapped, Attributes> && ...),
                "references<Target, &Target::member>: this member and the one that it refers to have different types");

  static consteval ColumnSpec spec(const MemberRef& member, const Attributes&... attributes) {
    ColumnSpec spec;
    spec.member = member;
    spec.value = &type_tag<Mapped>;
    spec.type = mapped<Mapped>;
    spec.optional = Optional<Value>::value;
    (set(spec, attributes), ...);
    return spec;
  }
};

}  // namespace detail

/// A member as a column; attributes in any order. Its type is what the C++ type maps to (docs/models.md), unless one is
/// said. std::optional: the column may be NULL.
template <auto Member, class... Attributes>
consteval auto column(const Attributes&... attributes) {
  static_assert(std::is_member_object_pointer_v<decltype(Member)>,
                "column<&T::member>: not a pointer to a data member (static members and functions have no column)");
  using Owner = detail::OwnerOf<Member>;
  return detail::Column<Owner>{detail::ColumnCheck<detail::ValueOf<Member>, Attributes...>::spec(
      detail::named_member<Member>(&detail::type_tag<Owner>), attributes...)};
}

/// A model: its name, and then in any order attributes of the table, columns, and what else it has.
template <class M, class... Parts>
consteval auto table(const char* name, const Parts&... parts) {
  static_assert(
      ((detail::is_column<Parts> || detail::is_element<Parts> || detail::TableAttribute<Parts>)&&...),
      "table<T>(name, …): something here is neither a column nor an index, a constraint or an attribute of a table");
  static_assert((!detail::is_foreign_column<M, Parts> && ...),
                "table<T>(name, …): a column is of a class that is neither T nor a base of it");
  constexpr std::size_t columns = (std::size_t{detail::is_column<Parts>} + ... + 0);
  constexpr std::size_t elements = (std::size_t{detail::is_element<Parts>} + ... + 0);
  static_assert(columns > 0, "table<T>(name, …): no column");
  detail::Model<columns, elements> model{};
  model.table.name = name;
  std::size_t next_column = 0, next_element = 0;
  (detail::take(model, next_column, next_element, parts), ...);
  detail::check(model.table, model.columns, columns, model.elements, elements);
  return model;
}

/// Specialised for each model, outside of any namespace. A class with private members has a function instead:
///   static consteval auto retort_table() { return retort::table<Account>("accounts", …); }
template <class M>
inline constexpr auto model = detail::Undeclared{};

namespace detail {

template <class M>
concept DescribesItself = requires {
  M::retort_table();
};

template <class M>
consteval auto described() {
  if constexpr (DescribesItself<M>)
    return M::retort_table();
  else
    return 0;
}
template <class M>
inline constexpr auto own_description = described<M>();

template <class M>
constexpr const auto& description() {
  if constexpr (DescribesItself<M>)
    return own_description<M>;
  else
    return model<M>;
}

/// Members that a column or without_column<> speaks of.
template <class Spec>
consteval std::size_t mentioned(const Spec& spec) {
  std::size_t count = Spec::column_count;
  for (std::size_t i = 0; i < Spec::element_count; ++i)
    count += spec.elements[i].kind == ElementSpec::Kind::without_column;
  return count;
}

consteval ModelView view_of(const TypeTag* type, const auto& spec) {
  using Spec = std::remove_cvref_t<decltype(spec)>;
  return {type, &spec.table, {spec.columns, Spec::column_count}, {spec.elements, Spec::element_count}};
}

}  // namespace detail

template <class M>
void Metadata::add(std::string_view table) {
  static_assert(
      !std::is_same_v<std::remove_cvref_t<decltype(detail::description<M>())>, detail::Undeclared>,
      "metadata.add<T>(): T has no description; specialise retort::model<T>, or give T a static retort_table()");
  constexpr std::size_t mentioned = detail::mentioned(detail::description<M>());
  if constexpr (detail::has_more_members<M, mentioned>())
    (void)sizeof(detail::MemberWithoutColumn<M, detail::missing_member<M, mentioned, detail::description<M>()>()>);
  static constexpr detail::ModelView view = detail::view_of(&detail::type_tag<M>, detail::description<M>());
  add_model(view, table);
}

}  // namespace retort
