// Changes to a schema as values. A closed set: a variant, and one visitor an algorithm.
//
// A modification has `from` and `to`. A definition or table that is dropped is carried whole, so that losses,
// descriptions and the way back need no look-up.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/schema.hpp"

namespace retort {

/// A table with its constraints and indexes.
struct CreateTable {
  Table table;
};
struct DropTable {
  Table table;
};
struct RenameTable {
  ObjectName from;
  ObjectName to;
};
/// STRICT, WITHOUT ROWID and the like.
struct AlterTableOptions {
  ObjectName table;
  std::map<std::string, std::string> from, to;
};

/// `existing`: the value for rows that exist (SQL over the table's columns); none: the default or NULL.
/// `todo`: only a person can say that value; the script holds a todo.
/// `references`: foreign keys of this column alone that stand beside it in the same statement. Made by Dialect::lower
/// only, where the engine can add them in no other way.
struct AddColumn {
  ObjectName table;
  Column column;
  std::optional<std::string> existing;
  bool todo = false;
  std::vector<ForeignKey> references;
};
struct DropColumn {
  ObjectName table;
  Column column;
};
struct RenameColumn {
  ObjectName table;
  Identifier from;
  Identifier to;
};
/// `existing`: what NULLs become where the column turns NOT NULL.
struct AlterColumn {
  ObjectName table;
  Column from;
  Column to;
  std::optional<std::string> existing;
};
/// Only where [managed] column_order asks for it.
struct ReorderColumns {
  ObjectName table;
  std::vector<Identifier> from, to;
};

using Constraint = std::variant<PrimaryKey, Unique, ForeignKey, Check>;
struct AddConstraint {
  ObjectName table;
  Constraint constraint;
};
struct DropConstraint {
  ObjectName table;
  Constraint constraint;
};

struct CreateIndex {
  ObjectName table;
  Index index;
};
struct DropIndex {
  ObjectName table;
  Index index;
};

struct CreateDefinition {
  Definition definition;
};
struct DropDefinition {
  Definition definition;
};
/// CREATE OR REPLACE, where the engine has it and allows the change.
struct ReplaceDefinition {
  Definition from;
  Definition to;
};

/// Made by Dialect::lower only, where the engine can't alter in place: a new table, a copy, an exchange of names.
/// One rebuild a table; it includes the creation of `to`'s indexes and triggers anew.
struct RebuildTable {
  struct Copy {
    Identifier to;
    std::string expression;
  };  // SQL over the columns of `from`
  Table from;
  Table to;
  std::vector<Copy> copies;
  std::vector<Definition> triggers_before;  // on the table when the rebuild starts: what the guard compares
  std::vector<Definition> triggers_after;   // created again, in the order of creation
  std::optional<std::string> todo;          // what only a person can fill in
};

/// SQL that somebody wrote. `data`: it changes rows, and stands in a step of its own.
struct Execute {
  std::string sql;
  bool data = false;
};

using Operation = std::variant<CreateTable, DropTable, RenameTable, AlterTableOptions, AddColumn, DropColumn,
                               RenameColumn, AlterColumn, ReorderColumns, AddConstraint, DropConstraint, CreateIndex,
                               DropIndex, CreateDefinition, DropDefinition, ReplaceDefinition, RebuildTable, Execute>;
using Operations = std::vector<Operation>;

/// The table that the operation is about; none for definitions and Execute.
std::optional<ObjectName> table_of(const Operation&);

}  // namespace retort
