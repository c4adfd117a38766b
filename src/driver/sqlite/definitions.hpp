#pragma once

#include <vector>

#include "driver/sqlite/catalogue.hpp"
#include "schema/schema.hpp"

namespace retort::sqlite {

/// The catalogue's views and triggers with what they depend on, into `schema`. Their ordinals are the places of their
/// rows.
void read_definitions(Session& session, const Catalogue& catalogue, Schema& schema);

/// The triggers on one table, in the order of creation, without what they depend on. Throws ProjectError ("not read:
/// …").
std::vector<Definition> read_triggers_on(Session& session, const Identifier& table);

}  // namespace retort::sqlite
