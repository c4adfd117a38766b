// Constraints and indexes.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "compiled/described.hpp"
#include "compiled/recording.hpp"
#include "operation/describe.hpp"
#include "operation/object_text.hpp"
#include "retort/operations.hpp"

namespace retort {

using compiled::Change;
using compiled::declared;
using compiled::described;
using compiled::object_name;
using compiled::only_table;
using compiled::Resolution;

namespace {

Change add_constraint(std::string_view verb, const ObjectName& table, const Constraint& constraint) {
  const std::optional<Identifier> name = name_of(constraint);
  const AddConstraint operation{table, constraint};
  return {fmt::format("{} {} on {}", verb, name ? name->text() : body_text(constraint), table.to_string()),
          to_json(operation).dump(), [operation](Resolution& to) {
            to.table(operation.table);
            to.add(operation);
          }};
}

/// A primary key's columns can't be NULL; SQLite alone does not see to that itself.
Change add_primary_key(const ObjectName& table, const PrimaryKey& key) {
  Change change = add_constraint("create_primary_key", table, key);
  change.make = [table, key](Resolution& to) {
    if (to.table(table).primary_key)
      throw ProjectError(fmt::format("table '{}' has a primary key already", table.to_string()), std::nullopt,
                         "drop_constraint first");
    for (const KeyPart& part : key.columns) {
      const Column from = to.column(table, *part.column);
      Column after = from;
      after.not_null = true;
      if (from != after) to.add(AlterColumn{table, from, after, std::nullopt});
    }
    to.add(AddConstraint{table, key});
  };
  return change;
}

std::vector<Identifier> columns_of(const Constraint& constraint) {
  struct Columns {
    std::vector<Identifier> operator()(const PrimaryKey& key) const { return of(key.columns); }
    std::vector<Identifier> operator()(const Unique& key) const { return of(key.columns); }
    std::vector<Identifier> operator()(const ForeignKey& key) const { return key.columns; }
    std::vector<Identifier> operator()(const Check&) const { return {}; }
    std::vector<Identifier> operator()(const Exclusion& exclusion) const { return exclusion.columns; }

    static std::vector<Identifier> of(const std::vector<KeyPart>& parts) {
      std::vector<Identifier> names;
      for (const KeyPart& part : parts)
        if (part.column) names.push_back(*part.column);
      return names;
    }
  };
  return std::visit(Columns{}, constraint);
}

bool is_kind(const Constraint& constraint, ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::any:
      return true;
    case ConstraintKind::primary_key:
      return std::holds_alternative<PrimaryKey>(constraint);
    case ConstraintKind::unique:
      return std::holds_alternative<Unique>(constraint);
    case ConstraintKind::foreign_key:
      return std::holds_alternative<ForeignKey>(constraint);
    case ConstraintKind::check:
      return std::holds_alternative<Check>(constraint);
    case ConstraintKind::exclude:
      return std::holds_alternative<Exclusion>(constraint);
  }
  return false;
}

std::vector<Constraint> constraints_of(const Table& table) {
  std::vector<Constraint> all;
  if (table.primary_key) all.emplace_back(*table.primary_key);
  all.insert(all.end(), table.uniques.begin(), table.uniques.end());
  all.insert(all.end(), table.foreign_keys.begin(), table.foreign_keys.end());
  all.insert(all.end(), table.checks.begin(), table.checks.end());
  all.insert(all.end(), table.exclusions.begin(), table.exclusions.end());
  return all;
}

/// Throws ProjectError unless there is exactly one.
Constraint find_constraint(const Table& table, const Identifier& name, const std::vector<Identifier>& columns,
                           ConstraintKind kind) {
  std::vector<Constraint> found;
  for (const Constraint& constraint : constraints_of(table)) {
    const bool named = name.empty() ? columns_of(constraint) == columns : name_of(constraint) == name;
    if (named && is_kind(constraint, kind)) found.push_back(constraint);
  }
  if (found.size() == 1) return found.front();
  std::vector<std::string> there;
  for (const Constraint& constraint : constraints_of(table)) {
    const std::optional<Identifier> its_name = name_of(constraint);
    there.push_back(fmt::format("{} {}", kind_text(constraint), its_name ? its_name->text() : body_text(constraint)));
  }
  const std::string which = name.empty() ? "such a constraint" : fmt::format("constraint '{}'", name.text());
  throw ProjectError(
      fmt::format("table '{}' has {} {}", table.name.to_string(), found.empty() ? "no" : "more than one", which),
      std::nullopt, there.empty() ? "it has none at all" : "it has " + join(there, ", "));
}

}  // namespace

