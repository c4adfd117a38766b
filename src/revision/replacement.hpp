// What `Replaces` makes of a set of revision files.
//
// A file that replaces others stands for them. Those that are still there (whoever squashed them was interrupted before
// they were removed) are left out, and nothing else changes with their going. A replaced revision after which a
// database is where the file ends is another name of that file: what revises it, revises the file. One in between is no
// place of the graph any more.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "revision/revision_file.hpp"

namespace retort {

struct Replacements {
  std::vector<RevisionFile> left_out;
  std::map<RevisionId, RevisionId> replaced;  // each replaced revision -> what stands for it
  std::map<RevisionId, RevisionId> names;     // of these, the ones that are another name
};

/// Takes the replaced ones out of `files`, and writes the names of the others into what revises or depends on them.
/// Files of `kept` are neither left out, nor do they replace anything: databases are at them. Throws ProjectError that
/// names both files where two replace one revision, or each other.
Replacements take_replaced(std::vector<RevisionFile>& files, const std::set<RevisionId>& kept);

/// What `by` says of a revision that it replaces; null where it says nothing.
const ReplacedFile* record_of(const RevisionFile& by, const RevisionId& id);
ReplacedFile record_for(const RevisionFile& file);
/// Why `file`, which `by` replaces, must not be removed: it is not, or may not be, what was replaced. Empty where it may.
std::string kept_for(const RevisionFile& file, const RevisionFile& by);

}  // namespace retort
