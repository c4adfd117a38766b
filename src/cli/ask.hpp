// Questions to a person at a terminal.
#pragma once

#include <string>
#include <vector>

#include "cli/invocation.hpp"
#include "diff/diff.hpp"

namespace retort::cli {

/// Asks each question, the likeliest candidate first: yes, no, or a candidate's number. Adds what was said to
/// `answers`. Throws Interrupted where the input ends.
void ask_renames(const Invocation&, const std::vector<RenameQuestion>&, Answers& answers);
/// Names the questions and the flags that answer them: for a program, or without a terminal.
void print_questions(const Output&, const std::vector<RenameQuestion>&);
/// True only for "y" or "yes".
bool ask_yes_no(const Invocation&, const std::string& question);

}  // namespace retort::cli
