#pragma once

#include "schema/schema.hpp"

namespace retort {

/// A schema of the database gets another name, and with it all names of what is in it. Texts do not follow.
void rename_schema(Schema& schema, const Identifier& from, const Identifier& to);

}  // namespace retort
