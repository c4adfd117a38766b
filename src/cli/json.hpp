// Results as JSON. Fields may be added; tests/cli shows each document, and keeps it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "cli/output.hpp"
#include "command/compare.hpp"
#include "command/revision_info.hpp"
#include "execute/run.hpp"
#include "operation/loss.hpp"
#include "verify/check_result.hpp"

namespace retort::cli {

using Json = nlohmann::ordered_json;

/// The one document of a run.
void print_json(const Output&, const Json&);

Json to_json(const command::RevisionInfo&);
Json to_json(const std::vector<command::RevisionInfo>&);
Json to_json(const command::Comparison&);
Json to_json(const std::vector<NotCovered>&);
Json to_json(const std::vector<RenameQuestion>&);
Json to_json(const OperationList&);
Json to_json(const std::vector<Loss>&);
Json to_json(const Outcome&);
Json to_json(const Obstacle&);
Json to_json(const CheckResult&);

}  // namespace retort::cli
