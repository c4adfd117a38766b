// docs/models.md, "Types", has these words as a table.
#include "model/type_text.hpp"

#include <fmt/format.h>

#include "retort/metadata.hpp"
#include "sql/quote.hpp"

namespace retort {
namespace {

using Kind = Type::Kind;

std::string with_precision(std::string_view words, int precision) {
  return precision < 0 ? std::string(words) : fmt::format("{}({})", words, precision);
}

std::string numeric(std::string_view words, const Type& type) {
  if (type.size < 0) return std::string(words);
  return type.scale > 0 ? fmt::format("{}({}, {})", words, type.size, type.scale)
                        : fmt::format("{}({})", words, type.size);
}

std::string enum_name(const EnumType& type, const Dialect& dialect) {
  const Lexicon& lexicon = dialect.lexicon();
  return quote(lexicon, ObjectName{lexicon.identifier(type.schema), lexicon.identifier(type.name)});
}

std::string postgresql_element(const Type& type, const Dialect& dialect) {
  switch (type.kind) {
    case Kind::small_integer:
      return "smallint";
    case Kind::integer:
      return "integer";
    case Kind::big_integer:
      return "bigint";
    case Kind::boolean:
      return "boolean";
    case Kind::real:
      return "real";
    case Kind::double_precision:
      return "double precision";
    case Kind::numeric:
      return numeric("numeric", type);
    case Kind::string:
      return with_precision("varchar", type.size);
    case Kind::text:
      return "text";
    case Kind::binary:
      return "bytea";
    case Kind::date:
      return "date";
    case Kind::time:
      return with_precision("time", type.size) + (type.timezone ? " with time zone" : "");
    case Kind::date_time:
      return with_precision("timestamp", type.size) + (type.timezone ? " with time zone" : "");
    case Kind::interval:
      return "interval";
    case Kind::uuid:
      return "uuid";
    case Kind::json:
      return type.binary_json ? "jsonb" : "json";
    case Kind::enumeration:
      return type.enumeration->native ? enum_name(*type.enumeration, dialect) : "text";
    case Kind::verbatim:
    case Kind::none:
      break;
  }
  return {};
}

std::string sqlite_type(const Type& type, bool strict) {
  switch (type.kind) {
    case Kind::small_integer:
    case Kind::integer:
    case Kind::big_integer:
    case Kind::interval:
      return "INTEGER";
    case Kind::boolean:
      return strict ? "INTEGER" : "BOOLEAN";
    case Kind::real:
    case Kind::double_precision:
      return "REAL";
    case Kind::numeric:
      return strict ? "TEXT" : numeric("NUMERIC", type);
    case Kind::string:
      return strict ? "TEXT" : with_precision("VARCHAR", type.size);
    case Kind::text:
    case Kind::uuid:
    case Kind::json:
    case Kind::enumeration:
      return "TEXT";
    case Kind::binary:
      return "BLOB";
    case Kind::date:
      return strict ? "TEXT" : "DATE";
    case Kind::time:
      return strict ? "TEXT" : "TIME";
    case Kind::date_time:
      return strict ? "TEXT" : "DATETIME";
    case Kind::verbatim:
    case Kind::none:
      break;
  }
  return {};
}

[[noreturn]] void refuse(const std::string& subject, const std::string& message, std::string_view hint) {
  throw ModelError(fmt::format("{}: {}", subject, message), std::nullopt, std::string(hint));
}

}  // namespace

std::string_view to_string(DialectName dialect) {
  switch (dialect) {
    case DialectName::sqlite:
      return "sqlite";
    case DialectName::postgresql:
      return "postgresql";
    case DialectName::mariadb:
      break;
  }
  return "mariadb";
}

DialectName dialect_name(const Dialect& dialect) {
  if (dialect.name() == "sqlite") return DialectName::sqlite;
  if (dialect.name() == "postgresql") return DialectName::postgresql;
  throw ModelError(fmt::format("models have no words for {} databases", dialect.name()));
}

std::string type_text(const Type& type, const Dialect& dialect, bool strict, const std::string& subject) {
  const DialectName name = dialect_name(dialect);
  if (const std::string_view words = type.words.for_dialect(name); !words.empty()) {
    // The words of `on` stand for the whole type; those of SqlType for what an array is of.
    const bool is_whole = type.words.per_dialect[static_cast<std::size_t>(name)] != nullptr;
    std::string text(words);
    if (is_whole || type.dimensions == 0) return text;
    if (name == DialectName::postgresql) {
      for (int i = 0; i < type.dimensions; ++i) text += "[]";
      return text;
    }
  }
  if (type.kind == Kind::none) refuse(subject, "it has no type", "give it one: Text(), Integer(), SqlType(\"…\")");
  if (name == DialectName::sqlite) {
    if (type.dimensions > 0)
      refuse(subject, "sqlite has no arrays", "say what it is there: .on(dialect::sqlite, \"TEXT\")");
    const std::string text = sqlite_type(type, strict);
    if (text.empty()) refuse(subject, "its type has no words for sqlite", "add .on(dialect::sqlite, \"TEXT\")");
    return text;
  }
  std::string text = postgresql_element(type, dialect);
  if (text.empty()) refuse(subject, "its type has no words for postgresql", "add .on(dialect::postgresql, \"text\")");
  for (int i = 0; i < type.dimensions; ++i) text += "[]";
  return text;
}

}  // namespace retort
