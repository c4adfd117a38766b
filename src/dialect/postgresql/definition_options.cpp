// A rule is a kind, a word and three templates: to set it, to change its value (as to set it, where empty), to unset
// it. In them stand {object} ("VIEW public.v"), {name} (what names it), {on} (the table of a trigger or rule), {only}
// (the name alone of a trigger or rule), {part} (the option's part as a name), {raw} (as it is), {first} and {last}
// (what stands before its first dot, and after it as a name), {value}, {literal} (the value as a string) and
// {identifier} (the value as a name).
#include "dialect/postgresql/definition_options.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "dialect/postgresql/object_words.hpp"
#include "dialect/postgresql/privileges.hpp"
#include "dialect/postgresql/versions.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {
namespace {

struct OptionRule {
  ObjectKind kind;
  std::string_view word;
  std::string_view set;
  std::string_view change;
  std::string_view unset;
};

constexpr std::string_view kSetParameter = "ALTER {object} SET {setting}";
constexpr std::string_view kResetParameter = "ALTER {object} RESET ({raw})";
constexpr std::string_view kCommentColumn = "COMMENT ON COLUMN {name}.{part} IS {literal}";
constexpr std::string_view kUncommentColumn = "COMMENT ON COLUMN {name}.{part} IS NULL";
constexpr std::string_view kAddOption = "ALTER {object} OPTIONS (ADD {part} {literal})";
constexpr std::string_view kSetOption = "ALTER {object} OPTIONS (SET {part} {literal})";
constexpr std::string_view kDropOption = "ALTER {object} OPTIONS (DROP {part})";

// clang-format off
constexpr std::array kRules = {
    OptionRule{ObjectKind::view, "parameter", kSetParameter, "", kResetParameter},
    OptionRule{ObjectKind::view, "default", "ALTER {object} ALTER COLUMN {part} SET DEFAULT {value}", "", "ALTER {object} ALTER COLUMN {part} DROP DEFAULT"},
    OptionRule{ObjectKind::materialized_view, "parameter", kSetParameter, "", kResetParameter},
    OptionRule{ObjectKind::materialized_view, "access method", "ALTER {object} SET ACCESS METHOD {identifier}", "", "ALTER {object} SET ACCESS METHOD heap"},
    OptionRule{ObjectKind::materialized_view, "tablespace", "ALTER {object} SET TABLESPACE {identifier}", "", "ALTER {object} SET TABLESPACE pg_default"},
    OptionRule{ObjectKind::materialized_view, "clustered", "ALTER {object} CLUSTER ON {identifier}", "", "ALTER {object} SET WITHOUT CLUSTER"},
    OptionRule{ObjectKind::materialized_view, "statistics", "ALTER {object} ALTER COLUMN {part} SET STATISTICS {value}", "", "ALTER {object} ALTER COLUMN {part} SET STATISTICS -1"},
    OptionRule{ObjectKind::materialized_view, "storage", "ALTER {object} ALTER COLUMN {part} SET STORAGE {value}", "", "ALTER {object} ALTER COLUMN {part} SET STORAGE DEFAULT"},
    OptionRule{ObjectKind::materialized_view, "compression", "ALTER {object} ALTER COLUMN {part} SET COMPRESSION {value}", "", "ALTER {object} ALTER COLUMN {part} SET COMPRESSION default"},
    OptionRule{ObjectKind::materialized_view, "unpopulated", "REFRESH {object} WITH NO DATA", "", "REFRESH {object}"},
    OptionRule{ObjectKind::extension, "version", "ALTER {object} UPDATE TO {literal}", "", "ALTER {object} UPDATE"},
    OptionRule{ObjectKind::operator_family, "member", "ALTER {object} ADD {value}", "", "ALTER {object} DROP {raw}"},
    OptionRule{ObjectKind::statistics, "statistics", "ALTER {object} SET STATISTICS {value}", "", "ALTER {object} SET STATISTICS -1"},
    OptionRule{ObjectKind::foreign_data_wrapper, "option", kAddOption, kSetOption, kDropOption},
    OptionRule{ObjectKind::foreign_server, "option", kAddOption, kSetOption, kDropOption},
    OptionRule{ObjectKind::user_mapping, "option", kAddOption, kSetOption, kDropOption},
    OptionRule{ObjectKind::foreign_table, "option", kAddOption, kSetOption, kDropOption},
    OptionRule{ObjectKind::foreign_server, "version", "ALTER {object} VERSION {literal}", "", "ALTER {object} VERSION NULL"},
    OptionRule{ObjectKind::foreign_table, "statistics", "ALTER {object} ALTER COLUMN {part} SET STATISTICS {value}", "", "ALTER {object} ALTER COLUMN {part} SET STATISTICS -1"},
    OptionRule{ObjectKind::foreign_table, "storage", "ALTER {object} ALTER COLUMN {part} SET STORAGE {value}", "", "ALTER {object} ALTER COLUMN {part} SET STORAGE DEFAULT"},
    OptionRule{ObjectKind::foreign_table, "column parameter", "ALTER {object} ALTER COLUMN {last} SET ({first} = {value})", "", "ALTER {object} ALTER COLUMN {last} RESET ({first})"},
    OptionRule{ObjectKind::foreign_table, "constraint comment", "COMMENT ON CONSTRAINT {part} ON {name} IS {literal}", "", "COMMENT ON CONSTRAINT {part} ON {name} IS NULL"},
    OptionRule{ObjectKind::publication, "option", kSetParameter, "", ""},
    OptionRule{ObjectKind::text_search_configuration, "mapping", "ALTER {object} ADD MAPPING FOR {raw} WITH {value}", "ALTER {object} ALTER MAPPING FOR {raw} WITH {value}", "ALTER {object} DROP MAPPING FOR {raw}"},
    OptionRule{ObjectKind::domain, "comment", "COMMENT ON CONSTRAINT {part} ON DOMAIN {name} IS {literal}", "", "COMMENT ON CONSTRAINT {part} ON DOMAIN {name} IS NULL"},
};

struct State {
  std::string_view value;
  std::string_view words;
};
constexpr std::array kStates = {State{"", "ENABLE"}, State{"disabled", "DISABLE"}, State{"replica", "ENABLE REPLICA"},
                                State{"always", "ENABLE ALWAYS"}};

struct Unset {
  std::string_view option;
  std::string_view value;
};
// ALTER PUBLICATION has no RESET.
constexpr std::array kPublicationDefaults = {Unset{"publish", "insert, update, delete, truncate"},
                                             Unset{"publish_via_partition_root", "false"},
                                             Unset{"publish_generated_columns", "none"}};
// clang-format on

bool is_public_schema(const ObjectKey& key) {
  return key.kind == ObjectKind::schema && key.name.name.text() == "public";
}

/// What everybody may do with a new one.
std::string_view public_default(const ObjectKey& key, const ServerVersion& version) {
  if (is_public_schema(key)) return has(version, Feature::guarded_public_schema) ? "USAGE" : "CREATE, USAGE";
  switch (key.kind) {
    case ObjectKind::function:
    case ObjectKind::procedure:
    case ObjectKind::aggregate:
    case ObjectKind::enum_type:
    case ObjectKind::composite_type:
    case ObjectKind::domain:
    case ObjectKind::range_type:
    case ObjectKind::language:
      return "ALL";
    default:
      return {};
  }
}

class DefinitionOptions {
 public:
  DefinitionOptions(const Definition& definition, const ServerVersion& version, bool is_new, Statements& statements)
      : definition_(definition), version_(version), is_new_(is_new), statements_(statements) {}

