// Options in words, for descriptions; never SQL.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/identifier.hpp"
#include "schema/options.hpp"

namespace retort {

/// "password", "pgpasswd", "API_TOKEN=1": what stands with it is shown to nobody.
bool names_secret(std::string_view text);

/// A comment's line breaks as "\n": a description is one line.
std::string one_line(std::string_view text);

/// What is set, as people say it: "parameter:fillfactor" -> "fillfactor", "privileges:bert" -> `privileges of "bert"`.
/// `columns`: those of a view, whose names may stand behind a role's.
std::string option_text(std::string_view key, const std::vector<Identifier>& columns = {});
/// "fillfactor default -> 70", "unlogged added": each option that differs. What is named like a password shows no
/// value.
std::vector<std::string> option_changes(const Options& from, const Options& to,
                                        const std::vector<Identifier>& columns = {});

}  // namespace retort
