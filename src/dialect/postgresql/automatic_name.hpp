#pragma once

#include <string>
#include <string_view>

namespace retort::postgresql {

/// The name that the server gives an object of its own making, where no other has it: "orders_total_not_null". Cut to
/// 63 bytes as the server cuts (makeObjectName), between characters of UTF-8. An empty `column` is left out.
std::string automatic_name(std::string_view table, std::string_view column, std::string_view label);

}  // namespace retort::postgresql
