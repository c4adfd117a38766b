// Operations and what orders them: what they create, drop and alter, and what has to be there or gone by then.
#pragma once

#include <unordered_map>
#include <utility>
#include <vector>

#include "diff/comparison.hpp"
#include "diff/object_parts.hpp"

namespace retort {

/// One operation in the graph. Its place in the list is its rank: where nothing else decides, it runs in that order.
struct OperationNode {
  Operation operation;
  std::vector<ObjectKey> creates;
  std::vector<ObjectKey> drops;
  std::vector<ObjectKey> alters;
  std::vector<ObjectKey> stood_on;   // what it stops to need: it runs before that is dropped
  std::vector<ObjectKey> stands_on;  // what it needs from then on: it runs after that is created or altered
  std::vector<ObjectKey> part_of;    // runs after that is created: an index after the one that it becomes a part of
  std::vector<ObjectKey> shaped_by;  // runs after whatever happens to that: a partition has what its parent has by then
};

OperationNode make_node(const Comparison&, Operation);
/// What a constraint, default or index of a table needs.
std::vector<ObjectKey> needs_of_part(const Comparison&, const Schema&, const ObjectKey& part);

/// What altered in place makes a dependent go before and come after.
using Around = std::vector<std::pair<ObjectKey, ObjectKey>>;

class OperationGraph {
 public:
  OperationGraph(std::vector<OperationNode>, const Around&);

  /// The circles: of each the numbers of its nodes, ascending.
  std::vector<std::vector<std::size_t>> circles() const;
  /// In an order in which nothing comes before what it has to wait for; else by rank, but whatever something of a
  /// lower rank waits for comes right before that. Circles are cut where they are entered first. Takes the operations
  /// out of the nodes.
  OperationList ordered() &&;

  const OperationNode& node(std::size_t number) const { return nodes_[number]; }
  /// Whether a key that a part of the node's object stood or stands on is another node's of the same circle.
  bool is_among(const ObjectKey& key, std::size_t number, const std::vector<std::size_t>& circle, bool dropping) const;

 private:
  using Numbers = std::vector<std::size_t>;
  class Builder;

  Numbers droppers(const ObjectKey&) const;
  Numbers creators(const ObjectKey&) const;

  std::vector<OperationNode> nodes_;
  std::vector<Numbers> next_;  // what has to wait for each
  std::unordered_map<ObjectKey, Numbers, ObjectKeyHash> creators_;
  std::unordered_map<ObjectKey, Numbers, ObjectKeyHash> droppers_;
  std::unordered_map<ObjectKey, Numbers, ObjectKeyHash> alterers_;
};

}  // namespace retort
