#include "driver/postgresql/text_list.hpp"

#include <charconv>

namespace retort::postgresql {
namespace {

// From after its opening quote to after the closing one.
std::string quoted_element(std::string_view text, std::size_t& at) {
  std::string element;
  for (; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
    element += text[at];
  }
  ++at;
  return element;
}

}  // namespace

std::vector<std::optional<std::string>> parse_nullable_list(std::string_view text) {
  std::vector<std::optional<std::string>> list;
  if (text.size() <= 2) return list;
  text = text.substr(1, text.size() - 2);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') {
      list.emplace_back(quoted_element(text, ++at));
    } else {
      const std::size_t end = std::min(text.find(',', at), text.size());
      const std::string_view bare = text.substr(at, end - at);
      list.push_back(bare == "NULL" ? std::nullopt : std::optional<std::string>(bare));
      at = end;
    }
  }
  return list;
}

std::vector<std::string> parse_list(std::string_view text) {
  std::vector<std::string> list;
  for (std::optional<std::string>& element : parse_nullable_list(text)) {
    list.push_back(element ? std::move(*element) : std::string());
  }
  return list;
}

std::vector<long> parse_numbers(std::string_view text) {
  std::vector<long> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    long number = 0;
    const auto [after, error] = std::from_chars(at, end, number);
    if (error == std::errc()) numbers.push_back(number);
    at = error == std::errc() ? after : at + 1;
  }
  return numbers;
}

}  // namespace retort::postgresql
