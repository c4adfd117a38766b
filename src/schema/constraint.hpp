// Keys and checks of a table. In a canonical schema the ones written beside a column are hoisted to the table.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/identifier.hpp"
#include "schema/conflict.hpp"
#include "schema/expression.hpp"

namespace retort {

/// One part of a key or an index: a column or an expression, never both.
struct KeyPart {
  std::optional<Identifier> column;
  std::optional<Expression> expression;
  std::optional<Identifier> collation;
  bool descending = false;

  static constexpr auto fields() {
    return std::tuple{std::pair{"column", &KeyPart::column}, std::pair{"expression", &KeyPart::expression},
                      std::pair{"collation", &KeyPart::collation}, std::pair{"descending", &KeyPart::descending}};
  }
  friend bool operator==(const KeyPart&, const KeyPart&) = default;
};

struct PrimaryKey {
  std::optional<Identifier> name;
  std::vector<KeyPart> columns;
  ConflictClause on_conflict = ConflictClause::abort;
  bool autoincrement = false;
  /// `x INTEGER PRIMARY KEY DESC` written beside the column: SQLite's one spelling that is no alias of the rowid.
  bool no_rowid_alias = false;

  static constexpr auto fields() {
    return std::tuple{std::pair{"name", &PrimaryKey::name}, std::pair{"columns", &PrimaryKey::columns},
                      std::pair{"on_conflict", &PrimaryKey::on_conflict},
                      std::pair{"autoincrement", &PrimaryKey::autoincrement},
                      std::pair{"no_rowid_alias", &PrimaryKey::no_rowid_alias}};
  }
  friend bool operator==(const PrimaryKey&, const PrimaryKey&) = default;
};

struct Unique {
  std::optional<Identifier> name;
  std::vector<KeyPart> columns;
  ConflictClause on_conflict = ConflictClause::abort;

  static constexpr auto fields() {
    return std::tuple{std::pair{"name", &Unique::name}, std::pair{"columns", &Unique::columns},
                      std::pair{"on_conflict", &Unique::on_conflict}};
  }
  friend bool operator==(const Unique&, const Unique&) = default;
};

enum class ReferentialAction { no_action, restrict, cascade, set_null, set_default };

/// "SET NULL": as SQL has it.
std::string_view to_string(ReferentialAction);

struct ForeignKey {
  std::optional<Identifier> name;
  std::vector<Identifier> columns;
  ObjectName target;
  std::vector<Identifier> target_columns;  // empty: the target's primary key
  ReferentialAction on_update = ReferentialAction::no_action;
  ReferentialAction on_delete = ReferentialAction::no_action;
  bool deferrable = false;  // on SQLite set only together with initially_deferred, which alone has an effect there
  bool initially_deferred = false;

  static constexpr auto fields() {
    return std::tuple{std::pair{"name", &ForeignKey::name},
                      std::pair{"columns", &ForeignKey::columns},
                      std::pair{"target", &ForeignKey::target},
                      std::pair{"target_columns", &ForeignKey::target_columns},
                      std::pair{"on_update", &ForeignKey::on_update},
                      std::pair{"on_delete", &ForeignKey::on_delete},
                      std::pair{"deferrable", &ForeignKey::deferrable},
                      std::pair{"initially_deferred", &ForeignKey::initially_deferred}};
  }
  friend bool operator==(const ForeignKey&, const ForeignKey&) = default;
};

struct Check {
  std::optional<Identifier> name;
  Expression expression;

  static constexpr auto fields() {
    return std::tuple{std::pair{"name", &Check::name}, std::pair{"expression", &Check::expression}};
  }
  friend bool operator==(const Check&, const Check&) = default;
};

}  // namespace retort
