// What a statement that a person wrote may not do, whatever its step says.
#pragma once

#include <string_view>

namespace retort::postgresql {

/// Throws ProjectError where the statement would begin or end a transaction, or where it waits for data that a revision
/// can't give it.
void refuse_unfit(std::string_view sql);
/// See Connection::runs_in_transaction.
bool runs_in_transaction(std::string_view sql);
/// CREATE INDEX CONCURRENTLY and the like: they keep nobody out, and may wait long.
bool runs_concurrently(std::string_view sql);
/// DEALLOCATE, DISCARD ALL: the session's prepared statements are gone, Retort's own too.
bool takes_prepared_away(std::string_view sql);
/// PREPARE: the session keeps it, and there is no taking back of one's own alone.
bool leaves_prepared(std::string_view sql);

}  // namespace retort::postgresql
