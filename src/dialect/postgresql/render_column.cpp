// The order in which a column's facets change:
//
//   1. what is in the way: an identity, a generation expression, a default (the server would have to convert it, and
//      even where it can, spells it otherwise afterwards), a NOT NULL;
//   2. the type;
//   3. the new default;
//   4. values for rows that have NULL, where somebody said which; then NOT NULL;
//   5. identity, which needs NOT NULL and no default, and goes on behind the numbers that rows have;
//   6. settings, comment, privileges.
#include "dialect/postgresql/render_column.hpp"

#include <fmt/format.h>

#include "dialect/postgresql/ddl.hpp"
#include "dialect/postgresql/definition_ddl.hpp"
#include "dialect/postgresql/not_null_name.hpp"
#include "dialect/postgresql/privileges.hpp"
#include "dialect/postgresql/sequence_changes.hpp"
#include "dialect/postgresql/type_change.hpp"
#include "dialect/postgresql/versions.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {
namespace {

std::string column_path(const ObjectName& table, const Identifier& column) {
  return table.to_string() + "." + column.text();
}

Statement data(std::string text) {
  Statement statement = plain(std::move(text));
  statement.data = true;
  return statement;
}

/// SET STORAGE DEFAULT is new; before it, the type's own.
std::string default_storage(const std::string& type) {
  const std::string base = without_length(type);
  if (base == "numeric" || base == "cidr" || base == "inet") return "MAIN";
  if (base == "tsquery") return "PLAIN";
  return "EXTENDED";
}

Statement add_not_null_constraint(const ObjectName& table, const Column& column) {
  return plain(fmt::format("ALTER TABLE {} ADD CONSTRAINT {} NOT NULL {}{}{}", quoted(table),
                           quoted(not_null_name(column, table)), quoted(column.name),
                           has_option(column.options, "not null:no inherit") ? " NO INHERIT" : "",
                           has_option(column.options, "not null:not valid") ? " NOT VALID" : ""));
}

/// The last name of a quoted qualified one, as it stands there.
std::string last_name(const std::string& qualified) {
  std::size_t begin = 0;
  bool in_quotes = false;
  for (std::size_t i = 0; i < qualified.size(); ++i) {
    if (qualified[i] == '"') in_quotes = !in_quotes;
    if (qualified[i] == '.' && !in_quotes) begin = i + 1;
  }
  return qualified.substr(begin);
}

class ColumnChange {
 public:
  ColumnChange(const AlterColumn& alter, const ServerVersion& version)
      : o_(alter), from_(alter.from), to_(alter.to), version_(version) {}

  Statements render() {
    clear_the_way();
    change_type();
    if (!to_.generated && to_.server_default && (from_.server_default != to_.server_default || retyped()))
      alter("SET DEFAULT " + to_.server_default->text);
    change_not_null();
    change_identity();
    change_settings();
    return std::move(statements_);
  }

 private:
  bool retyped() const { return from_.type != to_.type || from_.collation != to_.collation; }
  bool identity_goes() const { return has_option(from_.options, "identity") && !has_option(to_.options, "identity"); }
  bool renames_not_null() const { return from_.not_null && to_.not_null && from_.not_null_name != to_.not_null_name; }

  void clear_the_way() {
    if (identity_goes()) alter("DROP IDENTITY");
    if (from_.generated && !to_.generated) alter("DROP EXPRESSION");
    const bool default_goes = !to_.server_default || retyped();
    if (!from_.generated && from_.server_default && default_goes) alter("DROP DEFAULT");
    if (from_.not_null && !to_.not_null) alter("DROP NOT NULL");
  }

  void change_type() {
    if (retyped()) {
      std::string text = "TYPE " + to_.type;
      if (to_.collation) text += " COLLATE " + to_.collation->text();
      if (!to_.generated) {
        const auto value = o_.conversion ? o_.conversion : conversion(to_.name, from_.type, to_.type);
        if (value) text += " USING " + *value;
      }
      alter(text);
    }
    if (from_.generated && to_.generated && from_.generated != to_.generated) {
      require(version_, Feature::set_generated_expression, "column '" + column_path(o_.table, to_.name) + "'");
      alter("SET EXPRESSION AS (" + to_.generated->expression.text + ")");
    }
  }

