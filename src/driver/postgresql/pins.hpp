// The settings that each transaction starts from, so that what a step does never depends on who ran before it, on which
// server it was proven, or on whose login it is (docs/postgresql.md).
#pragma once

#include <string_view>

#include "driver/postgresql/session.hpp"

namespace retort::postgresql {

enum class Lasting {
  transaction,  // SET LOCAL
  session,      // for statements that no transaction can hold; reset() after them
};

enum class LockWaits {
  limited,  // by lock_timeout
  patient,  // what keeps nobody out while it waits: … CONCURRENTLY
};

/// Sets search_path, time zone and the like, and the timeouts of the session's options.
Request pins(const ConnectOptions& options, Lasting lasting, LockWaits waits = LockWaits::limited);

/// The same as options of a connection ("-c name=value …"): its transactions begin with them, and reset() comes back to
/// them. The statement timeout is none.
std::string startup_options(const ConnectOptions& options);
/// The same as SET statements of a session, each with its semicolon, for a script.
std::string settings_of(const ConnectOptions& options);
/// SQL of a condition: the session has them, and they are all that `options` asks for.
std::string is_pinned(const ConnectOptions& options);

/// Between two steps of one transaction: what was deferred to its end is looked at now, and deferred again where it is
/// declared so, also for constraints that come later. (SET CONSTRAINTS ALL would hold for these, too, and nothing takes
/// it back.)
std::string_view settle_constraints();

/// Takes back whatever somebody's statements set: roles, settings, cursors, channels, temporary tables.
std::vector<Request> reset();

}  // namespace retort::postgresql
