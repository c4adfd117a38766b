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
/// STRICT, WITHOUT ROWID, storage parameters and the like; the table's comment stands there as "comment".
struct AlterTableOptions {
  ObjectName table;
  Options from, to;
};
/// What it inherits from, in order.
struct AlterInheritance {
  ObjectName table;
  std::vector<ObjectName> from, to;
};
/// A table that is there becomes a partition, or stops being one.
struct AttachPartition {
  ObjectName table;
  PartitionOf of;
};
struct DetachPartition {
  ObjectName table;
  PartitionOf of;
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
/// `existing`: what NULLs become where the column turns NOT NULL. `conversion`: SQL over the column, its values in the
/// new type; none: the engine's own cast, or the nearest that the dialect knows.
struct AlterColumn {
  ObjectName table;
  Column from;
  Column to;
  std::optional<std::string> existing;
  std::optional<std::string> conversion = std::nullopt;
};
/// Only where [managed] column_order asks for it.
struct ReorderColumns {
  ObjectName table;
  std::vector<Identifier> from, to;
};

using Constraint = std::variant<PrimaryKey, Unique, ForeignKey, Check, Exclusion>;
struct AddConstraint {
  ObjectName table;
  Constraint constraint;
};
struct DropConstraint {
  ObjectName table;
  Constraint constraint;
};

/// In place: DEFERRABLE, VALIDATE, a comment, storage parameters.
struct AlterConstraint {
  ObjectName table;
  Constraint from;
  Constraint to;
};

/// `table`: or materialised view, in all three.
struct CreateIndex {
  ObjectName table;
  Index index;
};
struct DropIndex {
  ObjectName table;
  Index index;
};

/// In place: options only.
struct AlterIndex {
  ObjectName table;
  Index from;
  Index to;
};

struct CreateDefinition {
  Definition definition;
};
struct DropDefinition {
  Definition definition;
};
/// In place, as the engine can (ChangeRules says so): CREATE OR REPLACE, ALTER … SET, ADD VALUE, COMMENT. `from` has
/// the new name already.
struct AlterDefinition {
  Definition from;
  Definition to;
};
/// Everything that has a name and is neither table nor column: constraints, indexes, types, enum labels, views,
/// functions. Another schema: the object moves there.
struct RenameObject {
  ObjectKey from;
  ObjectKey to;
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

/// SQL that somebody wrote. `data`: it changes rows, and stands in a step of its own. `todo`: what only a person can
/// fill in.
struct Execute {
  std::string sql;
  bool data = false;
  std::optional<std::string> todo = std::nullopt;
};

using Operation =
    std::variant<CreateTable, DropTable, RenameTable, AlterTableOptions, AlterInheritance, AttachPartition,
                 DetachPartition, AddColumn, DropColumn, RenameColumn, AlterColumn, ReorderColumns, AddConstraint,
                 DropConstraint, AlterConstraint, CreateIndex, DropIndex, AlterIndex, CreateDefinition, DropDefinition,
                 AlterDefinition, RenameObject, RebuildTable, Execute>;
using OperationList = std::vector<Operation>;

/// The table that the operation is about; none for definitions and Execute.
std::optional<ObjectName> table_of(const Operation&);

}  // namespace retort
