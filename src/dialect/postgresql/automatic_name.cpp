#include "dialect/postgresql/automatic_name.hpp"

namespace retort::postgresql {
namespace {

constexpr std::size_t kLongestName = 63;

/// At most `size` bytes, no character cut in two.
std::string_view clip(std::string_view text, std::size_t size) {
  if (size >= text.size()) return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return text.substr(0, size);
}

}  // namespace

std::string server_chosen_name(std::string_view table, std::string_view column, std::string_view label) {
  const std::size_t overhead = label.size() + 1 + (column.empty() ? 0 : 1);
  std::size_t table_size = table.size();
  std::size_t column_size = column.size();
  while (table_size + column_size + overhead > kLongestName) {
    if (table_size > column_size) {
      --table_size;
    } else {
      --column_size;
    }
  }
  std::string name(clip(table, table_size));
  if (!column.empty()) name.append("_").append(clip(column, column_size));
  return name.append("_").append(label);
}

}  // namespace retort::postgresql
