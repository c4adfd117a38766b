#include "driver/postgresql/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "dialect/postgresql/lexicon.hpp"
#include "driver/postgresql/catalogue_version.hpp"
#include "driver/postgresql/text_list.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {
namespace {

ObjectKind kind_named(std::string_view name) {
  static const std::map<std::string_view, ObjectKind> kKinds = [] {
    std::map<std::string_view, ObjectKind> kinds;
    for (int i = 0; i <= static_cast<int>(ObjectKind::default_privileges); ++i) {
      const auto kind = static_cast<ObjectKind>(i);
      kinds.emplace(to_string(kind), kind);
    }
    return kinds;
  }();
  const auto found = kKinds.find(name);
  if (found == kKinds.end()) throw std::logic_error(fmt::format("no kind of object is named '{}'", name));
  return found->second;
}

void add_pairs(std::string_view list, Options& options) {
  const auto pairs = parse_nullable_list(list);
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
    if (pairs[i] && pairs[i + 1]) options[*pairs[i]] = *pairs[i + 1];
  }
}

}  // namespace

const ColumnFacts* Relation::find(int number) const {
  const auto found = std::lower_bound(facts.begin(), facts.end(), number,
                                      [](const ColumnFacts& column, int wanted) { return column.number < wanted; });
  return found == facts.end() || found->number != number ? nullptr : &*found;
}

const Identifier& Relation::column(int number) const {
  const ColumnFacts* column = find(number);
  if (column == nullptr) throw std::logic_error(fmt::format("{} has no column {}", name.to_string(), number));
  const auto place = static_cast<std::size_t>(column - facts.data());
  return table != nullptr ? table->columns[place].name : names[place];
}

void Catalogue::query(std::string_view sql, const ReadRow& read) const {
  read_rows(connection_, for_version(sql, major_), read);
}

void Catalogue::read_definitions(std::string_view sql) {
  query(sql, [&](const CatalogueRow& row) {
    Definition definition;
    definition.key = {
        kind_named(row.text(2)), {Identifier(row.string(3)), Identifier(row.string(4))}, Identifier(row.string(5))};
    definition.on = {Identifier(row.string(6)), Identifier(row.string(7))};
    if (options_.own_tables.contains(definition.on)) return;
    definition.sql = as_is(row.string(8));
    add_pairs(row.text(9), definition.options);
    definition.values = parse_list(row.text(10));
    add({row.oid(0), row.oid(1)}, std::move(definition));
  });
}

Definition& Catalogue::add(const Address& address, Definition definition) {
  annotate(address, definition.options);
  const ObjectKey key = definition.key;
  objects.emplace(address, key);
  return schema.definitions.insert_or_assign(key, std::move(definition)).first->second;
}

void Catalogue::annotate(const Address& address, Options& options) const {
  const auto found = notes.find(address);
  if (found != notes.end()) options.insert(found->second.begin(), found->second.end());
}

std::string Catalogue::comment(const Address& address) const {
  const auto found = notes.find(address);
  return found == notes.end() ? std::string() : option(found->second, "comment");
}

Relation* Catalogue::find_relation(Oid oid) {
  const auto found = relations.find(oid);
  return found == relations.end() ? nullptr : &found->second;
}

void Catalogue::not_covered(std::string kind, ObjectName name, std::string reason) {
  schema.not_covered.push_back({std::move(kind), std::move(name), std::move(reason)});
}

void add_settings(std::string_view list, std::string_view word, Options& options) {
  for (const std::string& setting : parse_list(list)) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos) continue;
    options[option_key(word, setting.substr(0, equals))] = setting.substr(equals + 1);
  }
}

void set_option(Options& options, std::string key, std::string_view value) {
  if (!value.empty()) options[std::move(key)] = value;
}

Expression as_is(std::string text) { return {text, text}; }

}  // namespace retort::postgresql
