// What `--sql` prints.
#pragma once

#include "cli/call.hpp"
#include "cli/output.hpp"
#include "command/offline.hpp"

namespace retort::cli {

/// Returns the exit status.
int print_script(const Output&, const OfflineScript&);
command::OfflineOptions offline_options(const Call&);
/// The two options of a verb that can be asked for its SQL.
Option sql_option();
Option tag_option();

}  // namespace retort::cli
