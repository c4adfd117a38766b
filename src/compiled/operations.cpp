// Tables and columns.
#include "retort/operations.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "compiled/canonical_type.hpp"
#include "compiled/described.hpp"
#include "compiled/recording.hpp"
#include "model/type_text.hpp"
#include "operation/describe.hpp"

namespace retort {

using compiled::declared;
using compiled::described;
using compiled::object_name;
using compiled::only_table;
using compiled::Resolution;

namespace {

/// Enum types that a table or column needs and that are not there yet.
void create_enums(const Declared& declared, Resolution& to) {
  for (const auto& [key, definition] : declared.schema.definitions) {
    if (key.kind == ObjectKind::enum_type && !to.now().definitions.contains(key)) to.add(CreateDefinition{definition});
  }
}

std::string existing_of(const Declared& declared) {
  for (const DeclaredNote& note : declared.notes)
    if (!note.existing.empty()) return note.existing;
  return {};
}

std::string values_of(const Operation& operation) { return to_json(operation).dump(); }

void set_comment(const ObjectName& name, const std::string& comment, Resolution& to) {
  const Table& table = to.table(name);
  Options before = table.options;
  if (!table.comment.empty()) before["comment"] = table.comment;
  Options after = table.options;
  if (!comment.empty()) after["comment"] = comment;
  if (before != after) to.add(AlterTableOptions{name, before, after});
}

/// What a column becomes; the parts that are said nothing of come from the column as it is.
struct ColumnChange {
  std::optional<std::string> type;
  std::optional<bool> nullable;
  std::optional<Expression> server_default;
  bool drop_server_default = false;
  std::optional<std::string> comment;

  Column applied_to(Column column) const {
    if (type) column.type = *type;
    if (nullable) column.not_null = !*nullable;
    if (!column.not_null) {
      column.not_null_name.reset();
      std::erase_if(column.options, [](const auto& option) { return option.first.starts_with("not null:"); });
    }
    if (drop_server_default) column.server_default.reset();
    if (server_default) column.server_default = *server_default;
    if (comment) column.comment = *comment;
    return column;
  }

