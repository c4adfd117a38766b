// Edits that can run there and back with rows: whatever a change would make impossible because of its data alone
// (duplicate values in a new key, a NULL that nobody said a value for) is left out; the rest is fair game, several at
// once.
#include <algorithm>
#include <set>

#include "dialect/sqlite/lexicon.hpp"
#include "support/random_schema.hpp"

namespace retort::test {
namespace {

Identifier identifier(const std::string& name) { return sqlite::lexicon().identifier(name); }

template <class T, class Test>
void drop_if(std::vector<T>& from, const Test& test) {
  from.erase(std::remove_if(from.begin(), from.end(), test), from.end());
}

bool contains(const std::vector<int>& list, int id) { return std::find(list.begin(), list.end(), id) != list.end(); }

bool fits_strict(const RandomTable& table) {
  static const std::set<std::string> kTypes = {"INT", "INTEGER", "TEXT", "REAL", "BLOB", "ANY"};
  return std::all_of(table.columns.begin(), table.columns.end(), [](const RandomColumn& column) {
    return kTypes.count(column.type) != 0 && column.generated_from == 0;
  });
}

}  // namespace

class RandomEdit {
 public:
  RandomEdit(RandomSchemas& random, RandomPair& pair) : random_(random), pair_(pair), model_(pair.after) {}

  void run() {
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

 private:
  RandomTable* any_table() { return model_.tables.empty() ? nullptr : &random_.pick(model_.tables); }
  bool is_new(const RandomTable& table) const { return pair_.before.find_table(table.id) == nullptr; }
  /// Its values in the rows are those that the first schema's were given.
  bool has_own_values(const RandomTable& table, int column) const {
    const RandomTable* source = pair_.before.find_table(table.id);
    const RandomColumn* old = source == nullptr ? nullptr : source->find(column);
    return old != nullptr && old->generated_from == 0 && table.find(column)->generated_from == 0 &&
           spoiled_.count(column) == 0;
  }
  /// Now, or in the first schema: it is one again after the way back.
  bool is_reference(const RandomTable& table, int column) const {
    const auto refers = [&](const RandomTable* side) {
      return side != nullptr && std::any_of(side->references.begin(), side->references.end(),
                                            [&](const auto& reference) { return reference.column == column; });
    };
    return refers(&table) || refers(pair_.before.find_table(table.id));
  }
  bool is_source(const RandomTable& table, int column) const {
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [&](const auto& c) { return c.generated_from == column; });
  }
  /// No key, reference or generated column has to do with it.
  bool is_free(const RandomTable& table, int column) const {
    return !table.in_key(column) && !is_reference(table, column) && !is_source(table, column) &&
           !model_.is_referenced(table.id, column) && !contains(table.key.columns, column);
  }
  void value_for_rows(const RandomTable& table, const RandomColumn& column) {
    values_.push_back({table.id, column.id});
  }

  // ---- tables

  bool add_table() {
    model_.tables.push_back(random_.table());
    random_.add_reference(model_, model_.tables.back());
    return true;
  }

  void drop_views_on(int id) {
    for (std::size_t i = 0; i < model_.views.size(); ++i) {
      if (model_.views[i].table != id) continue;
      const int view = model_.views[i].id;
      model_.views.erase(model_.views.begin() + static_cast<std::ptrdiff_t>(i));
      drop_views_on(view);
      i = static_cast<std::size_t>(-1);
    }
    drop_if(model_.triggers, [&](const RandomTrigger& trigger) { return trigger.on == id || trigger.writes == id; });
  }

  bool drop_table() {
    if (model_.tables.size() < 2) return false;
    const int id = any_table()->id;
    for (RandomTable& other : model_.tables) {
      if (other.id == id) continue;
      std::vector<RandomReference> references = other.references;
      if (const RandomTable* source = pair_.before.find_table(other.id)) {
        references.insert(references.end(), source->references.begin(), source->references.end());
      }
      for (const RandomReference& reference : references) {
        if (reference.table == id && other.find(reference.column) != nullptr) drop_column(other, reference.column);
      }
    }
    drop_views_on(id);
    drop_if(model_.tables, [&](const RandomTable& table) { return table.id == id; });
    return true;
  }

  bool rename_table() {
    any_table()->name = random_.new_name("t");
    return true;
  }

  bool swap_tables() {
    RandomTable* a = any_table();
    RandomTable* b = any_table();
    if (a == b || is_new(*a) || is_new(*b)) return false;
    if (a->name != pair_.before.find_table(a->id)->name || b->name != pair_.before.find_table(b->id)->name)
      return false;
    std::swap(a->name, b->name);
    return true;
  }

