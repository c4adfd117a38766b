#pragma once

#include <optional>
#include <tuple>
#include <vector>

#include "schema/constraint.hpp"

namespace retort {

/// An index that somebody created; the ones behind keys belong to their constraint.
struct Index {
  Identifier name;
  bool unique = false;
  std::vector<KeyPart> parts;
  std::optional<Expression> where;

  static constexpr auto fields() {
    return std::tuple{std::pair{"name", &Index::name}, std::pair{"unique", &Index::unique},
                      std::pair{"parts", &Index::parts}, std::pair{"where", &Index::where}};
  }
  friend bool operator==(const Index&, const Index&) = default;
};

}  // namespace retort
