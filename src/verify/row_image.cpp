// Rows compare as multisets of texts. A value's text begins with its type, so that 7 and '7' differ; a real number's
// text is exact. Examples pair what is gone with what is there instead in the order of their texts, which is mostly the
// key's.
#include "verify/row_image.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "base/ascii.hpp"
#include "sql/quote.hpp"

namespace retort {
namespace {

constexpr std::size_t kExamples = 3;
constexpr std::size_t kShownBytes = 40;

std::string key_of(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("i{};", *integer);
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("r{:a};", *real);
  if (const auto* text = std::get_if<std::string>(&value)) return fmt::format("t{}:{}", text->size(), *text);
  if (const auto* blob = std::get_if<Blob>(&value)) return fmt::format("b{}:{}", blob->bytes.size(), blob->bytes);
  return "n;";
}

std::string shown(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  if (const auto* blob = std::get_if<Blob>(&value)) return fmt::format("{} bytes", blob->bytes.size());
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return "NULL";
  return quote_literal(text->size() <= kShownBytes ? *text : text->substr(0, kShownBytes) + "…");
}

/// The columns that both sides compare.
struct Compared {
  std::vector<std::size_t> from, to;  // places in the rows
  std::vector<std::string> names;
};

Compared compared_columns(const ObjectName& table, const TableRows& from, const TableRows& to, const Exempt& exempt) {
  Compared result;
  for (std::size_t i = 0; i < from.columns.size(); ++i) {
    const Identifier& column = from.columns[i];
    const auto other = std::find(to.columns.begin(), to.columns.end(), column);
    if (other == to.columns.end() || exempt.columns.contains({table, column})) continue;
    result.from.push_back(i);
    result.to.push_back(static_cast<std::size_t>(other - to.columns.begin()));
    result.names.push_back(column.text());
  }
  return result;
}

struct KeyedRow {
  std::string key;
  const Row* row = nullptr;
};

std::vector<KeyedRow> keyed(const TableRows& table, const std::vector<std::size_t>& places) {
  std::vector<KeyedRow> result;
  result.reserve(table.rows.size());
  for (const Row& row : table.rows) {
    std::string key;
    for (const std::size_t place : places) key += key_of(row[place]);
    result.push_back({std::move(key), &row});
  }
  std::sort(result.begin(), result.end(), [](const KeyedRow& a, const KeyedRow& b) { return a.key < b.key; });
  return result;
}

std::string shown(const Row& row, const std::vector<std::size_t>& places, const std::vector<std::string>& names) {
  std::vector<std::string> fields;
  for (std::size_t i = 0; i < places.size(); ++i) fields.push_back(names[i] + ": " + shown(row[places[i]]));
  return "(" + join(fields, ", ") + ")";
}

std::string compare_table(const ObjectName& name, const TableRows& from, const TableRows& to, const Exempt& exempt) {
  const Compared columns = compared_columns(name, from, to, exempt);
  if (from.rows.size() != to.rows.size() && columns.names.empty())
    return fmt::format("table {}: {} rows became {}", name.to_string(), from.rows.size(), to.rows.size());
  const std::vector<KeyedRow> before = keyed(from, columns.from);
  const std::vector<KeyedRow> after = keyed(to, columns.to);
  const auto by_key = [](const KeyedRow& a, const KeyedRow& b) { return a.key < b.key; };
  std::vector<KeyedRow> gone, come;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(gone), by_key);
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(come), by_key);
  if (gone.empty() && come.empty()) return {};

  std::vector<std::string> examples;
  for (std::size_t i = 0; i < std::min(gone.size(), kExamples); ++i) {
    const std::string text = shown(*gone[i].row, columns.from, columns.names);
    const std::string instead =
        i < come.size() ? "became " + shown(*come[i].row, columns.to, columns.names) : "is gone";
    examples.push_back(text + " " + instead);
  }
  for (std::size_t i = gone.size(); i < std::min(come.size(), kExamples); ++i)
    examples.push_back(shown(*come[i].row, columns.to, columns.names) + " was not there");
  return fmt::format("table {}: {} of {} rows differ: {}", name.to_string(), std::max(gone.size(), come.size()),
                     std::max(from.rows.size(), to.rows.size()), join(examples, "; "));
}

}  // namespace

std::size_t RowImage::count() const {
  std::size_t rows = 0;
  for (const auto& [name, table] : tables) rows += table.rows.size();
  return rows;
}

RowImage read_rows(Connection& connection, const Schema& schema) {
  const Lexicon& lexicon = connection.dialect().lexicon();
  std::set<ObjectName> parents;
  for (const auto& [name, table] : schema.tables) parents.insert(table.inherits.begin(), table.inherits.end());
  RowImage image;
  for (const auto& [name, table] : schema.tables) {
    if (table.partition_by) continue;  // it has none but its partitions'
    TableRows& rows = image.tables[name];
    std::vector<std::string> columns;
    for (const Column& column : table.columns) {
      rows.columns.push_back(column.name);
      columns.push_back(quote(lexicon, column.name));
    }
    const std::string_view only = parents.contains(name) ? "ONLY " : "";
    rows.rows =
        connection.query(fmt::format("SELECT {} FROM {}{}", join(columns, ", "), only, quote(lexicon, name))).rows;
  }
  return image;
}

bool has_rows(Connection& connection, const ObjectName& table) {
  const std::string name = quote(connection.dialect().lexicon(), table);
  return !connection.query(fmt::format("SELECT 1 FROM {} LIMIT 1", name)).rows.empty();
}

std::vector<std::string> compare_rows(const RowImage& from, const RowImage& to, const Exempt& exempt) {
  std::vector<std::string> differences;
  for (const auto& [name, table] : from.tables) {
    const auto other = to.tables.find(name);
    if (other == to.tables.end() || exempt.tables.contains(name)) continue;
    std::string difference = compare_table(name, table, other->second, exempt);
    if (!difference.empty()) differences.push_back(std::move(difference));
  }
  return differences;
}

}  // namespace retort
