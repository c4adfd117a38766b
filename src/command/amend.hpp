// What may be rewritten by `revision --amend`.
#pragma once

#include "command/workspace.hpp"

namespace retort::command {

/// How the header line begins that tells a generated file from one that somebody worked on.
inline constexpr std::string_view kGeneratedNote = "Generated: ";
/// That line, with a hash over the file's steps.
std::string generated_note(const RevisionFile& file);
/// False where a step was added, changed or taken away since `generated_note` was written, or no note was.
bool is_as_generated(const RevisionFile& file);

/// The head to rewrite. Throws UsageError where there is none, where it is published (git), where it is applied to the
/// environment's database, and (without `force`) where somebody worked on it by hand.
const RevisionFile& amendable_head(Workspace&, bool force);

}  // namespace retort::command
