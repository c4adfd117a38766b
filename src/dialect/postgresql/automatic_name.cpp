#include "dialect/postgresql/automatic_name.hpp"

namespace retort::postgresql {
namespace {

constexpr std::size_t kLongest = 63;  // NAMEDATALEN - 1

std::string_view clipped(std::string_view text, std::size_t length) {
  if (text.size() <= length) return text;
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) --length;
  return text.substr(0, length);
}

}  // namespace

std::string automatic_name(std::string_view table, std::string_view column, std::string_view label) {
  const std::size_t overhead = label.size() + 1 + (column.empty() ? 0 : 1);
  std::size_t first = table.size();
  std::size_t second = column.size();
  while (first + second + overhead > kLongest) --(first > second ? first : second);
  std::string name(clipped(table, first));
  if (!column.empty()) name.append("_").append(clipped(column, second));
  return name.append("_").append(label);
}

}  // namespace retort::postgresql
