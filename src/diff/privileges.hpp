// [managed] privileges: whether owners and grants are compared.
#pragma once

#include <optional>

#include "schema/schema.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// Of an option: that it says who owns or may do what.
bool is_privilege(const std::string& option);

/// True where an owner, a grant or default privileges stand anywhere in the schema.
bool has_privileges(const Schema&);

/// What a scratch database made belongs to whoever made it there: that says nothing about who should own it.
void leave_out_owners(Schema&);

/// `from` after the tables have got the owners that they have in `to`: a sequence goes with the column that owns it on
/// both sides. None where that changes nothing.
std::optional<Schema> with_owners_that_follow(const Schema& from, const Schema& to, const Lexicon&);

/// The schema that every database has stands in a Schema only where something is set on it. Where it stands in `other`:
/// `schema` with it; none where it has it.
std::optional<Schema> with_default_schema_of(const Schema& other, const Schema& schema, const Lexicon&);

/// `to` with the owners and grants that `from` has: what is on both sides differs in none, and what is created anew for
/// another's sake keeps them. What is new has its creator's; default privileges are `from`'s. The schema that every
/// database has stands in the result as it does in `from` where nothing else is said of it.
Schema with_privileges_of(const Schema& from, const Schema& to, const Lexicon& lexicon = {});

}  // namespace retort
