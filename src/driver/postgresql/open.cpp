#include "driver/postgresql/open.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "driver/postgresql/pins.hpp"

namespace retort::postgresql {

namespace {

constexpr int kOldest = 130000;
/// libpq's own default is to wait for ever.
constexpr std::string_view kConnectTimeout = "10";
/// Between two looks at the cancellation.
constexpr int kLookMilliseconds = 100;

std::vector<std::string> known_parameters() {
  std::vector<std::string> known;
  PQconninfoOption* options = PQconndefaults();
  if (options == nullptr) throw std::bad_alloc();
  for (const PQconninfoOption* option = options; option->keyword != nullptr; ++option)
    known.emplace_back(option->keyword);
  PQconninfoFree(options);
  return known;
}

void check_option(const std::string& key, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), key) != known.end()) return;
  const std::vector<std::string> like = nearest(key, known, 3);
  throw UsageError(fmt::format("libpq knows no connection parameter '{}'", key), std::nullopt,
                   like.empty() ? "they are listed in the manual: libpq, Parameter Key Words"
                                : fmt::format("did you mean {}?", like.front()));
}

/// h1:1,h2:2 as libpq has it: two lists.
void split_hosts(const std::string& list, std::map<std::string, std::string>& parameters) {
  std::string hosts;
  std::string ports;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t end = std::min(list.find(',', start), list.size());
    const std::string one = list.substr(start, end - start);
    start = end + 1;
    std::size_t colon = one.rfind(':');
    if (!one.empty() && one.front() == '[') {
      const std::size_t close = one.find(']');
      if (colon != std::string::npos && close != std::string::npos && colon < close) colon = std::string::npos;
      const std::size_t last = close == std::string::npos ? one.size() : close;
      hosts += one.substr(1, last - 1);
    } else {
      hosts += one.substr(0, colon);
    }
    if (colon != std::string::npos) ports += one.substr(colon + 1);
    if (end == list.size()) break;
    hosts += ',';
    ports += ',';
  }
  parameters["host"] = hosts;
  if (ports.find_first_not_of(',') != std::string::npos) parameters["port"] = ports;
}

