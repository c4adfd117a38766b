// A server that knows nothing but names and what stands on what: it refuses to create before what is needed, to drop
// what is still needed, and to take a name twice. Apart from the diff, so that the two can be held against each other.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "operation/operation.hpp"

namespace retort::test {

class ToyServer {
 public:
  /// Holds `from`; what is created or altered needs what `to` says.
  ToyServer(const Schema& from, const Schema& to);

  /// What the server refuses first, with the operation; "" where it takes all.
  std::string run(const OperationList& operations);
  /// What it holds that `to` does not, and the other way round; "" where all is there, in the target's words.
  std::string unlike_target() const;

 private:
  struct Object {
    std::string text;
    std::set<ObjectKey> needs;
  };
  using Objects = std::map<ObjectKey, Object>;

  static Objects objects_of(const Schema& schema);
  static void add_table(const Schema& schema, const Table& table, Objects& objects);

  void create(const ObjectKey& key);
  void create_table(const Table& table);
  void drop(const std::vector<ObjectKey>& keys);
  void drop_table(const ObjectName& table);
  void alter(const ObjectKey& key);
  void take(const Operation& operation);
  void refuse(const std::string& why);

  Objects objects_;
  Objects target_;
  std::string refused_;
};

}  // namespace retort::test
