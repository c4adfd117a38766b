#include "dialect/postgresql/definition_ddl.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/ascii.hpp"
#include "dialect/postgresql/sql_text.hpp"
#include "dialect/postgresql/versions.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kNotValid = " NOT VALID";

std::string object_of(const Definition& definition) {
  return fmt::format("{} '{}'", to_string(definition.key.kind), definition.key.to_string());
}

/// Takes the options of one word out of `options`.
Options take(Options& options, std::string_view word) {
  Options taken = options_of(options, word);
  for (const auto& [part, value] : taken) options.erase(option_key(word, part));
  return taken;
}
std::string take_one(Options& options, std::string_view key) {
  std::string value = option(options, key);
  options.erase(std::string(key));
  return value;
}

CreateText create_schema(const Definition& definition) {
  if (definition.key.name.name.text() == "public") return {std::nullopt, definition.options};
  return {"CREATE SCHEMA " + quoted(definition.key.name), definition.options};
}

CreateText create_enum(const Definition& definition) {
  std::vector<std::string> labels;
  for (const std::string& label : definition.values) labels.push_back(quote_literal(label));
  return {fmt::format("CREATE TYPE {} AS ENUM ({})", quoted(definition.key.name), join(labels, ", ")),
          definition.options};
}

/// Checks that are NOT VALID are left for ALTER DOMAIN.
CreateText create_domain(const Definition& definition, const ServerVersion& version) {
  CreateText create{fmt::format("CREATE DOMAIN {} AS {}", quoted(definition.key.name), definition.sql.canonical),
                    definition.options};
  if (const std::string value = take_one(create.rest, "default"); !value.empty()) *create.sql += " DEFAULT " + value;
  if (has_option(create.rest, "not null")) {
    const std::string name = take_one(create.rest, "not null");
    if (!name.empty()) require(version, Feature::not_null_constraints, object_of(definition));
    *create.sql += (name.empty() ? "" : " CONSTRAINT " + quoted(Identifier(name))) + " NOT NULL";
  }
  for (const auto& [name, value] : options_of(definition.options, "check")) {
    if (value.ends_with(kNotValid)) continue;
    *create.sql += "\n  " + domain_check(name, value);
    create.rest.erase(option_key("check", name));
  }
  return create;
}

CreateText create_composite(const Definition& definition) {
  CreateText create{std::nullopt, definition.options};
  std::vector<std::string> lines;
  for (const std::string& name : definition.values) {
    lines.push_back(quoted(Identifier(name)) + " " + take_one(create.rest, option_key("attribute", name)));
  }
  std::string text = "CREATE TYPE " + quoted(definition.key.name) + " AS (";
  for (std::size_t i = 0; i < lines.size(); ++i) text += (i == 0 ? "\n  " : ",\n  ") + lines[i];
  create.sql = text + (lines.empty() ? ")" : "\n)");
  return create;
}

CreateText create_sequence(const Definition& definition, const ServerVersion& version) {
  CreateText create{std::nullopt, definition.options};
  std::string text = "CREATE SEQUENCE ";
  if (has_option(create.rest, "unlogged")) {
    require(version, Feature::unlogged_sequences, object_of(definition));
    text = "CREATE UNLOGGED SEQUENCE ";
    create.rest.erase("unlogged");
  }
  text += quoted(definition.key.name);
  for (const std::string_view word : {"type", "start", "increment", "minvalue", "maxvalue", "cache", "cycle"}) {
    if (!has_option(create.rest, word)) continue;
    const std::string value = take_one(create.rest, word);
    text += " " + sequence_setting(word, word == "cycle" ? "true" : value);
  }
  create.sql = text;
  return create;
}

/// "CREATE VIEW public.v" and what follows it in the server's text: parameters stand between.
std::string with_clause(const Definition& definition, std::string_view words, const std::string& clause) {
  const std::string head = std::string(words) + quoted(definition.key.name);
  if (clause.empty() || !definition.sql.text.starts_with(head + " ")) return definition.sql.text;
  return head + clause + definition.sql.text.substr(head.size());
}

CreateText create_view(const Definition& definition, const ServerVersion& version) {
  CreateText create{std::nullopt, definition.options};
  if (has_option(create.rest, "parameter:security_invoker"))
    require(version, Feature::security_invoker_views, object_of(definition));
  const Options parameters = take(create.rest, "parameter");
  create.sql = with_clause(definition, "CREATE VIEW ", parameters.empty() ? "" : " WITH " + parameter_list(parameters));
  return create;
}

