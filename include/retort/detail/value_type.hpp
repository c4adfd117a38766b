// The SQL type of a C++ type: docs/models.md, "Types", is this file as a table.
#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "retort/detail/enumerators.hpp"
#include "retort/types.hpp"
#include "retort/values.hpp"

namespace retort {

/// Maps a type of the program's own, once:
///   template <>
///   struct retort::sql_type<Email> {
///     static constexpr Type type = String(255).on(dialect::postgresql, "citext");
///   };
template <class T>
struct sql_type;

namespace detail {

template <class T>
struct Optional : std::false_type {
  using Value = T;
};
template <class T>
struct Optional<std::optional<T>> : std::true_type {
  using Value = T;
};

template <class T>
inline constexpr bool is_byte = std::is_same_v<T, std::byte> || std::is_same_v<T, unsigned char>;

/// What a template over types, or over a type and a number, was made of.
template <class T>
struct Shape {};
template <class T, class Allocator>
struct Shape<std::vector<T, Allocator>> {
  using Element = T;
};
template <class T, std::size_t N>
struct Shape<std::array<T, N>> {
  using Element = T;
};
template <class Clock, class Duration>
struct Shape<std::chrono::time_point<Clock, Duration>> {
  using Of = Clock;
  using Tick = Duration;
};
template <class Rep, class Period>
struct Shape<std::chrono::duration<Rep, Period>> {
  static constexpr bool is_duration = true;
};
template <class Duration>
struct Shape<std::chrono::hh_mm_ss<Duration>> {
  using TimeOfDay = Duration;
};
template <int Precision, int Scale>
struct Shape<Decimal<Precision, Scale>> {
  static constexpr int precision = Precision, scale = Scale;
};

/// Digits of a second that a clock's ticks have; -1: as many as the engine keeps.
template <class Duration>
consteval int digits_of_second() {
  using Period = typename Duration::period;
  if constexpr (Period::num >= Period::den) return 0;
  if constexpr (Period::den <= 1000 && Period::num == 1) return Period::den == 1000 ? 3 : -1;
  return -1;
}

template <class T>
consteval Type integer_type() {
  constexpr std::size_t bits = sizeof(T) * 8 + (std::is_unsigned_v<T> ? 1 : 0);
  if constexpr (bits <= 16) return SmallInteger();
  if constexpr (bits > 16 && bits <= 32) return Integer();
  if constexpr (bits > 32 && bits <= 64) return BigInteger();
  return Numeric(20);  // unsigned, of 64 bits
}

template <class Clock, class Duration>
consteval Type time_point_type() {
  using Period = typename Duration::period;
  if constexpr (Period::num >= 86400 && Period::den == 1) return Date();
  constexpr bool is_local = std::is_same_v<Clock, std::chrono::local_t>;
  return DateTime({.timezone = !is_local, .precision = digits_of_second<Duration>()});
}

template <class T>
concept Described = requires {
  sql_type<T>::type;
};

/// Type::Kind::none where there is no mapping.
template <class T>
consteval Type mapped_type() {
  if constexpr (Described<T>)
    return sql_type<T>::type;
  else if constexpr (std::is_same_v<T, bool>)
    return Boolean();
  else if constexpr (std::is_same_v<T, char>)
    return String(1);
  else if constexpr (std::is_enum_v<T>) {
    if constexpr (is_declared_enum<T>)
      return Enum(enum_type_of<T>);
    else
      return Type();
  } else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, wchar_t> && !std::is_same_v<T, char16_t> &&
                       !std::is_same_v<T, char32_t> && !std::is_same_v<T, char8_t> && sizeof(T) <= 8)
    return integer_type<T>();
  else if constexpr (std::is_same_v<T, float>)
    return Float();
  else if constexpr (std::is_same_v<T, double>)
    return Double();
  else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>)
    return Text();
  else if constexpr (std::is_same_v<T, UuidValue>)
    return Uuid();
  else if constexpr (std::is_same_v<T, JsonValue>)
    return Json();
  else if constexpr (requires { Shape<T>::precision; })
    return Numeric(Shape<T>::precision, Shape<T>::scale);
  else if constexpr (std::is_same_v<T, std::chrono::year_month_day>)
    return Date();
  else if constexpr (requires { typename Shape<T>::Tick; })
    return time_point_type<typename Shape<T>::Of, typename Shape<T>::Tick>();
  else if constexpr (requires { Shape<T>::is_duration; })
    return Interval();
  else if constexpr (requires { typename Shape<T>::TimeOfDay; })
    return Time({.precision = digits_of_second<typename Shape<T>::TimeOfDay>()});
  else if constexpr (requires { typename Shape<T>::Element; }) {
    using Element = typename Shape<T>::Element;
    if constexpr (is_byte<Element>)
      return LargeBinary();
    else {
      constexpr Type element = mapped_type<typename Optional<Element>::Value>();
      if constexpr (element.kind == Type::Kind::none)
        return Type();
      else
        return Array(element);
    }
  } else
    return Type();
}

template <class T>
inline constexpr Type mapped = mapped_type<T>();

}  // namespace detail
}  // namespace retort
