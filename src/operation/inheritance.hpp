// What a change of a parent's column does to the same column of its children and partitions.
#pragma once

#include <map>
#include <vector>

#include "schema/schema.hpp"

namespace retort {

/// The tables that it inherits from, or is a partition of.
std::vector<ObjectName> parents_of(const Table&);

/// By their parents, in the order of names.
std::map<ObjectName, std::vector<ObjectName>> children_by_parent(const Schema&);

/// A column as a child gets it with a new column of the parent.
Column inherited_from(const Column& of_parent);
/// A child's column after the parent's became `to`: what changes there changes here, type, NOT NULL and default; what a
/// child may have for itself stays.
Column inherited_change(const Column& of_child, const Column& from, const Column& to);

}  // namespace retort
