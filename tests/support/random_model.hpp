// A schema as the generator thinks of it: columns and tables have numbers, so that what refers to them follows every
// rename, and a change can say what became of what. Written as SQL by its own hand, not by the code under test.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace retort::test {

struct RandomColumn {
  int id = 0;
  std::string name;
  std::string type;
  bool not_null = false;
  std::string default_sql;  // empty: none
  std::string collation;    // empty: none
  int generated_from = 0;   // a column's id; 0: an ordinary column
  int generated_form = 0;
  bool stored = false;
};

struct RandomKey {
  std::string name;  // empty: unnamed
  std::vector<int> columns;
  bool on_conflict = false;
};

struct RandomReference {
  std::string name;
  int column = 0;
  int table = 0;          // the target's id
  int target_column = 0;  // 0: its primary key, unnamed
  int on_delete = 0;      // 0..4: none, RESTRICT, CASCADE, SET NULL, SET DEFAULT
  int on_update = 0;
  bool deferred = false;
};

struct RandomCheck {
  std::string name;
  int column = 0;
  int form = 0;
};

struct RandomIndex {
  std::string name;
  bool unique = false;
  struct Part {
    int column = 0;
    int form = 0;  // 0 plain, 1 DESC, 2 COLLATE NOCASE, 3 expression, 4 expression DESC
  };
  std::vector<Part> parts;
  int where = 0;  // a column's id; 0: whole
};

enum class RandomPrimaryKey { none, rowid_alias, autoincrement, no_alias, plain };

struct RandomTable {
  int id = 0;
  std::string name;
  std::vector<RandomColumn> columns;
  RandomPrimaryKey key_kind = RandomPrimaryKey::none;
  RandomKey key;  // one column for all kinds but `plain`
  std::vector<RandomKey> uniques;
  std::vector<RandomReference> references;
  std::vector<RandomCheck> checks;
  std::vector<RandomIndex> indexes;
  bool without_rowid = false;
  bool strict = false;

  RandomColumn* find(int column);
  const RandomColumn* find(int column) const;
  bool in_key(int column) const;  // primary or unique
};

struct RandomView {
  int id = 0;
  std::string name;
  int table = 0;             // a table's id, or a view's
  std::vector<int> columns;  // of the table at the bottom; empty: *
  bool filtered = false;
};

struct RandomTrigger {
  std::string name;
  int on = 0;       // a table's id, or a view's (then INSTEAD OF)
  int column = 0;   // UPDATE OF it; 0: INSERT
  int writes = 0;   // a table's id
  int written = 0;  // a column of that
};

struct RandomModel {
  std::vector<RandomTable> tables;
  std::vector<RandomView> views;
  std::vector<RandomTrigger> triggers;

  RandomTable* find_table(int id);
  const RandomTable* find_table(int id) const;
  const RandomView* find_view(int id) const;
  /// The table at the bottom of a view, or the table itself.
  int base_table(int id) const;
  bool is_referenced(int table, int column) const;

  /// CREATE statements. References may point forward.
  std::string sql() const;
  /// `count` rows for each table, foreign keys satisfied; values of key columns differ from row to row.
  std::string rows(int count) const;
};

std::string quoted_name(const std::string& name);
/// A literal that a column of the type holds unchanged.
std::string literal_for(const std::string& type, int row);

}  // namespace retort::test
