// Values that SQL has and C++ has no type for: members of models, as a program holds them. Plain data; a program that
// has types of its own maps those with sql_type<T> instead.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>

namespace retort {

/// A UUID's sixteen bytes, the first one first.
struct UuidValue {
  std::array<std::uint8_t, 16> bytes{};
  friend bool operator==(const UuidValue&, const UuidValue&) = default;
  friend auto operator<=>(const UuidValue&, const UuidValue&) = default;
};

/// A JSON text, not looked into.
struct JsonValue {
  std::string text;
  friend bool operator==(const JsonValue&, const JsonValue&) = default;
};

/// numeric(Precision, Scale): `units` of 10^-Scale each. Up to 18 digits.
template <int Precision, int Scale = 0>
struct Decimal {
  static_assert(Precision >= 1 && Precision <= 18,
                "Decimal holds 1 to 18 digits: use a type of your own for more, and map it with sql_type");
  static_assert(Scale >= 0 && Scale <= Precision, "of Precision digits, Scale stand behind the point");
  std::int64_t units = 0;
  friend bool operator==(const Decimal&, const Decimal&) = default;
  friend auto operator<=>(const Decimal&, const Decimal&) = default;
};

}  // namespace retort
