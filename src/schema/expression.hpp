// SQL that Retort does not take apart.
#pragma once

#include <string>

namespace retort {

/// `text` is as a person wrote it or a server prints it, and goes into scripts; `canonical` is what compares.
/// Who reads a catalogue fills in both (on SQLite: dialect/sqlite/canonical.hpp; elsewhere the server's own text).
struct Expression {
  std::string text;
  std::string canonical;

  friend bool operator==(const Expression& a, const Expression& b) { return a.canonical == b.canonical; }
};

}  // namespace retort
