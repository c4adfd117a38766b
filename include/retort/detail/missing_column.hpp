// Finds the members of a struct that have no column: one that nobody sees is a bug that nobody sees.
//
// A struct that can be made of more values than it has columns has a member without one. That costs one question to the
// compiler; the names are looked for only once something is missing. Seen are aggregates whose bases are aggregates too;
// an array of C's stands for many values, and ends the question.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include "retort/detail/member_name.hpp"

namespace retort::detail {

template <class Model>
struct AnyValue {
  template <class T>
    requires(!std::is_base_of_v<T, Model>)
  operator T() const noexcept;
};

template <class Model, std::size_t... I>
concept MadeOf = requires { Model{((void)I, AnyValue<Model>{})...}; };
template <class Model, std::size_t... I>
consteval bool can_be_made_of(std::index_sequence<I...>) {
  return MadeOf<Model, I...>;
}

template <class Model, std::size_t Mapped>
consteval bool has_more_members() {
  if constexpr (!std::is_aggregate_v<Model>) return false;
  else return can_be_made_of<Model>(std::make_index_sequence<Mapped + 1>());
}

}  // namespace retort::detail
