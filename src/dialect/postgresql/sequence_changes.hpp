// What alters a sequence, one of its own or a column's identity.
#pragma once

#include <string>
#include <vector>

#include "dialect/postgresql/sql_text.hpp"

namespace retort::postgresql {

/// The words behind ALTER SEQUENCE that take `from` to `to` ("type", "increment", "minvalue", "maxvalue", "start",
/// "cache", "cycle"; other options are left aside), "INCREMENT BY 2" and the like; the last may be "RESTART".
std::vector<std::string> sequence_changes(const Options& from, const Options& to);

/// What has to run before them: ALTER SEQUENCE refuses bounds that the last value is not within, so one that the
/// sequence has not reached yet becomes the first to come. One that it has left behind is refused still. `sequence`: as
/// SQL has its name.
void move_into_bounds(const std::string& sequence, const Options& from, const Options& to, Statements&);

/// Takes a new sequence with these options behind the numbers that the column has, in its own direction: the first to
/// come would be one that a row has. `sequence` is SQL that gives its name as text.
std::string count_on_statement(const std::string& sequence, const ObjectName& table, const Identifier& column,
                               const Options&);

}  // namespace retort::postgresql
