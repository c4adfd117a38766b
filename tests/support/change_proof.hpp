// One change of a schema, taken through all layers on a real database: diff both ways, rendered, written as a revision
// file, parsed, run up, down and up, with rows. Cases, the matrix and random pairs all stand on it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "command/autogenerate.hpp"
#include "engine.hpp"

namespace retort::test {

struct Change {
  std::string before;  // SQL
  std::string rows;    // SQL, loaded with foreign keys on
  std::string after;   // SQL
  Answers answers;
  DiffOptions options;
  std::vector<std::string> rewrites =
      {};  // "t.a": columns whose values are not what they were, for a reason that is told
  std::map<std::string, std::string> decided = {};  // "public.t.a": what a person writes in place of the NULL of a todo
  bool one_way = false;                             // nothing leads back to `before`
};

struct GeneratedChange {
  Schema from, to;
  command::GeneratedScripts scripts;
  std::string revision;  // the file's text; empty where there are questions
};

/// Loads both sides and writes the revision.
GeneratedChange generate(const Change&, Engine&);

/// What is wrong; empty: proven. Builds `before` with rows by the raw client, runs the revision up, down and up, and
/// compares after each: the catalogue by Retort's reader (nothing left to do) and by the raw client's (equal to a fresh
/// build of that side); the rows of every column that both sides have, by content, with SQLite's rowids where no column
/// is another name for these; the highest id that was given; the engine's own health.
std::vector<std::string> prove(const Change&, const GeneratedChange&, Engine&);

}  // namespace retort::test