void Operations::create_primary_key(const std::string& name, const QualifiedName& table,
                                    const std::vector<std::string>& columns, const TableKeyOptions& options) {
  std::vector<std::string> all = columns;
  all.insert(all.end(), options.include.begin(), options.include.end());
  TableBuilder builder = described(table, all);
  builder.primary_key(columns, name, options);
  const Declared said = declared(builder, recording_.dialect());
  recording_.add(add_primary_key(only_table(said).name, *only_table(said).primary_key));
}

void Operations::create_unique_constraint(const std::string& name, const QualifiedName& table,
                                          const std::vector<std::string>& columns, const TableKeyOptions& options) {
  std::vector<std::string> all = columns;
  all.insert(all.end(), options.include.begin(), options.include.end());
  TableBuilder builder = described(table, all);
  builder.unique(columns, name, options);
  const Declared said = declared(builder, recording_.dialect());
  recording_.add(add_constraint("create_unique_constraint", only_table(said).name, only_table(said).uniques.front()));
}

void Operations::create_foreign_key(const std::string& name, const QualifiedName& source, const QualifiedName& referent,
                                    const std::vector<std::string>& local_columns,
                                    const std::vector<std::string>& remote_columns,
                                    const TableForeignKeyOptions& options) {
  TableForeignKeyOptions whole = options;
  if (!name.empty()) whole.name = name.c_str();
  if (!referent.schema.empty()) whole.schema = referent.schema.c_str();
  const ObjectName target = object_name(referent, recording_.lexicon());
  TableBuilder builder = described(source, local_columns);
  // A table that refers to itself knows no other columns here than those that refer.
  const bool to_itself = target == object_name(source, recording_.lexicon());
  if (to_itself) {
    for (const std::string& column : remote_columns) {
      if (std::find(local_columns.begin(), local_columns.end(), column) == local_columns.end())
        builder.column(column, Text());
    }
  }
  builder.foreign_key(local_columns, referent.name, remote_columns, whole);
  const Declared said = declared(builder, recording_.dialect());
  recording_.add(add_constraint("create_foreign_key", only_table(said).name, only_table(said).foreign_keys.front()));
}

void Operations::create_check_constraint(const std::string& name, const QualifiedName& table,
                                         const SqlText& condition) {
  if (!condition.exists_on(dialect())) return;
  Check check;
  check.expression.text = check.expression.canonical = std::string(condition.for_dialect(dialect()));
  if (!name.empty()) check.name = recording_.lexicon().identifier(name);
  recording_.add(add_constraint("create_check_constraint", object_name(table, recording_.lexicon()), check));
}

void Operations::create_exclude_constraint(const std::string& name, const QualifiedName& table,
                                           const SqlText& definition) {
  if (dialect() == DialectName::sqlite || !definition.exists_on(dialect())) return;
  Exclusion exclusion;
  exclusion.definition.text = fmt::format("EXCLUDE {}", definition.for_dialect(dialect()));
  exclusion.definition.canonical = exclusion.definition.text;
  if (!name.empty()) exclusion.name = recording_.lexicon().identifier(name);
  recording_.add(add_constraint("create_exclude_constraint", object_name(table, recording_.lexicon()), exclusion));
}