CreateText create_materialized_view(const Definition& definition) {
  CreateText create{std::nullopt, definition.options};
  std::string clause;
  if (const std::string method = take_one(create.rest, "access method"); !method.empty())
    clause += " USING " + quoted(Identifier(method));
  if (const Options parameters = take(create.rest, "parameter"); !parameters.empty())
    clause += " WITH " + parameter_list(parameters);
  if (const std::string tablespace = take_one(create.rest, "tablespace"); !tablespace.empty())
    clause += " TABLESPACE " + quoted(Identifier(tablespace));
  create.sql = with_clause(definition, "CREATE MATERIALIZED VIEW ", clause);
  if (has_option(create.rest, "unpopulated")) *create.sql += "\nWITH NO DATA";
  create.rest.erase("unpopulated");
  return create;
}

CreateText create_with_options(const Definition& definition) {
  CreateText create{definition.sql.text, definition.options};
  std::vector<std::string> texts;
  const bool there = definition.sql.text != definition.sql.canonical;  // beside columns that have some of their own
  for (const auto& [name, value] : take(create.rest, "option"))
    texts.push_back(quoted(Identifier(name)) + " " + quote_literal(value));
  if (!texts.empty() && !there) *create.sql += "\nOPTIONS (" + join(texts, ", ") + ")";
  return create;
}

CreateText create_publication(const Definition& definition) {
  CreateText create{definition.sql.text, definition.options};
  if (const Options options = take(create.rest, "option"); !options.empty())
    *create.sql += "\nWITH " + parameter_list(options);
  return create;
}

CreateText create_extension(const Definition& definition) {
  CreateText create{definition.sql.text, definition.options};
  if (const std::string version = take_one(create.rest, "version"); !version.empty())
    *create.sql += " VERSION " + quote_literal(version);
  return create;
}

}  // namespace

CreateText create_text(const Definition& definition, const ServerVersion& version) {
  switch (definition.key.kind) {
    case ObjectKind::schema:
      return create_schema(definition);
    case ObjectKind::enum_type:
      return create_enum(definition);
    case ObjectKind::domain:
      return create_domain(definition, version);
    case ObjectKind::composite_type:
      return create_composite(definition);
    case ObjectKind::sequence:
      return create_sequence(definition, version);
    case ObjectKind::view:
      return create_view(definition, version);
    case ObjectKind::materialized_view:
      return create_materialized_view(definition);
    case ObjectKind::extension:
      return create_extension(definition);
    case ObjectKind::publication:
      return create_publication(definition);
    case ObjectKind::foreign_data_wrapper:
    case ObjectKind::foreign_server:
    case ObjectKind::user_mapping:
    case ObjectKind::foreign_table:
      return create_with_options(definition);
    default:
      return {definition.sql.text, definition.options};
  }
}

std::string replace_text(const Definition& definition) {
  std::string text = definition.sql.text;
  if (definition.key.kind == ObjectKind::view) {
    const Options parameters = options_of(definition.options, "parameter");
    // Without the clause OR REPLACE would take the parameters away.
    text = with_clause(definition, "CREATE VIEW ", parameters.empty() ? "" : " WITH " + parameter_list(parameters));
  }
  constexpr std::string_view kCreate = "CREATE ";
  constexpr std::string_view kReplace = "CREATE OR REPLACE ";
  return text.starts_with(kReplace) ? text : std::string(kReplace) + text.substr(kCreate.size());
}

std::string domain_check(std::string_view name, std::string_view value) {
  const bool not_valid = value.ends_with(kNotValid);
  if (not_valid) value.remove_suffix(kNotValid.size());
  return fmt::format("CONSTRAINT {} CHECK ({}){}", quoted(Identifier(std::string(name))), value,
                     not_valid ? kNotValid : "");
}

std::string sequence_setting(std::string_view word, std::string_view value) {
  struct Setting {
    std::string_view word, set, unset;
  };
  static constexpr std::array<Setting, 7> kSettings = {{{"type", "AS {}", "AS bigint"},
                                                        {"start", "START WITH {}", "START WITH 1"},
                                                        {"increment", "INCREMENT BY {}", "INCREMENT BY 1"},
                                                        {"minvalue", "MINVALUE {}", "NO MINVALUE"},
                                                        {"maxvalue", "MAXVALUE {}", "NO MAXVALUE"},
                                                        {"cache", "CACHE {}", "CACHE 1"},
                                                        {"cycle", "CYCLE", "NO CYCLE"}}};
  for (const Setting& setting : kSettings) {
    if (setting.word != word) continue;
    return value.empty() ? std::string(setting.unset) : fmt::format(fmt::runtime(setting.set), value);
  }
  throw std::logic_error("no such setting of a sequence: " + std::string(word));
}

bool is_sequence_setting(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kWords = {"type",     "start", "increment", "minvalue",
                                                             "maxvalue", "cache", "cycle"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

}  // namespace retort::postgresql
