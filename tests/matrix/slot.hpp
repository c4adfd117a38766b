// What a matrix must show: each attribute of each kind of object, and how it may change. Made from the fields() of the
// schema's own types, so that a new field is a new slot, and fails until somebody writes a cell for it; and of a file,
// `attributes`, with what the types leave open: the words of options, and what definitions are made of:
//
//   table.options.unlogged: added removed
//   view.comment: added changed removed
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace retort::test {

struct Slot {
  std::string kind;                  // "foreign key"
  std::string attribute;             // "on_delete", "on_delete=CASCADE", "options.STRICT"
  std::vector<std::string> changes;  // of "added", "changed", "removed": the ones that such an attribute can have

  std::string path() const { return kind + "." + attribute; }
};

/// Of an `attributes` file. Throws std::runtime_error.
std::vector<Slot> read_attributes(const std::filesystem::path& file);

/// In the order of the schema's types, `attributes` last. A bool is added or removed; a choice also has a slot for each
/// of its values; a name or expression that is never missing can only change, for without it there is no object.
std::vector<Slot> slots(const std::vector<Slot>& attributes);

}  // namespace retort::test
