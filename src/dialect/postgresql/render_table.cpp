#include "dialect/postgresql/render_table.hpp"

#include <fmt/format.h>

#include "dialect/postgresql/ddl.hpp"
#include "dialect/postgresql/privileges.hpp"
#include "dialect/postgresql/render_column.hpp"
#include "dialect/postgresql/versions.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {
namespace {

std::string comment_text(const std::string& object, const std::string& comment) {
  return "COMMENT ON " + object + " IS " + (comment.empty() ? "NULL" : quote_literal(comment));
}

const Options& own_options(const Constraint& constraint) {
  return std::visit([](const auto& c) -> const Options& { return c.options; }, constraint);
}

Identifier name_of(const Constraint& constraint) {
  return std::visit([](const auto& c) { return c.name.value_or(Identifier()); }, constraint);
}

const std::optional<ObjectName>& parent_of(const Constraint& constraint) {
  static const std::optional<ObjectName> kNone;
  if (const auto* key = std::get_if<PrimaryKey>(&constraint)) return key->parent;
  if (const auto* unique = std::get_if<Unique>(&constraint)) return unique->parent;
  if (const auto* exclusion = std::get_if<Exclusion>(&constraint)) return exclusion->parent;
  return kNone;
}

void comment_on(const ObjectName& table, const Constraint& constraint, const std::string& comment,
                Statements& statements) {
  statements.push_back(
      plain(comment_text(fmt::format("CONSTRAINT {} ON {}", quoted(name_of(constraint)), quoted(table)), comment)));
}

Statement attach_index(const ObjectName& parent, const ObjectName& table, const Identifier& index) {
  return plain(
      fmt::format("ALTER INDEX {} ATTACH PARTITION {}", quoted(parent), quoted(ObjectName{table.schema, index})));
}

std::vector<Constraint> constraints_of(const Table& table) {
  std::vector<Constraint> constraints;
  if (table.primary_key) constraints.emplace_back(*table.primary_key);
  const auto add = [&](const auto& list) { constraints.insert(constraints.end(), list.begin(), list.end()); };
  add(table.uniques);
  add(table.exclusions);
  add(table.checks);
  add(table.foreign_keys);
  return constraints;
}

bool not_valid(const Constraint& constraint) {
  const auto waits = [](const auto& c) { return c.not_valid && !has_option(c.options, "not enforced"); };
  if (const auto* check = std::get_if<Check>(&constraint)) return waits(*check);
  const auto* key = std::get_if<ForeignKey>(&constraint);
  return key != nullptr && waits(*key);
}

std::string add_text(const AddConstraint& add, const ServerVersion& version) {
  return fmt::format("ALTER TABLE {}{} ADD {}", has_option(own_options(add.constraint), kOnly) ? "ONLY " : "",
                     quoted(add.table), write_constraint(add.table, add.constraint, version));
}

/// The table's options that its CREATE statement brings along.
Options left_for_later(Options options) {
  for (const char* word : {"unlogged", "access method", "tablespace"}) options.erase(word);
  std::erase_if(options, [](const auto& entry) { return entry.first.starts_with("parameter:"); });
  return options;
}

void append(Statements& to, Statements from) { std::move(from.begin(), from.end(), std::back_inserter(to)); }

/// Of an index or of the index behind a key.
void alter_index_options(const std::string& index, const Options& from, const Options& to, Statements& statements) {
  Options set;
  Options reset = options_of(from, "parameter");
  for (const auto& [name, value] : options_of(to, "parameter")) {
    if (reset.erase(name) == 0 || option(from, option_key("parameter", name)) != value) set.emplace(name, value);
  }
  const auto alter = [&](const std::string& what) { statements.push_back(plain("ALTER INDEX " + index + " " + what)); };
  if (!reset.empty()) alter("RESET " + parameter_names(reset));
  if (!set.empty()) alter("SET " + parameter_list(set));
  if (option(from, "tablespace") != option(to, "tablespace")) {
    const std::string& tablespace = option(to, "tablespace");
    alter("SET TABLESPACE " + (tablespace.empty() ? "pg_default" : quoted(Identifier(tablespace))));
  }
  Options statistics = options_of(from, "statistics");
  for (auto& [number, value] : statistics) value = "-1";
  for (const auto& [number, value] : options_of(to, "statistics")) statistics[number] = value;
  for (const auto& [number, value] : statistics) {
    const std::string& old_value = option(from, option_key("statistics", number));
    if (value != (old_value.empty() ? "-1" : old_value))
      alter(fmt::format("ALTER COLUMN {} SET STATISTICS {}", number, value));
  }
}

}  // namespace