  void render(const Options& from, const Options& to) {
    for (const auto& [key, value] : from) {
      if (!to.contains(key)) unset(key, value);
    }
    for (const auto& [key, value] : to) {
      const auto old = from.find(key);
      if (old == from.end() || old->second != value) set(key, value, old != from.end());
    }
    owner_and_privileges(from, to);
  }

 private:
  static bool is_ownership(std::string_view word) { return word == "owner" || word == "privileges"; }

  void set(const std::string& key, const std::string& value, bool there) {
    const auto [word, part] = split_option(key);
    if (is_ownership(word)) return;
    if (key == "comment") return add("COMMENT ON " + object() + " IS " + quote_literal(value));
    if (word == "state") return state(value);
    if (word == "comment" && definition_.key.kind != ObjectKind::domain)
      return add(filled(kCommentColumn, part, value));
    const OptionRule& found = rule(word);
    if (there && word == "member") unset(key, value);  // it can't be exchanged
    add(filled(there && !found.change.empty() ? found.change : found.set, part, value));
  }
  void unset(const std::string& key, const std::string& value) {
    const auto [word, part] = split_option(key);
    if (is_ownership(word)) return;
    if (key == "comment") return add("COMMENT ON " + object() + " IS " + no_comment());
    if (word == "state") return state("");
    if (word == "comment" && definition_.key.kind != ObjectKind::domain)
      return add(filled(kUncommentColumn, part, value));
    if (definition_.key.kind == ObjectKind::publication)
      return add(filled(kSetParameter, part, publication_default(part)));
    if (word == "storage" && !has(version_, Feature::storage_default))
      return default_storage(Identifier(std::string(part)));
    add(filled(rule(word).unset, part, value));
  }

  /// Before SET STORAGE DEFAULT only the catalogue knows it: a view's text does not say its columns' types.
  void default_storage(const Identifier& column) {
    const std::string alter = fmt::format("ALTER {} ALTER COLUMN {} SET STORAGE ", object(), quoted(column));
    add(fmt::format(
        "DO $retort$BEGIN EXECUTE (\n"
        "  SELECT {} || CASE t.typstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' "
        "ELSE 'EXTENDED' END\n"
        "  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid\n"
        "  WHERE a.attrelid = {}::regclass AND a.attname = {}\n); END$retort$",
        quote_literal(alter), quote_literal(signature(definition_.key)), quote_literal(column.text())));
  }

