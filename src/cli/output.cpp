#include "cli/output.hpp"

#include <fmt/format.h>

#include <ostream>

namespace retort::cli {

namespace {

std::string painted(Colour colour, std::string_view text) {
  const auto code = [&] {
    switch (colour) {
      case Colour::red:
        return "31";
      case Colour::green:
        return "32";
      case Colour::yellow:
        return "33";
      case Colour::cyan:
        return "36";
      case Colour::bold:
        return "1";
      case Colour::dim:
        return "2";
    }
    return "0";
  };
  return fmt::format("\x1b[{}m{}\x1b[0m", code(), text);
}

}  // namespace

void Output::line(std::string_view text) const { *out << text << '\n'; }

void Output::tell(std::string_view text) const {
  if (!quiet) *err << text << std::endl;
}

void Output::warn(std::string_view text) const { *err << text << std::endl; }

std::string Output::paint(Colour colour, std::string_view text) const {
  return colour_out ? painted(colour, text) : std::string(text);
}

std::string Output::paint_err(Colour colour, std::string_view text) const {
  return colour_err ? painted(colour, text) : std::string(text);
}

}  // namespace retort::cli
