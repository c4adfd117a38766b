// Reading and writing SQLite files by other hands than Retort's: what a test says about rows and catalogues comes from
// here, so that a fault in Retort's own reader can't hide itself.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace retort::test {

/// Runs a script and returns what it prints: one line a row, fields joined by '|'. Throws std::runtime_error with the
/// engine's message. Makes the file where there is none.
using RawClient = std::function<std::string(const std::filesystem::path& database, const std::string& script)>;

/// The sqlite3 shell, a process each time.
std::string sqlite3_shell(const std::filesystem::path& database, const std::string& script);

/// sqlite3_exec, for tests that ask ten thousand times.
std::string sqlite3_library(const std::filesystem::path& database, const std::string& script);

/// What the engine's own pragmas say of all tables, keys and indexes, and the names of views, triggers and virtual
/// tables: equal for two files that have the same schema, whatever the text it was written in. Column order does not
/// count.
std::string catalogue_of(const RawClient& client, const std::filesystem::path& database);

}  // namespace retort::test
