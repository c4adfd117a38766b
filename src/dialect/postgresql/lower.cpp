// Most operations are rendered as they are. What depends on other tables or on what is still to come is settled here:
//
//   1. a type that can't be altered is exchanged (exchange.hpp);
//   2. a new partition gets its parent's checks, without which it can't be attached, and no identity where the parent
//      brings that along;
//   3. an index or key of a partitioned table is made for that alone (ONLY) where its partitions' have operations of
//      their own, and these are attached as soon as it is there: so all have the names that they should have;
//   4. a child's inherited columns get what is not as the parent has it;
//   5. a table that is clustered on an index, or identified by it, is so again when that index was dropped and made
//   anew;
//   6. bodies of functions are not checked against what comes later (function_bodies.hpp);
//   7. default privileges give nothing to what is made (default_grants.hpp);
//   8. a NOT NULL whose name another one of the table is to have goes by a name of its own until its turn comes;
//   9. a sequence that is new counts on behind the numbers that rows have;
//   10. what came with a range type is renamed with it;
//   11. a column keeps its grants when its table loses some (column_grants.hpp);
//   12. a table that gets another name in another schema goes by a free one of the two names between.
#include "dialect/postgresql/lower.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <type_traits>
#include <utility>

#include "dialect/postgresql/automatic_name.hpp"
#include "dialect/postgresql/change_rules.hpp"
#include "dialect/postgresql/column_grants.hpp"
#include "dialect/postgresql/ddl.hpp"
#include "dialect/postgresql/default_grants.hpp"
#include "dialect/postgresql/exchange.hpp"
#include "dialect/postgresql/function_bodies.hpp"
#include "dialect/postgresql/lexicon.hpp"
#include "dialect/postgresql/not_null_name.hpp"
#include "dialect/postgresql/partition_exclusions.hpp"
#include "dialect/postgresql/render_column.hpp"
#include "dialect/postgresql/sequence_changes.hpp"
#include "dialect/postgresql/sql_text.hpp"
#include "dialect/postgresql/versions.hpp"
#include "operation/sequence_owner.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort::postgresql {
namespace {

template <class T>
const std::optional<ObjectName>* parent_of(const T& part) {
  if constexpr (requires { part.parent; }) return &part.parent;
  return nullptr;
}

const std::optional<ObjectName>* parent_of_constraint(const Constraint& constraint) {
  return std::visit([](const auto& c) { return parent_of(c); }, constraint);
}

std::optional<ObjectName>* parent_of_constraint(Constraint& constraint) {
  return std::visit(
      [](auto& c) -> std::optional<ObjectName>* {
        if constexpr (requires { c.parent; }) return &c.parent;
        return nullptr;
      },
      constraint);
}

std::optional<Identifier> name_of_constraint(const Constraint& constraint) {
  return std::visit([](const auto& c) { return c.name; }, constraint);
}

/// The indexes of partitioned tables that an operation attaches one to.
std::set<ObjectName> parents_of_parts(const Operations& operations) {
  std::set<ObjectName> parents;
  for (const Operation& operation : operations) {
    const std::optional<ObjectName>* parent = nullptr;
    if (const auto* index = std::get_if<CreateIndex>(&operation)) parent = &index->index.parent;
    if (const auto* add = std::get_if<AddConstraint>(&operation)) parent = parent_of_constraint(add->constraint);
    if (const auto* alter = std::get_if<AlterIndex>(&operation)) parent = &alter->to.parent;
    if (const auto* alter = std::get_if<AlterConstraint>(&operation)) parent = parent_of_constraint(alter->to);
    if (parent != nullptr && *parent) parents.insert(**parent);
  }
  return parents;
}

/// As a child has it that says nothing of its own.
Column as_inherited(Column column) {
  column.inherited = true;
  column.comment.clear();
  std::erase_if(column.options, [](const auto& entry) {
    const std::string_view word = split_option(entry.first).first;
    return word == "identity" || word == "privileges" || word == "statistics" || word == "parameter";
  });
  return column;
}

constexpr std::string_view kByIndex = "index ";

/// Those of a table's options that name this index.
Options marks(const Options& options, const Identifier& index) {
  Options found;
  if (option(options, "clustered") == index.text()) found.emplace("clustered", index.text());
  if (option(options, "replica identity") == std::string(kByIndex) + index.text())
    found.emplace("replica identity", option(options, "replica identity"));
  return found;
}

/// Of "CREATE TYPE public.r AS RANGE (subtype = numeric, …)", as the reader puts it together.
std::string subtype_of_range(const Definition& range) {
  static constexpr std::string_view kWord = "(subtype = ";
  const std::string& text = range.sql.text;
  const std::size_t begin = text.find(kWord) + kWord.size();
  return text.substr(begin, std::min(text.find(", ", begin), text.rfind(')')) - begin);
}

bool holds_integers(const std::string& type) { return type == "smallint" || type == "integer" || type == "bigint"; }

class Lowering {
 public:
  Lowering(Operations operations, const Schema& before, const ServerVersion& version)
      : operations_(std::move(operations)),
        before_(before),
        version_(version),
        tables_(before),
        parents_of_parts_(parents_of_parts(operations_)) {}

