#include "dialect/postgresql/render_definition.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "dialect/postgresql/definition_ddl.hpp"
#include "dialect/postgresql/definition_options.hpp"
#include "dialect/postgresql/object_words.hpp"
#include "dialect/postgresql/render_default_privileges.hpp"
#include "dialect/postgresql/render_table.hpp"
#include "dialect/postgresql/sequence_changes.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {
namespace {

/// Options with a rule of their own: they are no row in the table of words.
bool is_of_domain(std::string_view word) { return word == "default" || word == "not null" || word == "check"; }

bool has_own_rule(ObjectKind kind, std::string_view word) {
  if (kind == ObjectKind::sequence) return is_sequence_setting(word) || word == "owned by" || word == "unlogged";
  if (kind == ObjectKind::domain) return is_of_domain(word);
  return kind == ObjectKind::composite_type && word == "attribute";
}

Options without_own_rules(ObjectKind kind, Options options) {
  std::erase_if(options, [&](const auto& entry) { return has_own_rule(kind, split_option(entry.first).first); });
  return options;
}

// ---- sequences

std::string owned_by(const Definition& sequence) {
  const std::string& column = option(sequence.options, "owned by");
  return fmt::format("ALTER SEQUENCE {} OWNED BY {}", quoted(sequence.key.name), column.empty() ? "NONE" : column);
}

void alter_sequence(const Definition& from, const Definition& to, Statements& statements) {
  const std::string alter = "ALTER SEQUENCE " + quoted(to.key.name);
  if (const std::vector<std::string> changes = sequence_changes(from.options, to.options); !changes.empty()) {
    move_into_bounds(quoted(to.key.name), from.options, to.options, statements);
    statements.push_back(plain(alter + " " + join(changes, " ")));
  }
  if (has_option(from.options, "unlogged") != has_option(to.options, "unlogged"))
    statements.push_back(plain(alter + (has_option(to.options, "unlogged") ? " SET UNLOGGED" : " SET LOGGED")));
  if (option(from.options, "owned by") != option(to.options, "owned by")) statements.push_back(plain(owned_by(to)));
}

// ---- domains

void alter_domain_checks(const Definition& from, const Definition& to, Statements& statements) {
  const std::string alter = "ALTER DOMAIN " + quoted(to.key.name);
  const Options old_checks = options_of(from.options, "check");
  const Options new_checks = options_of(to.options, "check");
  for (const auto& [name, value] : old_checks) {
    const auto kept = new_checks.find(name);
    if (kept != new_checks.end() && (kept->second == value || kept->second + " NOT VALID" == value)) continue;
    statements.push_back(plain(alter + " DROP CONSTRAINT " + quoted(Identifier(name))));
  }
  for (const auto& [name, value] : new_checks) {
    const auto old = old_checks.find(name);
    if (old != old_checks.end() && old->second == value) continue;
    const bool validates = old != old_checks.end() && old->second == value + " NOT VALID";
    statements.push_back(plain(validates ? alter + " VALIDATE CONSTRAINT " + quoted(Identifier(name))
                                         : alter + " ADD " + domain_check(name, value)));
  }
}

void alter_domain(const Definition& from, const Definition& to, Statements& statements) {
  const std::string alter = "ALTER DOMAIN " + quoted(to.key.name);
  const auto same = [&](std::string_view key) {
    return has_option(from.options, key) == has_option(to.options, key) &&
           option(from.options, key) == option(to.options, key);
  };
  if (!same("default")) {
    const std::string& value = option(to.options, "default");
    statements.push_back(plain(alter + (value.empty() ? " DROP DEFAULT" : " SET DEFAULT " + value)));
  }
  if (!same("not null")) {
    if (has_option(from.options, "not null")) statements.push_back(plain(alter + " DROP NOT NULL"));
    const std::string& name = option(to.options, "not null");
    const bool named = !name.empty();
    if (has_option(to.options, "not null"))
      statements.push_back(
          plain(alter + (named ? " ADD CONSTRAINT " + quoted(Identifier(name)) + " NOT NULL" : " SET NOT NULL")));
  }
  alter_domain_checks(from, to, statements);
}

// ---- enums and composite types

/// Each new label next to one that is there: before its successor, or after all. The type can't be used in the
/// transaction that adds to it, so each stands alone.
void add_labels(const Definition& from, const Definition& to, Statements& statements) {
  std::vector<std::string> there = from.values;
  for (std::size_t i = 0; i < to.values.size(); ++i) {
    const std::string& label = to.values[i];
    if (std::find(there.begin(), there.end(), label) != there.end()) continue;
    std::string place;
    if (i > 0) {
      place = there.back() == to.values[i - 1] ? "" : " AFTER " + quote_literal(to.values[i - 1]);
      there.insert(std::find(there.begin(), there.end(), to.values[i - 1]) + 1, label);
    } else {
      if (!there.empty()) place = " BEFORE " + quote_literal(there.front());
      there.insert(there.begin(), label);
    }
    statements.push_back(
        plain(fmt::format("ALTER TYPE {} ADD VALUE {}{}", quoted(to.key.name), quote_literal(label), place)));
    statements.back().mode = StepMode::autocommit;
  }
}

void alter_attributes(const Definition& from, const Definition& to, Statements& statements) {
  const Options old_attributes = options_of(from.options, "attribute");
  const Options new_attributes = options_of(to.options, "attribute");
  const std::string alter = "ALTER TYPE " + quoted(to.key.name);
  for (const std::string& name : from.values) {
    if (!new_attributes.contains(name))
      statements.push_back(plain(alter + " DROP ATTRIBUTE " + quoted(Identifier(name))));
  }
  for (const std::string& name : to.values) {
    const std::string& type = option(new_attributes, name);
    const auto old = old_attributes.find(name);
    if (old == old_attributes.end()) {
      statements.push_back(plain(fmt::format("{} ADD ATTRIBUTE {} {}", alter, quoted(Identifier(name)), type)));
    } else if (old->second != type) {
      statements.push_back(plain(fmt::format("{} ALTER ATTRIBUTE {} TYPE {}", alter, quoted(Identifier(name)), type)));
    }
  }
}

// ---- the rest of an alteration

std::string schema_of_extension(const Definition& extension) {
  const std::size_t at = extension.sql.text.find(" SCHEMA ");
  return at == std::string::npos ? "public" : extension.sql.text.substr(at + 8);
}

void alter_text(const Definition& from, const Definition& to, Statements& statements) {
  switch (to.key.kind) {
    case ObjectKind::sequence:
      return alter_sequence(from, to, statements);
    case ObjectKind::domain:
      return alter_domain(from, to, statements);
    case ObjectKind::enum_type:
      return add_labels(from, to, statements);
    case ObjectKind::composite_type:
      return alter_attributes(from, to, statements);
    case ObjectKind::extension:
      if (schema_of_extension(from) != schema_of_extension(to))
        statements.push_back(plain("ALTER " + object_text(to.key) + " SET SCHEMA " + schema_of_extension(to)));
      return;
    default:
      if (from.sql != to.sql) statements.push_back(plain(replace_text(to)));
  }
}

void index_changes(const Definition& from, const Definition& to, const ServerVersion& version, Statements& statements) {
  for (const auto& [name, index] : from.indexes) {
    const auto kept = to.indexes.find(name);
    if (kept == to.indexes.end() || kept->second != index)
      statements.push_back(plain("DROP INDEX " + quoted(ObjectName{to.key.name.schema, name})));
  }
  for (const auto& [name, index] : to.indexes) {
    const auto old = from.indexes.find(name);
    if (old == from.indexes.end() || old->second != index) render_create_index(to.key.name, index, version, statements);
  }
}

}  // namespace