  // ---- columns

  bool add_column() {
    RandomTable& table = *any_table();
    RandomColumn column = random_.column(table);
    if (table.strict && column.generated_from != 0) return false;
    spoiled_.insert(column.id);
    table.columns.push_back(column);
    if (column.generated_from == 0 && ((column.not_null && column.default_sql.empty()) || random_.chance(15)))
      value_for_rows(table, column);
    return true;
  }

  void drop_column(RandomTable& table, int column) {
    drop_if(table.columns, [&](const RandomColumn& c) { return c.id == column; });
    drop_if(table.uniques, [&](const RandomKey& key) { return contains(key.columns, column); });
    drop_if(table.references, [&](const RandomReference& reference) { return reference.column == column; });
    drop_if(table.checks, [&](const RandomCheck& check) { return check.column == column; });
    drop_if(table.indexes, [&](const RandomIndex& index) {
      return index.where == column || std::any_of(index.parts.begin(), index.parts.end(),
                                                  [&](const auto& part) { return part.column == column; });
    });
    drop_if(model_.triggers,
            [&](const RandomTrigger& trigger) { return trigger.column == column || trigger.written == column; });
    std::vector<int> emptied;
    for (RandomView& view : model_.views) {
      const bool had = contains(view.columns, column);
      drop_if(view.columns, [&](int c) { return c == column; });
      if (had && view.columns.empty()) emptied.push_back(view.id);
    }
    for (const int view : emptied) {
      drop_views_on(view);
      drop_if(model_.views, [&](const RandomView& v) { return v.id == view; });
    }
  }

  bool drop_a_column() {
    RandomTable& table = *any_table();
    const RandomColumn column = random_.pick(table.columns);
    if (table.columns.size() < 3 || model_.is_referenced(table.id, column.id) || is_source(table, column.id))
      return false;
    if (contains(table.key.columns, column.id)) return false;
    const bool comes_back_as_null = !column.not_null && column.default_sql.empty();
    const RandomTable* source = pair_.before.find_table(table.id);
    if (source != nullptr && source->in_key(column.id) && !comes_back_as_null) return false;
    if (source != nullptr && contains(source->key.columns, column.id)) return false;
    if (column.not_null && source != nullptr && source->find(column.id) != nullptr)
      value_for_rows(*source, *source->find(column.id));
    drop_column(table, column.id);
    return true;
  }

  bool rename_column() {
    random_.pick(any_table()->columns).name = random_.new_name("n");
    return true;
  }

  bool swap_columns() {
    RandomTable& table = *any_table();
    RandomColumn& a = random_.pick(table.columns);
    RandomColumn& b = random_.pick(table.columns);
    const RandomTable* source = pair_.before.find_table(table.id);
    if (&a == &b || source == nullptr || source->find(a.id) == nullptr || source->find(b.id) == nullptr) return false;
    if (source->find(a.id)->name != a.name || source->find(b.id)->name != b.name) return false;
    std::swap(a.name, b.name);
    return true;
  }

  bool reorder() {
    RandomTable& table = *any_table();
    std::rotate(table.columns.begin(), table.columns.begin() + 1, table.columns.end());
    return true;
  }

  /// On one of its two sides: what it holds on the other must fit there.
  bool is_or_was_strict(const RandomTable& table) const {
    const RandomTable* source = pair_.before.find_table(table.id);
    return table.strict || (source != nullptr && source->strict);
  }

  bool change_type() {
    RandomTable& table = *any_table();
    RandomColumn& column = random_.pick(table.columns);
    if (is_or_was_strict(table) || !is_free(table, column.id) || column.generated_from != 0) return false;
    static const char* const kTypes[] = {"INT", "TEXT", "REAL", "", "VARCHAR(40)"};
    const char* type = kTypes[random_.below(5)];
    if (column.type == type) return false;
    column.type = type;
    strict_is_off_.insert(table.id);
    spoiled_.insert(column.id);
    return true;
  }

  bool change_not_null() {
    RandomTable& table = *any_table();
    RandomColumn& column = random_.pick(table.columns);
    if (!is_free(table, column.id) || column.generated_from != 0) return false;
    column.not_null = !column.not_null;
    value_for_rows(table, column);
    spoiled_.insert(column.id);
    return true;
  }

  bool change_default() {
    RandomTable& table = *any_table();
    RandomColumn& column = random_.pick(table.columns);
    if (column.generated_from != 0 || table.in_key(column.id) || column.not_null || is_reference(table, column.id))
      return false;
    column.default_sql = column.default_sql.empty() ? literal_for(column.type, 7) : "";
    return true;
  }

