// Revisions that the database is at and no file has: another branch's, or a deleted file's. The journal's texts stand
// in for the files, so that what was switched away in git can still be taken back.
#pragma once

#include <vector>

#include "plan/applied.hpp"
#include "plan/obstacle.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// Whether the database is at, or half way into, a revision that no file has: complete() needs the journal's texts
/// then.
bool has_vanished(const RevisionGraph& files, const Applied& applied);
/// Whether something ran on a revision that no file has, and that no other one is a name of.
bool ran_on_vanished(const RevisionGraph& files, const Applied& applied);

/// The files' graph, completed with the journal's texts. `vanished` gets the ids that came from there, sorted.
/// REQUIRES: `applied` was read with texts, where has_vanished(). Throws ProjectError where neither the files nor the
/// journal have a revision that is applied: protected environments keep no texts.
RevisionGraph complete(const RevisionGraph& files, const Applied& applied, const Lexicon& lexicon,
                       std::vector<RevisionId>& vanished);

/// What `vanished` heads mean for a run: an upgrade stops, a downgrade is told.
std::vector<Obstacle> vanished_obstacles(const RevisionGraph& completed, const std::vector<RevisionId>& vanished,
                                         const Applied& applied, Direction direction);

}  // namespace retort