  Operations run() {
    for (const Operation& operation : operations_) lower(operation);
    const bool from_nothing = before_.tables.empty() && before_.definitions.empty();
    return without_body_checks(with_column_grants(without_default_grants(std::move(lowered_), before_), before_),
                               from_nothing);
  }

 private:
  void lower(const Operation& operation) {
    if (const auto* create = std::get_if<CreateTable>(&operation)) return create_table(*create);
    if (const auto* alter = std::get_if<AlterDefinition>(&operation);
        alter != nullptr && needs_exchange(alter->from, alter->to)) {
      for (Operation& step : exchange(alter->from, alter->to, tables_)) emit_exchange(std::move(step));
      return;
    }
    if (const auto* index = std::get_if<CreateIndex>(&operation)) {
      CreateIndex create = *index;
      attach_later(create.table, create.index.parent, create.index);
      if (is_split(create.table, create.index.name)) create.index.options.emplace(kOnly, "");
      lowered_.emplace_back(std::move(create));
      tables_.apply(operation);
      attach_parts({index->table.schema, index->index.name});
      return mark_again(index->table, index->index.name);
    }
    if (const auto* add = std::get_if<AddConstraint>(&operation)) return add_constraint(*add);
    if (const auto* alter = std::get_if<AlterColumn>(&operation)) return alter_column(*alter);
    if (const auto* rename = std::get_if<RenameTable>(&operation)) return rename_table(*rename);
    if (const auto* index = std::get_if<DropIndex>(&operation)) unmarked(index->table, index->index.name);
    if (const auto* drop = std::get_if<DropConstraint>(&operation)) {
      if (const auto name = name_of_constraint(drop->constraint)) unmarked(drop->table, *name);
    }
    emit(operation);
    if (const auto* rename = std::get_if<RenameObject>(&operation)) rename_constructors(*rename);
    if (const auto* create = std::get_if<CreateDefinition>(&operation)) count_on(create->definition);
  }

  /// A new sequence for a column that was there: the first number to come would be one that a row has.
  void count_on(const Definition& sequence) {
    const std::optional<ObjectKey> owner = owning_column(sequence, lexicon());
    const Table* table = owner ? tables_.find(owner->name) : nullptr;
    const Column* column = table == nullptr ? nullptr : table->find_column(owner->part);
    if (column == nullptr || !holds_integers(column->type)) return;
    lowered_.emplace_back(Execute{
        count_on_statement(quote_literal(quoted(sequence.key.name)), owner->name, column->name, sequence.options)});
  }

  /// The functions that a range type came with have its name, and keep it when the type gets another.
  void rename_constructors(const RenameObject& rename) {
    const auto found = before_.definitions.find(rename.from);
    if (rename.from.kind != ObjectKind::range_type || found == before_.definitions.end()) return;
    const std::string subtype = subtype_of_range(found->second);
    for (const std::string_view last : {"", ", text"}) {
      const Identifier arguments(fmt::format("({0}, {0}{1})", subtype, last));
      lowered_.emplace_back(RenameObject{{ObjectKind::function, rename.from.name, arguments},
                                         {ObjectKind::function, rename.to.name, arguments}});
    }
  }

  /// SQLSTATE 42P16: "cannot alter column "a" because it is part of the partition key of relation "p"".
  bool is_of_partition_key(const AlterColumn& alter) const {
    const Table* table = tables_.find(alter.table);
    if (table == nullptr || !table->partition_by || alter.from.type == alter.to.type) return false;
    const std::vector<Token> tokens = significant_tokens(table->partition_by->text, lexicon());  // RANGE (…)
    return std::any_of(tokens.begin() + 1, tokens.end(), [&](const Token& token) {
      const bool is_name = token.kind == TokenKind::word || token.kind == TokenKind::quoted_identifier;
      return is_name && lexicon().name(token.text) == alter.from.name;
    });
  }
  void leave_to_a_person(const AlterColumn& alter) {
    emit_statements(
        alter,
        fmt::format("column '{}.{}' is part of the partition key, and the server gives it no other type (42P16): "
                    "make the table anew",
                    alter.table.to_string(), alter.from.name.text()));
  }
  void emit_statements(const AlterColumn& alter, std::optional<std::string> todo) {
    for (Statement& statement : render_alter_column(alter, version_)) {
      Execute execute{std::move(statement.text), statement.data};
      execute.todo = std::exchange(todo, std::nullopt);
      lowered_.emplace_back(std::move(execute));
    }
    tables_.apply(alter);
  }

