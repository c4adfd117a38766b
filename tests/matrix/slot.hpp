// What a matrix must show: each attribute of each kind of object, and how it may change. Made from the fields() of the
// schema's own types, so that a new field is a new slot, and fails until somebody writes a cell for it.
#pragma once

#include <string>
#include <vector>

namespace retort::test {

struct Slot {
  std::string kind;                  // "foreign key"
  std::string attribute;             // "on_delete", "on_delete=CASCADE", "options.STRICT"
  std::vector<std::string> changes;  // of "added", "changed", "removed": the ones that such an attribute can have

  std::string path() const { return kind + "." + attribute; }
};

/// In the order of the schema's types. A bool is added or removed; a choice also has a slot for each of its values; a
/// name or expression that is never missing can only change, for without it there is no object.
std::vector<Slot> slots();

}  // namespace retort::test
