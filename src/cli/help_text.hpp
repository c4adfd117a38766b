// What `retort help`, docs/commands.md and the manual page say: all made from verbs().
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/verb.hpp"

namespace retort::cli {

/// All commands, one line each, and the global options.
std::string overview_text();
/// One command: usage, what it does, options, examples, exit statuses.
std::string verb_text(const Verb&);
/// docs/commands.md.
std::string commands_page();
/// retort(1), as man reads it (https://man7.org/linux/man-pages/man7/man.7.html).
std::string manual_page();

/// "retort revision [OPTIONS] [DIR]"
std::string usage_line(const Verb&);
/// "-m, --message MSG"
std::string option_usage(const Option&);
std::string option_help(const Option&);
/// Each with what it means.
const std::vector<std::pair<std::string_view, std::string_view>>& exit_statuses();

}  // namespace retort::cli
