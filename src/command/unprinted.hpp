// Alembic's revisions that can't be printed: Alembic runs them in a scratch database, and what they did there is
// written down.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "command/workspace.hpp"
#include "origin/alembic.hpp"
#include "origin/step_text.hpp"

namespace retort::command {

struct UnprintedRevision {
  std::optional<StepText> up, down;  // of the sides that were not printed
  std::string no_way_back;           // why the way back neither prints nor runs
};

/// Where a query of a table's rows is printed, its Python had no answer to it, and may have gone another way than it
/// would: that is no print to rely on.
void doubt_queries(AlembicChain& chain, const Lexicon& lexicon);

/// The statements that ran, where they are whole and no rows were read. Else the difference of the two catalogues, with
/// a todo where rows were read or written: what becomes of rows that exist, no catalogue tells. Where an upgrade does
/// not run either, a todo says why.
std::map<RevisionId, UnprintedRevision> run_unprinted(Workspace& workspace, States& states, const AlembicPlace& place,
                                                      const AlembicChain& chain);

}  // namespace retort::command
