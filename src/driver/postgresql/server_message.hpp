// From what the server says to what a person is told.
#pragma once

#include <libpq-fe.h>

#include <string>
#include <string_view>

#include "driver/driver.hpp"
#include "driver/postgresql/result.hpp"
#include "retort/error.hpp"

namespace retort::postgresql {

/// `offset` is a byte of `sql`: where the server points, or the line of a DO block's or a function's body that it
/// names.
ServerMessage server_message(const Result& failed, std::string_view sql);
/// Contention where the same again may work. `options`: whose timeouts were in force. `blocker`: who was in the way, as
/// far as it is known.
[[noreturn]] void throw_server_error(const ServerMessage& message, const ConnectOptions& options,
                                     const std::string& blocker);
/// "NOTICE: relation \"t\" already exists, skipping", with detail and hint below it.
std::string notice_text(const PGresult* notice);
/// What libpq says about the connection, without its last newline.
std::string connection_message(const PGconn* handle);

}  // namespace retort::postgresql
