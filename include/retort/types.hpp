// What a column may be made of, said once for all engines: SQL types, and texts that each engine spells in its own way.
//
// Everything here is a literal: descriptions of models are constants, and cost neither start-up nor compile time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace retort {

/// The engines that `on` may name.
enum class DialectName : std::uint8_t { sqlite, postgresql, mariadb };
inline constexpr std::size_t kDialects = 3;

namespace dialect {
inline constexpr DialectName sqlite = DialectName::sqlite;
inline constexpr DialectName postgresql = DialectName::postgresql;
inline constexpr DialectName mariadb = DialectName::mariadb;
}  // namespace dialect

/// "sqlite": the scheme of its URLs.
std::string_view to_string(DialectName);

/// SQL of a person's, with other words for some engines: `sql::text("now()").on(dialect::sqlite, "datetime('now')")`.
/// Never taken apart. The texts outlive it: literals, mostly.
struct SqlText {
  const char* text = nullptr;  // where `per_dialect` has none; null: none at all
  std::array<const char*, kDialects> per_dialect = {};
  std::uint8_t not_on = 0;  // a bit a dialect: what this describes does not exist there

  constexpr SqlText() = default;
  constexpr SqlText(const char* words) : text(words) {}

  constexpr SqlText on(DialectName dialect, const char* words) const {
    SqlText copy = *this;
    copy.per_dialect[static_cast<std::size_t>(dialect)] = words;
    return copy;
  }
  /// What it describes exists on this engine alone.
  constexpr SqlText only(DialectName dialect) const {
    SqlText copy = *this;
    copy.not_on = static_cast<std::uint8_t>(~(1U << static_cast<unsigned>(dialect)));
    return copy;
  }
  constexpr bool exists_on(DialectName dialect) const { return (not_on & (1U << static_cast<unsigned>(dialect))) == 0; }
  /// "" where it has none.
  constexpr std::string_view for_dialect(DialectName dialect) const {
    const char* own = per_dialect[static_cast<std::size_t>(dialect)];
    if (own == nullptr) own = text;
    return own == nullptr ? "" : own;
  }
  constexpr bool empty() const {
    return text == nullptr && per_dialect[0] == nullptr && per_dialect[1] == nullptr && per_dialect[2] == nullptr;
  }
};

/// Texts that spell themselves for each engine.
namespace sql {
constexpr SqlText text(const char* words) { return {words}; }
/// The time at which the transaction began; on SQLite the time now, as text in UTC.
constexpr SqlText now() { return SqlText("CURRENT_TIMESTAMP").on(DialectName::postgresql, "now()"); }
constexpr SqlText current_date() { return "CURRENT_DATE"; }
constexpr SqlText current_time() { return "CURRENT_TIME"; }
constexpr SqlText null() { return "NULL"; }
constexpr SqlText true_() { return SqlText("true").on(DialectName::sqlite, "1"); }
constexpr SqlText false_() { return SqlText("false").on(DialectName::sqlite, "0"); }
/// A new random UUID (version 4), as text on SQLite.
constexpr SqlText random_uuid() {
  return SqlText("gen_random_uuid()")
      .on(DialectName::sqlite,
          "(lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || "
          "substr('89ab', 1 + (abs(random()) % 4), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))))")
      .on(DialectName::mariadb, "uuid()");
}
}  // namespace sql

/// A label of an enum, and the number that the program has for it.
struct EnumLabel {
  std::string_view label;
  long long value = 0;
};

/// An enum type of the database; on engines without such, text with a CHECK. Lives as long as the program.
struct EnumType {
  std::string_view name;  // "user_status"
  std::span<const EnumLabel> labels;
  std::string_view schema = {};
  bool native = true;  // false: text with a CHECK everywhere
  std::string_view renamed_from = {};
};

/// The type of a column. Made by the functions below, by the C++ type of a member (docs/models.md has the table), or by
/// sql_type<T>. Names are SQLAlchemy's.
struct Type {
  enum class Kind : std::uint8_t {
    none,  // not said: what the member's C++ type maps to
    small_integer,
    integer,
    big_integer,
    boolean,
    real,
    double_precision,
    numeric,
    string,
    text,
    binary,
    date,
    time,
    date_time,
    interval,
    uuid,
    json,
    enumeration,
    verbatim,  // `words` alone
  };
  Kind kind = Kind::none;
  bool timezone = false;        // of time and date_time
  bool binary_json = true;      // jsonb, where there is one
  std::uint8_t dimensions = 0;  // an array of so many
  std::int32_t size = -1;       // characters, digits, or digits of a second; -1: none said
  std::int32_t scale = -1;      // digits behind the point
  SqlText words = {};           // of verbatim; and the words of `on`, which stand for the whole type
  const EnumType* enumeration = nullptr;

  constexpr Type() = default;
  constexpr Type(Kind of, std::int32_t its_size = -1, std::int32_t its_scale = -1)
      : kind(of), size(its_size), scale(its_scale) {}

  /// `String(255).on(dialect::postgresql, "citext")`
  constexpr Type on(DialectName dialect, const char* type) const {
    Type copy = *this;
    copy.words = words.on(dialect, type);
    return copy;
  }
};

constexpr Type SmallInteger() { return {Type::Kind::small_integer}; }
constexpr Type Integer() { return {Type::Kind::integer}; }
constexpr Type BigInteger() { return {Type::Kind::big_integer}; }
constexpr Type Boolean() { return {Type::Kind::boolean}; }
constexpr Type Float() { return {Type::Kind::real}; }
constexpr Type Double() { return {Type::Kind::double_precision}; }
constexpr Type Numeric() { return {Type::Kind::numeric}; }
constexpr Type Numeric(int precision, int scale = 0) { return {Type::Kind::numeric, precision, scale}; }
/// Of at most so many characters.
constexpr Type String(int length) { return {Type::Kind::string, length}; }
constexpr Type Text() { return {Type::Kind::text}; }
constexpr Type LargeBinary() { return {Type::Kind::binary}; }
constexpr Type Date() { return {Type::Kind::date}; }

struct TimeOptions {
  bool timezone = false;
  int precision = -1;  // digits of a second, 0 to 6
};
constexpr Type Time(TimeOptions options = {}) {
  Type type(Type::Kind::time, options.precision);
  type.timezone = options.timezone;
  return type;
}
constexpr Type DateTime(TimeOptions options = {}) {
  Type type(Type::Kind::date_time, options.precision);
  type.timezone = options.timezone;
  return type;
}
constexpr Type Interval() { return {Type::Kind::interval}; }
constexpr Type Uuid() { return {Type::Kind::uuid}; }
/// jsonb on PostgreSQL.
constexpr Type Json() { return {Type::Kind::json}; }
/// json on PostgreSQL: the text as it was written.
constexpr Type JsonText() {
  Type type(Type::Kind::json);
  type.binary_json = false;
  return type;
}
/// Of any number of dimensions: Array(Array(Integer())) is integer[][].
constexpr Type Array(Type element) {
  ++element.dimensions;
  return element;
}
constexpr Type Enum(const EnumType& type) {
  Type result(Type::Kind::enumeration);
  result.enumeration = &type;
  return result;
}
/// As the engine spells it: `SqlType("tsvector").on(dialect::sqlite, "TEXT")`.
constexpr Type SqlType(const char* words) {
  Type type(Type::Kind::verbatim);
  type.words.text = words;
  return type;
}

}  // namespace retort