  bool change_collation() {
    RandomTable& table = *any_table();
    RandomColumn& column = random_.pick(table.columns);
    if (is_reference(table, column.id) || model_.is_referenced(table.id, column.id)) return false;
    column.collation = column.collation.empty() ? "NOCASE" : "";
    return true;
  }

  bool change_generated() {
    RandomTable& table = *any_table();
    RandomColumn& column = random_.pick(table.columns);
    const RandomColumn& first = table.columns.front();
    if (is_or_was_strict(table) || !is_free(table, column.id) || &column == &first) return false;
    spoiled_.insert(column.id);
    strict_is_off_.insert(table.id);
    if (column.generated_from != 0) {
      if (random_.chance(40))
        column.stored = !column.stored;
      else if (random_.chance(50))
        column.generated_form = (column.generated_form + 1) % 3;
      else
        column.generated_from = 0;
      return true;
    }
    if (column.not_null || first.generated_from != 0) return false;
    column.generated_from = first.id;
    column.default_sql.clear();
    return true;
  }

  // ---- keys

  bool change_key() {
    RandomTable& table = *any_table();
    const bool referenced = std::any_of(model_.tables.begin(), model_.tables.end(), [&](const RandomTable& other) {
      return std::any_of(other.references.begin(), other.references.end(),
                         [&](const auto& r) { return r.table == table.id; });
    });
    RandomColumn& first = table.columns.front();
    const RandomTable* source = pair_.before.find_table(table.id);
    if (referenced || source == nullptr || !has_own_values(table, first.id)) return false;
    if (!source->in_key(first.id) && !source->find(first.id)->not_null) return false;
    const bool integer = first.type == "INTEGER" && source->find(first.id)->type == "INTEGER";
    if (std::any_of(table.uniques.begin(), table.uniques.end(),
                    [&](const auto& unique) { return contains(unique.columns, first.id); }))
      return false;
    table.key_kind = static_cast<RandomPrimaryKey>(random_.below(5));
    if (!integer && table.key_kind != RandomPrimaryKey::none) table.key_kind = RandomPrimaryKey::plain;
    table.key = {};
    if (table.key_kind != RandomPrimaryKey::none) table.key.columns = {first.id};
    if (table.key_kind == RandomPrimaryKey::plain && random_.chance(50)) table.key.name = random_.new_name("pk");
    if (table.key_kind == RandomPrimaryKey::rowid_alias || table.key_kind == RandomPrimaryKey::autoincrement)
      first.default_sql.clear();
    table.without_rowid = table.key_kind == RandomPrimaryKey::plain && random_.chance(40);
    return true;
  }

  bool add_unique() {
    RandomTable& table = *any_table();
    const RandomColumn& column = random_.pick(table.columns);
    if (column.generated_from != 0 || (!is_new(table) && !has_own_values(table, column.id))) return false;
    if (contains(table.key.columns, column.id)) return false;
    table.uniques.push_back({random_.chance(50) ? random_.new_name("u") : "", {column.id}, random_.chance(20)});
    spoiled_.insert(column.id);
    return true;
  }

  bool drop_unique() {
    RandomTable& table = *any_table();
    if (table.uniques.empty()) return false;
    for (const int column : table.uniques.back().columns) {
      if (model_.is_referenced(table.id, column)) return false;
    }
    table.uniques.pop_back();
    return true;
  }

  bool add_reference() {
    RandomTable& table = *any_table();
    const std::size_t before = table.references.size();
    random_.add_reference(model_, table);
    if (table.references.size() == before) return false;
    spoiled_.insert(table.references.back().column);
    return true;
  }

  bool drop_reference() {
    RandomTable& table = *any_table();
    if (table.references.empty()) return false;
    table.references.pop_back();
    return true;
  }

  bool change_reference() {
    RandomTable& table = *any_table();
    if (table.references.empty()) return false;
    RandomReference& reference = random_.pick(table.references);
    reference.on_delete = (reference.on_delete + 1 + random_.below(4)) % 5;
    if (random_.chance(30)) reference.deferred = !reference.deferred;
    if (random_.chance(30)) reference.name = reference.name.empty() ? random_.new_name("fk") : "";
    return true;
  }

