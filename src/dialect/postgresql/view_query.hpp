#pragma once

#include "schema/definition.hpp"

namespace retort::postgresql {

/// Whether CREATE OR REPLACE VIEW can make `to` of `from`: it only appends columns, and the ones before keep name and
/// type. A view does not say its columns' types, so that is sure only where the same expressions are taken from the
/// same tables: the new select list and FROM begin with the old ones. False where that can't be seen.
bool can_replace_view(const Definition& from, const Definition& to);

}  // namespace retort::postgresql
