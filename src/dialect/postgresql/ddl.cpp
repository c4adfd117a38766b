#include "dialect/postgresql/ddl.hpp"

#include <fmt/format.h>

#include <array>

#include "base/ascii.hpp"
#include "dialect/postgresql/sql_text.hpp"
#include "dialect/postgresql/versions.hpp"

namespace retort::postgresql {
namespace {

std::string table_text(const ObjectName& table) { return fmt::format("table '{}'", table.to_string()); }

std::string named(const std::optional<Identifier>& name) {
  return name ? "CONSTRAINT " + quoted(*name) + " " : std::string();
}

std::string deferral(bool deferrable, bool initially_deferred) {
  return std::string(deferrable ? " DEFERRABLE" : "") + (initially_deferred ? " INITIALLY DEFERRED" : "");
}

std::string key_part(const KeyPart& part) {
  std::string text = part.column ? quoted(*part.column) : part.expression ? part.expression->text : "";
  if (part.collation) text += " COLLATE " + part.collation->text();
  if (!part.operator_class.empty()) text += " " + part.operator_class;
  if (part.descending) text += " DESC";
  if (part.nulls_reversed) text += part.descending ? " NULLS LAST" : " NULLS FIRST";
  return text;
}

std::string key_list(const std::vector<KeyPart>& parts) {
  std::vector<std::string> texts;
  for (const KeyPart& part : parts) texts.push_back(key_part(part));
  return "(" + join(texts, ", ") + ")";
}

/// The columns of a key: the last may be a period that must not overlap.
std::string key_columns(const std::vector<KeyPart>& parts, bool without_overlaps) {
  std::string text = key_list(parts);
  if (without_overlaps) text.insert(text.size() - 1, " WITHOUT OVERLAPS");
  return text;
}

/// What stands behind a key's columns and is of its index.
std::string index_tail(const Options& options) {
  std::string text;
  if (const Options parameters = options_of(options, "parameter"); !parameters.empty())
    text += " WITH " + parameter_list(parameters);
  if (const std::string& tablespace = option(options, "tablespace"); !tablespace.empty())
    text += " USING INDEX TABLESPACE " + quoted(Identifier(tablespace));
  return text;
}

struct ConstraintBody {
  const ObjectName& table;
  const ServerVersion& version;

  std::string operator()(const PrimaryKey& key) const { return this->key("PRIMARY KEY ", key); }
  std::string operator()(const Unique& unique) const {
    if (unique.nulls_not_distinct) require(version, Feature::nulls_not_distinct, table_text(table));
    return key(unique.nulls_not_distinct ? "UNIQUE NULLS NOT DISTINCT " : "UNIQUE ", unique);
  }
  std::string operator()(const ForeignKey& key) const {
    const bool period = has_option(key.options, "period");
    if (period) require(version, Feature::temporal_keys, table_text(table));
    std::string text = fmt::format("FOREIGN KEY {} REFERENCES {}", columns(key.columns, period), quoted(key.target));
    if (!key.target_columns.empty()) text += " " + columns(key.target_columns, period);
    if (key.match_full) text += " MATCH FULL";
    if (key.on_update != ReferentialAction::no_action) text += fmt::format(" ON UPDATE {}", to_string(key.on_update));
    if (key.on_delete != ReferentialAction::no_action) text += fmt::format(" ON DELETE {}", to_string(key.on_delete));
    if (!key.set_columns.empty()) {
      require(version, Feature::set_columns_of_foreign_key, table_text(table));
      text += " " + name_list(key.set_columns);
    }
    return text + deferral(key.deferrable, key.initially_deferred) + enforcement(key.options, key.not_valid);
  }
  std::string operator()(const Check& check) const {
    return "CHECK (" + check.expression.text + ")" + (check.no_inherit ? " NO INHERIT" : "") +
           enforcement(check.options, check.not_valid);
  }
  std::string operator()(const Exclusion& exclusion) const { return exclusion.definition.text; }

