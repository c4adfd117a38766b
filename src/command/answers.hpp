// What people say on the command line about renames and values, as values.
#pragma once

#include <string_view>

#include "diff/diff.hpp"
#include "sql/lexicon.hpp"

namespace retort::command {

/// "users=members", or "users.nick=nickname" (the table by its name in the target schema). Where the engine has schemas
/// also "app.users=core.users", "index:app.old=new", "label:app.mood.sad=unhappy", "function:app.f(integer)=g". Names
/// with dots or equals signs stand in double quotes. Throws UsageError.
Answers::Rename parse_rename(std::string_view text, const Lexicon&);
/// "orders.status='new'": the value for rows that exist. Throws UsageError.
Answers::Existing parse_existing(std::string_view text, const Lexicon&);
/// The flag that answers the question with its likeliest candidate: "--rename users.nick=nickname".
std::string rename_flag(const RenameQuestion&, const ObjectKey& from);
/// Both; where both speak of the same thing, `first` comes first.
Answers merged(const Answers& first, const Answers& second);

}  // namespace retort::command
