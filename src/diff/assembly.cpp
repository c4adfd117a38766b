// All changes are found apart first, then again with what has to make way, and put into one order by what they need
// (operation_graph.hpp). Where the graph goes round in a circle, one reason for that is taken away (see diff.cpp), and
// the order is looked for again.
#include "diff/assembly.hpp"

#include <algorithm>
#include <set>

#include "diff/companions.hpp"
#include "diff/definition_diff.hpp"
#include "diff/operation_graph.hpp"
#include "diff/renewal.hpp"
#include "diff/whole_tables.hpp"
#include "operation/describe.hpp"
#include "retort/error.hpp"

namespace retort {
namespace {

void append(OperationList& to, OperationList from) { std::move(from.begin(), from.end(), std::back_inserter(to)); }

class Assembly {
 public:
  Assembly(const Comparison& comparison, OperationList renames)
      : comparison_(comparison), renames_(std::move(renames)) {
    for (const auto& [source, target] : comparison.tables.kept)
      plain_tables_.push_back(changes_of(*source, *target, {}));
    plain_definitions_ = definition_changes(comparison, {});
  }

  OperationList run() {
    while (true) {
      const Renewal renewal = find_renewal(comparison_, {plain_tables_, plain_definitions_, forced_});
      OperationList ranked = ranked_operations(renewal.objects);
      if (ranked.empty()) return {};
      OperationGraph graph(nodes_of(std::move(ranked)), renewal.around);
      const std::vector<std::vector<std::size_t>> circles =
          comparison_.capabilities.dependencies_enforced ? graph.circles() : std::vector<std::vector<std::size_t>>();
      if (circles.empty()) return std::move(graph).ordered();
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
  OperationList ranked_operations(const Renewed& renewed) const {
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
    WholeTables whole = whole_tables(comparison_, apart_);
    append(changes.drop_indexes, name_freeing_drops(comparison_));
    OperationList owners;
    split_owned_sequences(comparison_, {&whole.create, &changes.change}, definitions.create_base, owners);

    OperationList ranked;
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
    append(ranked, std::move(whole.detach));
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

  std::vector<OperationNode> nodes_of(OperationList ranked) const {
    const Companions companions(comparison_, ranked);
    std::vector<OperationNode> nodes;
    std::vector<std::pair<ObjectKey, OperationNode>> followers;
    for (Operation& operation : ranked) {
      const std::optional<ObjectKey> leader = companions.leader(operation);
      if (leader) {
        followers.emplace_back(*leader, make_node(comparison_, std::move(operation)));
      } else {
        nodes.push_back(make_node(comparison_, std::move(operation)));
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
  OperationList renames_;
  std::vector<TableChanges> plain_tables_;
  DefinitionChanges plain_definitions_;
  Renewed forced_;
  Apart apart_;
};

}  // namespace

OperationList assemble(const Comparison& comparison, OperationList renames) {
  return Assembly(comparison, std::move(renames)).run();
}

}  // namespace retort
