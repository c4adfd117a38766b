// 1. Renames are found before anything else is compared (renames.hpp), and run on a copy of the first schema: what is
//    compared then has the same names on both sides, and what follows from a rename alone is no difference.
// 2. Every object gets a verdict by itself: the same, altered in place where the engine can, else dropped and created
//    (table_diff.hpp, definition_diff.hpp).
// 3. What stands on something dropped, or is in the way of something altered, makes way (renewal.hpp): it is dropped
//    before and created after.
// 4. The operations are ordered by what they need (operation_graph.hpp); where nothing else decides, like this, which
//    works with rows present:
//
//      1. definitions that stand on tables are dropped, dependents first;
//      2. indexes are dropped, while everything still has its old name: so names of indexes are free for other tables;
//      3. tables are renamed, then columns; from here on all names are the new ones (where the server knows what stands
//         on what, renames come first of all: texts follow by themselves);
//      4. partitions are detached, defaults that make way dropped, foreign keys dropped;
//      5. schemas, types and sequences are created and changed;
//      6. tables are created, the ones that others refer to first;
//      7. each table that stays is changed: keys and checks dropped, columns added, altered and dropped, options, keys
//         and checks added; added before dropped, so that the value of a new column may be computed from an old one;
//      8. indexes are created;
//      9. foreign keys are added, when all that they refer to is there; partitions attached, defaults set again;
//     10. tables are dropped, the ones that refer to others first;
//     11. functions, types, sequences and schemas are dropped;
//     12. other definitions are created and changed, dependents last.
//
// 5. A circle is cut by what can stand beside CREATE TABLE or DROP TABLE: foreign keys to begin with, then defaults,
//    checks and indexes that go round; by dropping and creating what would be altered in place; else it is an error.
#include "diff/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "diff/definition_diff.hpp"
#include "diff/dependency_order.hpp"
#include "diff/operation_graph.hpp"
#include "diff/privileges.hpp"
#include "diff/rename_plan.hpp"
#include "diff/renewal.hpp"
#include "operation/describe.hpp"
#include "operation/inheritance.hpp"
#include "operation/sequence_owner.hpp"

