// Edits that can run there and back with rows: whatever a change would make impossible because of its data alone
// (duplicate values in a new key, a NULL that nobody said a value for) is left out; the rest is fair game, several at
// once.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "support/random_schema.hpp"

namespace retort::test {

class RandomEdit {
 public:
  RandomEdit(RandomSchemas& random, RandomPair& pair) : random_(random), pair_(pair), model_(pair.after) {}
  void run();

 private:
  RandomTable* any_table() { return model_.tables.empty() ? nullptr : &random_.pick(model_.tables); }
  bool is_new(const RandomTable& table) const { return pair_.before.find_table(table.id) == nullptr; }
  /// Its values in the rows are those that the first schema's were given.
  bool has_own_values(const RandomTable& table, int column) const;
  /// Now, or in the first schema: it is one again after the way back.
  bool is_reference(const RandomTable& table, int column) const;
  bool is_source(const RandomTable& table, int column) const;
  /// No key, reference or generated column has to do with it.
  bool is_free(const RandomTable& table, int column) const;
  void value_for_rows(const RandomTable& table, const RandomColumn& column);

  // ---- tables (random_edit_table.cpp)
  bool add_table();
  void drop_views_on(int id);
  bool drop_table();
  bool rename_table();
  bool swap_tables();

  // ---- columns (random_edit_column.cpp)
  bool add_column();
  void drop_column(RandomTable& table, int column);
  bool drop_a_column();
  bool rename_column();
  bool swap_columns();
  bool reorder();
  /// On one of its two sides: what it holds on the other must fit there.
  bool is_or_was_strict(const RandomTable& table) const;
  bool change_type();
  bool change_not_null();
  bool change_default();
  bool change_collation();
  bool change_generated();

  // ---- keys (random_edit_constraint.cpp)
  bool change_key();
  bool add_unique();
  bool drop_unique();
  bool add_reference();
  bool drop_reference();
  bool change_reference();
  bool add_check();
  bool drop_check();
  bool rename_check();

  // ---- indexes and options (random_edit_constraint.cpp)
  bool add_index();
  bool drop_index();
  bool change_index();
  bool change_strict();
  bool source_has_no_uniques(const RandomTable& table) const;
  bool change_without_rowid();

  // ---- definitions (random_edit_definition.cpp)
  bool add_view();
  bool drop_view();
  bool change_view();
  bool add_trigger();
  bool drop_trigger();
  bool change_trigger();

  // ---- what goes with the pair
  void write_answers();
  static std::string select(const RandomTable& table, const std::vector<int>& columns);
  void write_kept_rows();

  RandomSchemas& random_;
  RandomPair& pair_;
  RandomModel& model_;
  std::set<int> spoiled_;                    // columns whose values are no longer those of the first schema's rows
  std::set<int> strict_is_off_;              // tables with values that STRICT would refuse
  std::vector<std::pair<int, int>> values_;  // table, column: needs a value for rows that exist
};

}  // namespace retort::test
