// What two states have and have not in common, for people.
#pragma once

#include <string>

#include "cli/output.hpp"
#include "command/compare.hpp"

namespace retort::cli {

/// One indented line an operation, and one for each that may be a rename.
void print_operations(const Output&, const command::Comparison&);
/// "", or ", except 2 objects not read".
std::string except_not_read(const std::vector<NotCovered>&);
/// "  virtual table 'docs': no such module: fts9", a line each.
void print_not_covered(const Output&, const std::vector<NotCovered>&);
/// "1 revision", "3 revisions".
std::string counted(std::size_t count, std::string_view noun);

}  // namespace retort::cli
