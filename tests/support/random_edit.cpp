#include "support/random_edit.hpp"

#include <algorithm>

#include "dialect/sqlite/lexicon.hpp"

namespace retort::test {
namespace {

bool contains(const std::vector<int>& list, int id) { return std::find(list.begin(), list.end(), id) != list.end(); }

Identifier identifier(const std::string& name) { return sqlite::lexicon().identifier(name); }

}  // namespace

void RandomEdit::run() {
  using Edit = bool (RandomEdit::*)();
  struct Named {
    const char* name;
    Edit edit;
  };
  static const Named kEdits[] = {{"add table", &RandomEdit::add_table},
                                 {"drop table", &RandomEdit::drop_table},
                                 {"rename table", &RandomEdit::rename_table},
                                 {"swap tables", &RandomEdit::swap_tables},
                                 {"add column", &RandomEdit::add_column},
                                 {"drop column", &RandomEdit::drop_a_column},
                                 {"rename column", &RandomEdit::rename_column},
                                 {"swap columns", &RandomEdit::swap_columns},
                                 {"reorder columns", &RandomEdit::reorder},
                                 {"change type", &RandomEdit::change_type},
                                 {"change NOT NULL", &RandomEdit::change_not_null},
                                 {"change default", &RandomEdit::change_default},
                                 {"change collation", &RandomEdit::change_collation},
                                 {"change generated", &RandomEdit::change_generated},
                                 {"change key", &RandomEdit::change_key},
                                 {"add unique", &RandomEdit::add_unique},
                                 {"drop unique", &RandomEdit::drop_unique},
                                 {"add reference", &RandomEdit::add_reference},
                                 {"drop reference", &RandomEdit::drop_reference},
                                 {"change reference", &RandomEdit::change_reference},
                                 {"add check", &RandomEdit::add_check},
                                 {"drop check", &RandomEdit::drop_check},
                                 {"rename check", &RandomEdit::rename_check},
                                 {"add index", &RandomEdit::add_index},
                                 {"drop index", &RandomEdit::drop_index},
                                 {"change index", &RandomEdit::change_index},
                                 {"change STRICT", &RandomEdit::change_strict},
                                 {"change WITHOUT ROWID", &RandomEdit::change_without_rowid},
                                 {"add view", &RandomEdit::add_view},
                                 {"drop view", &RandomEdit::drop_view},
                                 {"change view", &RandomEdit::change_view},
                                 {"add trigger", &RandomEdit::add_trigger},
                                 {"drop trigger", &RandomEdit::drop_trigger},
                                 {"change trigger", &RandomEdit::change_trigger}};
  const int wanted = 1 + random_.below(4);
  for (int tries = 0; static_cast<int>(pair_.edits.size()) < wanted && tries < 40; ++tries) {
    const Named& edit = kEdits[random_.below(static_cast<int>(std::size(kEdits)))];
    if ((this->*edit.edit)()) pair_.edits.push_back(edit.name);
  }
  write_answers();
  write_kept_rows();
}

bool RandomEdit::has_own_values(const RandomTable& table, int column) const {
  const RandomTable* source = pair_.before.find_table(table.id);
  const RandomColumn* old = source == nullptr ? nullptr : source->find(column);
  return old != nullptr && old->generated_from == 0 && table.find(column)->generated_from == 0 &&
         spoiled_.count(column) == 0;
}

bool RandomEdit::is_reference(const RandomTable& table, int column) const {
  const auto refers = [&](const RandomTable* side) {
    return side != nullptr && std::any_of(side->references.begin(), side->references.end(),
                                          [&](const auto& reference) { return reference.column == column; });
  };
  return refers(&table) || refers(pair_.before.find_table(table.id));
}

bool RandomEdit::is_source(const RandomTable& table, int column) const {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [&](const auto& c) { return c.generated_from == column; });
}

bool RandomEdit::is_free(const RandomTable& table, int column) const {
  return !table.in_key(column) && !is_reference(table, column) && !is_source(table, column) &&
         !model_.is_referenced(table.id, column) && !contains(table.key.columns, column);
}

void RandomEdit::value_for_rows(const RandomTable& table, const RandomColumn& column) {
  values_.push_back({table.id, column.id});
}

void RandomEdit::write_answers() {
  Answers& answers = pair_.answers;
  answers.no_renames = true;
  for (const RandomTable& table : model_.tables) {
    const RandomTable* source = pair_.before.find_table(table.id);
    if (source == nullptr) continue;
    if (source->name != table.name)
      answers.renames.push_back({std::nullopt, identifier(source->name), identifier(table.name), true});
    for (const RandomColumn& column : table.columns) {
      const RandomColumn* old = source->find(column.id);
      if (old == nullptr || old->name == column.name) continue;
      answers.renames.push_back(
          {ObjectName{{}, identifier(table.name)}, identifier(old->name), identifier(column.name), true});
    }
  }
  for (const auto& [table_id, column_id] : values_) {
    const RandomTable* table = model_.find_table(table_id);
    if (table == nullptr) continue;
    const RandomColumn* column = table->find(column_id);
    if (column == nullptr) column = pair_.before.find_table(table_id)->find(column_id);
    if (column == nullptr) continue;
    answers.existing.push_back(
        {ObjectName{{}, identifier(table->name)}, identifier(column->name), literal_for(column->type, 3)});
  }
}

std::string RandomEdit::select(const RandomTable& table, const std::vector<int>& columns) {
  std::string list;
  for (const int column : columns)
    list += (list.empty() ? "quote(" : " || ',' || quote(") + quoted_name(table.find(column)->name) + ")";
  return "SELECT " + list + " FROM " + quoted_name(table.name) + " ORDER BY 1";
}

void RandomEdit::write_kept_rows() {
  for (const RandomTable& table : model_.tables) {
    const RandomTable* source = pair_.before.find_table(table.id);
    if (source == nullptr) continue;
    std::vector<int> kept;
    for (const RandomColumn& column : table.columns) {
      const RandomColumn* old = source->find(column.id);
      const bool same = old != nullptr && old->type == column.type && old->not_null == column.not_null &&
                        old->generated_from == 0 && column.generated_from == 0;
      if (same) kept.push_back(column.id);
    }
    if (!kept.empty()) pair_.kept_rows.emplace_back(select(*source, kept), select(table, kept));
  }
}

RandomPair RandomSchemas::next() {
  RandomPair pair;
  pair.before = model();
  pair.after = pair.before;
  RandomEdit(*this, pair).run();
  return pair;
}

}  // namespace retort::test
