// Finds the members of a struct that have no column: one that nobody sees is a bug that nobody sees.
//
// A struct that can be made of more values than it has columns has a member without one. That costs one question to the
// compiler; its name is looked for only once something is missing. Seen are aggregates whose bases are aggregates too;
// an array of C's stands for many values, and ends the question. Named are members of structs without bases, up to 32.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include "retort/detail/elements.hpp"
#include "retort/detail/member_name.hpp"

namespace retort::detail {

template <class Model>
struct AnyValue {
  template <class T>
  requires(!std::is_base_of_v<T, Model>) operator T() const noexcept;
};

template <class Model, std::size_t... I>
concept MadeOf = requires {
  Model{((void)I, AnyValue<Model>{})...};
};
template <class Model, std::size_t... I>
consteval bool can_be_made_of(std::index_sequence<I...>) {
  return MadeOf<Model, I...>;
}

template <class Model, std::size_t Mapped>
consteval bool has_more_members() {
  if constexpr (!std::is_aggregate_v<Model>)
    return false;
  else
    return can_be_made_of<Model>(std::make_index_sequence<Mapped + 1>());
}

// ---- its name

template <class Model>
struct AnyBase {
  template <class T>
  requires(std::is_base_of_v<T, Model> && !std::is_same_v<T, Model>) operator T() const noexcept;
};
template <class Model>
concept HasBase = requires {
  Model{AnyBase<Model>{}};
};

template <class Model, std::size_t Count>
consteval std::size_t member_count() {
  if constexpr (can_be_made_of<Model>(std::make_index_sequence<Count + 1>()))
    return member_count<Model, Count + 1>();
  else
    return Count;
}

template <class T>
extern const T some;

/// A pointer to a member of an object, of which only the name is looked at.
template <auto Pointer>
constexpr std::string_view pointed_name() {
  return last_name(between(value_words<Pointer>(), "Values = "));
}

template <class Spec>
consteval bool is_mentioned(const Spec& spec, std::string_view name) {
  for (std::size_t i = 0; i < Spec::column_count; ++i)
    if (spec.columns[i].member.name == name) return true;
  for (std::size_t i = 0; i < Spec::element_count; ++i)
    if (spec.elements[i].kind == ElementSpec::Kind::without_column && spec.elements[i].members[0].name == name)
      return true;
  return false;
}

template <const auto& Spec, auto... Pointers>
consteval std::string_view first_unmapped() {
  for (const std::string_view name : {pointed_name<Pointers>()...})
    if (!is_mentioned(Spec, name)) return name;
  return {};
}

template <class T, std::size_t Count, const auto& Spec>
consteval std::string_view unmapped_member() {
#if !defined(__clang__) || __clang_major__ >= 18  // before, clang takes no pointer into an object as an argument
  if constexpr (Count == 1) {
    auto& [m1] = some<T>;
    return first_unmapped<Spec, &m1>();
  }
  if constexpr (Count == 2) {
    auto& [m1, m2] = some<T>;
    return first_unmapped<Spec, &m1, &m2>();
  }
  if constexpr (Count == 3) {
    auto& [m1, m2, m3] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3>();
  }
  if constexpr (Count == 4) {
    auto& [m1, m2, m3, m4] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4>();
  }
  if constexpr (Count == 5) {
    auto& [m1, m2, m3, m4, m5] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5>();
  }
  if constexpr (Count == 6) {
    auto& [m1, m2, m3, m4, m5, m6] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6>();
  }
  if constexpr (Count == 7) {
    auto& [m1, m2, m3, m4, m5, m6, m7] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7>();
  }
  if constexpr (Count == 8) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8>();
  }
  if constexpr (Count == 9) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9>();
  }
  if constexpr (Count == 10) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10>();
  }
  if constexpr (Count == 11) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11>();
  }
  if constexpr (Count == 12) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12>();
  }
  if constexpr (Count == 13) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13>();
  }
  if constexpr (Count == 14) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14>();
  }
  if constexpr (Count == 15) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15>();
  }
  if constexpr (Count == 16) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
                          &m16>();
  }
  if constexpr (Count == 17) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17>();
  }
  if constexpr (Count == 18) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17, &m18>();
  }
  if constexpr (Count == 19) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17, &m18, &m19>();
  }
  if constexpr (Count == 20) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17, &m18, &m19, &m20>();
  }
  if constexpr (Count == 21) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17, &m18, &m19, &m20, &m21>();
  }
  if constexpr (Count == 22) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22] =
        some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17, &m18, &m19, &m20, &m21, &m22>();
  }
  if constexpr (Count == 23) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23] =
        some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17, &m18, &m19, &m20, &m21, &m22, &m23>();
  }
  if constexpr (Count == 24) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
           m24] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24>();
  }
  if constexpr (Count == 25) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
           m24, m25] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25>();
  }
  if constexpr (Count == 26) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
           m24, m25, m26] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26>();
  }
  if constexpr (Count == 27) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
           m24, m25, m26, m27] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27>();
  }
  if constexpr (Count == 28) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
           m24, m25, m26, m27, m28] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28>();
  }
  if constexpr (Count == 29) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
           m24, m25, m26, m27, m28, m29] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29>();
  }
  if constexpr (Count == 30) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
           m24, m25, m26, m27, m28, m29, m30] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29, &m30>();
  }
  if constexpr (Count == 31) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
           m24, m25, m26, m27, m28, m29, m30, m31] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29, &m30, &m31>();
  }
  if constexpr (Count == 32) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
           m24, m25, m26, m27, m28, m29, m30, m31, m32] = some<T>;
    return first_unmapped<Spec, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15, &m16,
                          &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29, &m30, &m31,
                          &m32>();
  }
#endif
  return {};
}

/// Its name stands in the compiler's message, as an argument of this.
template <class Model, Words Member>
struct MemberWithoutColumn {
  static_assert(
      sizeof(Model) == 0,
      "metadata.add<T>(): a member of T has no column; say column<&T::member>() or without_column<&T::member>()");
};

template <class Model, std::size_t Mapped, const auto& Spec>
consteval auto missing_member() {
  constexpr std::size_t count = HasBase<Model> ? 0 : member_count<Model, Mapped>();
  constexpr std::string_view name = unmapped_member<Model, count, Spec>();
  Words<name.size() + 1> words("");
  for (std::size_t i = 0; i < name.size(); ++i) words.text[i] = name[i];
  return words;
}

}  // namespace retort::detail
