// What Retort has a Python with Alembic run.
#pragma once

#include <string>

namespace retort {

/// Reads one JSON object from stdin, and writes its answer into the file `result`.
///   {"mode": "print", …}: all revisions, parents first, with the SQL of both directions, or why there is none. Never
///     connects.
///   {"mode": "to", "targets": [ids], …}: upgrades the database at `url` to them.
///   {"mode": "step", "revision": id, "upgrade": bool, …}: runs this one there, and tells its statements.
/// With each: "ini" and "script_location" (one may be empty), "url" in SQLAlchemy's spelling, "x" (arguments of -x).
extern const char* const kAlembicProgram;

}  // namespace retort