  void change_not_null() {
    if (o_.existing && !to_.generated) {
      statements_.push_back(data(fmt::format("UPDATE {} SET {} = {} WHERE {} IS NULL", quoted(o_.table),
                                             quoted(to_.name), *o_.existing, quoted(to_.name))));
    }
    const bool not_valid = has_option(to_.options, "not null:not valid");
    const bool was_not_valid = has_option(from_.options, "not null:not valid");
    const bool no_inherit = has_option(to_.options, "not null:no inherit");
    const bool had_no_inherit = has_option(from_.options, "not null:no inherit");
    if (!from_.not_null && to_.not_null) return add_not_null();
    if (!from_.not_null || !to_.not_null) return;
    if (renames_not_null()) {
      table(fmt::format("RENAME CONSTRAINT {} TO {}", not_null(from_), not_null(to_)));
    }
    if (no_inherit != had_no_inherit)
      table(fmt::format("ALTER CONSTRAINT {} {}", not_null(to_), no_inherit ? "NO INHERIT" : "INHERIT"));
    if (was_not_valid && !not_valid) table("VALIDATE CONSTRAINT " + not_null(to_));
    if (!was_not_valid && not_valid) {
      table("DROP CONSTRAINT " + not_null(to_));
      add_not_null();
    }
  }

  void add_not_null() {
    if (!to_.not_null_name && options_of(to_.options, "not null").empty()) return alter("SET NOT NULL");
    require(version_, Feature::not_null_constraints, "column '" + column_path(o_.table, to_.name) + "'");
    statements_.push_back(add_not_null_constraint(o_.table, to_));
  }

  std::string not_null(const Column& column) const { return quoted(not_null_name(column, o_.table)); }

  void change_identity() {
    const std::string& kind = option(to_.options, "identity");
    if (kind.empty()) return;
    if (!has_option(from_.options, "identity")) {
      alter(fmt::format("ADD GENERATED {} AS IDENTITY{}", kind, write_identity_sequence(to_.options)));
      return count_on();
    }
    std::string changes;
    if (kind != option(from_.options, "identity")) changes += " SET GENERATED " + kind;
    const Options before = options_of(from_.options, "identity");
    const Options after = options_of(to_.options, "identity");
    for (const std::string& change : sequence_changes(before, after))
      changes += (change == "RESTART" ? " " : " SET ") + change;
    if (const std::string& sequence = option(from_.options, "identity:sequence"); !sequence.empty())
      move_into_bounds(sequence, before, after, statements_);
    if (!changes.empty()) alter(changes.substr(1));
    rename_identity_sequence();
  }

  void count_on() {
    const std::string sequence =
        fmt::format("pg_get_serial_sequence({}, {})", quote_literal(quoted(o_.table)), quote_literal(to_.name.text()));
    statements_.push_back(plain(count_on_statement(sequence, o_.table, to_.name, options_of(to_.options, "identity"))));
  }

  void rename_identity_sequence() {
    const std::string& from = option(from_.options, "identity:sequence");
    const std::string& to = option(to_.options, "identity:sequence");
    if (from == to || from.empty() || to.empty()) return;
    statements_.push_back(plain("ALTER SEQUENCE " + from + " RENAME TO " + last_name(to)));
  }

  void change_settings() {
    const auto differs = [&](std::string_view key) { return option(from_.options, key) != option(to_.options, key); };
    if (differs("storage")) {
      const std::string& storage = option(to_.options, "storage");
      const std::string by_default = has(version_, Feature::storage_default) ? "DEFAULT" : default_storage(to_.type);
      alter_alone("SET STORAGE " + (storage.empty() ? by_default : storage));
    }
    if (differs("compression")) {
      const std::string& compression = option(to_.options, "compression");
      alter("SET COMPRESSION " + (compression.empty() ? "default" : compression));
    }
    if (differs("statistics")) {
      const std::string& statistics = option(to_.options, "statistics");
      alter_alone("SET STATISTICS " + (statistics.empty() ? "-1" : statistics));
    }
    Options set;
    Options reset = options_of(from_.options, "parameter");
    for (const auto& [name, value] : options_of(to_.options, "parameter")) {
      if (reset.erase(name) == 0 || option(from_.options, option_key("parameter", name)) != value)
        set.emplace(name, value);
    }
    if (!reset.empty()) alter("RESET " + parameter_names(reset));
    if (!set.empty()) alter("SET " + parameter_list(set));
    if (from_.comment != to_.comment) comment();
    Grantable on{"TABLE " + quoted(o_.table), {}, to_.name};
    render_privileges(on, from_.options, to_.options, statements_);
  }

