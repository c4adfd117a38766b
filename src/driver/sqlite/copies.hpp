// The copying INSERT of a rebuild, and what it would lose (SQLITE.md, rule 9).
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "driver/sqlite/session.hpp"
#include "operation/statement.hpp"

namespace retort::sqlite {

/// INSERT … INTO _retort_new_X (…) SELECT … FROM X.
struct Copy {
  struct Column {
    Identifier to;
    std::string expression;  // over the columns of `source`
  };
  Identifier built;   // _retort_new_X
  Identifier source;  // X
  std::vector<Column> columns;
  bool columns_known = false;  // false: somebody wrote it in a shape that is not ours
  bool lossy_allowed = false;  // `-- retort: allow lossy-copy` stands above it
};

/// None where the statement is no INSERT into a table that a rebuild makes.
std::optional<Copy> read_copy(const Statement& statement);

/// Before `source` is dropped: the built table has as many rows, no value changed on its way through the new column's
/// affinity so that the old one's would not give it back, and no NULL became an invented id. Throws ProjectError naming
/// columns, counts and an example.
void check_copy(Session& session, const Copy& copy);

}  // namespace retort::sqlite
