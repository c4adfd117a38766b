// Definitions: objects that are compared as a whole text, and as options that can be set one by one.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "schema/expression.hpp"
#include "schema/index.hpp"
#include "schema/object_key.hpp"
#include "schema/options.hpp"

namespace retort {

/// `sql.text` makes the object; `sql.canonical` is what can't be changed in place: for a view its whole text, for a
/// sequence or an enum "" (all of it is in `options` and `values`). An option that `sql.text` brings along is in
/// `options` too.
struct Definition {
  ObjectKey key;
  ObjectName on;                    // the table or view of a trigger, rule or policy; else empty
  Expression sql;                   // the whole CREATE statement, without its semicolon
  std::vector<Identifier> columns;  // a view's output columns, spelled as the server names them
  bool broken = false;              // names something that does not exist (SQLite lets a view do so)
  int ordinal = 0;                  // its place in the order of creation; 0 where that has no meaning
  Options options = {};
  std::vector<std::string> values = {};      // an enum's labels, in order
  std::map<Identifier, Index> indexes = {};  // of a materialised view

  static constexpr auto fields() {
    return std::tuple{std::pair{"key", &Definition::key},         std::pair{"on", &Definition::on},
                      std::pair{"sql", &Definition::sql},         std::pair{"columns", &Definition::columns},
                      std::pair{"broken", &Definition::broken},   std::pair{"ordinal", &Definition::ordinal},
                      std::pair{"options", &Definition::options}, std::pair{"values", &Definition::values},
                      std::pair{"indexes", &Definition::indexes}};
  }
  /// The same text but for white space, comments and the case of names. Where the texts are not the same to the
  /// letter, the output columns decide too: SQLite names a column `a+1` or `a + 1` after the text.
  friend bool operator==(const Definition& a, const Definition& b);
};

}  // namespace retort
