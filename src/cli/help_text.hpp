// What `retort help` and docs/commands.md say: both made from verbs().
#pragma once

#include <string>

#include "cli/verb.hpp"

namespace retort::cli {

/// All commands, one line each, and the global options.
std::string overview_text();
/// One command: usage, what it does, options, examples, exit statuses.
std::string verb_text(const Verb&);
/// docs/commands.md.
std::string commands_page();
/// "retort revision [OPTIONS] [DIR]"
std::string usage_line(const Verb&);

}  // namespace retort::cli
