// Where the program prints, and how: text or one JSON document, with colours or without.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

namespace retort::cli {

enum class Colour { red, green, yellow, cyan, bold, dim };

struct Output {
  std::ostream* out = nullptr;  // results
  std::ostream* err = nullptr;  // progress, questions, errors
  bool json = false;
  bool quiet = false;
  int verbosity = 0;
  bool colour_out = false;
  bool colour_err = false;
  bool terminal = false;  // questions can be asked: stdin and stderr are a terminal

  /// A line of results.
  void line(std::string_view text = {}) const;
  /// A line of progress; nothing with -q.
  void tell(std::string_view text) const;
  /// A line that -q does not silence.
  void warn(std::string_view text) const;
  std::string paint(Colour, std::string_view text) const;      // for `out`
  std::string paint_err(Colour, std::string_view text) const;  // for `err`
};

}  // namespace retort::cli
