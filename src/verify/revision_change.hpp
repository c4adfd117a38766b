// What one revision changes, in terms of rows: which tables and columns it creates, drops and renames.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "dialect/dialect.hpp"
#include "revision/revision_file.hpp"
#include "schema/schema.hpp"
#include "verify/row_image.hpp"

namespace retort {

/// A rename that a revision's own statements make: ALTER TABLE … RENAME, … SET SCHEMA, or a copy under another name in
/// a rebuild.
struct Rename {
  ObjectName table;  // before the revision; of a table's rename, its old name
  Identifier from;
  Identifier to;
  bool of_table = false;
  Identifier schema = {};  // where a table moves to; else empty
  friend bool operator==(const Rename&, const Rename&) = default;
};
/// Renames in the upgrade, in the order of the statements.
std::vector<Rename> renames_in(const RevisionFile& file, const Dialect& dialect);

struct RevisionChange {
  Exempt before, after;            // columns and tables whose rows the revision drops, creates
  std::set<ObjectName> touched;    // before it: changed, dropped, or pointing at such a table with a foreign key
  std::vector<std::string> named;  // "orders.status (created)"
  int tables_changed = 0;
  bool writes_rows = false;  // a statement of the upgrade, other than the copies of rebuilds, changes rows
};
RevisionChange change_of(const RevisionFile& file, const Schema& before, const Schema& after, const Dialect& dialect);

}  // namespace retort