Statements render_create(const Definition& definition, const ServerVersion& version) {
  if (definition.key.kind == ObjectKind::default_privileges)
    return render_default_privileges(definition.key, {}, definition.options);
  const ObjectKind kind = definition.key.kind;
  Statements statements;
  CreateText create = create_text(definition, version);
  if (create.sql) statements.push_back(plain(*create.sql));
  for (const auto& [name, index] : definition.indexes)
    render_create_index(definition.key.name, index, version, statements);
  if (kind == ObjectKind::sequence && !option(create.rest, "owned by").empty())
    statements.push_back(plain(owned_by(definition)));
  if (kind == ObjectKind::domain) {
    for (const auto& [name, value] : options_of(create.rest, "check"))
      statements.push_back(plain("ALTER DOMAIN " + quoted(definition.key.name) + " ADD " + domain_check(name, value)));
  }
  render_definition_options(definition, {}, without_own_rules(kind, std::move(create.rest)), version, statements, true);
  return statements;
}

Statements render_drop(const Definition& definition) {
  if (definition.key.kind == ObjectKind::default_privileges)
    return render_default_privileges(definition.key, definition.options, {});
  if (definition.key.kind == ObjectKind::schema && definition.key.name.name.text() == "public") {
    Statements statements;
    render_definition_options(definition, definition.options, {}, {}, statements);
    return statements;
  }
  return {plain("DROP " + object_text(definition.key))};
}

Statements render_alter(const Definition& from, const Definition& to, const ServerVersion& version) {
  if (to.key.kind == ObjectKind::default_privileges) return render_default_privileges(to.key, from.options, to.options);
  const ObjectKind kind = to.key.kind;
  Statements statements;
  alter_text(from, to, statements);
  index_changes(from, to, version, statements);
  Options old_options = without_own_rules(kind, from.options);
  Options new_options = without_own_rules(kind, to.options);
  if (kind == ObjectKind::view && from.sql != to.sql) {  // OR REPLACE has set them
    const auto is_parameter = [](const auto& entry) { return entry.first.starts_with("parameter:"); };
    std::erase_if(old_options, is_parameter);
    std::erase_if(new_options, is_parameter);
  }
  render_definition_options(to, old_options, new_options, version, statements);
  return statements;
}

}  // namespace retort::postgresql