namespace retort {
namespace {

using Tables = std::vector<const Table*>;

void append(Operations& to, Operations from) { std::move(from.begin(), from.end(), std::back_inserter(to)); }

/// Referenced tables first; among equals by name.
Tables by_reference(const Tables& tables) {
  std::map<ObjectName, std::size_t> numbers;
  for (std::size_t i = 0; i < tables.size(); ++i) numbers.emplace(tables[i]->name, i);
  std::vector<std::set<std::size_t>> needs(tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (const ForeignKey& key : tables[i]->foreign_keys) {
      const auto target = numbers.find(key.target);
      if (target != numbers.end()) needs[i].insert(target->second);
    }
  }
  Tables ordered;
  for (const std::size_t i : dependency_order(needs)) ordered.push_back(tables[i]);
  return ordered;
}

/// What the operations on whole tables come to.
struct WholeTables {
  Operations create;
  Operations drop;
  Operations drop_indexes;
  Operations drop_defaults;
  Operations drop_constraints;
  Operations create_indexes;
  Operations restore_defaults;
  Operations add_constraints;
};

/// Takes out of `table` what stands apart, and calls back for each: with the constraint, the index, the column.
template <class OnConstraint, class OnIndex, class OnDefault>
void take_apart(Table& table, const Apart& apart, const OnConstraint& on_constraint, const OnIndex& on_index,
                const OnDefault& on_default) {
  if (apart.empty()) return;
  const auto take = [&](const auto& constraint) {
    if (!constraint.name || apart.count({ObjectKind::constraint, table.name, *constraint.name}) == 0) return false;
    on_constraint(constraint);
    return true;
  };
  std::erase_if(table.checks, take);
  std::erase_if(table.exclusions, take);
  std::erase_if(table.foreign_keys, take);
  std::erase_if(table.indexes, [&](const auto& entry) {
    if (apart.count({ObjectKind::index, {table.name.schema, entry.first}}) == 0) return false;
    on_index(entry.second);
    return true;
  });
  for (Column& column : table.columns) {
    if (!column.server_default || apart.count({ObjectKind::column_default, table.name, column.name}) == 0) continue;
    Column without = column;
    without.server_default.reset();
    on_default(column, without);
    column = std::move(without);
  }
}

/// Where a foreign key can be added later, those that go round in a circle are: they would refer to what is not there.
void create_tables(const Tables& come, const Capabilities& capabilities, const Apart& apart, WholeTables& whole) {
  const Tables ordered = by_reference(come);
  std::set<ObjectName> ahead;
  for (const Table* table : ordered) ahead.insert(table->name);
  for (const Table* table : ordered) {
    Table created = *table;
    if (!capabilities.foreign_keys_inline_only) {
      std::erase_if(created.foreign_keys, [&](const ForeignKey& key) {
        if (key.target == table->name || ahead.count(key.target) == 0) return false;
        whole.add_constraints.push_back(AddConstraint{table->name, key});
        return true;
      });
    }
    take_apart(
        created, apart,
        [&](const auto& c) {
          whole.add_constraints.push_back(AddConstraint{table->name, c});
        },
        [&](const Index& index) {
          whole.create_indexes.push_back(CreateIndex{table->name, index});
        },
        [&](const Column& with, const Column& without) {
          whole.restore_defaults.push_back(AlterColumn{table->name, without, with, std::nullopt});
        });
    ahead.erase(table->name);
    whole.create.push_back(CreateTable{std::move(created)});
  }
}

/// As they are after the renames; indexes that give their name to another table were dropped before.
void drop_tables(const Comparison& comparison, const Apart& apart, WholeTables& whole) {
  Tables tables;
  for (const Table* table : comparison.tables.gone) tables.push_back(&comparison.renamed(*table));
  Tables ordered = by_reference(tables);
  std::reverse(ordered.begin(), ordered.end());
  std::set<ObjectName> dropped;
  for (const Table* table : ordered) {
    dropped.insert(table->name);
    Table left = *table;
    if (!comparison.capabilities.foreign_keys_inline_only) {
      std::erase_if(left.foreign_keys, [&](const ForeignKey& key) {
        if (key.target == table->name || dropped.count(key.target) == 0) return false;
        whole.drop_constraints.push_back(DropConstraint{table->name, key});
        return true;
      });
    }
    take_apart(
        left, apart,
        [&](const auto& c) {
          whole.drop_constraints.push_back(DropConstraint{table->name, c});
        },
        [&](const Index& index) {
          whole.drop_indexes.push_back(DropIndex{table->name, index});
        },
        [&](const Column& with, const Column& without) {
          whole.drop_defaults.push_back(AlterColumn{table->name, with, without, std::nullopt});
        });
    whole.drop.push_back(DropTable{std::move(left)});
  }
}

void drop_indexes_of(const Comparison& comparison, Operations& drop) {
  std::set<ObjectName> wanted;
  if (comparison.tables.gone.empty()) return;
  for (const auto& [name, table] : comparison.to.tables) {
    wanted.insert(name);
    for (const auto& [index_name, index] : table.indexes) wanted.insert({name.schema, index_name});
  }
  for (const Table* gone : comparison.tables.gone) {
    const Table* table = comparison.renames_first ? &comparison.renamed(*gone) : gone;
    for (const auto& [name, index] : table->indexes) {
      if (index.parent || wanted.count({table->name.schema, name}) == 0) continue;
      drop.push_back(DropIndex{table->name, index});
    }
  }
}

std::map<ObjectName, ExistingValues> existing_values(const Schema& from, const Schema& to, const Renames& renames,
                                                     const Answers& answers, const Lexicon& lexicon) {
  std::map<ObjectName, ExistingValues> result;
  for (const Answers::Existing& existing : answers.existing) {
    const ObjectName name = resolved_table(to, existing.table, lexicon);
    const Table* target = to.find_table(name);
    const Table* source = from.find_table(renames.source_of(name));
    const bool known = (target != nullptr && target->find_column(existing.column) != nullptr) ||
                       (source != nullptr && source->find_column(existing.column) != nullptr);
    if (!known) {
      throw UsageError(fmt::format("value for existing rows: there is no column '{}.{}'", existing.table.to_string(),
                                   existing.column.text()),
                       std::nullopt, "it is written TABLE.COLUMN=EXPRESSION, with the table's new name");
    }
    result[name][existing.column] = existing.expression;
  }
  return result;
}

/// A table that can't become the other one is dropped, and the other is created.
MatchedTables with_replaced(MatchedTables tables) {
  std::erase_if(tables.kept, [&](const auto& pair) {
    if (can_stay(*pair.first, *pair.second)) return false;
    tables.gone.push_back(pair.first);
    tables.come.push_back(pair.second);
    return true;
  });
  return tables;
}

/// What goes with something else that is dropped, and has no operation of its own: an index of a partition with the
/// partitioned table's, a sequence with the column that owns it.
class Companions {
 public:
  Companions(const Comparison& comparison, const Operations& operations) : comparison_(comparison) {
    for (const Operation& operation : operations) {
      if (const auto* table = std::get_if<DropTable>(&operation)) tables_.insert(table->table.name);
      if (const auto* column = std::get_if<DropColumn>(&operation))
        columns_.insert({column->table, column->column.name});
      if (const auto* detach = std::get_if<DetachPartition>(&operation)) detached_.insert(detach->table);
      if (const auto* index = std::get_if<DropIndex>(&operation))
        indexes_.insert({index->table.schema, index->index.name});
      if (const auto* constraint = std::get_if<DropConstraint>(&operation)) {
        if (const auto name = name_of(constraint->constraint)) indexes_.insert({constraint->table.schema, *name});
      }
    }
  }

