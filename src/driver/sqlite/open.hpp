#pragma once

#include <memory>

#include "driver/sqlite/session.hpp"

namespace retort::sqlite {

/// Opens what the URL names. A read-only session never makes or writes a file of its own; it takes write access only
/// where SQLite needs it to finish what a crashed writer began (a hot journal), or to read a WAL and leave no files
/// behind, and then refuses every write (query_only). Throws DatabaseError saying what is wrong with the file,
/// UsageError for an unknown option.
std::unique_ptr<Session> open_session(const Url& url, const ConnectOptions& options);

}  // namespace retort::sqlite
