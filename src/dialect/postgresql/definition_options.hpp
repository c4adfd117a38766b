// What can be set on a definition without making it anew: one table of words, with the statements that set and unset
// them.
#pragma once

#include "dialect/postgresql/sql_text.hpp"
#include "operation/capabilities.hpp"

namespace retort::postgresql {

/// The statements that take `definition`'s options from `from` to `to`, in an order that works: owner before
/// privileges. Options that a kind's CREATE statement brings along are the caller's to leave out of both, as are those
/// of sequences, domains and composite types that have a rule of their own. Throws std::logic_error on a word that the
/// kind has not. `is_new`: nobody knows what default privileges have given to the roles that are named.
void render_definition_options(const Definition& definition, const Options& from, const Options& to,
                               const ServerVersion&, Statements&, bool is_new = false);

}  // namespace retort::postgresql