  /// What it goes with; none where the operation stands.
  std::optional<ObjectKey> leader(const Operation& operation) const {
    if (const auto* index = std::get_if<DropIndex>(&operation)) return leader(index->table, index->index.parent);
    if (const auto* constraint = std::get_if<DropConstraint>(&operation)) {
      return std::visit(
          [&](const auto& c) -> std::optional<ObjectKey> {
            if constexpr (requires { c.parent; }) return leader(constraint->table, c.parent);
            return std::nullopt;
          },
          constraint->constraint);
    }
    if (const auto* definition = std::get_if<DropDefinition>(&operation)) {
      const std::optional<ObjectKey> owner = owning_column(definition->definition, comparison_.lexicon);
      if (owner && (tables_.count(owner->name) != 0 || columns_.count({owner->name, owner->part}) != 0)) return owner;
    }
    return std::nullopt;
  }

 private:
  std::optional<ObjectKey> leader(const ObjectName& table, const std::optional<ObjectName>& parent) const {
    if (!parent || indexes_.count(*parent) == 0 || detached_.count(table) != 0) return std::nullopt;
    return ObjectKey{ObjectKind::index, *parent};
  }

  const Comparison& comparison_;
  std::set<ObjectName> tables_;
  std::set<std::pair<ObjectName, Identifier>> columns_;
  std::set<ObjectName> detached_;
  std::set<ObjectName> indexes_;
};

/// A sequence is there before the column that it is to belong to: that is said afterwards.
void split_owned_sequences(const Comparison& comparison, const Operations& tables, Operations& create,
                           Operations& afterwards) {
  std::set<ObjectName> created;
  std::set<std::pair<ObjectName, Identifier>> added;
  for (const Operation& operation : tables) {
    if (const auto* table = std::get_if<CreateTable>(&operation)) created.insert(table->table.name);
    if (const auto* column = std::get_if<AddColumn>(&operation)) added.insert({column->table, column->column.name});
  }
  for (Operation& operation : create) {
    auto* sequence = std::get_if<CreateDefinition>(&operation);
    if (sequence == nullptr) continue;
    const std::optional<ObjectKey> owner = owning_column(sequence->definition, comparison.lexicon);
    if (!owner || (created.count(owner->name) == 0 && added.count({owner->name, owner->part}) == 0)) continue;
    Definition without = sequence->definition;
    without.options.erase("owned by");
    afterwards.push_back(AlterDefinition{without, sequence->definition});
    sequence->definition = std::move(without);
  }
}

class Assembly {
 public:
  Assembly(const Comparison& comparison, Operations renames) : comparison_(comparison), renames_(std::move(renames)) {
    for (const auto& [source, target] : comparison.tables.kept)
      plain_tables_.push_back(changes_of(*source, *target, {}));
    plain_definitions_ = definition_changes(comparison, {});
  }

