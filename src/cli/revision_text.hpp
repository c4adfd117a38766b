// A revision as Alembic prints it.
#pragma once

#include <string>

#include "cli/output.hpp"
#include "command/revision_info.hpp"

namespace retort::cli {

/// What stands behind an id on one line.
struct Marks {
  bool labels = false;  // "(shop)"
  bool tree = true;     // "(branchpoint)", "(mergepoint)"
};
/// "3f2a9c1b7d04 (shop) (head) (current) (branchpoint)"
std::string short_line(const Output&, const command::RevisionInfo&, Marks = {});
/// "9e1b2c3d4f50 -> 3f2a9c1b7d04 (head), add status to orders"; "9e1b2c3d4f50 (77aa01b2c3d4) -> …" where it depends on
/// one.
std::string history_line(const Output&, const command::RevisionInfo&);
/// "Rev: …", "Parent: …", "Path: …" and the header, several lines without the last newline.
std::string long_entry(const Output&, const command::RevisionInfo&);
/// "3f2a9c1b7d04 partly applied, step 1 of 2"
std::string partly_applied(const command::RevisionInfo&);
/// "9e1b2c3d4f50", "9e1b2c3d4f50, 3f2a9c1b7d04", or `none`.
std::string join_ids(const std::vector<RevisionId>&, std::string_view none);

}  // namespace retort::cli
