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
#include "schema/options.hpp"

namespace retort {

/// One part of a key or an index: a column or an expression, never both.
struct KeyPart {
  std::optional<Identifier> column;
  std::optional<Expression> expression;
  std::optional<Identifier> collation;
  bool descending = false;
  bool nulls_reversed = false;      // NULLs at the other end than by default: FIRST, or LAST where it descends
  std::string operator_class = {};  // as SQL has it, with its options, where it is not the type's default

  static constexpr auto fields() {
    return std::tuple{std::pair{"column", &KeyPart::column},
                      std::pair{"expression", &KeyPart::expression},
                      std::pair{"collation", &KeyPart::collation},
                      std::pair{"descending", &KeyPart::descending},
                      std::pair{"nulls_reversed", &KeyPart::nulls_reversed},
                      std::pair{"operator_class", &KeyPart::operator_class}};
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
  std::vector<Identifier> include = {};
  bool deferrable = false;
  bool initially_deferred = false;
  std::optional<ObjectName> parent = {};  // the index of the partitioned table's key that this partition's is a part of
  Options options = {};  // of the index behind it ("parameter:fillfactor", "tablespace"), "comment", "without overlaps"

  static constexpr auto fields() {
    return std::tuple{std::pair{"name", &PrimaryKey::name},
                      std::pair{"columns", &PrimaryKey::columns},
                      std::pair{"on_conflict", &PrimaryKey::on_conflict},
                      std::pair{"autoincrement", &PrimaryKey::autoincrement},
                      std::pair{"no_rowid_alias", &PrimaryKey::no_rowid_alias},
                      std::pair{"include", &PrimaryKey::include},
                      std::pair{"deferrable", &PrimaryKey::deferrable},
                      std::pair{"initially_deferred", &PrimaryKey::initially_deferred},
                      std::pair{"parent", &PrimaryKey::parent},
                      std::pair{"options", &PrimaryKey::options}};
  }
  friend bool operator==(const PrimaryKey&, const PrimaryKey&) = default;
};

struct Unique {
  std::optional<Identifier> name;
  std::vector<KeyPart> columns;
  ConflictClause on_conflict = ConflictClause::abort;
  bool nulls_not_distinct = false;
  std::vector<Identifier> include = {};
  bool deferrable = false;
  bool initially_deferred = false;
  std::optional<ObjectName> parent = {};  // the index of the partitioned table's key that this partition's is a part of
  Options options = {};  // of the index behind it ("parameter:fillfactor", "tablespace"), "comment", "without overlaps"

  static constexpr auto fields() {
    return std::tuple{std::pair{"name", &Unique::name},
                      std::pair{"columns", &Unique::columns},
                      std::pair{"on_conflict", &Unique::on_conflict},
                      std::pair{"nulls_not_distinct", &Unique::nulls_not_distinct},
                      std::pair{"include", &Unique::include},
                      std::pair{"deferrable", &Unique::deferrable},
                      std::pair{"initially_deferred", &Unique::initially_deferred},
                      std::pair{"parent", &Unique::parent},
                      std::pair{"options", &Unique::options}};
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
  bool match_full = false;
  std::vector<Identifier> set_columns = {};  // ON DELETE SET NULL (columns): empty is all of them
  bool not_valid = false;
  Options options = {};  // "comment", "period", "not enforced"

  static constexpr auto fields() {
    return std::tuple{std::pair{"name", &ForeignKey::name},
                      std::pair{"columns", &ForeignKey::columns},
                      std::pair{"target", &ForeignKey::target},
                      std::pair{"target_columns", &ForeignKey::target_columns},
                      std::pair{"on_update", &ForeignKey::on_update},
                      std::pair{"on_delete", &ForeignKey::on_delete},
                      std::pair{"deferrable", &ForeignKey::deferrable},
                      std::pair{"initially_deferred", &ForeignKey::initially_deferred},
                      std::pair{"match_full", &ForeignKey::match_full},
                      std::pair{"set_columns", &ForeignKey::set_columns},
                      std::pair{"not_valid", &ForeignKey::not_valid},
                      std::pair{"options", &ForeignKey::options}};
  }
  friend bool operator==(const ForeignKey&, const ForeignKey&) = default;
};

struct Check {
  std::optional<Identifier> name;
  Expression expression;
  bool no_inherit = false;
  bool not_valid = false;
  Options options = {};  // "comment", "not enforced"

  static constexpr auto fields() {
    return std::tuple{std::pair{"name", &Check::name}, std::pair{"expression", &Check::expression},
                      std::pair{"no_inherit", &Check::no_inherit}, std::pair{"not_valid", &Check::not_valid},
                      std::pair{"options", &Check::options}};
  }
  friend bool operator==(const Check&, const Check&) = default;
};

/// PostgreSQL's EXCLUDE: `definition` is all of it but for its name, as the server spells it.
struct Exclusion {
  std::optional<Identifier> name;
  Expression definition;
  std::vector<Identifier> columns = {};   // that it names
  std::optional<ObjectName> parent = {};  // as of Unique
  Options options = {};                   // "comment"

  static constexpr auto fields() {
    return std::tuple{std::pair{"name", &Exclusion::name}, std::pair{"definition", &Exclusion::definition},
                      std::pair{"columns", &Exclusion::columns}, std::pair{"parent", &Exclusion::parent},
                      std::pair{"options", &Exclusion::options}};
  }
  friend bool operator==(const Exclusion&, const Exclusion&) = default;
};

}  // namespace retort
