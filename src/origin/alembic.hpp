// A chain of Alembic's, which are programs: the project's own Python prints what they do.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "origin/migration.hpp"

namespace retort {

struct AlembicPlace {
  std::filesystem::path ini;              // alembic.ini, where there is one
  std::filesystem::path script_location;  // where there is none
  std::vector<std::string> interpreter;   // a Python that has Alembic
  std::vector<std::string> x;             // arguments of -x: "KEY=VALUE"
};

/// `program`: Alembic's own script, or a Python that has it; empty: `alembic` of PATH. Throws UsageError where there is
/// none.
AlembicPlace alembic_place(const std::filesystem::path& directory, const std::string& program,
                           const std::map<std::string, std::string>& x);
/// The Python of a script's first line, or of its second where the first is a shell's. None where there is neither.
std::vector<std::string> interpreter_of(std::string_view script);

struct AlembicRevision {
  Migration migration;         // without the scripts that could not be printed
  std::string not_printed_up;  // why
  std::string not_printed_down;
  bool refuses_down = false;  // its Python raises an error of its own: there is no way back
};

struct AlembicChain {
  std::vector<AlembicRevision> revisions;  // parents and dependencies first
  std::string version_table;
  std::string version_schema;  // where that is; empty: the default one
};

/// `engine`: "postgresql". Connects to nothing. Throws ProjectError with Alembic's words.
AlembicChain read_alembic(const AlembicPlace& place, const std::string& engine);

/// A statement that ran; not `whole`: with values that stand beside its text.
struct RanStatement {
  std::string text;
  bool whole = true;
};

/// Takes the database at `url` (SQLAlchemy's spelling) up to `targets`.
void alembic_upgrade(const AlembicPlace& place, const std::string& url, const std::vector<RevisionId>& targets);
/// Runs one revision there, and returns the statements that it ran.
std::vector<RanStatement> alembic_step(const AlembicPlace& place, const std::string& url, const RevisionId& revision,
                                       bool upgrade);

}  // namespace retort
