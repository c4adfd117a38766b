#include "operation/constraint_list.hpp"

#include <algorithm>

#include "operation/misfit.hpp"

namespace retort {
namespace {

/// Takes one equal element out of a multiset.
template <class T>
void erase_one(std::vector<T>& from, const T& value, const ObjectName& table) {
  const auto found = std::find(from.begin(), from.end(), value);
  if (found == from.end()) misfit("no such constraint of table", table);
  from.erase(found);
}

struct Add {
  Table& table;
  void operator()(const PrimaryKey& key) const {
    if (table.primary_key) misfit("a second primary key for table", table.name);
    table.primary_key = key;
  }
  void operator()(const Unique& unique) const { table.uniques.push_back(unique); }
  void operator()(const ForeignKey& key) const { table.foreign_keys.push_back(key); }
  void operator()(const Check& check) const { table.checks.push_back(check); }
  void operator()(const Exclusion& exclusion) const { table.exclusions.push_back(exclusion); }
};

struct Drop {
  Table& table;
  void operator()(const PrimaryKey& key) const {
    if (table.primary_key != key) misfit("no such primary key of table", table.name);
    table.primary_key.reset();
  }
  void operator()(const Unique& unique) const { erase_one(table.uniques, unique, table.name); }
  void operator()(const ForeignKey& key) const { erase_one(table.foreign_keys, key, table.name); }
  void operator()(const Check& check) const { erase_one(table.checks, check, table.name); }
  void operator()(const Exclusion& exclusion) const { erase_one(table.exclusions, exclusion, table.name); }
};

}  // namespace

void add_constraint(Table& table, const Constraint& constraint) {
  std::visit(Add{table}, constraint);
  normalize(table);
}

void drop_constraint(Table& table, const Constraint& constraint) { std::visit(Drop{table}, constraint); }

}  // namespace retort
