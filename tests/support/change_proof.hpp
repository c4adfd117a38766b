// One change of a schema, taken through all layers on a real file: diff both ways, rendered, written as a revision
// file, parsed, run up, down and up, with rows. Cases, the matrix and random pairs all stand on it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "command/autogenerate.hpp"
#include "raw_client.hpp"

namespace retort::test {

struct Change {
  std::string before;  // SQL
  std::string rows;    // SQL, loaded with foreign keys on
  std::string after;   // SQL
  Answers answers;
  DiffOptions options;
};

struct GeneratedChange {
  Schema from, to;
  command::GeneratedScripts scripts;
  std::string revision;  // the file's text; empty where there are questions
};

/// Loads both sides into scratch databases and writes the revision. Touches no file.
GeneratedChange generate(const Change&);

/// Loads SQL into a scratch database and reads it back.
Schema schema_of(const std::string& sql);

/// What is wrong; empty: proven. In `folder` (made, must not exist): builds `before` with rows by the raw client, runs
/// the revision up, down and up, and compares after each: the catalogue by Retort's reader (nothing left to do) and by
/// the raw client's (equal to a fresh build of that side); the rows of every column that both sides have, by content,
/// with their rowids where no column is another name for these; the highest id that was given; foreign keys; integrity.
std::vector<std::string> prove(const Change&, const GeneratedChange&, const std::filesystem::path& folder,
                               const RawClient& client);

}  // namespace retort::test
