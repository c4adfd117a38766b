// Parts of a table that is there, described in the words of models: what they say stands beside nothing else.
#pragma once

#include <string>
#include <vector>

#include "dialect/dialect.hpp"
#include "model/declared.hpp"
#include "retort/operations.hpp"

namespace retort::compiled {

ObjectName object_name(const QualifiedName& name, const Lexicon& lexicon);

/// A builder of that table, without columns.
TableBuilder described(const QualifiedName& table);
/// With columns of these names, of whatever type: for keys and indexes on columns that are there.
TableBuilder described(const QualifiedName& table, const std::vector<std::string>& columns);

/// What it says, as the engine has it: the table, and the enum types that it needs. Constraints without a name stay
/// without. Throws ModelError.
Declared declared(const TableBuilder& table, const Dialect& dialect);
/// The one table of these.
const Table& only_table(const Declared& declared);

}  // namespace retort::compiled
