#include "driver/sqlite/open.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "driver/sqlite/prepared.hpp"

namespace retort::sqlite {

namespace {

namespace fs = std::filesystem;

// https://www.sqlite.org/uri.html
constexpr std::array<std::string_view, 5> kOptions{"cache", "immutable", "mode", "nolock", "vfs"};

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool special = c == '%' || c == '?' || c == '#' || c == '&' || c == '=' || c == '+';
    encoded += special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return encoded;
}

std::string uri_of(const Url& url) {
  std::string uri = "file:" + percent_encoded(url.database);
  char separator = '?';
  for (const auto& [key, value] : url.options) {
    if (std::find(kOptions.begin(), kOptions.end(), key) == kOptions.end()) {
      throw UsageError(fmt::format("SQLite knows no URL option '{}'", key), std::nullopt,
                       "the options are cache, immutable, mode, nolock and vfs");
    }
    uri += fmt::format("{}{}={}", separator, key, percent_encoded(value));
    separator = '&';
  }
  return uri;
}

/// The engine says "unable to open database file" for whatever stands in the way.
DatabaseError explained(const DatabaseError& error, const Url& url, const ConnectOptions& options) {
  const std::string& path = url.database;
  const auto because = [&](const std::string& message, std::string hint) {
    return DatabaseError(message, error.server(), std::nullopt, std::move(hint));
  };
  std::error_code ignored;
  if (fs::is_directory(path, ignored))
    return because(fmt::format("{} is a folder, not a database", path), "name a file in it");
  if (error.server().code.starts_with("SQLITE_NOTADB")) {
    return because(fmt::format("{} is not a SQLite database, or it is encrypted", path),
                   "look at the url in retort.toml, or at --url");
  }
  if (!error.server().code.starts_with("SQLITE_CANTOPEN")) {
    return because(fmt::format("{} can't be read: {}", path, error.server().text), error.hint());
  }
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, ignored)) {
    return because(fmt::format("the folder {} of the database {} does not exist", folder.string(), path),
                   "make the folder first");
  }
  if (!fs::exists(path, ignored) && !options.create) {
    return because(fmt::format("the database {} does not exist", path), "`retort upgrade head` makes it");
  }
  return because(fmt::format("{} can't be opened: {}", path, error.server().text),
                 "look at who may read and write it and its folder");
}

std::unique_ptr<Session> open_with(const Url& url, int flags, const ConnectOptions& options) {
  auto session =
      std::make_unique<Session>(uri_of(url), flags, url.in_memory() ? url.database : url.redacted(), options);
  // Reads the header: sqlite3_open doesn't, so that a text file would only be found out later.
  Prepared(*session, "SELECT count(*) FROM main.sqlite_schema").run();
  return session;
}

bool in_wal_mode(Session& session) {
  Prepared pragma(session, "PRAGMA main.journal_mode");
  return pragma.step() && pragma.text(0) == "wal";
}

std::unique_ptr<Session> open_query_only(const Url& url, const ConnectOptions& options) {
  auto session = open_with(url, SQLITE_OPEN_READWRITE, options);
  session->run("PRAGMA query_only = ON");
  return session;
}

std::unique_ptr<Session> open_read_only(const Url& url, const ConnectOptions& options) {
  std::unique_ptr<Session> session;
  try {
    session = open_with(url, SQLITE_OPEN_READONLY, options);
  } catch (const DatabaseError& error) {
    // SQLITE_READONLY_ROLLBACK, _RECOVERY, _CANTINIT: somebody crashed, and reading needs the recovery first.
    if (!error.server().code.starts_with("SQLITE_READONLY")) throw;
    return open_query_only(url, options);
  }
  // A connection that can't write makes the -wal and -shm files that it needs, and can't remove them when it closes.
  if (!in_wal_mode(*session)) return session;
  auto writable = open_query_only(url, options);
  session.reset();
  return writable;
}

}  // namespace

std::unique_ptr<Session> open_session(const Url& url, const ConnectOptions& options) {
  try {
    if (url.in_memory())
      return open_with(url, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY, options);
    if (options.read_only) return open_read_only(url, options);
    return open_with(url, SQLITE_OPEN_READWRITE | (options.create ? SQLITE_OPEN_CREATE : 0), options);
  } catch (const DatabaseError& error) {
    throw explained(error, url, options);
  }
}

}  // namespace retort::sqlite
