// What two schemas say in other words, as parts that can be loaded again by themselves.
//
// A server prints an expression in its own words, and reads some of these words into others: a text is canonical only
// when loading it gives the same text (docs/postgresql.md). So where two texts differ, what holds them is loaded once
// more.
#pragma once

#include <set>

#include "schema/schema.hpp"

namespace retort {

/// The tables and definitions that both schemas have, and in which an expression differs.
std::set<ObjectKey> differing_texts(const Schema& from, const Schema& to);

/// These tables and definitions, as far as the schema has them, and all that they can't be there without. Foreign keys
/// and ownerships that lead out of the part are left out, and so is who owns what and who may do what.
Schema part_of(const Schema& schema, const std::set<ObjectKey>& objects);

/// Gives these objects the texts that they have in `part`; what `part` left out stays.
void take_texts(Schema& schema, const Schema& part, const std::set<ObjectKey>& objects);

}  // namespace retort
