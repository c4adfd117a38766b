#include <algorithm>
#include <map>

#include "random/postgresql/edit.hpp"

namespace retort::test::postgresql {

bool Edit::add_column() {
  Table& table = any_table();
  Column column = generator_.column(model_, table);
  spoiled_.insert(column.id);
  table.columns.push_back(column);
  const bool needs = column.not_null && column.default_sql.empty();
  if (column.generated_from == 0 && source(table) != nullptr && (needs || random_.chance(15)))
    value_for_rows(table, column.id);
  return true;
}

void Edit::drop_column(Table& table, int column) {
  std::erase_if(table.keys, [&](const Key& key) {
    return key.include == column || std::find(key.columns.begin(), key.columns.end(), column) != key.columns.end();
  });
  std::erase_if(table.references, [&](const Reference& reference) { return reference.column == column; });
  std::erase_if(table.checks, [&](const Check& check) { return check.column == column || check.other == column; });
  std::erase_if(table.policies, [&](const Policy& policy) { return policy.column == column; });
  std::erase_if(table.indexes, [&](const Index& index) {
    return index.where == column || index.include == column ||
           std::any_of(index.parts.begin(), index.parts.end(), [&](const auto& part) { return part.column == column; });
  });
  std::erase_if(model_.triggers, [&](const Trigger& trigger) { return trigger.column == column; });
  std::erase_if(model_.sequences, [&](const Sequence& sequence) { return sequence.owner_column == column; });
  std::vector<int> emptied;
  for (View& view : model_.views) {
    std::erase(view.columns, column);
    if (view.columns.empty()) emptied.push_back(view.id);
  }
  for (const int view : emptied) {
    drop_views_on(view);
    std::erase_if(model_.views, [&](const View& v) { return v.id == view; });
  }
  std::erase_if(table.columns, [&](const Column& c) { return c.id == column; });
}

bool Edit::drop_a_column() {
  Table& table = any_table();
  const Column column = random_.pick(table.columns);
  if (table.columns.size() < 3 || column.id == table.columns.front().id) return false;
  if (is_referenced(table, column.id) || is_generated_from(table, column.id)) return false;
  // It comes back with one value in all rows.
  if (was_in_key(table, column.id)) return false;
  const Column* old = source(table, column.id);
  if (old != nullptr && is_reference(table, column.id) && (old->not_null || !old->default_sql.empty())) return false;
  if (old != nullptr && old->not_null) value_for_rows(table, column.id);
  drop_column(table, column.id);
  return true;
}

bool Edit::rename_column() {
  random_.pick(any_table().columns).name = generator_.new_name("n");
  return true;
}

bool Edit::swap_columns() {
  Table& table = any_table();
  Column& a = random_.pick(table.columns);
  Column& b = random_.pick(table.columns);
  const Column* old_a = source(table, a.id);
  const Column* old_b = source(table, b.id);
  if (&a == &b || old_a == nullptr || old_b == nullptr || old_a->name != a.name || old_b->name != b.name) return false;
  std::swap(a.name, b.name);
  return true;
}

bool Edit::spreads_comments(const Table& table, int column) const {
  const auto has = [&](const Table* side) {
    return side != nullptr && std::any_of(side->indexes.begin(), side->indexes.end(), [&](const Index& index) {
             return !index.comment.empty() &&
                    (index.where == column || index.include == column ||
                     std::any_of(index.parts.begin(), index.parts.end(),
                                 [&](const Index::Part& part) { return part.column == column; }));
           });
  };
  return table.parts != Table::Parts::none && (has(&table) || has(source(table)));
}

bool Edit::change_type() {
  // Types whose values go there and come back, by whatever cast.
  static const std::map<std::string, std::vector<std::string>> kWider = {
      {"smallint", {"integer", "bigint", "text"}},
      {"integer", {"bigint", "numeric(12,2)", "text", "double precision"}},
      {"bigint", {"numeric(20,0)", "text"}},
      {"text", {"character varying(200)", "character varying(40)"}},
      {"character varying(40)", {"text", "character varying(80)"}},
      {"numeric(12,2)", {"numeric(20,4)", "text"}},
      {"boolean", {"text"}},
      {"date", {"timestamp without time zone", "text"}},
      {"interval", {"text"}},
      {"uuid", {"text"}},
      {"jsonb", {"text"}},
      {"double precision", {"numeric", "text"}}};
  Table& table = any_table();
  Column& column = random_.pick(table.columns);
  const Column* old = source(table, column.id);
  const auto wider = kWider.find(column.type);
  if (wider == kWider.end() || column.user_type != 0 || column.generated_from != 0 || column.identity != 0 ||
      column.sequence != 0)
    return false;
  if (!is_free(table, column.id) || !has_own_values(table, column.id) || old->type != column.type) return false;
  if (spreads_comments(table, column.id)) return false;
  const std::string type = random_.pick(wider->second);
  const bool stays_plain = type == "text" || type == "bigint" || type == "integer" || type.starts_with("character");
  const bool in_function_index = std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
    return std::any_of(index.parts.begin(), index.parts.end(),
                       [&](const auto& part) { return part.column == column.id; });
  });
  // Hash, brin and gin indexes and expressions want the types that they have.
  if (in_function_index &&
      (!stays_plain || column.type.ends_with("[]") || column.type == "jsonb" || column.type == "double precision"))
    return false;
  if (is_generated_from(table, column.id) && !stays_plain) return false;
  column.type = type;
  if (type != "text" && !type.starts_with("character")) column.collation.clear();
  if (!column.default_sql.empty()) column.default_sql = model_.literal(column, 3);
  spoiled_.insert(column.id);
  return true;
}