Statements render_create_table(const Table& table, const ServerVersion& version) {
  Statements statements{plain(write_create_table(table, version))};
  const std::vector<Constraint> constraints = constraints_of(table);
  for (const Constraint& constraint : constraints) {
    if (not_valid(constraint)) statements.push_back(plain(add_text({table.name, constraint}, version)));
  }
  for (const auto& [name, index] : table.indexes) {
    Index alone = index;
    if (table.partition_of) alone.parent.reset();  // ATTACH PARTITION finds the parent's by itself
    render_create_index(table.name, alone, version, statements);
  }
  for (const Column& column : table.columns) render_column_settings(table.name, column, statements);
  Options options = left_for_later(table.options);
  if (!table.comment.empty()) options["comment"] = table.comment;
  append(statements, render_table_options(table.name, {}, options, version, true));
  // What is revoked on the table is revoked on its columns too.
  for (const Column& column : table.columns) render_column_privileges(table.name, column, statements);
  for (const Column& column : table.columns) render_column_comment(table.name, column, statements);
  for (const Constraint& constraint : constraints) {
    const std::string& comment = option(own_options(constraint), "comment");
    if (!comment.empty()) comment_on(table.name, constraint, comment, statements);
  }
  if (table.partition_of) statements.push_back(attach_partition(table.name, *table.partition_of));
  return statements;
}

Statement attach_partition(const ObjectName& table, const PartitionOf& of) {
  return plain(fmt::format("ALTER TABLE ONLY {} ATTACH PARTITION {} {}", quoted(of.table), quoted(table), of.bound));
}

void render_create_index(const ObjectName& table, const Index& index, const ServerVersion& version,
                         Statements& statements) {
  statements.push_back(plain(write_create_index(table, index, version)));
  if (has_option(index.options, kConcurrently)) statements.back().mode = StepMode::autocommit;
  const std::string name = quoted(ObjectName{table.schema, index.name});
  Options statistics;
  for (const auto& [key, value] : index.options) {
    if (key.starts_with("statistics:")) statistics.emplace(key, value);
  }
  alter_index_options(name, {}, statistics, statements);
  if (const std::string& comment = option(index.options, "comment"); !comment.empty())
    statements.push_back(plain(comment_text("INDEX " + name, comment)));
  if (index.parent) statements.push_back(attach_index(*index.parent, table, index.name));
}

Statements render_alter_index(const AlterIndex& alter) {
  Statements statements;
  const std::string name = quoted(ObjectName{alter.table.schema, alter.to.name});
  alter_index_options(name, alter.from.options, alter.to.options, statements);
  if (option(alter.from.options, "comment") != option(alter.to.options, "comment"))
    statements.push_back(plain(comment_text("INDEX " + name, option(alter.to.options, "comment"))));
  if (alter.to.parent && !alter.from.parent)
    statements.push_back(attach_index(*alter.to.parent, alter.table, alter.to.name));
  return statements;
}

Statements render_add_constraint(const AddConstraint& add, const ServerVersion& version) {
  Statements statements{plain(add_text(add, version))};
  if (const std::string& comment = option(own_options(add.constraint), "comment"); !comment.empty())
    comment_on(add.table, add.constraint, comment, statements);
  if (const auto& parent = parent_of(add.constraint))
    statements.push_back(attach_index(*parent, add.table, name_of(add.constraint)));
  return statements;
}

Statements render_alter_constraint(const AlterConstraint& alter) {
  Statements statements;
  const std::string name = quoted(name_of(alter.to));
  const std::string table = "ALTER TABLE " + quoted(alter.table) + " ";
  const auto* from = std::get_if<ForeignKey>(&alter.from);
  const auto* to = std::get_if<ForeignKey>(&alter.to);
  if (from != nullptr && to != nullptr &&
      (from->deferrable != to->deferrable || from->initially_deferred != to->initially_deferred)) {
    statements.push_back(
        plain(fmt::format("{}ALTER CONSTRAINT {} {}{}", table, name, to->deferrable ? "DEFERRABLE" : "NOT DEFERRABLE",
                          to->initially_deferred ? " INITIALLY DEFERRED" : "")));
  }
  if (not_valid(alter.from) && !not_valid(alter.to)) {
    statements.push_back(plain(table + "VALIDATE CONSTRAINT " + name));
    if (has_option(own_options(alter.to), kConcurrently)) statements.back().mode = StepMode::autocommit;
  }
  const Options& old_options = own_options(alter.from);
  const Options& new_options = own_options(alter.to);
  alter_index_options(quoted(ObjectName{alter.table.schema, name_of(alter.to)}), old_options, new_options, statements);
  if (option(old_options, "comment") != option(new_options, "comment"))
    comment_on(alter.table, alter.to, option(new_options, "comment"), statements);
  if (const auto& parent = parent_of(alter.to); parent && !parent_of(alter.from))
    statements.push_back(attach_index(*parent, alter.table, name_of(alter.to)));
  return statements;
}

}  // namespace retort::postgresql
