// The labels of an enum, declared once beside it:
//
//   template <>
//   inline constexpr auto retort::enum_type<Status> = enumerators<Status::active, Status::closed>("status");
//   template <>
//   inline constexpr auto retort::enum_type<Color> =
//       labels<Color>("color", {{Color::red, "Red"}, {Color::blue, "Blue"}});
//
// A range is asked for, since an enumerator beyond a guessed one would vanish without a word, and its rows with it.
#pragma once

#include <array>
#include <string_view>
#include <type_traits>
#include <utility>

#include "retort/detail/member_name.hpp"
#include "retort/types.hpp"

namespace retort {

/// How the database has an enum type; `native = false`: text with a CHECK.
struct EnumOptions {
  std::string_view schema = {};
  bool native = true;
  std::string_view renamed_from = {};
};

template <class E>
struct LabelOf {
  E value;
  std::string_view label;
};

namespace model_error {
// Not constexpr: a constant that comes here does not compile, and the compiler names the function.
void an_enumerator_stands_outside_the_range_of_enumerators();
void no_enumerator_stands_in_the_range_of_enumerators();
void a_label_of_an_enum_stands_there_twice();
}  // namespace model_error

namespace detail {

struct Undeclared {};

template <std::size_t Capacity>
struct EnumDeclaration {
  std::string_view name;
  EnumOptions options;
  std::array<EnumLabel, Capacity> labels{};
  std::size_t count = 0;

  constexpr void add(std::string_view label, long long value) {
    for (std::size_t i = 0; i < count; ++i)
      if (labels[i].label == label) model_error::a_label_of_an_enum_stands_there_twice();
    labels[count++] = {label, value};
  }
};

/// Cuts "{A::x, (A)3, A::y}" at its commas; calls `take(index, name)` for those that have a name.
template <class Take>
constexpr void each_enumerator(std::string_view words, Take take) {
  if (!words.empty() && (words.front() == '{' || words.front() == '<')) words = words.substr(1, words.size() - 2);
  std::size_t index = 0;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= words.size(); ++i) {
    if (i < words.size() && (words[i] == '(' || words[i] == '<' || words[i] == '{')) ++depth;
    if (i < words.size() && (words[i] == ')' || words[i] == '>' || words[i] == '}')) --depth;
    if (i < words.size() && (words[i] != ',' || depth != 0)) continue;
    std::string_view one = words.substr(begin, i - begin);
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    begin = i + 1;
    // "(Status)3" has no name; neither has a bare number.
    const std::string_view name = last_name(one);
    const bool is_number = name.empty() || (name.front() >= '0' && name.front() <= '9');
    if (!is_number && one.front() != '(') take(index, name);
    ++index;
  }
}

/// Out of a fixed type any number is a value of the enum; of others only what its enumerators span.
template <class E>
inline constexpr bool has_fixed_type = requires {
  E{0};
};

template <class E, long long First, std::size_t Count>
struct EnumRange {
  template <std::size_t... I>
  static consteval std::string_view words(std::index_sequence<I...>) {
    return between(value_words<static_cast<E>(First + static_cast<long long>(I))...>(), "Values = ");
  }
  static constexpr std::string_view text = words(std::make_index_sequence<Count>());
};

}  // namespace detail

/// What `enumerators` or `labels` gives, for each enum that is a column.
template <class E>
inline constexpr auto enum_type = detail::Undeclared{};

/// The enumerators from First to Last, by their names. One that stands just outside is refused.
template <auto First, auto Last>
requires std::is_enum_v<decltype(First)> && std::is_same_v<decltype(First), decltype(Last)>
consteval auto enumerators(std::string_view name, EnumOptions options = {}) {
  using E = decltype(First);
  constexpr long long first = static_cast<long long>(First), last = static_cast<long long>(Last);
  static_assert(first <= last, "enumerators<First, Last>: Last comes before First");
  static_assert(last - first < 1024, "enumerators<First, Last>: of more than 1024 numbers; say labels<E> instead");
  using Number = std::underlying_type_t<E>;
  // One more on both sides, as far as the type goes.
  constexpr bool below = detail::has_fixed_type<E> && static_cast<Number>(first - 1) < static_cast<Number>(first);
  constexpr bool above = detail::has_fixed_type<E> && static_cast<Number>(last + 1) > static_cast<Number>(last);
  constexpr long long from = first - (below ? 1 : 0);
  constexpr std::size_t count = static_cast<std::size_t>(last - from + 1 + (above ? 1 : 0));
  detail::EnumDeclaration<static_cast<std::size_t>(last - first + 1)> result{name, options};
  detail::each_enumerator(detail::EnumRange<E, from, count>::text, [&](std::size_t index, std::string_view label) {
    const long long value = from + static_cast<long long>(index);
    if (value < first || value > last)
      model_error::an_enumerator_stands_outside_the_range_of_enumerators();
    else
      result.add(label, value);
  });
  if (result.count == 0) model_error::no_enumerator_stands_in_the_range_of_enumerators();
  return result;
}

/// Each label said.
template <class E, std::size_t N>
requires std::is_enum_v<E>
consteval auto labels(std::string_view name, const LabelOf<E> (&all)[N], EnumOptions options = {}) {
  detail::EnumDeclaration<N> result{name, options};
  for (const LabelOf<E>& one : all) result.add(one.label, static_cast<long long>(one.value));
  return result;
}

namespace detail {

template <class E>
inline constexpr bool is_declared_enum = !std::is_same_v<std::remove_cvref_t<decltype(enum_type<E>)>, Undeclared>;

template <class E>
inline constexpr EnumType enum_type_of{
    enum_type<E>.name, std::span<const EnumLabel>(enum_type<E>.labels.data(), enum_type<E>.count),
    enum_type<E>.options.schema, enum_type<E>.options.native, enum_type<E>.options.renamed_from};

}  // namespace detail
}  // namespace retort
