// What a difference of two schemas can't say.
#pragma once

#include <string>

#include "dialect/dialect.hpp"
#include "revision/revision_file.hpp"

namespace retort {

/// Why what a revision does is more than the schemas before and after it: "db/x.sql:12 changes rows", "nothing is done
/// on its way back". Empty where it is not, as far as its statements say. `privileges`: they are part of schemas.
std::string beyond_schema(const RevisionFile& file, const Dialect& dialect, bool privileges);

/// Whether a statement is in a form that holds no long lock: CONCURRENTLY, NOT VALID.
bool is_online(const RevisionFile& file, const Dialect& dialect);

}  // namespace retort
