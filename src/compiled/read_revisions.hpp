// What a program is linked with, as the values that the graph is made of.
#pragma once

#include <vector>

#include "dialect/dialect.hpp"
#include "retort/revisions.hpp"
#include "revision/revision_file.hpp"

namespace retort {

/// The embedded files. Throws ProjectError where a text is not what its hash says, and what parse_revision throws.
std::vector<RevisionFile> embedded_revisions(const Revisions& revisions, const Lexicon& lexicon);

/// The revisions in C++, for this engine; `dialect` outlives them. Throws ProjectError, with their place in the source,
/// for what can't be said.
std::vector<RevisionFile> compiled_revisions(const Revisions& revisions, const Dialect& dialect);

/// Gives the steps of `files` the functions that run beside them. Throws ProjectError for a function whose revision or
/// step is not there, and for a step that has no transaction.
void add_functions(const Revisions& revisions, std::vector<RevisionFile>& files);

}  // namespace retort