bool Edit::change_not_null() {
  Table& table = any_table();
  Column& column = random_.pick(table.columns);
  if (!is_free(table, column.id) || column.generated_from != 0 || column.identity != 0) return false;
  if (source(table) != nullptr && !has_own_values(table, column.id)) return false;
  column.not_null = !column.not_null;
  value_for_rows(table, column.id);
  spoiled_.insert(column.id);
  return true;
}

bool Edit::change_default() {
  Table& table = any_table();
  Column& column = random_.pick(table.columns);
  if (column.generated_from != 0 || column.identity != 0 || column.sequence != 0) return false;
  if (source(table, column.id) == nullptr) return false;  // it would be another value in its rows
  column.default_sql = column.default_sql.empty() ? model_.literal(column, 2)
                       : random_.chance(50)       ? ""
                                                  : model_.literal(column, 1);
  return true;
}

bool Edit::change_identity() {
  Table& table = any_table();
  Column& first = table.columns.front();
  const bool whole = first.type == "integer" || first.type == "bigint" || first.type == "smallint";
  if (!whole || first.user_type != 0 || table.parts != Table::Parts::none || first.sequence != 0) return false;
  const Table* old = source(table);
  if (table.primary_key() == nullptr || (old != nullptr && old->primary_key() == nullptr))
    return false;  // NOT NULL on both sides
  if (first.identity == 0 && !first.default_sql.empty()) return false;
  first.identity = (first.identity + 1 + random_.below(2)) % 3;
  return true;
}

bool Edit::change_generated() {
  Table& table = any_table();
  Column& column = random_.pick(table.columns);
  const Column& first = table.columns.front();
  if (&column == &first || !is_free(table, column.id) || is_generated_from(table, column.id)) return false;
  if (column.generated_from != 0) {
    spoiled_.insert(column.id);
    if (random_.chance(60)) {
      column.generated_form = (column.generated_form + 1) % 3;
    } else {
      column.generated_from = 0;
    }
    return true;
  }
  const Column* old = source(table, column.id);
  if (old != nullptr && old->type != column.type) return false;  // what is computed can't go back to that
  if (column.not_null || column.type != "text" || !is_plain(first) || first.generated_from != 0 ||
      table.parts != Table::Parts::none)
    return false;
  const bool watched = std::any_of(model_.triggers.begin(), model_.triggers.end(),
                                   [&](const Trigger& trigger) { return trigger.column == column.id; });
  if (watched) return false;
  spoiled_.insert(column.id);
  column.generated_from = first.id;
  column.generated_form = random_.below(3);
  column.default_sql.clear();
  column.collation.clear();
  return true;
}

bool Edit::change_collation() {
  Table& table = any_table();
  Column& column = random_.pick(table.columns);
  const bool text = column.user_type == 0 && (column.type == "text" || column.type.starts_with("character"));
  if (!text || column.generated_from != 0 || is_reference(table, column.id) || is_referenced(table, column.id) ||
      spreads_comments(table, column.id))
    return false;
  column.collation = column.collation.empty() ? "C" : "";
  return true;
}

bool Edit::comment_column() {
  Column& column = random_.pick(any_table().columns);
  column.comment = column.comment.empty() ? "what it holds" : random_.chance(50) ? "" : column.comment + " now";
  return true;
}

}  // namespace retort::test::postgresql
