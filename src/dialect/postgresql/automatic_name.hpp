#pragma once

#include <string>
#include <string_view>

namespace retort::postgresql {

/// The name that the server would choose first for what belongs to a table and a column: "orders_id_seq". Cut to 63
/// bytes by its own rule: from the longer of the two names, at a character's end.
std::string server_chosen_name(std::string_view table, std::string_view column, std::string_view label);

}  // namespace retort::postgresql