void Operations::drop_constraint(const std::string& name, const QualifiedName& table,
                                 const DropConstraintOptions& options) {
  const ObjectName owner = object_name(table, recording_.lexicon());
  const ConstraintKind kind = options.kind;
  const bool exists_here = dialect() != DialectName::sqlite || kind != ConstraintKind::exclude;
  if (!exists_here) return;
  if (name.empty() && options.columns.empty())
    throw ProjectError(fmt::format("drop_constraint on {}: which one?", owner.to_string()), std::nullopt,
                       "give it a name, or `kind` and `columns`");
  const Identifier its_name = name.empty() ? Identifier() : recording_.lexicon().identifier(name);
  std::vector<Identifier> columns;
  for (const std::string& column : options.columns) columns.push_back(recording_.lexicon().identifier(column));
  const std::string words =
      fmt::format("drop_constraint {} on {}", name.empty() ? join(options.columns, ", ") : name, owner.to_string());
  recording_.add({words, fmt::format("{} {}", words, static_cast<int>(kind)), [=](Resolution& to) {
                    to.add(DropConstraint{owner, find_constraint(to.table(owner), its_name, columns, kind)});
                  }});
}

void Operations::create_index(const std::string& name, const QualifiedName& table, const std::vector<IndexPart>& parts,
                              const CreateIndexOptions& options) {
  std::vector<std::string> columns = options.include;
  for (const IndexPart& part : parts) {
    if (!part.is_expression && std::find(columns.begin(), columns.end(), part.text) == columns.end())
      columns.push_back(part.text);
  }
  if (columns.empty()) columns.emplace_back("_");  // an index on expressions alone
  TableBuilder builder = described(table, columns);
  builder.index(name, parts,
                {.where = options.where,
                 .unique = options.unique,
                 .method = options.method,
                 .include = options.include,
                 .nulls_not_distinct = options.nulls_not_distinct,
                 .comment = options.comment});
  const Declared said = declared(builder, recording_.dialect());
  const CreateIndex operation{only_table(said).name, only_table(said).indexes.begin()->second};
  const bool if_not_exists = options.if_not_exists;
  if (options.postgresql_concurrently && dialect() == DialectName::postgresql) {
    // Which tables are there decides for the form without locks: this one is.
    Schema there;
    there.tables.emplace(operation.table, Table{operation.table, {}, {}, {}, {}, {}, {}, {}, {}});
    for (const Operation& online : recording_.dialect().online({operation}, there)) {
      for (Statement& statement : recording_.dialect().render(online, {}))
        recording_.add_autocommit(std::move(statement.text));
    }
    return;
  }
  recording_.add({fmt::format("create_index {} on {}", operation.index.name.text(), operation.table.to_string()),
                  to_json(Operation(operation)).dump(), [=](Resolution& to) {
                    if (to.indexes(operation.table).contains(operation.index.name)) {
                      if (if_not_exists) return;
                      throw ProjectError(fmt::format("table '{}' has index '{}' already", operation.table.to_string(),
                                                     operation.index.name.text()));
                    }
                    to.add(operation);
                  }});
}

void Operations::drop_index(const std::string& name, const QualifiedName& table, const DropIndexOptions& options) {
  const ObjectName owner = object_name(table, recording_.lexicon());
  const Identifier its_name = recording_.lexicon().identifier(name);
  const bool if_exists = options.if_exists;
  if (options.postgresql_concurrently && dialect() == DialectName::postgresql) {
    Index index;
    index.name = its_name;
    Schema there;
    there.tables.emplace(owner, Table{owner, {}, {}, {}, {}, {}, {}, {}, {}});
    for (const Operation& online : recording_.dialect().online({DropIndex{owner, index}}, there)) {
      for (Statement& statement : recording_.dialect().render(online, {}))
        recording_.add_autocommit(std::move(statement.text));
    }
    return;
  }
  const std::string words = fmt::format("drop_index {} on {}", name, owner.to_string());
  recording_.add({words, words, [=](Resolution& to) {
                    const std::map<Identifier, Index>& indexes = to.indexes(owner);
                    const auto found = indexes.find(its_name);
                    if (found == indexes.end() && if_exists) return;
                    if (found == indexes.end())
                      throw ProjectError(
                          fmt::format("table '{}' has no index '{}'", owner.to_string(), its_name.text()));
                    to.add(DropIndex{owner, found->second});
                  }});
}

}  // namespace retort
