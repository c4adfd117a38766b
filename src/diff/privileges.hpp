// [managed] privileges: whether owners and grants are compared.
#pragma once

#include "schema/schema.hpp"

namespace retort {

/// True where an owner, a grant or default privileges stand anywhere in the schema.
bool has_privileges(const Schema&);

/// `to` with the owners and grants that `from` has: what is on both sides differs in none, and what is created anew for
/// another's sake keeps them. What is new has its creator's; default privileges are `from`'s.
Schema with_privileges_of(const Schema& from, const Schema& to);

}  // namespace retort
