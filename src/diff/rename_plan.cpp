#include "diff/rename_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "diff/certain_renames.hpp"
#include "diff/object_parts.hpp"
#include "diff/object_questions.hpp"
#include "diff/rename_questions.hpp"
#include "diff/taken_names.hpp"
#include "operation/apply.hpp"
#include "retort/error.hpp"

namespace retort {
namespace {

using Answered = std::vector<Answers::Rename>;

constexpr std::array kTypes = {ObjectKind::enum_type, ObjectKind::composite_type, ObjectKind::domain,
                               ObjectKind::range_type};
constexpr std::array kViews = {ObjectKind::view, ObjectKind::materialized_view};
constexpr std::array kRoutines = {ObjectKind::function, ObjectKind::procedure, ObjectKind::aggregate};

bool is_part_of_type(ObjectKind kind) { return kind == ObjectKind::enum_label || kind == ObjectKind::attribute; }

Operation operation_of(const ObjectKey& from, const ObjectKey& to) {
  if (from.kind == ObjectKind::table) return RenameTable{from.name, to.name};
  if (from.kind == ObjectKind::column) return RenameColumn{to.name, from.part, to.part};
  return RenameObject{from, to};
}

/// The names of what is neither table nor column, of one kind.
void add_keys(const Schema& schema, ObjectKind kind, std::set<ObjectKey>& keys) {
  const auto add_indexes = [&](const Identifier& in, const std::map<Identifier, Index>& indexes) {
    for (const auto& [name, index] : indexes) keys.insert({ObjectKind::index, {in, name}});
  };
  for (const auto& [key, definition] : schema.definitions) {
    if (key.kind == kind) keys.insert(key);
    if (kind == ObjectKind::index) add_indexes(key.name.schema, definition.indexes);
    const bool has_labels = kind == ObjectKind::enum_label && key.kind == ObjectKind::enum_type;
    const bool has_attributes = kind == ObjectKind::attribute && key.kind == ObjectKind::composite_type;
    for (const std::string& label : definition.values)
      if (has_labels) keys.insert({kind, key.name, Identifier(label)});
    for (const auto& [name, value] : definition.options) {
      const auto [word, part] = split_option(name);
      if (has_attributes && word == "attribute") keys.insert({kind, key.name, Identifier(std::string(part))});
    }
  }
  for (const auto& [name, table] : schema.tables) {
    if (kind == ObjectKind::index) add_indexes(name.schema, table.indexes);
    if (kind != ObjectKind::constraint) continue;
    for_each_constraint(table, [&, &owner = name](const auto& constraint) {
      if (constraint.name) keys.insert({ObjectKind::constraint, owner, *constraint.name});
    });
  }
}

class Planner {
 public:
  Planner(const Schema& from, const Schema& to, const Answers& answers, const Capabilities& capabilities,
          const Lexicon& lexicon)
      : from_(from), to_(to), answers_(answers), capabilities_(capabilities), lexicon_(lexicon) {}

  RenamePlan run() {
    sort_answers();
    rename_schemas();
    if (!plan_.operations.empty()) based_ = plan_.renamed;
    const Schema& base = based_ ? *based_ : from_;
    rename_tables();
    for (const auto& [table, said] : columns_) rename_columns(base, table, said);
    for (const auto& [kind, said] : objects_) {
      if (!is_part_of_type(kind)) rename_objects(kind, said);
    }
    for (const auto& [kind, said] : objects_) {
      if (is_part_of_type(kind)) rename_objects(kind, said);
    }
    ask(base);
    if (capabilities_.renames_objects && plan_.questions.empty()) {
      add(types_aside(now(), to_));
      add(certain_renames(now(), to_, lexicon_));
    }
    return std::move(plan_);
  }

 private:
  const Schema& now() const { return plan_.operations.empty() ? from_ : plan_.renamed; }

  void add(OperationList operations) {
    if (operations.empty()) return;
    if (plan_.operations.empty()) plan_.renamed = from_;
    apply(operations, plan_.renamed, lexicon_);
    std::move(operations.begin(), operations.end(), std::back_inserter(plan_.operations));
  }

