#include "random/postgresql/edit.hpp"

#include <algorithm>

namespace retort::test::postgresql {
namespace {

/// The user's own types are the same under any name.
bool same_type(const Column& a, const Column& b) {
  return a.user_type == b.user_type && a.array == b.array && a.type == b.type;
}

}  // namespace

const std::vector<Edit::Named>& Edit::all() {
  static const std::vector<Named> kAll = {{"add table", &Edit::add_table},
                                          {"drop table", &Edit::drop_table},
                                          {"rename table", &Edit::rename_table},
                                          {"swap tables", &Edit::swap_tables},
                                          {"move table", &Edit::move_table, 2},
                                          {"rename partition", &Edit::rename_partition, 3},
                                          {"change a table's option", &Edit::change_table_option},
                                          {"change row security", &Edit::change_row_security},
                                          {"add policy", &Edit::add_policy},
                                          {"drop policy", &Edit::drop_policy, 2},
                                          {"change policy", &Edit::change_policy, 3},
                                          {"add partition", &Edit::add_partition, 5},
                                          {"drop partition", &Edit::drop_partition, 5},
                                          {"comment on a table", &Edit::comment_table},
                                          {"add column", &Edit::add_column},
                                          {"drop column", &Edit::drop_a_column},
                                          {"rename column", &Edit::rename_column},
                                          {"swap columns", &Edit::swap_columns},
                                          {"change type", &Edit::change_type, 3},
                                          {"change NOT NULL", &Edit::change_not_null},
                                          {"change default", &Edit::change_default},
                                          {"change identity", &Edit::change_identity, 4},
                                          {"change generated", &Edit::change_generated, 8},
                                          {"change collation", &Edit::change_collation, 3},
                                          {"comment on a column", &Edit::comment_column},
                                          {"change primary key", &Edit::change_primary_key},
                                          {"add unique", &Edit::add_unique},
                                          {"drop unique", &Edit::drop_unique, 2},
                                          {"change unique", &Edit::change_unique},
                                          {"add reference", &Edit::add_reference},
                                          {"drop reference", &Edit::drop_reference},
                                          {"change reference", &Edit::change_reference},
                                          {"add check", &Edit::add_check},
                                          {"drop check", &Edit::drop_check},
                                          {"change check", &Edit::change_check},
                                          {"rename check", &Edit::rename_check},
                                          {"add index", &Edit::add_index},
                                          {"drop index", &Edit::drop_index},
                                          {"change index", &Edit::change_index},
                                          {"comment on an index", &Edit::comment_index},
                                          {"rename index", &Edit::rename_index},
                                          {"rename policy", &Edit::rename_policy, 3},
                                          {"rename schema", &Edit::rename_space},
                                          {"rename type", &Edit::rename_type},
                                          {"rename label", &Edit::rename_label, 3},
                                          {"rename sequence", &Edit::rename_sequence},
                                          {"rename view", &Edit::rename_view},
                                          {"rename function", &Edit::rename_function},
                                          {"rename trigger", &Edit::rename_trigger},
                                          {"move definition", &Edit::move_definition, 2},
                                          {"add schema", &Edit::add_space},
                                          {"drop schema", &Edit::drop_space, 3},
                                          {"add type", &Edit::add_type},
                                          {"drop type", &Edit::drop_type, 2},
                                          {"add label", &Edit::add_label, 2},
                                          {"drop label", &Edit::drop_label, 3},
                                          {"reorder labels", &Edit::reorder_labels, 2},
                                          {"change domain", &Edit::change_domain, 2},
                                          {"change composite type", &Edit::change_composite, 8},
                                          {"add sequence", &Edit::add_sequence},
                                          {"drop sequence", &Edit::drop_sequence, 2},
                                          {"change sequence", &Edit::change_sequence, 3},
                                          {"add view", &Edit::add_view},
                                          {"drop view", &Edit::drop_view},
                                          {"change view", &Edit::change_view},
                                          {"add view column", &Edit::add_view_column},
                                          {"reorder view", &Edit::reorder_view},
                                          {"materialize view", &Edit::materialize},
                                          {"index materialized view", &Edit::index_materialized, 2},
                                          {"add function", &Edit::add_function},
                                          {"drop function", &Edit::drop_function},
                                          {"change function", &Edit::change_function},
                                          {"rename parameter", &Edit::rename_parameter},
                                          {"add trigger", &Edit::add_trigger},
                                          {"drop trigger", &Edit::drop_trigger},
                                          {"change trigger", &Edit::change_trigger},
                                          {"switch trigger", &Edit::switch_trigger},
                                          {"comment on a definition", &Edit::comment_definition}};
  return kAll;
}

void Edit::run() {
  std::vector<const Named*> tried;
  for (const Named& named : all()) tried.insert(tried.end(), static_cast<std::size_t>(named.weight), &named);
  const int wanted = 1 + random_.below(6);
  for (int tries = 0; static_cast<int>(pair_.edits.size()) < wanted && tries < 80; ++tries) {
    const Named& named = *random_.pick(tried);
    if ((this->*named.method)()) pair_.edits.emplace_back(named.name);
  }
  write_answers();
  write_kept_rows();
}

const Column* Edit::source(const Table& table, int column) const {
  const Table* old = source(table);
  return old == nullptr ? nullptr : old->find(column);
}

bool Edit::has_own_values(const Table& table, int column) const {
  const Column* old = source(table, column);
  return old != nullptr && old->generated_from == 0 && table.find(column)->generated_from == 0 &&
         spoiled_.count(column) == 0;
}

bool Edit::is_reference(const Table& table, int column) const {
  const auto refers = [&](const Table* side) {
    return side != nullptr && std::any_of(side->references.begin(), side->references.end(),
                                          [&](const Reference& r) { return r.column == column; });
  };
  return refers(&table) || refers(source(table));
}

bool Edit::is_generated_from(const Table& table, int column) const {
  const auto has = [&](const Table* side) {
    return side != nullptr && std::any_of(side->columns.begin(), side->columns.end(),
                                          [&](const Column& c) { return c.generated_from == column; });
  };
  return has(&table) || has(source(table));
}

bool Edit::is_referenced(const Table& table, int column) const {
  return model_.is_referenced(table.id, column) || pair_.before.is_referenced(table.id, column);
}

bool Edit::was_in_key(const Table& table, int column) const {
  const Table* old = source(table);
  return old != nullptr && old->find(column) != nullptr && old->in_key(column);
}

bool Edit::is_free(const Table& table, int column) const {
  const bool splits = table.parts != Table::Parts::none && table.columns.front().id == column;
  return !splits && !table.in_key(column) && !was_in_key(table, column) && !is_reference(table, column) &&
         !is_referenced(table, column);
}

std::vector<int> Edit::distinct_columns(const Table& table) const {
  std::vector<int> columns;
  for (const Column& column : table.columns) {
    if (source(table) == nullptr || has_own_values(table, column.id)) columns.push_back(column.id);
  }
  return columns;
}

void Edit::write_kept_rows() {
  const auto select = [](const Model& model, const Table& table, const std::vector<int>& columns) {
    std::string list;
    for (const int column : columns) list += (list.empty() ? "" : ", ") + quoted(table.find(column)->name) + "::text";
    return "SELECT string_agg(r, ';' ORDER BY r) FROM (SELECT ROW(" + list + ")::text AS r FROM " +
           model.name_of_relation(table.id) + ") x";
  };
  for (const Table& table : model_.tables) {
    const Table* old = source(table);
    if (old == nullptr) continue;
    std::vector<int> kept;
    for (const Column& column : table.columns) {
      const Column* from = old->find(column.id);
      if (from == nullptr || !same_type(*from, column)) continue;
      if (from->not_null == column.not_null && from->generated_from == 0 && column.generated_from == 0)
        kept.push_back(column.id);
    }
    if (!kept.empty()) pair_.kept_rows.emplace_back(select(pair_.before, *old, kept), select(model_, table, kept));
  }
}

Pair make_pair(std::uint64_t seed, int first_id) {
  Generator generator(seed, first_id);
  Pair pair;
  pair.before = generator.model();
  pair.after = pair.before;
  Edit(generator, pair).run();
  return pair;
}

}  // namespace retort::test::postgresql
