// What the parts of tables are called, and what they name: the dependencies that Schema::dependencies leaves out.
#pragma once

#include <vector>

#include "operation/object_text.hpp"
#include "operation/operation.hpp"
#include "sql/lexicon.hpp"

namespace retort {

struct ObjectKeyHash {
  std::size_t operator()(const ObjectKey&) const;
};

/// In a fixed order: primary key, unique, exclusion and check constraints, foreign keys.
template <class Visit>
void for_each_constraint(const Table& table, const Visit& visit) {
  if (table.primary_key) visit(*table.primary_key);
  for (const Unique& constraint : table.uniques) visit(constraint);
  for (const Exclusion& constraint : table.exclusions) visit(constraint);
  for (const Check& constraint : table.checks) visit(constraint);
  for (const ForeignKey& constraint : table.foreign_keys) visit(constraint);
}

/// True where it can't be there without the column of its own table.
bool names(const Constraint&, const Identifier& column, const Lexicon&);
bool names(const Index&, const Identifier& column, const Lexicon&);

/// True where the foreign key may stand on a key over these columns.
bool refers_to(const ForeignKey&, const std::vector<KeyPart>& key);

/// What the operation changes and leaves there; none where it creates or drops.
std::vector<ObjectKey> altered_by(const Operation&);

}  // namespace retort
