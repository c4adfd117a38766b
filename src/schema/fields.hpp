// What every pass over fields() shares: which kind of value it looks at, and its members in order.
#pragma once

#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace retort {

/// A value that lists its members in fields().
template <class T>
concept Structure = requires {
  T::fields();
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;

template <class T>
inline constexpr bool is_map = false;
template <class K, class V>
inline constexpr bool is_map<std::map<K, V>> = true;

template <class T>
inline constexpr bool is_list = is_vector<T> || is_map<T>;

/// Calls `visit(name, pointer to member)` for each field of T, in order.
template <Structure T, class Visit>
constexpr void for_each_field(Visit&& visit) {
  std::apply([&](const auto&... field) { (visit(field.first, field.second), ...); }, T::fields());
}

}  // namespace retort
