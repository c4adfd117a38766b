#include "retort/value.hpp"

#include <fmt/format.h>

namespace retort {

std::string text_of(const Value& value) {
  struct Text {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
    std::string operator()(double number) const { return fmt::format("{}", number); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const Blob& blob) const { return blob.bytes; }
  };
  return std::visit(Text{}, value);
}

}  // namespace retort