  /// A column's old type has another name for a while: what is lost was told of the type.
  void emit_exchange(Operation step) {
    const auto* alter = std::get_if<AlterColumn>(&step);
    if (alter == nullptr || is_of_partition_key(*alter)) return emit(std::move(step));
    emit_statements(*alter, std::nullopt);
  }

  void emit(Operation operation) {
    if (const auto* alter = std::get_if<AlterColumn>(&operation); alter != nullptr && is_of_partition_key(*alter))
      return leave_to_a_person(*alter);
    tables_.apply(operation);
    lowered_.push_back(std::move(operation));
  }

  /// Schema and name are two statements, and the name between them may be another table's.
  void rename_table(const RenameTable& rename) {
    ObjectName between{rename.to.schema, rename.from.name};
    if (tables_.find(between) != nullptr) between = {rename.from.schema, rename.to.name};
    if (between == rename.from || between == rename.to) return emit(rename);
    emit(RenameTable{rename.from, between});
    emit(RenameTable{between, rename.to});
  }

  void alter_column(AlterColumn alter) {
    if (const auto aside = aside_.find({alter.table, alter.to.name}); aside != aside_.end()) {
      alter.from.not_null_name = aside->second;
      aside_.erase(aside);
    }
    const Table* table = tables_.find(alter.table);
    if (table != nullptr && alter.to.not_null && has(version_, Feature::not_null_constraints))
      free_not_null_name(*table, alter.to);
    emit(std::move(alter));
  }

  void free_not_null_name(const Table& table, const Column& column) {
    const Identifier wanted = not_null_name(column, table);
    const auto holds_it = [&](const Column& other) {
      return other.name != column.name && other.not_null && not_null_name(other, table) == wanted;
    };
    const auto holder = std::find_if(table.columns.begin(), table.columns.end(), holds_it);
    if (holder == table.columns.end()) return;
    Column away = *holder;
    away.not_null_name = Identifier("_retort_not_null_" + std::to_string(++last_aside_));
    aside_.emplace(std::pair{table.name, away.name}, *away.not_null_name);
    emit(AlterColumn{table.name, *holder, away, std::nullopt});
  }

  void create_table(const CreateTable& create) {
    Table table = create.table;
    if (table.partition_of) complete_partition(table);
    lowered_.push_back(CreateTable{std::move(table)});
    tables_.apply(create);
    attach_parts_later(create.table);
    for (const Column& column : create.table.columns) {
      if (!column.inherited || create.table.partition_of) continue;
      if (const Column* theirs = column_of_parent(create.table, column.name)) {
        const Column inherited = as_inherited(*theirs);
        if (inherited != column) lowered_.push_back(AlterColumn{create.table.name, inherited, column, std::nullopt});
      }
    }
  }

  void complete_partition(Table& partition) const {
    if (const Table* parent = tables_.find(partition.partition_of->table)) {
      for (const Check& check : checks_of(*parent)) {
        const bool there = std::any_of(partition.checks.begin(), partition.checks.end(),
                                       [&](const Check& own) { return own.name == check.name; });
        if (there || check.no_inherit) continue;
        partition.checks.push_back(check);
        partition.checks.back().options.erase("comment");
      }
    }
    if (!has(version_, Feature::identity_of_partitions)) return;
    for (Column& column : partition.columns) {
      std::erase_if(column.options, [](const auto& entry) { return split_option(entry.first).first == "identity"; });
    }
  }

  /// Its own, and what it has from a parent alone.
  std::vector<Check> checks_of(const Table& table) const {
    std::vector<Check> checks = table.checks;
    if (!table.partition_of) return checks;
    if (const Table* parent = tables_.find(table.partition_of->table)) {
      for (Check& check : checks_of(*parent)) checks.push_back(std::move(check));
    }
    return checks;
  }

