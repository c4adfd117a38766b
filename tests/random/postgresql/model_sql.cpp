// A Model as SQL. Names are quoted and qualified throughout, so that no setting matters.
#include <fmt/format.h>

#include "random/postgresql/model.hpp"

namespace retort::test::postgresql {
namespace {

const char* const kActions[] = {"", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"};

std::string named(const std::string& name) { return name.empty() ? "" : "CONSTRAINT " + quoted(name) + " "; }

void comment_on(std::string& sql, const std::string& what, const std::string& comment) {
  if (!comment.empty()) sql += "COMMENT ON " + what + " IS " + quoted_text(comment) + ";\n";
}

class Writer {
 public:
  explicit Writer(const Model& model) : model_(model) {}

  std::string run() {
    for (const Space& space : model_.spaces) {
      sql_ += "CREATE SCHEMA " + quoted(space.name) + ";\n";
      comment_on(sql_, "SCHEMA " + quoted(space.name), space.comment);
    }
    for (const UserType& type : model_.types) write(type);
    for (const Sequence& sequence : model_.sequences) write(sequence);
    for (const Function& function : model_.functions)
      if (function.table == 0) write(function);
    for (const Table& table : model_.tables) write(table);
    for (const Table& table : model_.tables) {
      for (const Reference& reference : table.references) write(table, reference);
    }
    for (const Sequence& sequence : model_.sequences) write_owner(sequence);
    for (const Function& function : model_.functions)
      if (function.table != 0) write(function);
    for (const View& view : model_.views) write(view);
    for (const Trigger& trigger : model_.triggers) write(trigger);
    return std::move(sql_);
  }

 private:
  static std::string column_name(const Table& table, int column) { return quoted(table.find(column)->name); }

  void write(const UserType& type) {
    const std::string name = model_.name_of(type.space, type.name);
    if (type.kind == UserType::Kind::domain) {
      const Column base = model_.base_of(type);
      sql_ += "CREATE DOMAIN " + name + " AS " + model_.type_of(base);
      if (type.has_default) sql_ += " DEFAULT " + model_.literal(base, 5);
      if (type.check == 1) sql_ += " CHECK (length(VALUE::text) < 100)";
      if (type.check == 2)
        sql_ += " CONSTRAINT " + quoted("ck " + std::to_string(type.id)) + " CHECK (VALUE::text <> 'never')";
      sql_ += ";\n";
      comment_on(sql_, "DOMAIN " + name, type.comment);
      return;
    }
    std::string inside;
    for (const std::string& label : type.labels) {
      if (!inside.empty()) inside += ", ";
      inside += type.kind == UserType::Kind::enumeration ? quoted_text(label) : label;
    }
    sql_ += "CREATE TYPE " + name + " AS " + (type.kind == UserType::Kind::enumeration ? "ENUM " : "") + "(" + inside +
            ");\n";
    comment_on(sql_, "TYPE " + name, type.comment);
  }

  void write(const Sequence& sequence) {
    const std::string name = model_.name_of(sequence.space, sequence.name);
    sql_ += "CREATE SEQUENCE " + name + (sequence.small ? " AS integer" : "") +
            fmt::format(" INCREMENT {}", sequence.increment) + (sequence.cycle ? " CYCLE" : "") + ";\n";
    comment_on(sql_, "SEQUENCE " + name, sequence.comment);
  }
  void write_owner(const Sequence& sequence) {
    if (sequence.owner_table == 0) return;
    sql_ += "ALTER SEQUENCE " + model_.name_of(sequence.space, sequence.name) + " OWNED BY " +
            model_.name_of_relation(sequence.owner_table) + "." +
            column_name(*model_.table(sequence.owner_table), sequence.owner_column) + ";\n";
  }

  std::string column(const Table& table, const Column& column) const {
    std::string text = quoted(column.name) + " " + model_.type_of(column);
    if (!column.collation.empty()) text += " COLLATE " + quoted(column.collation);
    if (column.not_null) text += " NOT NULL";
    if (!column.default_sql.empty()) text += " DEFAULT " + column.default_sql;
    if (column.sequence != 0) {
      const Sequence& sequence = *Model::find(model_.sequences, column.sequence);
      text += " DEFAULT nextval(" + quoted_text(model_.name_of(sequence.space, sequence.name)) + ")";
    }
    if (column.identity != 0)
      text += std::string(" GENERATED ") + (column.identity == 1 ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY";
    if (column.generated_from != 0) {
      const std::string source = column_name(table, column.generated_from);
      const std::string forms[] = {"coalesce(" + source + "::text, '')", "length(" + source + "::text)::text",
                                   "upper(" + source + "::text)"};
      text += " GENERATED ALWAYS AS (" + forms[column.generated_form % 3] + ") STORED";
    }
    return text;
  }

  std::string key(const Table& table, const Key& key) const {
    if (key.excludes)
      return named(key.name) + "EXCLUDE USING gist (" + column_name(table, key.columns[0]) + " WITH &&)";
    std::string text = named(key.name) + (key.primary ? "PRIMARY KEY" : "UNIQUE");
    if (key.nulls_not_distinct) text += " NULLS NOT DISTINCT";
    std::string columns;
    for (const int column : key.columns) columns += (columns.empty() ? "" : ", ") + column_name(table, column);
    text += " (" + columns + ")";
    if (key.include != 0) text += " INCLUDE (" + column_name(table, key.include) + ")";
    if (key.deferrable) text += " DEFERRABLE INITIALLY DEFERRED";
    return text;
  }

  std::string call(int function, const std::string& argument) const {
    const Function& called = *model_.function(function);
    return model_.name_of(called.space, called.name) + "(" + argument + "::text)";
  }

  std::string check(const Table& table, const Check& check) const {
    const std::string column = column_name(table, check.column);
    std::string expression;
    switch (check.form) {
      case 0:
        expression = "length(" + column + "::text) < 100";
        break;
      case 1:
        expression = column + "::text NOT IN ('never', 'no')";
        break;
      case 2:
        expression = column + " IS NULL OR " + column + "::text <> 'never'";
        break;
      case 3:
        expression = call(check.function, column) + " IS DISTINCT FROM 'never'";
        break;
      default:
        expression =
            fmt::format("{}::text IS DISTINCT FROM concat('never', {})", column, column_name(table, check.other));
    }
    return named(check.name) + "CHECK (" + expression + ")";
  }

  void write(const Table& table) {
    const std::string name = model_.name_of_relation(table.id);
    std::string lines;
    for (const Column& one : table.columns) lines += (lines.empty() ? "" : ", ") + column(table, one);
    for (const Key& one : table.keys) lines += ", " + key(table, one);
    for (const Check& one : table.checks) lines += ", " + check(table, one);
    sql_ += std::string("CREATE ") + (table.unlogged ? "UNLOGGED " : "") + "TABLE " + name + " (" + lines + ")";
    const char* const methods[] = {"", "RANGE", "LIST", "HASH"};
    if (table.parts != Table::Parts::none)
      sql_ += std::string(" PARTITION BY ") + methods[static_cast<int>(table.parts)] + " (" +
              quoted(table.columns.front().name) + ")";
    if (table.fillfactor) sql_ += " WITH (fillfactor = 70)";
    sql_ += ";\n";
    for (const Partition& partition : table.partitions)
      write(table, partition, model_.name_of_relation(table.id), table.parts, table.partitions.size());
    comment_on(sql_, "TABLE " + name, table.comment);
    for (const Column& one : table.columns) comment_on(sql_, "COLUMN " + name + "." + quoted(one.name), one.comment);
    for (const Key& one : table.keys)
      if (!one.name.empty()) comment_on(sql_, "CONSTRAINT " + quoted(one.name) + " ON " + name, one.comment);
    for (const Index& index : table.indexes) write(table, index);
    if (table.row_security) sql_ += "ALTER TABLE " + name + " ENABLE ROW LEVEL SECURITY;\n";
    const char* const commands[] = {"ALL", "SELECT", "UPDATE", "DELETE"};
    for (const Policy& policy : table.policies) {
      sql_ += "CREATE POLICY " + quoted(policy.name) + " ON " + name + " FOR " + commands[policy.command % 4] +
              " USING (" + column_name(table, policy.column) + "::text <> 'never');\n";
    }
  }

  void write(const Table& table, const Partition& partition, const std::string& parent, Table::Parts by,
             std::size_t siblings) {
    const std::string name = model_.name_of(table.space, partition.name);
    sql_ += "CREATE TABLE " + name + " PARTITION OF " + parent + " ";
    if (by == Table::Parts::hash) {
      sql_ += fmt::format("FOR VALUES WITH (MODULUS {}, REMAINDER {})", siblings, partition.number);
    } else if (partition.number < 0) {
      sql_ += "DEFAULT";
    } else if (by == Table::Parts::range) {
      sql_ += fmt::format("FOR VALUES FROM ({}) TO ({})", partition.number * 100, partition.number * 100 + 100);
    } else {
      sql_ += partition.number == 0 ? "FOR VALUES IN (10, 11, 12, 13, 14)"
                                    : fmt::format("FOR VALUES IN ({})", partition.number * 100);
    }
    if (!partition.parts.empty()) sql_ += " PARTITION BY HASH (" + quoted(table.columns.front().name) + ")";
    sql_ += ";\n";
    for (const Partition& part : partition.parts) write(table, part, name, Table::Parts::hash, partition.parts.size());
  }

  void write(const Table& table, const Index& index) {
    std::string parts;
    for (const Index::Part& part : index.parts) {
      const std::string column = column_name(table, part.column);
      std::string text = column;
      if (part.form == 1) text += " DESC";
      if (part.form == 2) text += " NULLS FIRST";
      if (part.form == 3) text += " COLLATE \"C\"";
      if (part.form == 4) text = "lower(" + column + "::text)";
      if (part.form == 5) text = call(index.function, column);
      parts += (parts.empty() ? "" : ", ") + text;
    }
    sql_ += std::string("CREATE ") + (index.unique ? "UNIQUE " : "") + "INDEX " +
            (index.name.empty() ? "" : quoted(index.name) + " ") + "ON " + model_.name_of_relation(table.id) +
            " USING " + index.method + " (" + parts + ")";
    if (index.include != 0) sql_ += " INCLUDE (" + column_name(table, index.include) + ")";
    if (index.fillfactor) sql_ += " WITH (fillfactor = 60)";
    if (index.where != 0) sql_ += " WHERE " + column_name(table, index.where) + " IS NOT NULL";
    sql_ += ";\n";
    if (!index.name.empty()) comment_on(sql_, "INDEX " + model_.name_of(table.space, index.name), index.comment);
  }

  void write(const Table& table, const Reference& reference) {
    sql_ += "ALTER TABLE " + model_.name_of_relation(table.id) + " ADD " + named(reference.name) + "FOREIGN KEY (" +
            column_name(table, reference.column) + ") REFERENCES " + model_.name_of_relation(reference.table) + " (" +
            column_name(*model_.table(reference.table), reference.target_column) + ")";
    if (reference.on_delete != 0) sql_ += std::string(" ON DELETE ") + kActions[reference.on_delete];
    if (reference.on_update != 0) sql_ += std::string(" ON UPDATE ") + kActions[reference.on_update];
    if (reference.deferred) sql_ += " DEFERRABLE INITIALLY DEFERRED";
    if (reference.not_valid) sql_ += " NOT VALID";
    sql_ += ";\n";
  }

  void write(const Function& function) {
    const std::string name = model_.name_of(function.space, function.name);
    std::string arguments = "()";
    switch (function.kind) {
      case Function::Kind::scalar: {
        const std::string x = quoted(function.parameter);
        arguments = "(" + x + " text)";
        const std::string bodies[] = {"LANGUAGE sql IMMUTABLE RETURN " + x + " || ''",
                                      "LANGUAGE sql IMMUTABLE AS " + quoted_text("SELECT " + x),
                                      "LANGUAGE plpgsql IMMUTABLE AS $body$ BEGIN RETURN " + x + "; END $body$"};
        sql_ += "CREATE FUNCTION " + name + arguments + " RETURNS text " + bodies[function.form % 3] + ";\n";
        break;
      }
      case Function::Kind::trigger:
        sql_ += "CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN " +
                (function.form % 2 == 0 ? "RETURN NEW;" : "-- nothing\n RETURN NEW;") + " END $body$;\n";
        break;
      case Function::Kind::of_table:
        sql_ += "CREATE FUNCTION " + name + "() RETURNS SETOF " + model_.name_of_relation(function.table) +
                " LANGUAGE sql STABLE AS $body$ SELECT * FROM " + model_.name_of_relation(function.table) +
                (function.form % 2 == 0 ? "" : " LIMIT 1") + " $body$;\n";
        break;
      case Function::Kind::counting:
        sql_ += "CREATE FUNCTION " + name + "() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(" +
                column_name(*model_.table(function.table), model_.table(function.table)->columns.front().id) +
                ") FROM " + model_.name_of_relation(function.table) + "; END;\n";
        break;
    }
    comment_on(sql_, "FUNCTION " + name + (function.kind == Function::Kind::scalar ? "(text)" : "()"),
               function.comment);
  }

  void write(const View& view) {
    const Table& table = model_.bottom(view.id);
    const std::string name = model_.name_of_relation(view.id);
    std::string columns;
    for (const int column : view.columns) columns += (columns.empty() ? "" : ", ") + column_name(table, column);
    const std::string first = column_name(table, view.columns.front());
    sql_ += std::string("CREATE ") + (view.materialized ? "MATERIALIZED " : "") + "VIEW " + name;
    if (view.security_barrier && !view.materialized) sql_ += " WITH (security_barrier = true)";
    sql_ += " AS SELECT " + columns;
    if (view.form == 2) sql_ += ", count(*) AS number";
    if (view.form == 3) sql_ += ", " + call(view.function, first) + " AS called";
    sql_ += " FROM " + model_.name_of_relation(view.over);
    if (view.form == 1) sql_ += " WHERE " + first + " IS NOT NULL";
    if (view.form == 2) sql_ += " GROUP BY " + columns;
    sql_ += ";\n";
    if (view.materialized && view.indexed)
      sql_ += "CREATE INDEX " + quoted(view.name + "_ix") + " ON " + name + " (" + first + ");\n";
    comment_on(sql_, std::string(view.materialized ? "MATERIALIZED " : "") + "VIEW " + name, view.comment);
  }

  void write(const Trigger& trigger) {
    const Table& table = *model_.table(trigger.on);
    const Function& function = *model_.function(trigger.function);
    const std::string on = model_.name_of_relation(trigger.on);
    const std::string event = trigger.column == 0 ? "INSERT" : "UPDATE OF " + column_name(table, trigger.column);
    sql_ += "CREATE TRIGGER " + quoted(trigger.name) + " BEFORE " + event + " ON " + on + " FOR EACH ROW ";
    if (trigger.when && trigger.column != 0)
      sql_ += "WHEN (NEW." + column_name(table, trigger.column) + " IS NOT NULL) ";
    sql_ += "EXECUTE FUNCTION " + model_.name_of(function.space, function.name) + "();\n";
    if (trigger.disabled) sql_ += "ALTER TABLE " + on + " DISABLE TRIGGER " + quoted(trigger.name) + ";\n";
    comment_on(sql_, "TRIGGER " + quoted(trigger.name) + " ON " + on, trigger.comment);
  }

  const Model& model_;
  std::string sql_;
};

/// What row `row` holds in a column; a reference holds what its target's row does.
std::string value(const Model& model, const Table& table, const Column& column, int row) {
  for (const Reference& reference : table.references) {
    if (reference.column == column.id)
      return model.literal(*model.table(reference.table)->find(reference.target_column), row);
  }
  const bool free = !column.not_null && !table.in_key(column.id) && column.identity == 0 &&
                    column.id != table.columns.front().id && !model.is_referenced(table.id, column.id);
  return free && (row + column.id) % 4 == 0 ? "NULL" : model.literal(column, row);
}

}  // namespace

std::string Model::sql() const { return Writer(*this).run(); }

std::string Model::drop_sql() const {
  std::string names;
  for (const Space& space : spaces) names += (names.empty() ? "" : ", ") + quoted(space.name);
  return "DROP SCHEMA IF EXISTS " + names + " CASCADE;\n";
}

std::string Model::rows(int count) const {
  std::string sql;
  for (const Table& table : tables) {
    std::string columns, values;
    for (const Column& column : table.columns) {
      if (column.generated_from == 0) columns += (columns.empty() ? "" : ", ") + quoted(column.name);
    }
    for (int row = 0; row < count; ++row) {
      std::string one;
      for (const Column& column : table.columns) {
        if (column.generated_from == 0) one += (one.empty() ? "" : ", ") + value(*this, table, column, row);
      }
      values += (values.empty() ? "(" : ", (") + one + ")";
    }
    sql += "INSERT INTO " + name_of_relation(table.id) + " (" + columns + ") OVERRIDING SYSTEM VALUE VALUES " + values +
           ";\n";
  }
  for (const View& view : views)
    if (view.materialized) sql += "REFRESH MATERIALIZED VIEW " + name_of_relation(view.id) + ";\n";
  return sql;
}

}  // namespace retort::test::postgresql