  Operations run() {
    while (true) {
      const Renewal renewal = find_renewal(comparison_, {plain_tables_, plain_definitions_, forced_});
      const Operations ranked = ranked_operations(renewal.objects);
      if (ranked.empty()) return {};
      const OperationGraph graph(nodes_of(ranked), renewal.around);
      const std::vector<std::vector<std::size_t>> circles =
          comparison_.capabilities.dependencies_enforced ? graph.circles() : std::vector<std::vector<std::size_t>>();
      if (circles.empty()) return graph.ordered();
      for (const std::vector<std::size_t>& circle : circles) cut(graph, circle);
    }
  }

 private:
  TableChanges changes_of(const Table& source, const Table& target, const Renewed& renewed) const {
    TableChanges changes;
    const Table& renamed = comparison_.renamed(source);
    table_changes(comparison_, comparison_.renames_first ? renamed : source, renamed, target, renewed, changes);
    return changes;
  }

  bool is_touched(const Table& table, const std::set<ObjectName>& touched) const {
    return touched.count(table.name) != 0;
  }

  /// By rank: the order where nothing else decides.
  Operations ranked_operations(const Renewed& renewed) const {
    std::set<ObjectName> touched;  // tables of which a part makes way
    std::set<ObjectName> indexes;
    for (const ObjectKey& key : renewed) (key.kind == ObjectKind::index ? indexes : touched).insert(key.name);
    TableChanges changes;
    for (std::size_t i = 0; i < comparison_.tables.kept.size(); ++i) {
      const auto& [source, target] = comparison_.tables.kept[i];
      const bool has_index =
          !indexes.empty() && std::any_of(source->indexes.begin(), source->indexes.end(), [&](const auto& entry) {
            return indexes.count({source->name.schema, entry.first}) != 0;
          });
      add(has_index || is_touched(*target, touched) ? changes_of(*source, *target, renewed) : plain_tables_[i],
          changes);
    }
    DefinitionChanges definitions = renewed.empty() ? plain_definitions_ : definition_changes(comparison_, renewed);
    add(definitions.indexes, changes);
    WholeTables whole;
    create_tables(comparison_.tables.come, comparison_.capabilities, apart_, whole);
    drop_tables(comparison_, apart_, whole);
    drop_indexes_of(comparison_, changes.drop_indexes);
    Operations owners;
    Operations tables = whole.create;
    append(tables, changes.change);
    split_owned_sequences(comparison_, tables, definitions.create_base, owners);

    Operations ranked;
    if (comparison_.renames_first) append(ranked, renames_);
    append(ranked, std::move(definitions.drop));
    append(ranked, std::move(whole.drop_indexes));
    append(ranked, std::move(changes.drop_indexes));
    if (!comparison_.renames_first) append(ranked, renames_);
    append(ranked, std::move(changes.detach));
    append(ranked, std::move(whole.drop_defaults));
    append(ranked, std::move(changes.drop_defaults));
    append(ranked, std::move(definitions.strip_domains));
    append(ranked, std::move(changes.drop_foreign_keys));
    append(ranked, std::move(whole.drop_constraints));
    append(ranked, std::move(definitions.create_base));
    append(ranked, std::move(whole.create));
    append(ranked, std::move(changes.change));
    append(ranked, std::move(changes.create_indexes));
    append(ranked, std::move(whole.create_indexes));
    append(ranked, std::move(changes.add_foreign_keys));
    append(ranked, std::move(whole.add_constraints));
    append(ranked, std::move(changes.attach));
    append(ranked, std::move(definitions.restore_domains));
    append(ranked, std::move(whole.restore_defaults));
    append(ranked, std::move(changes.restore_defaults));
    append(ranked, std::move(owners));
    append(ranked, std::move(whole.drop));
    append(ranked, std::move(definitions.drop_base));
    append(ranked, std::move(definitions.create));
    return ranked;
  }

