// `retort dump`: a state's canonical schema as SQL that loads back, or some objects of it. Reads only.
#pragma once

#include <string>
#include <vector>

#include "command/context.hpp"
#include "schema/schema.hpp"

namespace retort::command {

struct DumpResult {
  Schema schema;                        // of the objects asked for
  std::vector<std::string> statements;  // without semicolons, in an order that works
};

/// Without names: everything. Throws UsageError naming what the state does not have.
DumpResult dump(const Context&, const std::string& state, const std::vector<std::string>& names);

}  // namespace retort::command
