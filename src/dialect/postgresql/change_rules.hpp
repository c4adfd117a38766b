// What PostgreSQL can alter in place, and what is in the way of that (ChangeRules; the traps of docs/postgresql.md).
#pragma once

#include "operation/operation.hpp"

namespace retort::postgresql {

bool alters(const Definition& from, const Definition& to);
bool alters(const Index& from, const Index& to, bool partitioned);
bool alters(const Constraint& from, const Constraint& to, bool partitioned);
bool alters(const Column& from, const Column& to);
bool disturbs(const Operation& change, const ObjectKey& dependent);

/// A type that no ALTER makes of the other: a label is gone or stands elsewhere, a domain is of another type. It is
/// exchanged: a new one is made, and the columns go over to it.
bool needs_exchange(const Definition& from, const Definition& to);

}  // namespace retort::postgresql
