// Most operations are rendered as they are. What depends on other tables or on what is still to come is settled here:
//
//   1. a type that can't be altered is exchanged (exchange.hpp);
//   2. a new partition gets its parent's checks, without which it can't be attached, and no identity where the parent
//      brings that along;
//   3. an index or key of a partitioned table is made for that alone (ONLY) where its partitions' have operations of
//      their own, and these are attached as soon as it is there (index_parts.hpp): so all have the names that they
//      should have;
//   4. a child's inherited columns get what is not as the parent has it;
//   5. a table that is clustered on an index, or identified by it, is so again when that index was dropped and
//   made anew;
//   6. bodies of functions are not checked against what comes later (function_bodies.hpp);
//   7. default privileges give nothing to what is made (default_grants.hpp);
//   8. a NOT NULL whose name another one of the table is to have goes by a name of its own until its turn comes;
//   9. a sequence that is new counts on behind the numbers that rows have;
//   10. what came with a range type is renamed with it (range_constructors.hpp);
//   11. a column keeps its grants when its table loses some (column_grants.hpp);
//   12. a table that gets another name in another schema goes by a free one of the two names between.
#include "dialect/postgresql/lower.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "dialect/postgresql/change_rules.hpp"
#include "dialect/postgresql/column_grants.hpp"
#include "dialect/postgresql/ddl.hpp"
#include "dialect/postgresql/default_grants.hpp"
#include "dialect/postgresql/exchange.hpp"
#include "dialect/postgresql/function_bodies.hpp"
#include "dialect/postgresql/index_parts.hpp"
#include "dialect/postgresql/lexicon.hpp"
#include "dialect/postgresql/not_null_name.hpp"
#include "dialect/postgresql/partition_exclusions.hpp"
#include "dialect/postgresql/range_constructors.hpp"
#include "dialect/postgresql/render_column.hpp"
#include "dialect/postgresql/sequence_changes.hpp"
#include "dialect/postgresql/sql_text.hpp"
#include "dialect/postgresql/versions.hpp"
#include "operation/object_text.hpp"
#include "operation/sequence_owner.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort::postgresql {
namespace {

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

bool holds_integers(const std::string& type) { return type == "smallint" || type == "integer" || type == "bigint"; }

class Lowering {
 public:
  Lowering(OperationList operations, const Schema& before, const ServerVersion& version)
      : operations_(std::move(operations)),
        before_(before),
        version_(version),
        tables_(before),
        parts_(operations_, tables_) {}

  OperationList run() {
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
      parts_.wait(create.table, create.index.parent, create.index);
      if (parts_.has_own(create.table, create.index.name)) create.index.options.emplace(kOnly, "");
      lowered_.emplace_back(std::move(create));
      tables_.apply(operation);
      add(parts_.take({index->table.schema, index->index.name}));
      return mark_again(index->table, index->index.name);
    }
    if (const auto* add = std::get_if<AddConstraint>(&operation)) return add_constraint(*add);
    if (const auto* alter = std::get_if<AlterColumn>(&operation)) return alter_column(*alter);
    if (const auto* rename = std::get_if<RenameTable>(&operation)) return rename_table(*rename);
    if (const auto* index = std::get_if<DropIndex>(&operation)) unmarked(index->table, index->index.name);
    if (const auto* drop = std::get_if<DropConstraint>(&operation)) {
      if (const auto name = name_of(drop->constraint)) unmarked(drop->table, *name);
    }
    emit(operation);
    if (const auto* rename = std::get_if<RenameObject>(&operation)) add(renamed_constructors(*rename, before_));
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

  /// What leaves tables as they are, as far as it matters here.
  void add(OperationList operations) { std::move(operations.begin(), operations.end(), std::back_inserter(lowered_)); }

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
    const Identifier wanted = not_null_name(column, table.name);
    const auto holds_it = [&](const Column& other) {
      return other.name != column.name && other.not_null && not_null_name(other, table.name) == wanted;
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
    parts_.wait(create.table);
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

  void add_constraint(const AddConstraint& operation) {
    AddConstraint add = operation;
    const std::optional<Identifier> name = name_of(add.constraint);
    std::optional<ObjectName>* parent = parent_of(add.constraint);
    const bool has_index = parent != nullptr;
    if (has_index) parts_.wait(add.table, *parent, add.constraint);
    if (has_index && name && parts_.has_own(add.table, *name))
      std::visit([](auto& c) { c.options.emplace(kOnly, ""); }, add.constraint);
    lowered_.emplace_back(std::move(add));
    tables_.apply(operation);
    if (!name) return;
    this->add(parts_.take({operation.table.schema, *name}));
    mark_again(operation.table, *name);
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

  const OperationList operations_;
  const Schema& before_;
  const ServerVersion& version_;
  TablesNow tables_;
  IndexParts parts_;
  std::set<std::pair<ObjectName, Identifier>> unmarked_;
  std::map<std::pair<ObjectName, Identifier>, Identifier> aside_;  // by column: what its NOT NULL is called for a while
  int last_aside_ = 0;
  OperationList lowered_;
};

}  // namespace

OperationList lower(const OperationList& operations, const Schema& before, const ServerVersion& version) {
  return Lowering(with_exclusions_of_parents(operations, before), before, version).run();
}

}  // namespace retort::postgresql
