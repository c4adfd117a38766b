#include "driver/sqlite/explain_scan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "driver/sqlite/catalogue.hpp"
#include "driver/sqlite/prepared.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort::sqlite {

namespace {

/// Whether `text` (lower case) may name it. A name with quotes in it can be spelled in several ways.
bool may_mention(const std::string& text, const Identifier& name) {
  return name.key().find_first_of("\"`[]'") != std::string::npos || text.find(name.key()) != std::string::npos;
}

bool double_quotes(std::string_view sql, const Identifier& column) {
  for (const Token& token : significant_tokens(sql, lexicon())) {
    if (token.text.starts_with('"') && lexicon().identifier(unquote(token.text)) == column) return true;
  }
  return false;
}

}  // namespace

std::vector<ExplainScan::Definition> ExplainScan::read_definitions() {
  std::vector<Definition> definitions;
  Prepared rows(
      session_,
      "SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE type IN ('view', 'trigger') ORDER BY rowid");
  while (rows.step()) {
    definitions.push_back({rows.text(0) == "view", Identifier::folded(std::string(rows.text(1))),
                           Identifier::folded(std::string(rows.text(2))), std::string(rows.text(3))});
  }
  return definitions;
}

std::set<ExplainScan::Use> ExplainScan::uses_around(const std::set<Identifier>& changed,
                                                    const std::vector<Definition>& definitions) const {
  std::vector<std::string> lower;
  for (const Definition& definition : definitions) lower.push_back(ascii_lower(definition.sql));
  std::set<Use> uses;
  std::vector<bool> taken(definitions.size(), false);
  std::vector<Identifier> names(changed.begin(), changed.end());
  for (std::size_t next = 0; next < names.size(); ++next) {
    const Identifier name = names[next];
    for (std::size_t i = 0; i < definitions.size(); ++i) {
      const Definition& definition = definitions[i];
      if (taken[i] || !(definition.name == name || may_mention(lower[i], name))) continue;
      taken[i] = true;
      if (definition.is_view) {
        uses.insert({definition.name, std::nullopt});
        names.push_back(definition.name);
      } else {
        uses.insert({definition.table, read_trigger_head(definition.sql).event});
      }
    }
  }
  if (!tables_too_) return uses;
  for (const Identifier& table : changed) {
    uses.insert({table, std::nullopt});
    for (const TriggerEvent event : {TriggerEvent::insert, TriggerEvent::update, TriggerEvent::remove})
      uses.insert({table, event});
  }
  return uses;
}

Probe ExplainScan::look(const Use& use) {
  if (!use.event) return probe(session_, select_from(use.object));
  std::vector<Identifier> columns;
  if (*use.event == TriggerEvent::update) {
    const Row parameters{use.object.text()};
    Prepared rows(session_, "SELECT name FROM pragma_table_xinfo($1, 'main') WHERE hidden = 0");
    rows.bind(parameters);
    try {
      while (rows.step()) columns.push_back(Identifier::folded(std::string(rows.text(0))));
    } catch (const DatabaseError& error) {  // a view that is broken has no columns
      return {error.what(), {}, {}};
    }
  }
  return probe(session_, dml_on(use.object, *use.event, columns));
}

void ExplainScan::before(const Footprint& footprint) {
  std::set<Identifier> changed;
  for (const Identifier& name : footprint.changed) {
    if (seen_.insert(name).second) changed.insert(name);
  }
  if (changed.empty()) return;
  const std::vector<Definition> definitions = read_definitions();
  if (definitions.empty() && !tables_too_) return;
  for (const Definition& definition : definitions) texts_before_.emplace(definition.name, definition.sql);
  // A mismatched foreign key is the key scan's to tell.
  const Configured keys_off(session_, SQLITE_DBCONFIG_ENABLE_FKEY, false);
  for (const Use& use : uses_around(changed, definitions)) {
    if (worked_.contains(use)) continue;
    Probe found = look(use);
    if (found.error.empty()) worked_.emplace(use, std::move(found.accesses));
  }
}

std::string ExplainScan::tell(const Use& use, const std::string& error, const std::vector<Definition>& now) const {
  if (!use.event) return fmt::format("'{}' can't be selected from any more: {}", use.object.text(), error);
  std::vector<std::string> triggers;
  for (const Definition& definition : now) {
    if (definition.is_view || definition.table != use.object) continue;
    if (read_trigger_head(definition.sql).event == *use.event) triggers.push_back("'" + definition.name.text() + "'");
  }
  const std::string who = triggers.empty() ? std::string() : fmt::format(" (trigger {})", join(triggers, ", "));
  return fmt::format("{} on '{}'{} does not work any more: {}", word_of(*use.event), use.object.text(), who, error);
}

std::vector<std::string> ExplainScan::names_that_became_strings(const Accesses& was, const Accesses& is,
                                                                const std::vector<Definition>& now) const {
  std::vector<std::string> found;
  for (const Definition& definition : now) {
    const auto before = was.find(definition.name);
    const auto text = texts_before_.find(definition.name);
    if (before == was.end() || text == texts_before_.end() || text->second != definition.sql) continue;
    const auto after = is.find(definition.name);
    for (const auto& [object, columns] : before->second) {
      for (const Identifier& column : columns) {
        const bool still =
            after != is.end() && after->second.contains(object) && after->second.at(object).contains(column);
        if (still || !double_quotes(definition.sql, column)) continue;
        found.push_back(fmt::format("'{0}' read the column '{1}.{2}', and now takes \"{2}\" for a string",
                                    definition.name.text(), object.text(), column.text()));
      }
    }
  }
  return found;
}

std::vector<std::string> ExplainScan::newly_broken() {
  if (worked_.empty()) return {};
  const std::vector<Definition> now = read_definitions();
  std::set<Identifier> views;
  std::set<Use> fired;
  for (const Definition& definition : now) {
    if (definition.is_view) views.insert(definition.name);
    if (!definition.is_view) fired.insert({definition.table, read_trigger_head(definition.sql).event});
  }
  std::set<Identifier> tables;
  Prepared rows(session_, "SELECT name FROM main.sqlite_schema WHERE type = 'table'");
  while (rows.step()) tables.insert(Identifier::folded(std::string(rows.text(0))));

  std::set<std::string> broken;
  const Configured keys_off(session_, SQLITE_DBCONFIG_ENABLE_FKEY, false);
  for (const auto& [use, was] : worked_) {
    // What the step took away on purpose is not broken; a view can be written to only as long as a trigger does it.
    const bool is_there =
        tables.contains(use.object) || (views.contains(use.object) && (!use.event || fired.contains(use)));
    if (!is_there) continue;
    const Probe found = look(use);
    if (!found.error.empty()) {
      broken.insert(tell(use, found.error, now));
      continue;
    }
    for (std::string& told : names_that_became_strings(was, found.accesses, now)) broken.insert(std::move(told));
  }
  return {broken.begin(), broken.end()};
}

}  // namespace retort::sqlite
