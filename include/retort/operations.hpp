// What a revision in C++ says, in Alembic's words (docs/library.md has all of them in a table).
//
//   void upgrade(retort::Operations& op) {
//     op.add_column("orders", "status", retort::Text());
//     op.execute("UPDATE orders SET status = 'pending'");
//     op.alter_column("orders", "status", {.nullable = false});
//   }
//
// Nothing happens while it is said. It is compiled for the engine at hand, and lowered when its turn comes against what
// is in the database then: so one revision serves SQLite, where it may be one rebuild of the table, and PostgreSQL.
//
// Operations that stand together are one step and one transaction; SQL, and C++ functions, are steps between them.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "retort/revisions.hpp"
#include "retort/table_builder.hpp"
#include "retort/types.hpp"
#include "retort/value.hpp"

namespace retort {

/// "users", or {"app", "users"}: a table, a view or a type, in a schema where the engine has such.
struct QualifiedName {
  std::string schema;
  std::string name;

  QualifiedName(const char* its_name) : name(its_name) {}
  QualifiedName(std::string its_name) : name(std::move(its_name)) {}
  QualifiedName(std::string its_schema, std::string its_name)
      : schema(std::move(its_schema)), name(std::move(its_name)) {}
  QualifiedName(const EnumType& type) : schema(type.schema), name(type.name) {}
};

/// What of a column becomes otherwise; all else stays.
struct AlterColumnOptions {
  Type type = {};
  std::optional<bool> nullable = {};
  std::optional<SqlText> server_default = {};
  bool drop_server_default = false;
  std::string new_column_name = {};
  std::optional<std::string> comment = {};  // "": none
  /// SQL, for rows that have NULL where the column must not have one any more.
  std::string existing = {};
  /// SQL over the column: its values in the new type, where PostgreSQL has no cast for them.
  std::string postgresql_using = {};
  /// SQLite: values that the new type can't hold may change; else the step is refused where there are any.
  bool allow_lossy_copy = false;
};

enum class ConstraintKind { any, primary_key, unique, foreign_key, check, exclude };

struct DropConstraintOptions {
  ConstraintKind kind = ConstraintKind::any;
  /// Tells a constraint that has no name, together with its kind.
  std::vector<std::string> columns = {};
};

struct CreateIndexOptions {
  SqlText where = {};
  bool unique = false;
  const char* method = nullptr;
  std::vector<std::string> include = {};
  bool nulls_not_distinct = false;
  const char* comment = nullptr;
  bool if_not_exists = false;
  /// PostgreSQL: without a lock on the table, outside of any transaction, as a step of its own.
  bool postgresql_concurrently = false;
};
struct DropIndexOptions {
  bool if_exists = false;
  bool postgresql_concurrently = false;
};

/// A column of an enum, for engines where that is text with a CHECK.
struct EnumColumn {
  QualifiedName table;
  std::string column;
};
struct AddEnumValueOptions {
  std::string before = {}, after = {};  // a label; neither: at the end
  std::vector<EnumColumn> columns = {};
};

namespace compiled {
class Recording;
}

/// The same for one table, without naming it each time; on SQLite all of it is one rebuild.
class BatchOperations;

class Operations {
 public:
  /// For Retort itself.
  explicit Operations(compiled::Recording& recording) : recording_(recording) {}
  Operations(const Operations&) = delete;
  Operations& operator=(const Operations&) = delete;

  /// What this is compiled for.
  DialectName dialect() const;

  // ---- tables ----
  /// With all that TableBuilder says of it; foreign keys may lead to tables that are there already. Enum types that are
  /// not there yet are made as well.
  void create_table(const TableBuilder& table);
  void drop_table(const QualifiedName& table);
  void rename_table(const QualifiedName& table, const std::string& new_name);
  void create_table_comment(const QualifiedName& table, const std::string& comment);
  void drop_table_comment(const QualifiedName& table);

  // ---- columns ----
  /// `options.existing`: SQL, the value for rows that exist.
  void add_column(const QualifiedName& table, const std::string& name, const Type& type,
                  const ColumnOptions& options = {});
  /// Takes its indexes and the table's constraints that name it along.
  void drop_column(const QualifiedName& table, const std::string& name);
  void alter_column(const QualifiedName& table, const std::string& name, const AlterColumnOptions& options);
  void create_column_comment(const QualifiedName& table, const std::string& name, const std::string& comment);
  void drop_column_comment(const QualifiedName& table, const std::string& name);