  static void add(const TableChanges& from, TableChanges& to) {
    for (const auto list : {&TableChanges::drop_indexes, &TableChanges::detach, &TableChanges::drop_defaults,
                            &TableChanges::drop_foreign_keys, &TableChanges::change, &TableChanges::create_indexes,
                            &TableChanges::add_foreign_keys, &TableChanges::attach, &TableChanges::restore_defaults})
      append(to.*list, from.*list);
  }

  std::vector<OperationNode> nodes_of(const Operations& ranked) const {
    const Companions companions(comparison_, ranked);
    std::vector<OperationNode> nodes;
    std::vector<std::pair<ObjectKey, OperationNode>> followers;
    for (const Operation& operation : ranked) {
      const std::optional<ObjectKey> leader = companions.leader(operation);
      if (leader) {
        followers.emplace_back(*leader, make_node(comparison_, operation));
      } else {
        nodes.push_back(make_node(comparison_, operation));
      }
    }
    if (!followers.empty()) join(std::move(followers), nodes);
    return nodes;
  }

  /// The leader drops what its followers would. Followers of followers find their way through the same list.
  static void join(std::vector<std::pair<ObjectKey, OperationNode>> followers, std::vector<OperationNode>& nodes) {
    std::map<ObjectKey, std::size_t> droppers;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (const ObjectKey& key : nodes[i].drops) droppers.emplace(key, i);
    }
    for (std::size_t left = followers.size() + 1; left != followers.size();) {
      left = followers.size();
      std::erase_if(followers, [&](const auto& follower) {
        auto found = droppers.find(follower.first);
        if (found == droppers.end()) found = droppers.find({ObjectKind::table, follower.first.name});
        if (found == droppers.end()) return false;
        OperationNode& node = nodes[found->second];
        for (const ObjectKey& key : follower.second.drops) {
          node.drops.push_back(key);
          droppers.emplace(key, found->second);
        }
        node.stood_on.insert(node.stood_on.end(), follower.second.stood_on.begin(), follower.second.stood_on.end());
        return true;
      });
    }
  }

  /// Takes away one reason for the circle; throws where there is none that could go.
  void cut(const OperationGraph& graph, const std::vector<std::size_t>& circle) {
    for (const std::size_t i : circle) {
      if (cut_table(graph, i, circle)) return;
    }
    for (const std::size_t i : circle) {
      if (cut_alteration(graph.node(i).operation)) return;
    }
    std::string text;
    for (const std::size_t i : circle) text += (text.empty() ? "" : "; ") + describe(graph.node(i).operation);
    throw ProjectError("these changes wait for each other in a circle: " + text, std::nullopt,
                       "make the change in two revisions");
  }

  bool cut_table(const OperationGraph& graph, std::size_t i, const std::vector<std::size_t>& circle) {
    const auto* create = std::get_if<CreateTable>(&graph.node(i).operation);
    const auto* drop = std::get_if<DropTable>(&graph.node(i).operation);
    if (create == nullptr && drop == nullptr) return false;
    const Schema& schema = drop != nullptr ? comparison_.from : comparison_.to;
    Apart found;
    for (const ObjectKey& part : movable_parts(drop != nullptr ? drop->table : create->table)) {
      const std::vector<ObjectKey> needs = needs_of_part(comparison_, schema, part);
      const bool goes_round = std::any_of(needs.begin(), needs.end(), [&](const ObjectKey& key) {
        return graph.is_among(key, i, circle, drop != nullptr);
      });
      if (goes_round) found.insert(part);
    }
    const std::size_t before = apart_.size();
    apart_.insert(found.begin(), found.end());
    return apart_.size() != before;
  }

