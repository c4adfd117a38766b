#include "dialect/postgresql/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "dialect/postgresql/ddl.hpp"
#include "dialect/postgresql/render_column.hpp"
#include "dialect/postgresql/render_definition.hpp"
#include "dialect/postgresql/render_rename.hpp"
#include "dialect/postgresql/render_table.hpp"
#include "operation/loss.hpp"
#include "retort/error.hpp"

namespace retort::postgresql {
namespace {

std::string alter_table(const ObjectName& table) { return "ALTER TABLE " + quoted(table) + " "; }

Statements change_inheritance(const AlterInheritance& o) {
  Statements statements;
  const auto contains = [](const std::vector<ObjectName>& names, const ObjectName& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const ObjectName& parent : o.from) {
    if (!contains(o.to, parent)) statements.push_back(plain(alter_table(o.table) + "NO INHERIT " + quoted(parent)));
  }
  for (const ObjectName& parent : o.to) {
    if (!contains(o.from, parent)) statements.push_back(plain(alter_table(o.table) + "INHERIT " + quoted(parent)));
  }
  return statements;
}

struct Render {
  const ServerVersion& version;

  Statements operator()(const CreateTable& o) const { return render_create_table(o.table, version); }
  Statements operator()(const DropTable& o) const { return {plain("DROP TABLE " + quoted(o.table.name))}; }
  Statements operator()(const RenameTable& o) const { return render_rename(o.from, o.to); }
  Statements operator()(const AlterTableOptions& o) const {
    return render_table_options(o.table, o.from, o.to, version);
  }
  Statements operator()(const AlterInheritance& o) const { return change_inheritance(o); }
  Statements operator()(const AttachPartition& o) const { return {attach_partition(o.table, o.of)}; }
  Statements operator()(const DetachPartition& o) const {
    return {plain(alter_table(o.of.table) + "DETACH PARTITION " + quoted(o.table))};
  }

  Statements operator()(const AddColumn& o) const { return render_add_column(o, version); }
  Statements operator()(const DropColumn& o) const {
    return {plain(alter_table(o.table) + "DROP COLUMN " + quoted(o.column.name))};
  }
  Statements operator()(const RenameColumn& o) const {
    return {plain(fmt::format("{}RENAME COLUMN {} TO {}", alter_table(o.table), quoted(o.from), quoted(o.to)))};
  }
  Statements operator()(const AlterColumn& o) const { return render_alter_column(o, version); }

  Statements operator()(const AddConstraint& o) const { return render_add_constraint(o, version); }
  Statements operator()(const DropConstraint& o) const {
    const auto name = std::visit([](const auto& c) { return c.name.value_or(Identifier()); }, o.constraint);
    return {plain(alter_table(o.table) + "DROP CONSTRAINT " + quoted(name))};
  }
  Statements operator()(const AlterConstraint& o) const { return render_alter_constraint(o); }
  Statements operator()(const CreateIndex& o) const {
    Statements statements;
    render_create_index(o.table, o.index, version, statements);
    return statements;
  }
  Statements operator()(const DropIndex& o) const {
    const bool concurrently = has_option(o.index.options, kConcurrently);
    Statement drop = plain(fmt::format("DROP INDEX {}{}", concurrently ? "CONCURRENTLY " : "",
                                       quoted(ObjectName{o.table.schema, o.index.name})));
    if (concurrently) drop.mode = StepMode::autocommit;
    return {std::move(drop)};
  }
  Statements operator()(const AlterIndex& o) const { return render_alter_index(o); }

  Statements operator()(const CreateDefinition& o) const { return render_create(o.definition, version); }
  Statements operator()(const DropDefinition& o) const { return render_drop(o.definition); }
  Statements operator()(const AlterDefinition& o) const { return render_alter(o.from, o.to, version); }
  Statements operator()(const RenameObject& o) const { return render_rename(o.from, o.to); }
  Statements operator()(const Execute& o) const {
    return {{o.sql, StepMode::transactional, o.data, {}, {}, o.todo, {}}};
  }

  Statements operator()(const ReorderColumns& o) const {
    throw ProjectError(fmt::format("table '{}': PostgreSQL can't change the order of columns", o.table.to_string()),
                       std::nullopt, "leave `column_order` out of [managed], or make the table anew by hand");
  }
  Statements operator()(const RebuildTable&) const { throw std::logic_error("PostgreSQL's lower() makes no rebuilds"); }
};

}  // namespace

std::vector<Statement> render(const Operation& operation, const ServerVersion& version) {
  Statements statements = std::visit(Render{version}, operation);
  if (statements.empty()) return statements;
  for (const Loss& loss : losses(operation)) statements.front().comments.push_back("loses: " + loss.what);
  return statements;
}

}  // namespace retort::postgresql
