#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "base/identifier.hpp"
#include "schema/conflict.hpp"
#include "schema/expression.hpp"
#include "schema/options.hpp"

namespace retort {

struct Generated {
  Expression expression;
  bool stored = false;  // else computed when read

  static constexpr auto fields() {
    return std::tuple{std::pair{"expression", &Generated::expression}, std::pair{"stored", &Generated::stored}};
  }
  friend bool operator==(const Generated&, const Generated&) = default;
};

struct Column {
  Identifier name;
  std::string type;                     // canonical spelling; "" where SQLite's column has none
  std::optional<Identifier> collation;  // none: the type's or engine's default
  bool not_null = false;
  std::optional<Identifier> not_null_name;
  ConflictClause not_null_on_conflict = ConflictClause::abort;
  std::optional<Expression> server_default;
  std::optional<Generated> generated;
  std::string comment;
  bool inherited =
      false;  // it is there because the table inherits it, or is a partition; dropped and renamed only with that
  Options options = {};  // PostgreSQL: identity and its sequence, storage, compression, statistics, options, privileges

  static constexpr auto fields() {
    return std::tuple{std::pair{"name", &Column::name},
                      std::pair{"type", &Column::type},
                      std::pair{"collation", &Column::collation},
                      std::pair{"not_null", &Column::not_null},
                      std::pair{"not_null_name", &Column::not_null_name},
                      std::pair{"not_null_on_conflict", &Column::not_null_on_conflict},
                      std::pair{"server_default", &Column::server_default},
                      std::pair{"generated", &Column::generated},
                      std::pair{"comment", &Column::comment},
                      std::pair{"inherited", &Column::inherited},
                      std::pair{"options", &Column::options}};
  }
  friend bool operator==(const Column&, const Column&) = default;
};

}  // namespace retort
