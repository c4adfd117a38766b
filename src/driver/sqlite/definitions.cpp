// Views and triggers: the text is the catalogue's, the dependencies are what the authorizer hears while the engine
// prepares a statement that uses them.
//
// 1. Each view is selected from, and each table with triggers gets the INSERT, UPDATE or DELETE that fires them;
// nothing is
//    run. What can't be prepared is broken.
// 2. That happens with double-quoted strings off. What can be prepared only with them on holds such strings; the engine
//    itself writes those as 'so' (quoted_strings.hpp).
// 3. Foreign keys are off meanwhile: a mismatched key would make every statement on its table look broken.
#include "driver/sqlite/definitions.hpp"

#include <algorithm>

#include "dialect/sqlite/ddl.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "driver/sqlite/accesses.hpp"
#include "driver/sqlite/probes.hpp"
#include "driver/sqlite/quoted_strings.hpp"
#include "operation/rename.hpp"
#include "schema/dependencies.hpp"

namespace retort::sqlite {

namespace {

class DefinitionReader {
 public:
  DefinitionReader(Session& session, const Catalogue& catalogue)
      : session_(session),
        catalogue_(catalogue),
        quoted_strings_allowed_(session.configure(SQLITE_DBCONFIG_DQS_DML)),
        strings_off_(session, SQLITE_DBCONFIG_DQS_DML, false),
        keys_off_(session, SQLITE_DBCONFIG_ENABLE_FKEY, false) {}

  void read_into(Schema& schema) {
    for (const CatalogueRow& row : catalogue_.rows) {
      if (row.type == "view") view_names_.insert(row.name);
      if (row.type == "trigger") triggers_[row.name];
    }
    for (const CatalogueRow& row : catalogue_.rows) {
      if (row.type == "view") look_at_view(row);
    }
    for (const CatalogueRow& row : catalogue_.rows) {
      if (row.type == "trigger") look_at_trigger(row);
    }
    std::map<DefinitionName, std::string> texts;
    if (holds_strings_) texts = rewrite_quoted_strings(catalogue_.rows);
    int ordinal = 0;
    for (const CatalogueRow& row : catalogue_.rows) {
      ++ordinal;
      if (row.type != "view" && row.type != "trigger") continue;
      const auto text = texts.find({row.type, row.name});
      add(row, text == texts.end() ? row.sql : text->second, ordinal, schema);
    }
    normalize(schema.dependencies);
  }

 private:
  /// What was found out about one of them.
  struct Findings {
    bool broken = false;
    std::vector<Identifier> columns;
    Objects objects;
  };

  Probe look(const std::string& sql) {
    Probe found = probe(session_, sql);
    if (found.error.empty() || !quoted_strings_allowed_) return found;
    const Configured strings_on(session_, SQLITE_DBCONFIG_DQS_DML, true);
    Probe with_strings = probe(session_, sql);
    if (!with_strings.error.empty()) return found;
    holds_strings_ = true;
    return with_strings;
  }

  /// The engine names a common table expression where it should name the view that holds it. What such a name accesses
  /// counts for every definition that was looked at together: one dependency too many drops and creates a view again
  /// for nothing, one too few breaks it.
  Objects own_objects(const Accesses& accesses, const Identifier& name) const {
    std::set<Identifier> reached;
    for (const auto& [inside, objects] : accesses) {
      for (const auto& [object, columns] : objects) reached.insert(object);
    }
    Objects own;
    for (const auto& [inside, objects] : accesses) {
      const bool is_other =
          inside.empty() || triggers_.contains(inside) || (view_names_.contains(inside) && reached.contains(inside));
      if (inside != name && is_other) continue;
      for (const auto& [object, columns] : objects) {
        if (catalogue_.tables.contains(object)) own[object].insert(columns.begin(), columns.end());
      }
    }
    return own;
  }

  void look_at_view(const CatalogueRow& row) {
    Probe found = look(select_from(row.name));
    views_[row.name] = {!found.error.empty(), std::move(found.columns), own_objects(found.accesses, row.name)};
  }

  std::vector<Identifier> writable_columns(const Identifier& object) const {
    if (const auto view = views_.find(object); view != views_.end()) return view->second.columns;
    std::vector<Identifier> columns;
    const auto table = catalogue_.tables.find(object);
    if (table == catalogue_.tables.end()) return columns;
    for (const ColumnFacts& column : table->second.columns) {
      if (column.hidden == 0) columns.push_back(column.name);
    }
    return columns;
  }