  // ---- constraints; an empty name is the engine's own ----
  void create_primary_key(const std::string& name, const QualifiedName& table, const std::vector<std::string>& columns,
                          const TableKeyOptions& options = {});
  void create_unique_constraint(const std::string& name, const QualifiedName& table,
                                const std::vector<std::string>& columns, const TableKeyOptions& options = {});
  /// No `remote_columns`: the primary key.
  void create_foreign_key(const std::string& name, const QualifiedName& source, const QualifiedName& referent,
                          const std::vector<std::string>& local_columns, const std::vector<std::string>& remote_columns,
                          const TableForeignKeyOptions& options = {});
  void create_check_constraint(const std::string& name, const QualifiedName& table, const SqlText& condition);
  /// "USING gist (room WITH =, during WITH &&)"; only where the engine has such.
  void create_exclude_constraint(const std::string& name, const QualifiedName& table, const SqlText& definition);
  void drop_constraint(const std::string& name, const QualifiedName& table, const DropConstraintOptions& options = {});

  // ---- indexes ----
  void create_index(const std::string& name, const QualifiedName& table, const std::vector<IndexPart>& parts,
                    const CreateIndexOptions& options = {});
  void drop_index(const std::string& name, const QualifiedName& table, const DropIndexOptions& options = {});

  // ---- enum types; nothing where the engine has none ----
  void create_enum(const EnumType& type);
  void drop_enum(const QualifiedName& type);
  void rename_enum(const QualifiedName& type, const std::string& new_name);
  void add_enum_value(const QualifiedName& type, const std::string& label, const AddEnumValueOptions& options = {});
  /// No row may have it any more. PostgreSQL can't take a label away: the type is exchanged for one without it.
  void drop_enum_value(const QualifiedName& type, const std::string& label,
                       const std::vector<EnumColumn>& columns = {});
  void rename_enum_value(const QualifiedName& type, const std::string& from, const std::string& to,
                         const std::vector<EnumColumn>& columns = {});

  // ---- views and whatever else CREATE makes, as text ----
  void create_view(const QualifiedName& name, const SqlText& query);
  void drop_view(const QualifiedName& name);

  // ---- rows, SQL and C++ ----
  /// One statement, or several; nothing where `sql.only(…)` names other engines.
  void execute(const SqlText& sql);
  void execute(const char* sql) { execute(SqlText(sql)); }
  void execute(const std::string& sql) { execute(SqlText(sql.c_str())); }
  /// Values are written as literals: each engine takes them in the columns' types.
  void bulk_insert(const QualifiedName& table, const std::vector<std::string>& columns, const std::vector<Row>& rows);
  /// A function in a step of its own. `version`: as StepFunctionOptions has it.
  void run(StepFunction function, const std::string& version = "1");
  /// What `body` says by execute(), statement by statement outside of any transaction.
  void autocommit_block(const std::function<void(Operations&)>& body);
  void batch_alter_table(const QualifiedName& table, const std::function<void(BatchOperations&)>& body);

 private:
  compiled::Recording& recording_;
};

class BatchOperations {
 public:
  BatchOperations(Operations& operations, QualifiedName table) : op_(operations), table_(std::move(table)) {}

  void add_column(const std::string& name, const Type& type, const ColumnOptions& options = {}) {
    op_.add_column(table_, name, type, options);
  }
  void drop_column(const std::string& name) { op_.drop_column(table_, name); }
  void alter_column(const std::string& name, const AlterColumnOptions& options) {
    op_.alter_column(table_, name, options);
  }
  void create_primary_key(const std::string& name, const std::vector<std::string>& columns,
                          const TableKeyOptions& options = {}) {
    op_.create_primary_key(name, table_, columns, options);
  }
  void create_unique_constraint(const std::string& name, const std::vector<std::string>& columns,
                                const TableKeyOptions& options = {}) {
    op_.create_unique_constraint(name, table_, columns, options);
  }
  void create_foreign_key(const std::string& name, const QualifiedName& referent,
                          const std::vector<std::string>& local_columns, const std::vector<std::string>& remote_columns,
                          const TableForeignKeyOptions& options = {}) {
    op_.create_foreign_key(name, table_, referent, local_columns, remote_columns, options);
  }
  void create_check_constraint(const std::string& name, const SqlText& condition) {
    op_.create_check_constraint(name, table_, condition);
  }
  void create_exclude_constraint(const std::string& name, const SqlText& definition) {
    op_.create_exclude_constraint(name, table_, definition);
  }
  void drop_constraint(const std::string& name, const DropConstraintOptions& options = {}) {
    op_.drop_constraint(name, table_, options);
  }
  void create_index(const std::string& name, const std::vector<IndexPart>& parts,
                    const CreateIndexOptions& options = {}) {
    op_.create_index(name, table_, parts, options);
  }
  void drop_index(const std::string& name, const DropIndexOptions& options = {}) {
    op_.drop_index(name, table_, options);
  }
  void create_table_comment(const std::string& comment) { op_.create_table_comment(table_, comment); }
  void drop_table_comment() { op_.drop_table_comment(table_); }

 private:
  Operations& op_;
  QualifiedName table_;
};

}  // namespace retort