  std::string values() const {
    return fmt::format("type {} nullable {} default {}{} comment {}", type.value_or("-"),
                       nullable ? (*nullable ? "yes" : "no") : "-", drop_server_default ? "none" : "",
                       server_default ? server_default->text : "-", comment.value_or("-"));
  }
};

}  // namespace

DialectName Operations::dialect() const { return dialect_name(recording_.dialect()); }

void Operations::create_table(const TableBuilder& table) {
  const Declared said = declared(table, recording_.dialect());
  std::string values;
  for (const auto& [key, definition] : said.schema.definitions) values += values_of(CreateDefinition{definition});
  recording_.add({"create_table " + only_table(said).name.to_string(),
                  values + values_of(CreateTable{only_table(said)}), [said](Resolution& to) {
                    create_enums(said, to);
                    if (to.now().find_table(only_table(said).name) != nullptr)
                      throw ProjectError(fmt::format("table '{}' is there already", only_table(said).name.to_string()));
                    to.add(CreateTable{only_table(said)});
                  }});
}

void Operations::drop_table(const QualifiedName& table) {
  const ObjectName name = object_name(table, recording_.lexicon());
  const std::string words = "drop_table " + name.to_string();
  recording_.add({words, words, [name](Resolution& to) { to.add(DropTable{to.table(name)}); }});
}

void Operations::rename_table(const QualifiedName& table, const std::string& new_name) {
  const ObjectName from = object_name(table, recording_.lexicon());
  const ObjectName to_name{from.schema, recording_.lexicon().identifier(new_name)};
  const std::string words = fmt::format("rename_table {} to {}", from.to_string(), new_name);
  recording_.add({words, words, [from, to_name](Resolution& to) {
                    to.table(from);
                    if (to.now().find_table(to_name) != nullptr && to_name != from)
                      throw ProjectError(fmt::format("table '{}' is there already", to_name.to_string()));
                    to.add(RenameTable{from, to_name});
                  }});
}

void Operations::create_table_comment(const QualifiedName& table, const std::string& comment) {
  if (dialect() == DialectName::sqlite) return;  // has no comments
  const ObjectName name = object_name(table, recording_.lexicon());
  recording_.add({"create_table_comment " + name.to_string(),
                  fmt::format("create_table_comment {} {}", name.to_string(), comment),
                  [name, comment](Resolution& to) { set_comment(name, comment, to); }});
}

void Operations::drop_table_comment(const QualifiedName& table) {
  if (dialect() == DialectName::sqlite) return;
  const ObjectName name = object_name(table, recording_.lexicon());
  const std::string words = "drop_table_comment " + name.to_string();
  recording_.add({words, words, [name](Resolution& to) { set_comment(name, {}, to); }});
}

void Operations::add_column(const QualifiedName& table, const std::string& name, const Type& type,
                            const ColumnOptions& options) {
  TableBuilder builder = described(table);
  builder.column(name, type, options);
  const Declared said = declared(builder, recording_.dialect());
  const Table& only = only_table(said);
  const std::string subject = fmt::format("{}.{}", only.name.to_string(), name);
  if (options.primary_key)
    throw ProjectError(fmt::format("add_column {}: a primary key is an operation of its own", subject), std::nullopt,
                       "add the column, then create_primary_key");
  std::optional<std::string> existing;
  if (const std::string value = existing_of(said); !value.empty()) existing = value;
  recording_.add({"add_column " + subject, fmt::format("{} {}", values_of(CreateTable{only}), existing.value_or("")),
                  [said, existing](Resolution& to) {
                    const Table& part = only_table(said);
                    create_enums(said, to);
                    if (to.table(part.name).find_column(part.columns.front().name) != nullptr)
                      throw ProjectError(fmt::format("column '{}.{}' is there already", part.name.to_string(),
                                                     part.columns.front().name.text()));
                    to.add(AddColumn{part.name, part.columns.front(), existing, false, {}});
                    for (const Unique& unique : part.uniques) to.add(AddConstraint{part.name, unique});
                    for (const Check& check : part.checks) to.add(AddConstraint{part.name, check});
                    for (const auto& [unused, index] : part.indexes) to.add(CreateIndex{part.name, index});
                  }});
}

void Operations::drop_column(const QualifiedName& table, const std::string& name) {
  const ObjectName owner = object_name(table, recording_.lexicon());
  const Identifier column = recording_.lexicon().identifier(name);
  const std::string words = fmt::format("drop_column {}.{}", owner.to_string(), name);
  recording_.add({words, words, [owner, column](Resolution& to) {
                    to.column(owner, column);
                    compiled::drop_what_names(to, owner, column);
                    to.add(DropColumn{owner, to.column(owner, column)});
                  }});
}

void Operations::alter_column(const QualifiedName& table, const std::string& name, const AlterColumnOptions& options) {
  const Dialect& engine = recording_.dialect();
  const ObjectName owner = object_name(table, recording_.lexicon());
  const Identifier column = recording_.lexicon().identifier(name);
  ColumnChange change;
  TableBuilder builder = described(table);
  builder.column(name, options.type.kind == Type::Kind::none ? Text() : options.type,
                 {.server_default = options.server_default.value_or(SqlText())});
  const Declared said = declared(builder, engine);
  const Column& described_column = only_table(said).columns.front();
  if (options.type.kind != Type::Kind::none) change.type = compiled::canonical_type(described_column.type, engine);
  if (options.server_default) change.server_default = described_column.server_default;
  change.drop_server_default = options.drop_server_default;
  change.nullable = options.nullable;
  if (dialect() != DialectName::sqlite) change.comment = options.comment;
  std::optional<std::string> conversion;
  if (dialect() == DialectName::postgresql && !options.postgresql_using.empty()) conversion = options.postgresql_using;

  const std::string subject = fmt::format("{}.{}", owner.to_string(), name);
  std::string words = "alter_column " + subject;
  if (!options.new_column_name.empty()) words += " to " + options.new_column_name;
  const std::string values =
      fmt::format("{} {} existing {} using {}", words, change.values(), options.existing, conversion.value_or(""));
  std::optional<std::string> existing;
  if (!options.existing.empty()) existing = options.existing;
  std::optional<Identifier> new_name;
  if (!options.new_column_name.empty()) new_name = recording_.lexicon().identifier(options.new_column_name);
  recording_.add({words, values,
                  [=](Resolution& to) {
                    create_enums(said, to);
                    const Column from = to.column(owner, column);
                    const Column after = change.applied_to(from);
                    if (from != after || existing) to.add(AlterColumn{owner, from, after, existing, conversion});
                    if (new_name) to.add(RenameColumn{owner, column, *new_name});
                  },
                  options.allow_lossy_copy});
}

void Operations::create_column_comment(const QualifiedName& table, const std::string& name,
                                       const std::string& comment) {
  alter_column(table, name, {.comment = comment});
}

void Operations::drop_column_comment(const QualifiedName& table, const std::string& name) {
  alter_column(table, name, {.comment = ""});
}

}  // namespace retort
