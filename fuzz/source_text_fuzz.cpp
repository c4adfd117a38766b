// Decoding gives text that decodes to itself, or an error with a place in the file; every offset has a place.
#include <cstdint>

#include "base/source_text.hpp"
#include "base/utf8.hpp"
#include "require.hpp"

namespace {

void check_places(const retort::SourceText& source) {
  for (std::size_t offset = 0; offset <= source.text().size(); ++offset) {
    const retort::SourceLocation place = source.locate(offset);
    REQUIRE(place.line >= 1);
    REQUIRE(place.column >= 1);
    const std::string_view line = source.line(place.line);
    const auto column = static_cast<std::size_t>(place.column);
    REQUIRE(column <= line.size() + 1);
    if (column <= line.size()) REQUIRE(line[column - 1] == source.text()[offset]);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const retort::SourceText source = retort::SourceText::decode("input", bytes);
    REQUIRE(source.text().find("\r\n") == std::string::npos || bytes.find("\r\r\n") != std::string_view::npos);
    REQUIRE(source.text().find('\0') == std::string::npos);
    REQUIRE(retort::find_invalid_utf8(source.text()) == std::string_view::npos);
    check_places(source);
  } catch (const retort::ProjectError& error) {
    REQUIRE(error.where().has_value());
    REQUIRE(error.where()->line >= 1);
    REQUIRE(!error.hint().empty());
  }
  return 0;
}
