// The edges, "a before b":
//
//   1. What stops to need something, by a drop or an alteration, before that is dropped; a drop also before that is
//      altered.
//   2. What needs something from then on, after that is created or altered.
//   3. A drop before the creation of the same thing, or of another under its name: relations, types and indexes share
//      one name space a schema, functions another.
//   4. What makes way for an alteration: dropped before, created after.
//   5. The index of a partitioned table before those of its partitions, which are attached to it.
//   6. Renames one after the other; what has a lower rank before, what has a higher one after all of them.
//   7. A partition comes after all that happens to the columns and constraints of what it is a partition of.
//   8. A value for rows that exist is computed before a column of its table is dropped: it may read that.
//
// A part of an object that is created or dropped as a whole is looked for under the object.
#include "diff/operation_graph.hpp"

#include <algorithm>
#include <array>
#include <queue>

#include "diff/strong_components.hpp"

namespace retort {
namespace {

/// What a part belongs to: one of these is it.
std::vector<ObjectKey> owners(const ObjectKey& part) {
  switch (part.kind) {
    case ObjectKind::column:
    case ObjectKind::column_default:
    case ObjectKind::constraint:
      return {{ObjectKind::table, part.name},
              {ObjectKind::view, part.name},
              {ObjectKind::materialized_view, part.name},
              {ObjectKind::foreign_table, part.name},
              {ObjectKind::virtual_table, part.name},
              {ObjectKind::composite_type, part.name},
              {ObjectKind::domain, part.name}};
    case ObjectKind::attribute:
      return {{ObjectKind::composite_type, part.name}};
    case ObjectKind::enum_label:
      return {{ObjectKind::enum_type, part.name}};
    default:
      return {};
  }
}

/// Which names can't be there twice.
enum class NameSpace { none, relation, routine };

NameSpace name_space(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::table:
    case ObjectKind::foreign_table:
    case ObjectKind::virtual_table:
    case ObjectKind::view:
    case ObjectKind::materialized_view:
    case ObjectKind::sequence:
    case ObjectKind::index:
    case ObjectKind::enum_type:
    case ObjectKind::composite_type:
    case ObjectKind::domain:
    case ObjectKind::range_type:
      return NameSpace::relation;
    case ObjectKind::function:
    case ObjectKind::procedure:
    case ObjectKind::aggregate:
      return NameSpace::routine;
    default:
      return NameSpace::none;
  }
}

/// Stands for all kinds that share the name.
std::optional<ObjectKey> slot(const ObjectKey& key) {
  switch (name_space(key.kind)) {
    case NameSpace::relation:
      return ObjectKey{ObjectKind::table, key.name, {}};
    case NameSpace::routine:
      return ObjectKey{ObjectKind::function, key.name, key.part};
    case NameSpace::none:
      break;
  }
  return std::nullopt;
}

std::optional<ObjectName> reads_rows_of(const Operation& operation) {
  if (const auto* add = std::get_if<AddColumn>(&operation); add != nullptr && add->existing) return add->table;
  if (const auto* alter = std::get_if<AlterColumn>(&operation); alter != nullptr && alter->existing)
    return alter->table;
  return std::nullopt;
}

}  // namespace

class OperationGraph::Builder {
 public:
  explicit Builder(OperationGraph& graph) : graph_(graph) {}

  void build(const Around& around) {
    for (std::size_t i = 0; i < graph_.nodes_.size(); ++i) add_needs(i);
    add_names();
    for (const auto& [altered, dependent] : around) {
      for (const std::size_t alter : find(graph_.alterers_, altered)) {
        for (const std::size_t drop : graph_.droppers(dependent)) before(drop, alter);
        for (const std::size_t create : graph_.creators(dependent)) before(alter, create);
      }
    }
    add_row_readers();
    add_renames();
    for (Numbers& next : graph_.next_) {
      std::sort(next.begin(), next.end());
      next.erase(std::unique(next.begin(), next.end()), next.end());
    }
  }

 private:
  static const Numbers& find(const std::unordered_map<ObjectKey, Numbers, ObjectKeyHash>& map, const ObjectKey& key) {
    static const Numbers kNone;
    const auto found = map.find(key);
    return found == map.end() ? kNone : found->second;
  }

  void before(std::size_t first, std::size_t second) {
    if (first != second) graph_.next_[first].push_back(second);
  }

  /// A table that is altered is not looked for under its parts: another part of it may be what is altered.
  Numbers alterers(const ObjectKey& key) const {
    Numbers result = find(graph_.alterers_, key);
    for (const ObjectKey& owner : owners(key)) {
      if (owner.kind == ObjectKind::table) continue;
      const Numbers& found = find(graph_.alterers_, owner);
      result.insert(result.end(), found.begin(), found.end());
    }
    return result;
  }

  void add_needs(std::size_t i) {
    const OperationNode& node = graph_.nodes_[i];
    for (const ObjectKey& key : node.stood_on) {
      for (const std::size_t drop : graph_.droppers(key)) before(i, drop);
      if (node.drops.empty()) continue;
      for (const std::size_t alter : alterers(key)) before(i, alter);
    }
    for (const ObjectKey& key : node.stands_on) {
      for (const std::size_t create : graph_.creators(key)) before(create, i);
      for (const std::size_t alter : alterers(key)) before(alter, i);
    }
    for (const ObjectKey& key : node.part_of) {
      for (const std::size_t create : graph_.creators(key)) before(create, i);
    }
    for (const ObjectKey& key : node.drops) {
      for (const std::size_t create : find(graph_.creators_, key)) before(i, create);
    }
    for (const ObjectKey& key : node.shaped_by) {
      for (const auto* happens : {&graph_.creators_, &graph_.droppers_, &graph_.alterers_}) {
        for (const std::size_t other : find(*happens, key)) before(other, i);
      }
    }
  }

