// Names of types, members and enumerators, from what the compiler says of a template's arguments.
#pragma once

#include <string_view>

#include "retort/detail/description.hpp"

namespace retort::detail {

template <class T>
consteval std::string_view type_words() {
  return __PRETTY_FUNCTION__;
}
template <auto... Values>
constexpr std::string_view value_words() {
  return __PRETTY_FUNCTION__;
}

/// "T = User; std::string_view = …" of g++, "T = User" of clang.
constexpr std::string_view between(std::string_view words, std::string_view key) {
  words.remove_prefix(words.find(key) + key.size());
  int depth = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    if (c == '<' || c == '(' || c == '[' || c == '{') ++depth;
    if (depth == 0 && (c == ';' || c == ']')) return words.substr(0, i);
    if (c == '>' || c == ')' || c == ']' || c == '}') --depth;
  }
  return words;
}

template <class T>
inline constexpr TypeTag type_tag{between(type_words<T>(), "T = ")};

constexpr bool is_name_character(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// "status" of "Values = {&app::User::status}", "… = <&app::User::status>": the last word.
constexpr std::string_view last_name(std::string_view words) {
  std::size_t end = words.size();
  while (end > 0 && !is_name_character(words[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && is_name_character(words[begin - 1])) --begin;
  return words.substr(begin, end - begin);
}

/// Read from its end, "… = &app::User::status]", so that only the name's own characters are looked at.
template <auto Member>
consteval MemberRef named_member(const TypeTag* owner) {
  const char* const words = __PRETTY_FUNCTION__;
  const char* const end = words + sizeof(__PRETTY_FUNCTION__) - 2;
  const char* begin = end;
  while (begin[-1] != ':') --begin;
  const std::size_t size = static_cast<std::size_t>(end - begin);
  return {owner,
          {begin, size},
          static_cast<std::uint32_t>(size) << 16 | static_cast<std::uint32_t>(*begin & 0xFF) << 8 |
              static_cast<std::uint32_t>(end[-1] & 0xFF)};
}

template <class T>
struct MemberPointer;
template <class Class, class Value>
struct MemberPointer<Value Class::*> {
  using Owner = Class;
  using Type = Value;
};
template <auto Member>
using OwnerOf = typename MemberPointer<decltype(Member)>::Owner;
template <auto Member>
using ValueOf = typename MemberPointer<decltype(Member)>::Type;

template <auto Member>
consteval MemberRef member_ref() {
  return named_member<Member>(&type_tag<OwnerOf<Member>>);
}
/// One array for each list of members, as long as the program lives.
template <auto... Members>
inline constexpr std::array<MemberRef, sizeof...(Members)> member_refs{member_ref<Members>()...};

}  // namespace retort::detail