  void add(const ScopeRenames& renames, const RenameScope& scope) {
    OperationList operations;
    for (const auto& [a, b] : renames.in_order(scope)) operations.push_back(operation_of(a, b));
    add(std::move(operations));
  }

  void sort_answers() {
    for (const Answers::Rename& said : answers_.renames) {
      const Answers::Rename answer = read(said);
      switch (answer.to.kind) {
        case ObjectKind::schema:
          schemas_.push_back(answer);
          break;
        case ObjectKind::table:
          tables_.push_back(answer);
          break;
        case ObjectKind::column:
          columns_[resolved_table(to_, answer.to.name, lexicon_)].push_back(answer);
          break;
        default:
          objects_[answer.to.kind].push_back(answer);
      }
    }
  }

  /// `a.b=c` is a column of table `a`, or table `b` of schema `a`: what there is decides.
  Answers::Rename read(Answers::Rename answer) const {
    if (answer.to.kind == ObjectKind::column) {
      if (lexicon_.default_schema.empty() || !answer.to.name.schema.empty()) return answer;
      const ObjectName table = resolved_table(to_, answer.to.name, lexicon_);
      const ObjectName other{answer.to.name.name, answer.to.part};
      if (to_.find_table(table) != nullptr || to_.find_table(other) == nullptr) return answer;
      return {
          {ObjectKind::table, {answer.from.name.name, answer.from.part}}, {ObjectKind::table, other}, answer.certain};
    }
    ObjectKind kind = answer.to.kind;
    const auto choose = [&](const auto& kinds) {
      for (const ObjectKind each : kinds) {
        std::set<ObjectKey> keys;
        add_keys(to_, each, keys);
        ObjectKey wanted = answer.to;
        wanted.kind = each;
        if (keys.count(resolved(keys, wanted, lexicon_)) != 0) kind = each;
      }
    };
    if (kind == ObjectKind::enum_type) choose(kTypes);
    if (kind == ObjectKind::view) choose(kViews);
    if (kind == ObjectKind::function) choose(kRoutines);
    answer.from.kind = answer.to.kind = kind;
    return answer;
  }

  void rename_schemas() {
    if (schemas_.empty()) return;
    RenameScope scope{"schema", {}, {}};
    add_keys(from_, ObjectKind::schema, scope.from);
    add_keys(to_, ObjectKind::schema, scope.to);
    const ScopeRenames renames = renames_in_scope(scope, schemas_, lexicon_);
    plan_.renames.schemas = renames.renames;
    add(renames, scope);
  }

  void rename_tables() {
    if (from_.tables.empty()) return;  // nothing could have had another name
    if (tables_.empty()) return;
    RenameScope scope{"table", {}, {}};
    for (const auto& [name, table] : now().tables) scope.from.insert({ObjectKind::table, name});
    for (const auto& [name, table] : to_.tables) scope.to.insert({ObjectKind::table, name});
    for (Answers::Rename& answer : tables_) follow_schemas(answer.from.name);
    const ScopeRenames renames = renames_in_scope(scope, tables_, lexicon_);
    for (const auto& [a, b] : renames.renames) plan_.renames.tables.emplace_back(a.name, b.name);
    for (const auto& [a, b] : renames.aside) plan_.renames.tables_aside.emplace_back(a.name, b.name);
    if (capabilities_.renames_objects) add(relations_aside(now(), renames.renames));
    make_schemas(renames.renames);
    add(renames, scope);
  }

  /// A new schema has to be there before anything moves into it.
  void make_schemas(const KeyPairs& renames) {
    for (const auto& [a, b] : renames) {
      const ObjectKey key{ObjectKind::schema, {{}, b.name.schema}};
      const auto made = to_.definitions.find(key);
      const bool moves = a.name.schema != b.name.schema && b.name.schema.text() != lexicon_.default_schema;
      if (!moves || made == to_.definitions.end() || now().definitions.count(key) != 0) continue;
      add({CreateDefinition{made->second}});
    }
  }

