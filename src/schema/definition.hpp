// Definitions: objects that are compared and changed as whole texts.
#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/identifier.hpp"
#include "schema/expression.hpp"

namespace retort {

/// In the order in which they may depend on each other; a new kind needs a name in to_string too.
enum class DefinitionKind { virtual_table, view, trigger };

/// "view": for people, JSON and globs of [managed].
std::string_view to_string(DefinitionKind);

struct DefinitionKey {
  DefinitionKind kind = DefinitionKind::view;
  ObjectName name;

  static constexpr auto fields() {
    return std::tuple{std::pair{"kind", &DefinitionKey::kind}, std::pair{"name", &DefinitionKey::name}};
  }
  friend bool operator==(const DefinitionKey&, const DefinitionKey&) = default;
  friend std::strong_ordering operator<=>(const DefinitionKey&, const DefinitionKey&) = default;
};

/// A table or definition that a definition reads or writes; `columns` are the ones it names (empty: the object only).
struct Dependency {
  ObjectName object;
  std::vector<Identifier> columns;

  static constexpr auto fields() {
    return std::tuple{std::pair{"object", &Dependency::object}, std::pair{"columns", &Dependency::columns}};
  }
  friend bool operator==(const Dependency&, const Dependency&) = default;
};

struct Definition {
  DefinitionKey key;
  ObjectName on;                      // the table or view of a trigger; else empty
  Expression sql;                     // the whole CREATE statement, without its semicolon
  std::vector<Identifier> columns;    // a view's output columns, spelled as the server names them
  std::vector<Dependency> depends_on; // sorted by object
  bool broken = false;                // names something that does not exist (SQLite lets a view do so)
  int ordinal = 0;                    // its place in the order of creation

  static constexpr auto fields() {
    return std::tuple{std::pair{"key", &Definition::key},         std::pair{"on", &Definition::on},
                      std::pair{"sql", &Definition::sql},         std::pair{"columns", &Definition::columns},
                      std::pair{"depends_on", &Definition::depends_on}, std::pair{"broken", &Definition::broken},
                      std::pair{"ordinal", &Definition::ordinal}};
  }
  /// The same text but for white space, comments and the case of names. Where the texts are not the same to the
  /// letter, the output columns decide too: SQLite names a column `a+1` or `a + 1` after the text.
  friend bool operator==(const Definition& a, const Definition& b);
};

}  // namespace retort