 private:
  template <class Key>
  std::string key(std::string_view words, const Key& key) const {
    const bool without_overlaps = has_option(key.options, "without overlaps");
    if (without_overlaps) require(version, Feature::temporal_keys, table_text(table));
    std::string text = std::string(words) + key_columns(key.columns, without_overlaps);
    if (!key.include.empty()) text += " INCLUDE " + name_list(key.include);
    return text + index_tail(key.options) + deferral(key.deferrable, key.initially_deferred);
  }
  static std::string columns(const std::vector<Identifier>& names, bool period) {
    std::string text = name_list(names);
    if (period) text.insert(text.size() - quoted(names.back()).size() - 1, "PERIOD ");
    return text;
  }
  std::string enforcement(const Options& options, bool not_valid) const {
    if (!has_option(options, "not enforced")) return not_valid ? " NOT VALID" : "";
    require(version, Feature::not_enforced_constraints, table_text(table));
    return " NOT ENFORCED";
  }
};

/// Left for ADD CONSTRAINT: CREATE TABLE takes every constraint for valid.
template <class T>
bool stands_in_create(const T& constraint) {
  return !constraint.not_valid || has_option(constraint.options, "not enforced");
}

std::vector<std::string> create_table_lines(const Table& table, const ServerVersion& version) {
  std::vector<std::string> lines;
  const auto add = [&](const Constraint& constraint) {
    lines.push_back(write_constraint(table.name, constraint, version));
  };
  for (const Column& column : table.columns) {
    if (column.inherited && !table.partition_of) continue;
    lines.push_back(write_column(table.name, column, version));
  }
  if (table.primary_key) add(*table.primary_key);
  for (const Unique& unique : table.uniques) add(unique);
  for (const Exclusion& exclusion : table.exclusions) add(exclusion);
  for (const Check& check : table.checks) {
    if (stands_in_create(check)) add(check);
  }
  for (const ForeignKey& key : table.foreign_keys) {
    if (stands_in_create(key)) add(key);
  }
  return lines;
}

void check_not_null(const ObjectName& table, const Column& column, const ServerVersion& version) {
  const bool named = column.not_null_name.has_value();
  if (named || !options_of(column.options, "not null").empty())
    require(version, Feature::not_null_constraints,
            fmt::format("column '{}.{}'", table.to_string(), column.name.text()));
}

}  // namespace

std::string write_not_null(const Column& column) {
  return named(column.not_null_name) + "NOT NULL" +
         (has_option(column.options, "not null:no inherit") ? " NO INHERIT" : "");
}

std::string write_identity_sequence(const Options& options) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kWords = {
      {{"start", "START WITH"},
       {"increment", "INCREMENT BY"},
       {"minvalue", "MINVALUE"},
       {"maxvalue", "MAXVALUE"},
       {"cache", "CACHE"}}};
  std::vector<std::string> texts;
  if (const std::string& sequence = option(options, "identity:sequence"); !sequence.empty())
    texts.push_back("SEQUENCE NAME " + sequence);
  for (const auto& [part, words] : kWords) {
    const std::string& value = option(options, option_key("identity", part));
    if (!value.empty()) texts.push_back(fmt::format("{} {}", words, value));
  }
  if (has_option(options, "identity:cycle")) texts.emplace_back("CYCLE");
  return texts.empty() ? "" : " (" + join(texts, " ") + ")";
}

std::string write_column(const ObjectName& table, const Column& column, const ServerVersion& version) {
  const std::string object = fmt::format("column '{}.{}'", table.to_string(), column.name.text());
  std::string text = quoted(column.name) + " " + column.type;
  if (column.collation) text += " COLLATE " + column.collation->text();
  if (column.not_null && !has_option(column.options, "not null:not valid")) text += " " + write_not_null(column);
  check_not_null(table, column, version);
  if (column.generated) {
    if (!column.generated->stored) require(version, Feature::virtual_generated_columns, object);
    text += fmt::format(" GENERATED ALWAYS AS ({}) {}", column.generated->expression.text,
                        column.generated->stored ? "STORED" : "VIRTUAL");
  } else if (column.server_default) {
    text += " DEFAULT " + column.server_default->text;
  }
  if (const std::string& identity = option(column.options, "identity"); !identity.empty())
    text += fmt::format(" GENERATED {} AS IDENTITY{}", identity, write_identity_sequence(column.options));
  return text;
}

std::string write_constraint(const ObjectName& table, const Constraint& constraint, const ServerVersion& version) {
  const std::optional<Identifier> name = std::visit([](const auto& c) { return c.name; }, constraint);
  return named(name) + std::visit(ConstraintBody{table, version}, constraint);
}

std::string write_create_table(const Table& table, const ServerVersion& version) {
  const std::vector<std::string> lines = create_table_lines(table, version);
  std::string text = has_option(table.options, "unlogged") ? "CREATE UNLOGGED TABLE " : "CREATE TABLE ";
  text += quoted(table.name) + " (";
  for (std::size_t i = 0; i < lines.size(); ++i) text += (i == 0 ? "\n  " : ",\n  ") + lines[i];
  text += "\n)";
  if (!table.inherits.empty()) {
    std::vector<std::string> parents;
    for (const ObjectName& parent : table.inherits) parents.push_back(quoted(parent));
    text += "\nINHERITS (" + join(parents, ", ") + ")";
  }
  if (table.partition_by) text += "\nPARTITION BY " + table.partition_by->text;
  if (const std::string& method = option(table.options, "access method"); !method.empty()) {
    if (table.partition_by) require(version, Feature::partition_access_method, table_text(table.name));
    text += "\nUSING " + quoted(Identifier(method));
  }
  if (const Options parameters = options_of(table.options, "parameter"); !parameters.empty())
    text += "\nWITH " + parameter_list(parameters);
  if (const std::string& tablespace = option(table.options, "tablespace"); !tablespace.empty())
    text += "\nTABLESPACE " + quoted(Identifier(tablespace));
  return text;
}

std::string write_create_index(const ObjectName& table, const Index& index, const ServerVersion& version) {
  std::string text = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  if (has_option(index.options, kConcurrently)) text += "CONCURRENTLY ";
  text += fmt::format("{} ON {}{}", quoted(index.name), has_option(index.options, kOnly) ? "ONLY " : "", quoted(table));
  if (!index.method.empty() && index.method != "btree") text += " USING " + quoted(Identifier(index.method));
  text += " " + key_list(index.parts);
  if (!index.include.empty()) text += " INCLUDE " + name_list(index.include);
  if (index.nulls_not_distinct) {
    require(version, Feature::nulls_not_distinct, fmt::format("index '{}'", index.name.text()));
    text += " NULLS NOT DISTINCT";
  }
  if (const Options parameters = options_of(index.options, "parameter"); !parameters.empty())
    text += " WITH " + parameter_list(parameters);
  if (const std::string& tablespace = option(index.options, "tablespace"); !tablespace.empty())
    text += " TABLESPACE " + quoted(Identifier(tablespace));
  if (index.where) text += " WHERE " + index.where->text;
  return text;
}

}  // namespace retort::postgresql