  bool add_check() {
    RandomTable& table = *any_table();
    table.checks.push_back(random_.check(table));
    return true;
  }
  bool drop_check() {
    RandomTable& table = *any_table();
    if (table.checks.empty()) return false;
    table.checks.pop_back();
    return true;
  }
  bool rename_check() {
    RandomTable& table = *any_table();
    if (table.checks.empty()) return false;
    RandomCheck& check = random_.pick(table.checks);
    check.name = check.name.empty() ? random_.new_name("ck") : "";
    return true;
  }

  // ---- indexes and options

  bool add_index() {
    RandomTable& table = *any_table();
    RandomIndex index = random_.index(table);
    index.unique = index.unique && (is_new(table) || has_own_values(table, index.parts[0].column));
    for (const auto& part : index.parts) spoiled_.insert(part.column);
    table.indexes.push_back(index);
    return true;
  }
  bool drop_index() {
    RandomTable& table = *any_table();
    if (table.indexes.empty()) return false;
    table.indexes.pop_back();
    return true;
  }
  bool change_index() {
    RandomTable& table = *any_table();
    if (table.indexes.empty()) return false;
    RandomIndex& index = random_.pick(table.indexes);
    if (index.unique) return false;
    index.parts[0].form = (index.parts[0].form + 1) % 5;
    return true;
  }

  bool change_strict() {
    RandomTable& table = *any_table();
    const RandomTable* source = pair_.before.find_table(table.id);
    if (!fits_strict(table) || strict_is_off_.count(table.id) != 0 || source == nullptr || !fits_strict(*source))
      return false;
    for (const auto& other : model_.tables) {
      for (const auto& reference : other.references) {
        if (reference.table == table.id || other.id == table.id) return false;
      }
    }
    table.strict = !table.strict;
    return true;
  }

  bool source_has_no_uniques(const RandomTable& table) const {
    const RandomTable* source = pair_.before.find_table(table.id);
    return source == nullptr || source->uniques.empty();
  }

  bool change_without_rowid() {
    RandomTable& table = *any_table();
    const RandomTable* source = pair_.before.find_table(table.id);
    if (!table.uniques.empty() || !source_has_no_uniques(table)) return false;
    if (table.key_kind != RandomPrimaryKey::plain || source == nullptr || source->key_kind != RandomPrimaryKey::plain)
      return false;
    if (source->key.columns != table.key.columns) return false;
    table.without_rowid = !table.without_rowid;
    return true;
  }

  // ---- definitions

  bool add_view() {
    random_.add_view(model_);
    return true;
  }
  bool drop_view() {
    if (model_.views.empty()) return false;
    const int id = random_.pick(model_.views).id;
    drop_views_on(id);
    drop_if(model_.views, [&](const RandomView& view) { return view.id == id; });
    return true;
  }
  bool change_view() {
    if (model_.views.empty()) return false;
    RandomView& view = random_.pick(model_.views);
    view.filtered = !view.filtered;
    return true;
  }
  bool add_trigger() {
    const std::size_t before = model_.triggers.size();
    random_.add_trigger(model_);
    return model_.triggers.size() > before;
  }
  bool drop_trigger() {
    if (model_.triggers.empty()) return false;
    model_.triggers.pop_back();
    return true;
  }
  bool change_trigger() {
    if (model_.triggers.empty()) return false;
    RandomTrigger& trigger = random_.pick(model_.triggers);
    const RandomTable& table = *model_.find_table(model_.base_table(trigger.on));
    const RandomView* view = model_.find_view(trigger.on);
    if (view != nullptr && view->columns.empty()) return false;
    trigger.column = trigger.column != 0 ? 0 : view != nullptr ? view->columns.front() : table.columns.front().id;
    return true;
  }

  // ---- what goes with the pair

  void write_answers() {
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

  static std::string select(const RandomTable& table, const std::vector<int>& columns) {
    std::string list;
    for (const int column : columns)
      list += (list.empty() ? "quote(" : " || ',' || quote(") + quoted_name(table.find(column)->name) + ")";
    return "SELECT " + list + " FROM " + quoted_name(table.name) + " ORDER BY 1";
  }

  void write_kept_rows() {
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

  RandomSchemas& random_;
  RandomPair& pair_;
  RandomModel& model_;
  std::set<int> spoiled_;                    // columns whose values are no longer those of the first schema's rows
  std::set<int> strict_is_off_;              // tables with values that STRICT would refuse
  std::vector<std::pair<int, int>> values_;  // table, column: needs a value for rows that exist
};

RandomPair RandomSchemas::next() {
  RandomPair pair;
  pair.before = model();
  pair.after = pair.before;
  RandomEdit(*this, pair).run();
  return pair;
}

}  // namespace retort::test
