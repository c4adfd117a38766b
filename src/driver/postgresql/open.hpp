// From a URL to a connection.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "driver/postgresql/session.hpp"

namespace retort::postgresql {

/// libpq's parameters, by keyword. Where the URL does not say, libpq looks into its environment, service and password
/// files. Throws UsageError for an option that libpq does not know.
std::map<std::string, std::string> parameters_of(const Url& url);

/// Connects. Throws DatabaseError where nobody answers, where what answers is no PostgreSQL, or is older than 13.
std::unique_ptr<Session> open_session(const Url& url, const ConnectOptions& options);
/// The same on a connection that somebody else has made, and that stays open.
std::unique_ptr<Session> use_session(PGconn* handle, const std::string& place, const ConnectOptions& options);

}  // namespace retort::postgresql
