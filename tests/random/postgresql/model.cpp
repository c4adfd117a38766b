#include "random/postgresql/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace retort::test::postgresql {
namespace {

std::string doubled(const std::string& text, char quote) {
  std::string result(1, quote);
  for (const char c : text) result.append(c == quote ? 2 : 1, c);
  return result + quote;
}

/// A literal of one of the server's own types.
std::string plain_literal(const std::string& type, int row) {
  const int number = row + 10;
  if (type == "text" || type.starts_with("character varying")) return fmt::format("'v{}'", number);
  if (type == "boolean") return row % 2 == 0 ? "true" : "false";
  if (type == "date") return fmt::format("'2020-01-{}'", number);
  if (type.starts_with("timestamp")) return fmt::format("'2020-01-{} 12:00:00'", number);
  if (type == "interval") return fmt::format("'{} days'", number);
  if (type == "uuid") return fmt::format("'00000000-0000-0000-0000-0000000000{}'", number);
  if (type == "jsonb") return fmt::format("'{{\"a\": {}}}'", number);
  if (type == "bytea") return fmt::format("'\\x{}'", number);
  if (type == "inet") return fmt::format("'10.0.0.{}'", number);
  if (type == "int4range") return fmt::format("'[{},{})'", number, number + 1);
  if (type == "integer[]") return fmt::format("'{{{},{}}}'", number, number + 1);
  if (type == "text[]") return fmt::format("'{{a,v{}}}'", number);
  if (type == "double precision") return fmt::format("{}.5", number);
  return std::to_string(number);
}

}  // namespace

std::string quoted(const std::string& name) { return doubled(name, '"'); }
std::string quoted_text(const std::string& text) { return doubled(text, '\''); }

bool can_be_unique(const Column& column) {
  return column.user_type == 0 && column.generated_from == 0 && column.type != "boolean" && column.type != "jsonb";
}

bool is_plain(const Column& column) {
  return column.type == "text" || column.type == "integer" || column.type == "bigint" || column.type == "smallint" ||
         column.type.starts_with("character varying");
}

Column* Table::find(int column) { return Model::find(columns, column); }
const Column* Table::find(int column) const { return Model::find(columns, column); }

bool Table::in_key(int column) const {
  const auto has = [&](const Key& key) {
    return std::find(key.columns.begin(), key.columns.end(), column) != key.columns.end() || key.include == column;
  };
  const auto indexes_it = [&](const Index& index) {
    return index.unique &&
           std::any_of(index.parts.begin(), index.parts.end(), [&](const auto& part) { return part.column == column; });
  };
  return std::any_of(keys.begin(), keys.end(), has) || std::any_of(indexes.begin(), indexes.end(), indexes_it);
}

const Key* Table::primary_key() const {
  const auto found = std::find_if(keys.begin(), keys.end(), [](const Key& key) { return key.primary; });
  return found == keys.end() ? nullptr : &*found;
}

const Table& Model::bottom(int id) const {
  if (const Table* found = table(id)) return *found;
  if (const View* found = view(id)) return bottom(found->over);
  throw std::logic_error(fmt::format("no table or view {}", id));
}

bool Model::is_referenced(int table, int column) const {
  for (const Table& other : tables) {
    for (const Reference& reference : other.references)
      if (reference.table == table && reference.target_column == column) return true;
  }
  return false;
}

std::string Model::name_of(int space, const std::string& name) const {
  const Space* found = find(spaces, space);
  if (found == nullptr) throw std::logic_error(fmt::format("no schema {} for {}", space, name));
  return quoted(found->name) + "." + quoted(name);
}

std::string Model::name_of_relation(int id) const {
  if (const Table* found = table(id)) return name_of(found->space, found->name);
  const View* found = view(id);
  return name_of(found->space, found->name);
}

std::string Model::type_of(const Column& column) const {
  if (column.user_type == 0) return column.type;
  const UserType* found = type(column.user_type);
  if (found == nullptr) throw std::logic_error("no type for " + column.name);
  return name_of(found->space, found->name) + (column.array ? "[]" : "");
}

Column Model::base_of(const UserType& domain) const {
  Column base;
  base.type = domain.base;
  base.user_type = domain.base_type;
  return base;
}

std::string Model::literal(const Column& column, int row) const {
  if (column.user_type == 0) return plain_literal(column.type, row);
  if (!column.array) return quoted_text(text_of(*type(column.user_type), row));
  return quoted_text(fmt::format("{{\"{}\",\"{}\"}}", text_of(*type(column.user_type), row),
                                 text_of(*type(column.user_type), row + 1)));
}

std::string Model::text_of(const UserType& type, int row) const {
  switch (type.kind) {
    case UserType::Kind::enumeration:
      return type.labels[static_cast<std::size_t>(row % 2)];
    case UserType::Kind::domain:
      if (type.base_type != 0) return text_of(*this->type(type.base_type), row);
      return type.base == "integer" ? std::to_string(row + 10) : fmt::format("v{}", row + 10);
    case UserType::Kind::composite:
      break;
  }
  std::string values;
  for (const std::string& attribute : type.labels)
    values +=
        (values.empty() ? "" : ",") + (attribute.ends_with(" text") ? fmt::format("v{}", row) : std::to_string(row));
  return "(" + values + ")";
}

}  // namespace retort::test::postgresql
