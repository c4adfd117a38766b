// Edits that can run there and back with rows: whatever a change would make impossible because of its data alone (equal
// values in a new key, a NULL that nobody said a value for) is left out; the rest is fair game, several at once.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "random/postgresql/generator.hpp"

namespace retort::test::postgresql {

class Edit {
 public:
  Edit(Generator& generator, Pair& pair)
      : generator_(generator), random_(generator.random), pair_(pair), model_(pair.after) {}
  /// One to four edits; then the answers and the queries of the pair.
  void run();

 private:
  using Method = bool (Edit::*)();  // false: it does not fit, nothing was changed
  struct Named {
    const char* name;
    Method method;
    int weight = 1;  // how often it is tried: more where it seldom fits
  };
  static const std::vector<Named>& all();

  // ---- tables (edit_table.cpp)
  bool add_table();
  bool drop_table();
  bool rename_table();
  bool swap_tables();
  bool change_table_option();
  bool change_row_security();
  bool add_policy();
  bool drop_policy();
  bool change_policy();
  bool add_partition();
  bool drop_partition();
  bool comment_table();
  // ---- columns (edit_column.cpp)
  bool add_column();
  bool drop_a_column();
  bool rename_column();
  bool swap_columns();
  bool change_type();
  bool change_not_null();
  bool change_default();
  bool change_identity();
  bool change_generated();
  bool change_collation();
  bool comment_column();
  // ---- keys, references, checks, indexes (edit_constraint.cpp)
  bool change_primary_key();
  bool add_unique();
  bool drop_unique();
  bool change_unique();
  bool add_reference();
  bool drop_reference();
  bool change_reference();
  bool add_check();
  bool drop_check();
  bool change_check();
  bool rename_check();
  bool add_index();
  bool drop_index();
  bool change_index();
  bool comment_index();
  // ---- renames and moves (edit_rename.cpp)
  bool rename_space();
  bool rename_type();
  bool rename_label();
  bool rename_sequence();
  bool rename_view();
  bool rename_function();
  bool rename_trigger();
  bool rename_policy();
  bool rename_index();
  bool rename_partition();
  bool move_table();
  bool move_definition();
  // ---- the rest (edit_definition.cpp)
  bool add_space();
  bool drop_space();
  bool add_type();
  bool drop_type();
  bool add_label();
  bool drop_label();
  bool reorder_labels();
  bool change_domain();
  bool change_composite();
  bool add_sequence();
  bool drop_sequence();
  bool change_sequence();
  bool add_view();
  bool drop_view();
  bool change_view();
  bool add_view_column();
  bool reorder_view();
  bool materialize();
  bool index_materialized();
  bool add_function();
  bool drop_function();
  bool change_function();
  bool rename_parameter();
  bool add_trigger();
  bool drop_trigger();
  bool change_trigger();
  bool switch_trigger();
  bool comment_definition();

  Table& any_table() { return random_.pick(model_.tables); }
  const Table* source(const Table& table) const { return pair_.before.table(table.id); }
  const Column* source(const Table& table, int column) const;
  /// Its values in the rows are those that the first schema's were given.
  bool has_own_values(const Table& table, int column) const;
  /// Now, or in the first schema.
  bool is_reference(const Table& table, int column) const;
  bool is_generated_from(const Table& table, int column) const;
  bool is_referenced(const Table& table, int column) const;
  bool was_in_key(const Table& table, int column) const;
  /// No key, reference or partition has to do with it, on either side.
  bool is_free(const Table& table, int column) const;
  bool is_used(const Function& function) const;
  /// Another type of the column gives an index's comment to its parts as well, on 15.
  bool spreads_comments(const Table& table, int column) const;
  bool is_used(const UserType& type) const;
  std::vector<int> distinct_columns(const Table& table) const;
  void value_for_rows(const Table& table, int column) { values_.emplace_back(table.id, column); }
  void drop_column(Table& table, int column);
  void drop_views_on(int id);

  template <class T>
  bool rename_one(std::vector<T>& list, const char* kind);

  void write_answers();  // answers.cpp
  void write_kept_rows();

  Generator& generator_;
  RandomSource& random_;
  Pair& pair_;
  Model& model_;
  std::set<int> spoiled_;                    // columns whose values are no longer those of the first schema's rows
  std::vector<std::pair<int, int>> values_;  // table, column: needs a value for rows that exist
  struct RenamedLabel {
    int type;
    std::string from, to;
  };
  std::vector<RenamedLabel> renamed_labels_;
};

}  // namespace retort::test::postgresql