  void comment() {
    statements_.push_back(plain(fmt::format("COMMENT ON COLUMN {}.{} IS {}", quoted(o_.table), quoted(to_.name),
                                            to_.comment.empty() ? "NULL" : quote_literal(to_.comment))));
  }

  void table(const std::string& what) { statements_.push_back(plain("ALTER TABLE " + quoted(o_.table) + " " + what)); }
  /// Children have such settings for themselves.
  void alter_alone(const std::string& what) {
    statements_.push_back(
        plain(fmt::format("ALTER TABLE ONLY {} ALTER COLUMN {} {}", quoted(o_.table), quoted(to_.name), what)));
  }
  void alter(const std::string& what) { table("ALTER COLUMN " + quoted(to_.name) + " " + what); }

  const AlterColumn& o_;
  const Column& from_;
  const Column& to_;
  const ServerVersion& version_;
  Statements statements_;
};

}  // namespace

Statements render_add_column(const AddColumn& add, const ServerVersion& version) {
  Column column = add.column;
  const bool in_parts = (add.existing || add.todo) && !column.generated;
  if (in_parts) {
    column.not_null = false;
    column.not_null_name.reset();
    column.server_default.reset();
  }
  Statements statements{
      plain(fmt::format("ALTER TABLE {} ADD COLUMN {}", quoted(add.table), write_column(add.table, column, version)))};
  const std::string alter = fmt::format("ALTER TABLE {} ALTER COLUMN {} ", quoted(add.table), quoted(column.name));
  if (in_parts && add.column.server_default)
    statements.push_back(plain(alter + "SET DEFAULT " + add.column.server_default->text));
  Column settings = in_parts ? column : add.column;
  render_column_settings(add.table, settings, statements);
  render_column_privileges(add.table, settings, statements);
  render_column_comment(add.table, add.column, statements);
  if (!in_parts) return statements;

  statements.push_back(data(fmt::format("UPDATE {} SET {} = {} WHERE {} IS NULL", quoted(add.table),
                                        quoted(column.name), add.existing.value_or("NULL"), quoted(column.name))));
  if (!add.existing)
    statements.back().todo = fmt::format("the value of column '{}' for rows that exist, in place of NULL",
                                         column_path(add.table, column.name));
  if (!add.column.not_null) return statements;
  Column nullable = add.column;
  nullable.not_null = false;
  nullable.not_null_name.reset();
  Statements last = render_alter_column({add.table, nullable, add.column, std::nullopt}, version);
  std::move(last.begin(), last.end(), std::back_inserter(statements));
  return statements;
}

Statements render_alter_column(const AlterColumn& alter, const ServerVersion& version) {
  return ColumnChange(alter, version).render();
}

void render_column_settings(const ObjectName& table, const Column& column, Statements& statements) {
  const std::string alter = fmt::format("ALTER TABLE ONLY {} ALTER COLUMN {} ", quoted(table), quoted(column.name));
  const auto set = [&](std::string_view word, std::string_view sql) {
    const std::string& value = option(column.options, word);
    if (!value.empty()) statements.push_back(plain(alter + std::string(sql) + value));
  };
  set("storage", "SET STORAGE ");
  set("compression", "SET COMPRESSION ");
  set("statistics", "SET STATISTICS ");
  if (const Options parameters = options_of(column.options, "parameter"); !parameters.empty())
    statements.push_back(plain(alter + "SET " + parameter_list(parameters)));
  if (column.not_null && has_option(column.options, "not null:not valid"))
    statements.push_back(add_not_null_constraint(table, column));
}

void render_column_privileges(const ObjectName& table, const Column& column, Statements& statements) {
  render_privileges({"TABLE " + quoted(table), {}, column.name}, {}, column.options, statements);
}

void render_column_comment(const ObjectName& table, const Column& column, Statements& statements) {
  if (column.comment.empty()) return;
  statements.push_back(plain(
      fmt::format("COMMENT ON COLUMN {}.{} IS {}", quoted(table), quoted(column.name), quote_literal(column.comment))));
}

}  // namespace retort::postgresql