  const Column* column_of_parent(const Table& table, const Identifier& column) const {
    for (const ObjectName& name : table.inherits) {
      const Table* parent = tables_.find(name);
      const Column* found = parent == nullptr ? nullptr : parent->find_column(column);
      if (found != nullptr) return found;
    }
    return nullptr;
  }

  bool is_split(const ObjectName& table, const Identifier& index) const {
    const Table* now = tables_.find(table);
    return now != nullptr && now->partition_by && parents_of_parts_.contains({table.schema, index});
  }

  void add_constraint(const AddConstraint& operation) {
    AddConstraint add = operation;
    const std::optional<Identifier> name = name_of_constraint(add.constraint);
    std::optional<ObjectName>* parent = parent_of_constraint(add.constraint);
    const bool has_index = parent != nullptr;
    if (has_index) attach_later(add.table, *parent, add.constraint);
    if (has_index && name && is_split(add.table, *name))
      std::visit([](auto& c) { c.options.emplace(kOnly, ""); }, add.constraint);
    lowered_.emplace_back(std::move(add));
    tables_.apply(operation);
    if (!name) return;
    attach_parts({operation.table.schema, *name});
    mark_again(operation.table, *name);
  }

  bool has_index(const ObjectName& table, const Identifier& name) const {
    const Table* now = tables_.find(table);
    if (now == nullptr || now->indexes.contains(name)) return now != nullptr;
    const auto is_it = [&](const auto& constraint) { return constraint.name == name; };
    return (now->primary_key && is_it(*now->primary_key)) ||
           std::any_of(now->uniques.begin(), now->uniques.end(), is_it) ||
           std::any_of(now->exclusions.begin(), now->exclusions.end(), is_it);
  }

  /// What a new index or key of a partition becomes a part of may not be there yet. A table that is no partition yet
  /// brings it along when it is attached. `parent` is that of `part` itself, and is taken from it where it has to wait.
  template <class Part>
  void attach_later(const ObjectName& table, std::optional<ObjectName>& parent, const Part& part) {
    const Table* now = tables_.find(table);
    if (!parent || now == nullptr) return;
    if (now->partition_of && has_index(now->partition_of->table, parent->name)) return;
    const ObjectName of = *parent;
    const Part with = part;
    parent.reset();
    if (!now->partition_of) return;
    if constexpr (std::is_same_v<Part, Index>) {
      attached_later_[of].emplace_back(AlterIndex{table, part, with});
    } else {
      attached_later_[of].emplace_back(AlterConstraint{table, part, with});
    }
  }
  /// The same of a partition that is made with its table.
  void attach_parts_later(Table partition) {
    for (auto& [name, index] : partition.indexes) attach_later(partition.name, index.parent, index);
    const auto later = [&](Constraint constraint) {
      if (auto* parent = parent_of_constraint(constraint)) attach_later(partition.name, *parent, constraint);
    };
    if (partition.primary_key) later(*partition.primary_key);
    for (const Unique& unique : partition.uniques) later(unique);
    for (const Exclusion& exclusion : partition.exclusions) later(exclusion);
  }
  void attach_parts(const ObjectName& index) {
    const auto found = attached_later_.find(index);
    if (found == attached_later_.end()) return;
    for (Operation& attach : found->second) lowered_.push_back(std::move(attach));
    attached_later_.erase(found);
  }

  /// The server forgets with the index that the table was clustered on it.
  void unmarked(const ObjectName& table, const Identifier& index) {
    const Table* now = tables_.find(table);
    if (now != nullptr && !marks(now->options, index).empty()) unmarked_.insert({table, index});
  }
  void mark_again(const ObjectName& table, const Identifier& index) {
    if (unmarked_.erase({table, index}) == 0) return;
    const Table* now = tables_.find(table);
    if (now == nullptr) return;
    const Options again = marks(now->options, index);
    if (!again.empty()) lowered_.push_back(AlterTableOptions{table, {}, again});
  }

  const Operations operations_;
  const Schema& before_;
  const ServerVersion& version_;
  TablesNow tables_;
  std::set<ObjectName> parents_of_parts_;
  std::map<ObjectName, Operations> attached_later_;  // by the index that they become parts of
  std::set<std::pair<ObjectName, Identifier>> unmarked_;
  std::map<std::pair<ObjectName, Identifier>, Identifier> aside_;  // by column: what its NOT NULL is called for a while
  int last_aside_ = 0;
  Operations lowered_;
};

}  // namespace

Operations lower(const Operations& operations, const Schema& before, const ServerVersion& version) {
  return Lowering(with_exclusions_of_parents(operations, before), before, version).run();
}

}  // namespace retort::postgresql
