// A PostgreSQL schema as the generator thinks of it: everything has a number, so that what refers to it follows every
// rename, and a change can say what became of what. Written as SQL by its own hand, not by the code under test.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace retort::test::postgresql {

struct Space {  // a schema
  int id = 0;
  std::string name;
  std::string comment;
};

struct UserType {
  enum class Kind { enumeration, domain, composite };
  int id = 0;
  int space = 0;
  std::string name;
  Kind kind = Kind::enumeration;
  std::vector<std::string> labels;  // of an enumeration; attributes of a composite type
  std::string base;                 // of a domain, but where it is over an enumeration
  int base_type = 0;                // that one's id
  int check = 0;                    // of a domain; 0: none
  bool has_default = false;         // a domain
  std::string comment;
};

struct Sequence {
  int id = 0;
  int space = 0;
  std::string name;
  int increment = 1;
  bool small = false;  // AS integer
  bool cycle = false;
  int owner_table = 0, owner_column = 0;  // 0: nobody's
  std::string comment;
};

struct Column {
  int id = 0;
  std::string name;
  std::string type;    // of the server's own; empty where `user_type` is
  int user_type = 0;   // its id
  bool array = false;  // of it
  bool not_null = false;
  std::string default_sql;  // empty: none
  int sequence = 0;         // DEFAULT nextval of it
  int identity = 0;         // 0: none, 1: ALWAYS, 2: BY DEFAULT
  int generated_from = 0;   // a column's id
  int generated_form = 0;
  std::string collation;  // empty: the type's
  std::string comment;
};

struct Key {
  int id = 0;
  std::string name;  // empty: the server's choice
  bool primary = false;
  std::vector<int> columns;
  int include = 0;  // a column's id
  bool deferrable = false;
  bool nulls_not_distinct = false;
  bool excludes = false;  // an exclusion constraint, by &&
  std::string comment;
};

struct Reference {
  int id = 0;
  std::string name;
  int column = 0;
  int table = 0;
  int target_column = 0;
  int on_delete = 0;  // NO ACTION, RESTRICT, CASCADE, SET NULL, SET DEFAULT
  int on_update = 0;
  bool deferred = false;
  bool not_valid = false;
};

struct Check {
  int id = 0;
  std::string name;
  int column = 0;
  int form = 0;
  int function = 0;  // used by form 3
  int other = 0;     // used by form 4: another column
};

struct Index {
  int id = 0;
  std::string name;  // empty: the server's choice
  bool unique = false;
  std::string method = "btree";
  struct Part {
    int column = 0;
    int form = 0;  // plain, DESC, NULLS FIRST, COLLATE "C", an expression, a function of ours
  };
  std::vector<Part> parts;
  int function = 0;
  int include = 0;
  int where = 0;  // a column's id; 0: whole
  bool fillfactor = false;
  std::string comment;
};

struct Policy {
  int id = 0;
  std::string name;
  int column = 0;
  int command = 0;
};

struct Partition {
  int id = 0;
  std::string name;
  int number = 0;                     // 0 has all the rows; -1: the default partition
  std::vector<Partition> parts = {};  // by hash, of the same column
};

struct Table {
  int id = 0;
  int space = 0;
  std::string name;
  std::vector<Column> columns;
  std::vector<Key> keys;
  std::vector<Reference> references;
  std::vector<Check> checks;
  std::vector<Index> indexes;
  std::vector<Policy> policies;
  enum class Parts { none, range, list, hash };  // by the first column
  Parts parts = Parts::none;
  std::vector<Partition> partitions;
  bool row_security = false;
  bool fillfactor = false;
  bool unlogged = false;
  std::string comment;

  Column* find(int column);
  const Column* find(int column) const;
  bool in_key(int column) const;  // primary, unique, or in a unique index
  const Key* primary_key() const;
};

struct View {
  int id = 0;
  int space = 0;
  std::string name;
  int over = 0;              // a table's id, or a view's
  std::vector<int> columns;  // of the table at the bottom; never empty
  int form = 0;              // plain, filtered, grouped, with a function of ours
  int function = 0;
  bool materialized = false;
  bool indexed = false;  // materialised
  bool security_barrier = false;
  std::string comment;
};

struct Function {
  enum class Kind { scalar, trigger, of_table, counting };
  int id = 0;
  int space = 0;
  std::string name;
  Kind kind = Kind::scalar;
  int table = 0;  // of_table, counting
  int form = 0;   // its body
  std::string parameter = "x";
  std::string comment;
};

struct Trigger {
  int id = 0;
  std::string name;
  int on = 0;        // a table's id
  int column = 0;    // UPDATE OF it; 0: INSERT
  int function = 0;  // of kind trigger
  bool when = false;
  bool disabled = false;
  std::string comment;
};

struct Model {
  std::vector<Space> spaces;
  std::vector<UserType> types;
  std::vector<Sequence> sequences;
  std::vector<Table> tables;
  std::vector<View> views;
  std::vector<Function> functions;
  std::vector<Trigger> triggers;

  template <class T>
  static T* find(std::vector<T>& in, int id) {
    for (T& one : in)
      if (one.id == id) return &one;
    return nullptr;
  }
  template <class T>
  static const T* find(const std::vector<T>& in, int id) {
    return find(const_cast<std::vector<T>&>(in), id);
  }
  const Table* table(int id) const { return find(tables, id); }
  const View* view(int id) const { return find(views, id); }
  const Function* function(int id) const { return find(functions, id); }
  const UserType* type(int id) const { return find(types, id); }
  /// The table at the bottom of a view, or the table itself.
  const Table& bottom(int id) const;
  bool is_referenced(int table, int column) const;

  /// schema.name, quoted.
  std::string name_of(int space, const std::string& name) const;
  std::string name_of_relation(int id) const;
  std::string type_of(const Column&) const;
  /// What row `row` holds in a column of this type, as a literal; different from row to row for what `can_be_unique`.
  std::string literal(const Column&, int row) const;
  /// What a domain is over.
  Column base_of(const UserType& domain) const;

  /// CREATE statements, and those that drop it all.
  std::string sql() const;
  std::string drop_sql() const;
  /// `count` rows for each table, foreign keys satisfied.
  std::string rows(int count) const;

 private:
  /// What a row holds in a column of that type, as text.
  std::string text_of(const UserType&, int row) const;
};

std::string quoted(const std::string& name);
std::string quoted_text(const std::string& text);
bool can_be_unique(const Column&);
/// Whose text an expression may use where it must be immutable.
bool is_plain(const Column&);

}  // namespace retort::test::postgresql