  void add_names() {
    std::unordered_map<ObjectKey, Numbers, ObjectKeyHash> dropped;
    for (std::size_t i = 0; i < graph_.nodes_.size(); ++i) {
      for (const ObjectKey& key : graph_.nodes_[i].drops) {
        if (const std::optional<ObjectKey> name = slot(key)) dropped[*name].push_back(i);
      }
    }
    for (std::size_t i = 0; i < graph_.nodes_.size(); ++i) {
      for (const ObjectKey& key : graph_.nodes_[i].creates) {
        const std::optional<ObjectKey> name = slot(key);
        if (!name) continue;
        for (const std::size_t drop : find(dropped, *name)) before(drop, i);
      }
    }
  }

  void add_row_readers() {
    std::map<ObjectName, Numbers> readers;
    for (std::size_t i = 0; i < graph_.nodes_.size(); ++i) {
      if (const std::optional<ObjectName> table = reads_rows_of(graph_.nodes_[i].operation))
        readers[*table].push_back(i);
    }
    if (readers.empty()) return;
    for (std::size_t i = 0; i < graph_.nodes_.size(); ++i) {
      const auto* drop = std::get_if<DropColumn>(&graph_.nodes_[i].operation);
      const auto found = drop == nullptr ? readers.end() : readers.find(drop->table);
      // A generated one may have to go before the column that it is computed from is altered.
      if (found == readers.end() || drop->column.generated) continue;
      for (const std::size_t reader : found->second) before(reader, i);
    }
  }

  /// One after the other; what has a lower rank speaks of old names, what has a higher one of the new ones.
  void add_renames() {
    Numbers renames;
    for (std::size_t i = 0; i < graph_.nodes_.size(); ++i) {
      const Operation& operation = graph_.nodes_[i].operation;
      if (std::holds_alternative<RenameTable>(operation) || std::holds_alternative<RenameColumn>(operation) ||
          std::holds_alternative<RenameObject>(operation))
        renames.push_back(i);
    }
    if (renames.empty()) return;
    for (std::size_t i = 0; i < graph_.nodes_.size(); ++i) {
      if (i < renames.back()) before(i, i < renames.front() ? renames.front() : i + 1);
      if (i > renames.back()) before(renames.back(), i);
    }
  }

  OperationGraph& graph_;
};

OperationGraph::OperationGraph(std::vector<OperationNode> nodes, const Around& around)
    : nodes_(std::move(nodes)), next_(nodes_.size()) {
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    for (const ObjectKey& key : nodes_[i].creates) creators_[key].push_back(i);
    for (const ObjectKey& key : nodes_[i].drops) droppers_[key].push_back(i);
    for (const ObjectKey& key : nodes_[i].alters) alterers_[key].push_back(i);
  }
  Builder(*this).build(around);
}

OperationGraph::Numbers OperationGraph::droppers(const ObjectKey& key) const {
  if (const auto found = droppers_.find(key); found != droppers_.end()) return found->second;
  for (const ObjectKey& owner : owners(key)) {
    if (const auto found = droppers_.find(owner); found != droppers_.end()) return found->second;
  }
  return {};
}

OperationGraph::Numbers OperationGraph::creators(const ObjectKey& key) const {
  if (const auto found = creators_.find(key); found != creators_.end()) return found->second;
  for (const ObjectKey& owner : owners(key)) {
    if (const auto found = creators_.find(owner); found != creators_.end()) return found->second;
  }
  return {};
}

bool OperationGraph::is_among(const ObjectKey& key, std::size_t number, const Numbers& circle, bool dropping) const {
  const Numbers found = dropping ? droppers(key) : creators(key);
  return std::any_of(found.begin(), found.end(), [&](std::size_t other) {
    return other != number && std::binary_search(circle.begin(), circle.end(), other);
  });
}

std::vector<OperationGraph::Numbers> OperationGraph::circles() const {
  std::vector<Numbers> circles = strong_components(next_);
  std::erase_if(circles, [](const Numbers& circle) { return circle.size() < 2; });
  std::sort(circles.begin(), circles.end());
  return circles;
}

OperationList OperationGraph::ordered() && {
  // Components come with what waits for them first: so the lowest rank of all that waits is known when it is needed.
  std::vector<std::size_t> urgency(nodes_.size());
  for (const Numbers& component : strong_components(next_)) {
    std::size_t lowest = nodes_.size();
    for (const std::size_t i : component) {
      lowest = std::min(lowest, i);
      for (const std::size_t j : next_[i]) {
        if (!std::binary_search(component.begin(), component.end(), j)) lowest = std::min(lowest, urgency[j]);
      }
    }
    for (const std::size_t i : component) urgency[i] = lowest;
  }
  std::vector<std::size_t> missing(nodes_.size(), 0);
  for (const Numbers& next : next_) {
    for (const std::size_t j : next) ++missing[j];
  }
  using Entry = std::pair<std::size_t, std::size_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> ready;
  std::set<Entry> waiting;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (missing[i] == 0)
      ready.emplace(urgency[i], i);
    else
      waiting.emplace(urgency[i], i);
  }
  OperationList result;
  while (!ready.empty() || !waiting.empty()) {
    Entry next;
    if (ready.empty()) {
      next = *waiting.begin();
      waiting.erase(waiting.begin());
    } else {
      next = ready.top();
      ready.pop();
    }
    result.push_back(std::move(nodes_[next.second].operation));
    for (const std::size_t j : next_[next.second]) {
      if (--missing[j] == 0 && waiting.erase({urgency[j], j}) != 0) ready.emplace(urgency[j], j);
    }
  }
  return result;
}

}  // namespace retort