  static std::vector<ObjectKey> movable_parts(const Table& table) {
    std::vector<ObjectKey> parts;
    const auto add = [&](const auto& constraint) {
      if (constraint.name) parts.push_back({ObjectKind::constraint, table.name, *constraint.name});
    };
    for (const ForeignKey& key : table.foreign_keys) add(key);
    for (const Check& check : table.checks) add(check);
    for (const Exclusion& exclusion : table.exclusions) add(exclusion);
    for (const auto& [name, index] : table.indexes) parts.push_back({ObjectKind::index, {table.name.schema, name}});
    for (const Column& column : table.columns) {
      if (column.server_default) parts.push_back({ObjectKind::column_default, table.name, column.name});
    }
    return parts;
  }

  bool cut_alteration(const Operation& operation) {
    if (const auto* definition = std::get_if<AlterDefinition>(&operation))
      return is_renewable(definition->to.key.kind) && forced_.insert(definition->to.key).second;
    if (const auto* column = std::get_if<AlterColumn>(&operation)) {
      if (column->to.generated || (!column->from.server_default && !column->to.server_default)) return false;
      return forced_.insert({ObjectKind::column_default, column->table, column->to.name}).second;
    }
    if (const auto* constraint = std::get_if<AlterConstraint>(&operation)) {
      const std::optional<Identifier> name = name_of(constraint->to);
      return name && forced_.insert({ObjectKind::constraint, constraint->table, *name}).second;
    }
    if (const auto* index = std::get_if<AlterIndex>(&operation))
      return forced_.insert({ObjectKind::index, {index->table.schema, index->to.name}}).second;
    return false;
  }

  /// What holds no values and is no column's type.
  static bool is_renewable(ObjectKind kind) {
    return kind >= ObjectKind::function && kind != ObjectKind::sequence && kind != ObjectKind::foreign_table;
  }

  const Comparison& comparison_;
  Operations renames_;
  std::vector<TableChanges> plain_tables_;
  DefinitionChanges plain_definitions_;
  Renewed forced_;
  Apart apart_;
};

}  // namespace

Difference diff(const Schema& from, const Schema& target, const Capabilities& capabilities, const ChangeRules& rules,
                const Lexicon& lexicon, const Answers& answers, const DiffOptions& options) {
  RenamePlan plan = plan_renames(from, target, answers, capabilities, lexicon);
  std::map<ObjectName, ExistingValues> existing = existing_values(from, target, plan.renames, answers, lexicon);
  Difference difference{{}, std::move(plan.questions)};
  if (!difference.questions.empty()) return difference;

  const Schema& renamed = plan.operations.empty() ? from : plan.renamed;
  const bool same_privileges = !options.privileges && (has_privileges(from) || has_privileges(target));
  const Schema privileged = same_privileges ? with_privileges_of(renamed, target, lexicon) : Schema();
  const Schema& to = same_privileges ? privileged : target;
  // Where renames run first, all that is compared has its new name already.
  const bool renames_first = capabilities.dependencies_enforced;
  const Renames renames = renames_first ? Renames() : std::move(plan.renames);
  const Schema& original = renames_first ? renamed : from;
  const MatchedTables tables = with_replaced(match_tables(original, to, renames));

  const Comparison comparison{original,
                              renamed,
                              to,
                              renames,
                              tables,
                              std::move(existing),
                              capabilities,
                              rules,
                              lexicon,
                              options,
                              renames_first,
                              children_by_parent(renamed),
                              children_by_parent(to)};
  difference.operations = Assembly(comparison, std::move(plan.operations)).run();
  return difference;
}

}  // namespace retort
