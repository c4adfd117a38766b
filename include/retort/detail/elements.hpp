// What a table has besides its columns: keys over several of them, checks, exclusions, indexes.
#pragma once

#include <array>
#include <string_view>

#include "retort/detail/attributes.hpp"

namespace retort {

/// Engines that have this element: all, or the one that `only` names.
struct Only {
  std::uint8_t not_on = 0;
  constexpr Only() = default;
  constexpr Only(DialectName dialect) : not_on(SqlText().only(dialect).not_on) {}
};

namespace detail {

/// A text as a template's argument.
template <std::size_t N>
struct Words {
  char text[N];
  template <std::size_t M>
  requires(M <= N) consteval Words(const char (&from)[M]) : text() {
    for (std::size_t i = 0; i < M; ++i) text[i] = from[i];
  }
};

template <std::size_t M>
Words(const char (&)[M]) -> Words<M>;

template <Words Text>
struct Expression {};
template <auto Part>
struct Descending {};
template <auto Part>
struct NullsReversed {};
template <auto Part, Words OperatorClass>
struct WithOperatorClass {};
template <auto Part, Words Collation>
struct Collated {};
template <auto... Members>
struct MemberList {};

template <auto Part>
consteval PartSpec part();
template <Words Text>
consteval PartSpec part_of(Expression<Text>) {
  return {{}, Text.text};
}
template <auto Part>
consteval PartSpec part_of(Descending<Part>) {
  PartSpec spec = part<Part>();
  spec.descending = true;
  return spec;
}
template <auto Part>
consteval PartSpec part_of(NullsReversed<Part>) {
  PartSpec spec = part<Part>();
  spec.nulls_reversed = true;
  return spec;
}
template <auto Part, Words OperatorClass>
consteval PartSpec part_of(WithOperatorClass<Part, OperatorClass>) {
  PartSpec spec = part<Part>();
  spec.operator_class = OperatorClass.text;
  return spec;
}
template <auto Part, Words Collation>
consteval PartSpec part_of(Collated<Part, Collation>) {
  PartSpec spec = part<Part>();
  spec.collation = Collation.text;
  return spec;
}

template <auto Part>
consteval PartSpec part() {
  if constexpr (std::is_member_object_pointer_v<decltype(Part)>)
    return {member_ref<Part>()};
  else
    return part_of(Part);
}
template <auto... Parts>
inline constexpr std::array<PartSpec, sizeof...(Parts)> parts_of{part<Parts>()...};

}  // namespace detail

/// An expression as a part of an index: `index<expression<"lower(email)">>("ix_…")`.
template <detail::Words Text>
inline constexpr detail::Expression<Text> expression;
/// `descending<&User::created_at>`; the others wrap a member, an expression or one another.
template <auto Part>
inline constexpr detail::Descending<Part> descending;
/// NULLs at the other end than by default: first, or last where it descends.
template <auto Part>
inline constexpr detail::NullsReversed<Part> nulls_reversed;
/// `operator_class<&Document::body, "jsonb_path_ops">`
template <auto Part, detail::Words Name>
inline constexpr detail::WithOperatorClass<Part, Name> operator_class;
template <auto Part, detail::Words Name>
inline constexpr detail::Collated<Part, Name> collated;

/// Several members, in order.
template <auto... Members>
inline constexpr detail::MemberList<Members...> members;

/// A list of members where options take one: `.include = columns<&User::name>`.
template <auto... Members>
inline constexpr std::span<const detail::MemberRef> columns{detail::member_refs<Members...>};

struct IndexOptions {
  SqlText where = {};
  bool unique = false;
  const char* method = nullptr;  // "gin"; left out where the engine has one only
  std::span<const detail::MemberRef> include = {};
  bool nulls_not_distinct = false;
  const char* comment = nullptr;
  const char* renamed_from = nullptr;
  Only only = {};
};
/// On members and expressions, in order. Without a name the naming convention names it.
template <auto... Parts>
consteval detail::ElementSpec index(const char* name = nullptr, IndexOptions options = {}) {
  static_assert(sizeof...(Parts) > 0, "index<…>: of no column");
  detail::ElementSpec spec;
  spec.kind = detail::ElementSpec::Kind::index;
  spec.name = name;
  spec.parts = detail::parts_of<Parts...>;
  spec.where = options.where;
  spec.unique = options.unique;
  spec.method = options.method;
  spec.include = options.include;
  spec.nulls_not_distinct = options.nulls_not_distinct;
  spec.comment = options.comment;
  spec.renamed_from = options.renamed_from;
  spec.not_on = options.only.not_on;
  return spec;
}

struct KeyOptions {
  std::span<const detail::MemberRef> include = {};
  bool nulls_not_distinct = false;
  bool deferrable = false;
  bool initially_deferred = false;
  const char* comment = nullptr;
};

namespace detail {

template <auto... Members>
constexpr ElementSpec key(ElementSpec::Kind kind, const char* name, const KeyOptions& options) {
  static_assert(sizeof...(Members) > 0, "a key of no column");
  ElementSpec spec;
  spec.kind = kind;
  spec.name = name;
  spec.members = member_refs<Members...>;
  spec.include = options.include;
  spec.nulls_not_distinct = options.nulls_not_distinct;
  spec.deferrable = options.deferrable || options.initially_deferred;
  spec.initially_deferred = options.initially_deferred;
  spec.comment = options.comment;
  return spec;
}

}  // namespace detail

/// The primary key, where its columns stand in another order than the table's, or it needs options.
template <auto... Members>
consteval detail::ElementSpec primary_key_constraint(const char* name = nullptr, KeyOptions options = {}) {
  return detail::key<Members...>(detail::ElementSpec::Kind::primary_key, name, options);
}
template <auto... Members>
consteval detail::ElementSpec unique_constraint(const char* name = nullptr, KeyOptions options = {}) {
  return detail::key<Members...>(detail::ElementSpec::Kind::unique, name, options);
}

/// `check_constraint("price > 0", "price_positive")`
consteval detail::ElementSpec check_constraint(SqlText expression, const char* name = nullptr) {
  detail::ElementSpec spec;
  spec.kind = detail::ElementSpec::Kind::check;
  spec.name = name;
  spec.expression = expression;
  spec.not_on = expression.not_on;
  return spec;
}
/// PostgreSQL: `exclude_constraint("USING gist (room WITH =, during WITH &&)", "no_overlap")`. No other engine has it.
consteval detail::ElementSpec exclude_constraint(SqlText definition, const char* name = nullptr) {
  detail::ElementSpec spec;
  spec.kind = detail::ElementSpec::Kind::exclusion;
  spec.name = name;
  spec.expression = definition;
  spec.not_on = SqlText().only(DialectName::postgresql).not_on;
  return spec;
}

///   foreign_key<Order>(members<&Line::order_id, &Line::shop_id>, members<&Order::id, &Order::shop_id>,
///                      {.on_delete = "CASCADE"})
template <class Target, auto... From, auto... To>
consteval detail::ElementSpec foreign_key(detail::MemberList<From...>, detail::MemberList<To...>,
                                          ReferenceOptions options = {}) {
  static_assert(sizeof...(From) > 0 && sizeof...(From) == sizeof...(To),
                "foreign_key<Target>(members<…>, members<…>): as many members on both sides");
  if constexpr (sizeof...(From) == sizeof...(To)) {
    static_assert(
        (std::is_same_v<typename detail::Optional<detail::ValueOf<From>>::Value,
                        typename detail::Optional<detail::ValueOf<To>>::Value> &&
         ...),
        "foreign_key<Target>(members<…>, members<…>): a member and the one that it refers to have different types");
  }
  static_assert(
      (std::is_base_of_v<detail::OwnerOf<To>, Target> && ...),
      "foreign_key<Target>(members<…>, members<…>): a member of the second list is neither Target's nor a base's");
  detail::ElementSpec spec;
  spec.kind = detail::ElementSpec::Kind::foreign_key;
  spec.members = detail::member_refs<From...>;
  spec.reference = detail::reference(options);
  spec.reference.target = &detail::type_tag<Target>;
  spec.reference.members = detail::member_refs<To...>;
  spec.name = options.name;
  return spec;
}

/// This member is no column, and is not meant to be one.
template <auto Member>
consteval detail::ElementSpec without_column() {
  detail::ElementSpec spec;
  spec.kind = detail::ElementSpec::Kind::without_column;
  spec.members = detail::member_refs<Member>;
  return spec;
}

}  // namespace retort
