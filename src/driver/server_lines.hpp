#pragma once

#include <string>
#include <vector>

#include "retort/error.hpp"

namespace retort {

/// What a server said besides its message, as lines for people: "detail: Key (email)=(a@b) already exists.". A context
/// of many calls is cut.
std::vector<std::string> server_lines(const ServerMessage& message);

}  // namespace retort