  void rename_columns(const Schema& base, const ObjectName& table, const Answered& said) {
    if (from_.tables.empty()) return;
    const Table* target = to_.find_table(table);
    if (target == nullptr) {
      throw UsageError(
          fmt::format("rename of a column of '{}': there is no such table after the change", table.to_string()),
          std::nullopt, "columns are named with the table's new name: TABLE.OLD=NEW");
    }
    const Table* source = base.find_table(plan_.renames.source_of(table));
    if (source == nullptr) return;  // a new table
    RenameScope scope{fmt::format("column of table '{}'", target->name.to_string()), {}, {}};
    for (const Column& column : source->columns) scope.from.insert({ObjectKind::column, target->name, column.name});
    for (const Column& column : target->columns) scope.to.insert({ObjectKind::column, target->name, column.name});
    Answered answers = said;
    for (Answers::Rename& answer : answers) answer.from.name = answer.to.name = target->name;
    const ScopeRenames renames = renames_in_scope(scope, answers, lexicon_);
    const auto keep = [&](const KeyPairs& pairs, std::map<ObjectName, NamePairs>& into) {
      for (const auto& [a, b] : pairs) into[target->name].emplace_back(a.part, b.part);
    };
    keep(renames.renames, plan_.renames.columns);
    keep(renames.aside, plan_.renames.columns_aside);
    add(renames, scope);
  }

  /// A schema may have another name by now.
  void follow_schemas(ObjectName& name) const {
    for (const auto& [a, b] : plan_.renames.schemas) {
      if (name.schema != a.name.name) continue;
      name.schema = b.name.name;
      return;
    }
  }

  /// What belongs to a table or type is where that is by now.
  void follow_owner(Answers::Rename& answer) const {
    switch (answer.to.kind) {
      case ObjectKind::constraint:
      case ObjectKind::enum_label:
      case ObjectKind::attribute:
        answer.from.name = answer.to.name;
        break;
      case ObjectKind::trigger:
      case ObjectKind::rule:
      case ObjectKind::policy:
        answer.from.part = answer.to.part;
        [[fallthrough]];
      case ObjectKind::index:
        answer.from.name.schema = answer.to.name.schema;
        break;
      default:
        follow_schemas(answer.from.name);
    }
  }

  void rename_objects(ObjectKind kind, Answered said) {
    for (Answers::Rename& answer : said) follow_owner(answer);
    RenameScope scope{std::string(to_string(kind)), {}, {}};
    add_keys(now(), kind, scope.from);
    add_keys(to_, kind, scope.to);
    const ScopeRenames renames = renames_in_scope(scope, said, lexicon_);
    plan_.renames.objects.insert(plan_.renames.objects.end(), renames.renames.begin(), renames.renames.end());
    make_schemas(renames.renames);
    add(renames, scope);
  }

  void ask(const Schema& base) {
    if (answers_.no_renames) return;
    if (capabilities_.renames_objects) plan_.questions = schema_questions(now(), to_, answers_);
    if (!plan_.questions.empty()) return;  // its tables' names depend on the answer
    plan_.questions = rename_questions(match_tables(base, to_, plan_.renames), plan_.renames, answers_);
    if (!capabilities_.renames_objects) return;
    std::vector<RenameQuestion> others = object_questions(now(), to_, answers_, lexicon_);
    std::move(others.begin(), others.end(), std::back_inserter(plan_.questions));
  }

  const Schema& from_;
  const Schema& to_;
  const Answers& answers_;
  const Capabilities& capabilities_;
  const Lexicon& lexicon_;
  std::optional<Schema> based_;  // once schemas have their new names
  Answered schemas_, tables_;
  std::map<ObjectName, Answered> columns_;
  std::map<ObjectKind, Answered> objects_;
  RenamePlan plan_;
};

}  // namespace

RenamePlan plan_renames(const Schema& from, const Schema& to, const Answers& answers, const Capabilities& capabilities,
                        const Lexicon& lexicon) {
  return Planner(from, to, answers, capabilities, lexicon).run();
}

}  // namespace retort
