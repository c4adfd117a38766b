#pragma once

#include <vector>

#include "dialect/dialect.hpp"
#include "diff/diff.hpp"
#include "revision/revision_file.hpp"

namespace retort::command {

/// What tables and columns of `from` are called in `to`, as the statements of these revisions rename them one after the
/// other: a renamed column must not come out as one that is dropped and one that is new.
std::vector<Answers::Rename> renames_between(const std::vector<const RevisionFile*>& files, const Schema& from,
                                             const Schema& to, const Dialect& dialect);

}  // namespace retort::command