bool says_no_postgresql(std::string_view message) {
  for (const std::string_view sign :
       {"invalid response to SSL negotiation", "expected authentication request", "expected AuthenticationRequest",
        "unsupported frontend protocol", "received invalid response", "invalid response to GSSAPI negotiation"}) {
    if (message.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

std::string hint_for(std::string_view message) {
  if (says_no_postgresql(message)) return "what answers there is no PostgreSQL: look at host and port";
  if (message.find("does not exist") != std::string_view::npos && message.find("database") != std::string_view::npos)
    return "make it first (`createdb`), or look at the url in retort.toml";
  if (message.find("password") != std::string_view::npos)
    return "the password comes from the URL, PGPASSWORD, ~/.pgpass or a service file";
  return "look at the url in retort.toml, at --url, and at whether the server runs";
}

struct Close {
  void operator()(PGconn* handle) const { PQfinish(handle); }
};
using Handle = std::unique_ptr<PGconn, Close>;

/// Until it is made, or has failed, or the time is over; a person can end it.
void wait_for(PGconn* handle, std::chrono::seconds limit, const Cancellation& cancellation) {
  const auto start = std::chrono::steady_clock::now();
  for (PostgresPollingStatusType status = PGRES_POLLING_WRITING;
       status != PGRES_POLLING_OK && status != PGRES_POLLING_FAILED;) {
    cancellation.check();
    if (limit.count() > 0 && std::chrono::steady_clock::now() - start > limit) return;
    pollfd socket{PQsocket(handle), static_cast<short>(status == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
    if (socket.fd < 0 || ::poll(&socket, 1, kLookMilliseconds) > 0) status = PQconnectPoll(handle);
  }
}

/// connect_timeout as libpq has it: 0 is for ever, and nothing below 2 s.
std::chrono::seconds timeout_of(PGconn* handle) {
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(PQconninfo(handle), PQconninfoFree);
  for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr; ++option) {
    if (std::string_view(option->keyword) != "connect_timeout" || option->val == nullptr) continue;
    const long seconds = std::strtol(option->val, nullptr, 10);
    return std::chrono::seconds(seconds <= 0 ? 0 : std::max(seconds, 2L));
  }
  return std::chrono::seconds(0);
}

Handle start(const char* const* keywords, const char* const* values, const Cancellation& cancellation) {
  Handle handle(PQconnectStartParams(keywords, values, 0));
  if (handle == nullptr) throw std::bad_alloc();
  if (PQstatus(handle.get()) == CONNECTION_BAD) return handle;
  wait_for(handle.get(), timeout_of(handle.get()), cancellation);
  return handle;
}

Handle connect(const Url& url, const std::map<std::string, std::string>& parameters, const Cancellation& cancellation) {
  std::vector<const char*> keywords;
  std::vector<const char*> values;
  for (const auto& [keyword, value] : parameters) {
    keywords.push_back(keyword.c_str());
    values.push_back(value.c_str());
  }
  keywords.push_back(nullptr);
  values.push_back(nullptr);
  // With several hosts libpq's own wait gives each its time; this one can be interrupted.
  Handle handle(url.host.find(',') == std::string::npos ? start(keywords.data(), values.data(), cancellation)
                                                        : Handle(PQconnectdbParams(keywords.data(), values.data(), 0)));
  if (handle == nullptr) throw std::bad_alloc();
  return handle;
}

/// Poolers that pass no options on say so in words of their own: "unsupported startup parameter: options", "doesn't
/// support command-line options".
bool refuses_options(PGconn* handle) {
  const std::string message = ascii_lower(PQerrorMessage(handle));
  return message.find("parameter") != std::string::npos || message.find("option") != std::string::npos;
}

/// With the settings of pins.hpp from the start, beside those that the URL or PGOPTIONS has. A service file may have
/// options that nobody sees here.
Handle connect_pinned(const Url& url, std::map<std::string, std::string> parameters, const ConnectOptions& options) {
  if (url.options.contains("service") || std::getenv("PGSERVICE") != nullptr)
    return connect(url, parameters, options.cancellation);
  const auto given = parameters.find("options");
  const char* environment = std::getenv("PGOPTIONS");
  const std::string before = given != parameters.end() ? given->second : environment != nullptr ? environment : "";
  const std::map<std::string, std::string> plain = parameters;
  parameters["options"] = before + startup_options(options);
  Handle handle = connect(url, parameters, options.cancellation);
  if (PQstatus(handle.get()) == CONNECTION_OK || !refuses_options(handle.get())) return handle;
  return connect(url, plain, options.cancellation);
}

Handle connect(const Url& url, std::string_view place, const ConnectOptions& options) {
  Handle handle = connect_pinned(url, parameters_of(url), options);
  if (PQstatus(handle.get()) != CONNECTION_OK) {
    std::string message(trim(PQerrorMessage(handle.get())));
    if (message.empty()) message = fmt::format("no answer within {} s", timeout_of(handle.get()).count());
    throw DatabaseError(fmt::format("{} can't be reached: {}", place, message), {"08001", message, {}}, std::nullopt,
                        hint_for(message));
  }
  return handle;
}

/// A version that a few lookalikes claim, too.
void check_server(PGconn* handle, std::string_view place) {
  const char* version = PQparameterStatus(handle, "server_version");
  const int number = PQserverVersion(handle);
  if (number >= kOldest) return;
  throw DatabaseError(fmt::format("{} is PostgreSQL {}, and Retort needs 13 or newer", place,
                                  version == nullptr ? "of an unknown version" : version),
                      {"0A000", version == nullptr ? "" : version, {}}, std::nullopt,
                      "13 is the oldest version that Retort reads");
}

}  // namespace

std::map<std::string, std::string> parameters_of(const Url& url) {
  const std::vector<std::string> known = known_parameters();
  std::map<std::string, std::string> parameters;
  if (url.host.find(',') != std::string::npos) {
    split_hosts(url.host, parameters);
  } else if (!url.host.empty()) {
    parameters["host"] = url.host;
  }
  if (url.port) parameters["port"] = fmt::format("{}", *url.port);
  if (!url.user.empty()) parameters["user"] = url.user;
  if (!url.password.empty()) parameters["password"] = url.password;
  if (!url.database.empty()) parameters["dbname"] = url.database;
  for (const auto& [key, value] : url.options) {
    check_option(key, known);
    parameters[key] = value;
  }
  parameters["client_encoding"] = "UTF8";
  parameters.emplace("fallback_application_name", "retort");
  if (std::getenv("PGCONNECT_TIMEOUT") == nullptr && !url.options.contains("service") &&
      std::getenv("PGSERVICE") == nullptr)
    parameters.emplace("connect_timeout", kConnectTimeout);
  return parameters;
}

namespace {

std::unique_ptr<Session> checked(std::unique_ptr<Session> session, const ConnectOptions& options) {
  const std::string version(session->run({{"SELECT pg_catalog.version()", {}, false}}).front().text(0, 0));
  if (!version.starts_with("PostgreSQL")) {
    throw DatabaseError(fmt::format("{} is no PostgreSQL: it says that it is {}", session->place(), version),
                        {"0A000", version, {}}, std::nullopt, "other servers that speak its protocol are not read");
  }
  // Behind a pooler the setting would stay with the server process, for whoever gets it next.
  if (options.read_only && !session->pooled()) session->run({{"SET default_transaction_read_only = on", {}, false}});
  return session;
}

}  // namespace

std::unique_ptr<Session> open_session(const Url& url, const ConnectOptions& options) {
  const std::string place = url.redacted();
  Handle handle = connect(url, place, options);
  check_server(handle.get(), place);
  return checked(std::make_unique<Session>(handle.release(), place, options), options);
}

std::unique_ptr<Session> use_session(PGconn* handle, const std::string& place, const ConnectOptions& options) {
  check_server(handle, place);
  return checked(std::make_unique<Session>(handle, place, options, Session::Owner::somebody_else), options);
}

}  // namespace retort::postgresql