  /// The one object that a new database has a comment on: the reader takes it for none.
  std::string no_comment() const { return is_public_schema(definition_.key) ? "'standard public schema'" : "NULL"; }

  /// Of a trigger, a rule or an event trigger.
  void state(std::string_view value) {
    const auto found =
        std::find_if(kStates.begin(), kStates.end(), [&](const State& state) { return state.value == value; });
    if (found == kStates.end()) throw std::logic_error("no such state: " + std::string(value));
    if (definition_.key.kind == ObjectKind::event_trigger)
      return add(fmt::format("ALTER {} {}", object(), found->words));
    add(fmt::format("ALTER TABLE {} {} {} {}", quoted(owner_of(definition_.key)), found->words,
                    words_of(definition_.key.kind).words, quoted(definition_.key.name.name)));
  }

  void owner_and_privileges(const Options& from, const Options& to) {
    const KindWords& words = words_of(definition_.key.kind);
    const std::string& owner = option(to, "owner");
    if (words.has_owner && !owner.empty() && owner != option(from, "owner"))
      add("ALTER " + object() + " OWNER TO " + quoted_role(owner));
    if (words.grant_on.empty()) return;
    Grantable on{std::string(words.grant_on) + " " + signature(definition_.key), owner, std::nullopt,
                 public_default(definition_.key, version_), is_new_};
    const std::set<std::string> revoked =
        render_privileges(on, privileges(from, nullptr), privileges(to, nullptr), statements_);
    for (const Identifier& column : definition_.columns) {
      on.column = column;
      Options before = privileges(from, &column);
      for (const std::string& role : revoked) before.erase(option_key("privileges", role));
      render_privileges(on, before, privileges(to, &column), statements_);
    }
  }

  /// "privileges:ROLE.COLUMN": without the column's, those of the object; with them, as the column itself would have
  /// them.
  Options privileges(const Options& options, const Identifier* column) const {
    Options result;
    for (const auto& [part, value] : options_of(options, "privileges")) {
      const Identifier* of = column_of(part);
      if ((of == nullptr) != (column == nullptr) || (of != nullptr && *of != *column)) continue;
      const std::size_t size = of == nullptr ? part.size() : part.size() - of->text().size() - 1;
      result.emplace(option_key("privileges", part.substr(0, size)), value);
    }
    return result;
  }
  const Identifier* column_of(const std::string& part) const {
    for (const Identifier& column : definition_.columns) {
      if (part.ends_with("." + column.text())) return &column;
    }
    return nullptr;
  }

  const OptionRule& rule(std::string_view word) const {
    const auto found = std::find_if(kRules.begin(), kRules.end(), [&](const OptionRule& candidate) {
      return candidate.kind == definition_.key.kind && candidate.word == word;
    });
    if (found != kRules.end()) return *found;
    throw std::logic_error(fmt::format("no statement sets '{}' of a {}", word, to_string(definition_.key.kind)));
  }

  static std::string publication_default(std::string_view name) {
    const auto found = std::find_if(kPublicationDefaults.begin(), kPublicationDefaults.end(),
                                    [&](const Unset& unset) { return unset.option == name; });
    if (found == kPublicationDefaults.end()) throw std::logic_error("no default of " + std::string(name));
    return std::string(found->value);
  }

  std::string filled(std::string_view text, std::string_view part, const std::string& value) const {
    const Identifier part_name{std::string(part)};
    const std::size_t dot = std::min(part.find('.'), part.size());
    const Identifier last{std::string(part.substr(std::min(dot + 1, part.size())))};
    return fmt::format(fmt::runtime(text), fmt::arg("object", object()), fmt::arg("name", signature(definition_.key)),
                       fmt::arg("part", part_name.empty() ? "" : quoted(part_name)), fmt::arg("raw", part),
                       fmt::arg("first", part.substr(0, dot)), fmt::arg("last", last.empty() ? "" : quoted(last)),
                       fmt::arg("value", value), fmt::arg("literal", quote_literal(value)),
                       fmt::arg("setting", parameter_list({{std::string(part), value}})),
                       fmt::arg("identifier", quoted(Identifier(value))));
  }

  std::string object() const { return object_text(definition_.key); }
  void add(std::string text) { statements_.push_back(plain(std::move(text))); }

  const Definition& definition_;
  const ServerVersion& version_;
  const bool is_new_;
  Statements& statements_;
};

}  // namespace

void render_definition_options(const Definition& definition, const Options& from, const Options& to,
                               const ServerVersion& version, Statements& statements, bool is_new) {
  const std::string object = fmt::format("{} '{}'", to_string(definition.key.kind), definition.key.to_string());
  if (has_option(to, "parameter:security_invoker")) require(version, Feature::security_invoker_views, object);
  if (option(from, "access method") != option(to, "access method"))
    require(version, Feature::alter_access_method, object);
  DefinitionOptions(definition, version, is_new, statements).render(from, to);
}

}  // namespace retort::postgresql
