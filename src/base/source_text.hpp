// A file's text together with its name, and the way from a byte offset to a line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "retort/error.hpp"

namespace retort {

class SourceText {
 public:
  SourceText() = default;
  /// Takes text that is already decoded.
  SourceText(std::string name, std::string text);

  /// Decodes the bytes of a file (design, section 5, rule 7): skips one BOM, reads CRLF as LF.
  /// Throws ProjectError with the line on NUL, bad UTF-8, UTF-16 and version-control conflict markers.
  static SourceText decode(std::string name, std::string_view bytes);

  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }
  /// The place of the byte at `offset` (clamped to the end of the text). Columns count bytes.
  SourceLocation locate(std::size_t offset) const;
  /// Line `line` (from 1) without its newline; empty past the end.
  std::string_view line(int line) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

}  // namespace retort
