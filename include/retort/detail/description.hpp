// How a model is described: plain constants that the templates of model.hpp make, and Metadata takes in.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "retort/types.hpp"

namespace retort::detail {

/// One for each C++ type: its address tells types apart, its name is for messages.
struct TypeTag {
  std::string_view name;
};

/// A literal, or "" as null: half of what a string_view costs the compiler, which is most of what a model costs.
using Chars = const char*;

/// A member by the class that declares it (a mixin's is the mixin) and its name.
struct MemberRef {
  const TypeTag* owner = nullptr;
  std::string_view name;
  std::uint32_t hash = 0;  // of the name's size and ends: tells most names apart at once

  constexpr bool operator==(const MemberRef& other) const {
    return hash == other.hash && owner == other.owner && name == other.name;
  }
};

enum class Action : std::uint8_t { no_action, restrict, cascade, set_null, set_default };

struct ReferenceSpec {
  const TypeTag* target = nullptr;     // of the model; null: `table` names it
  Chars table = nullptr;               // of a table that is no model, or of a model with several tables
  Chars schema = nullptr;              // of `table`
  std::span<const MemberRef> members;  // of the target; empty where `columns` names them
  Chars columns = nullptr;             // "id, shop_id"; empty with no members: the primary key
  Chars name = nullptr;
  Action on_delete = Action::no_action, on_update = Action::no_action;
  bool deferrable = false, initially_deferred = false, match_full = false;

  constexpr bool exists() const { return target != nullptr || table != nullptr; }
};

struct IdentitySpec {
  bool exists = false;
  bool always = false;  // else BY DEFAULT
  long long start = 1, increment = 1;
};

enum class Nullability : std::uint8_t { by_type, nullable, not_null };

struct ColumnSpec {
  MemberRef member;
  Chars name = nullptr;            // null: the member's
  const TypeTag* value = nullptr;  // of the member, without std::optional
  Type type;
  Nullability nullability = Nullability::by_type;
  bool optional = false;  // the member is a std::optional
  bool primary_key = false, autoincrement = false, unique = false, indexed = false;
  bool stored = true;  // a generated column's values
  Chars primary_key_name = nullptr, unique_name = nullptr, index_name = nullptr, check_name = nullptr;
  SqlText server_default, computed, check;
  SqlText collation;
  Chars comment = nullptr, renamed_from = nullptr, existing = nullptr;
  ReferenceSpec reference;
  IdentitySpec identity;
};

/// A part of an index: a member's column, or an expression.
struct PartSpec {
  MemberRef member;
  Chars expression = nullptr;
  Chars operator_class = nullptr, collation = nullptr;
  bool descending = false, nulls_reversed = false;
};

struct ElementSpec {
  enum class Kind : std::uint8_t { primary_key, unique, check, foreign_key, exclusion, index, without_column };
  Kind kind = Kind::index;
  Chars name = nullptr;
  std::span<const PartSpec> parts;
  std::span<const MemberRef> members;  // of keys, and of without_column
  std::span<const MemberRef> include;
  SqlText expression;  // of a check; of an exclusion, all but its name
  SqlText where;
  Chars method = nullptr, comment = nullptr, renamed_from = nullptr;
  bool unique = false, nulls_not_distinct = false;
  bool deferrable = false, initially_deferred = false;
  std::uint8_t not_on = 0;  // a bit a dialect, as SqlText has it
  ReferenceSpec reference;
};

struct TableSpec {
  Chars name = nullptr;
  SqlText schema;
  Chars comment = nullptr, renamed_from = nullptr, partition_by = nullptr;
  Chars storage = nullptr;  // "fillfactor=70, …": PostgreSQL's WITH
  bool managed = true, strict = false, without_rowid = false, unlogged = false;
};

/// All of a model.
struct ModelView {
  const TypeTag* type = nullptr;
  const TableSpec* table = nullptr;
  std::span<const ColumnSpec> columns;
  std::span<const ElementSpec> elements;
};

}  // namespace retort::detail