  void look_at_trigger(const CatalogueRow& row) {
    const TriggerHead head = read_trigger_head(row.sql);
    // One statement serves all the triggers that it fires.
    const auto [firing, is_new] = firings_.try_emplace({row.table, head.event});
    if (is_new) firing->second = look(dml_on(row.table, head.event, writable_columns(row.table)));
    const Probe& found = firing->second;
    Findings& trigger = triggers_[row.name];
    trigger.broken = !found.error.empty();
    trigger.objects = own_objects(found.accesses, row.name);
    trigger.objects[row.table].insert(head.columns.begin(), head.columns.end());
  }

  void add(const CatalogueRow& row, const std::string& sql, int ordinal, Schema& schema) const {
    const bool is_view = row.type == "view";
    const ObjectKind kind = is_view ? ObjectKind::view : ObjectKind::trigger;
    const Findings& findings = is_view ? views_.at(row.name) : triggers_.at(row.name);
    try {
      Definition definition = read_definition(kind, row.name.text(), is_view ? "" : row.table.text(), sql);
      definition.columns = findings.columns;
      definition.broken = findings.broken;
      definition.ordinal = ordinal;
      add_dependencies(definition, findings.objects, schema);
      schema.definitions.emplace(definition.key, std::move(definition));
    } catch (const ProjectError& error) {
      schema.not_covered.push_back({row.type, ObjectName{{}, row.name}, error.what()});
    }
  }

  ObjectKind kind_of(const Identifier& object, const Schema& schema) const {
    if (view_names_.contains(object)) return ObjectKind::view;
    const bool is_virtual = schema.definitions.contains({ObjectKind::virtual_table, ObjectName{{}, object}});
    return is_virtual ? ObjectKind::virtual_table : ObjectKind::table;
  }

  /// What the engine does not hear of (the columns of an INSERT) is taken from the text: a column too many drops and
  /// creates the definition for nothing, one too few breaks it.
  void add_dependencies(const Definition& definition, const Objects& objects, Schema& schema) const {
    const std::set<Identifier> named = column_names(definition.sql, lexicon());
    for (const auto& [object, columns] : objects) {
      const ObjectName name{{}, object};
      std::set<Identifier> used = columns;
      for (const Identifier& column : writable_columns(object)) {
        if (named.contains(column)) used.insert(column);
      }
      schema.dependencies.push_back({definition.key, {kind_of(object, schema), name}});
      for (const Identifier& column : used) {
        schema.dependencies.push_back({definition.key, {ObjectKind::column, name, column}});
      }
    }
  }

  Session& session_;
  const Catalogue& catalogue_;
  bool quoted_strings_allowed_;
  Configured strings_off_;
  Configured keys_off_;
  bool holds_strings_ = false;
  std::set<Identifier> view_names_;
  std::map<Identifier, Findings> views_;
  std::map<Identifier, Findings> triggers_;
  std::map<std::pair<Identifier, TriggerEvent>, Probe> firings_;
};

bool has_double_quotes(const CatalogueRow& row) { return row.sql.find('"') != std::string::npos; }

}  // namespace

void read_definitions(Session& session, const Catalogue& catalogue, Schema& schema) {
  DefinitionReader(session, catalogue).read_into(schema);
}

std::vector<Definition> read_triggers_on(Session& session, const Identifier& table) {
  std::vector<CatalogueRow> rows = read_rows_of(session, table);
  std::erase_if(rows, [](const CatalogueRow& row) { return row.type != "trigger"; });
  std::vector<Definition> triggers;
  if (std::none_of(rows.begin(), rows.end(), has_double_quotes)) {
    for (const CatalogueRow& row : rows) {
      triggers.push_back(read_definition(ObjectKind::trigger, row.name.text(), table.text(), row.sql));
    }
    return triggers;
  }
  Schema schema;
  read_definitions(session, read_catalogue(session), schema);
  for (const CatalogueRow& row : rows) {
    const auto found = schema.definitions.find({ObjectKind::trigger, ObjectName{{}, row.name}});
    if (found == schema.definitions.end()) throw ProjectError("not read: trigger '" + row.name.text() + "'");
    triggers.push_back(found->second);
  }
  return triggers;
}

}  // namespace retort::sqlite
