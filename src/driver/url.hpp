// Database addresses: sqlite:PATH, sqlite::memory:, postgresql://…, mariadb://…, mysql://… and SQLAlchemy's spellings
// (sqlite:///relative, sqlite:////absolute, scheme+driver://…).
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace retort {

struct Url {
  std::string scheme;  // "sqlite", "postgresql", "mariadb"
  std::string user;
  std::string password;
  std::string host;
  std::optional<int> port;
  std::string database;  // SQLite: the path, absolute once resolved, or ":memory:"
  std::map<std::string, std::string> options;

  /// Throws UsageError, without the password in its text.
  static Url parse(std::string_view text);
  /// As parse would read it, with `***` for the password: the only form that is ever printed.
  std::string redacted() const;
  /// With its password: for who connects with it, and never for people.
  std::string with_password() const;
  /// redacted(), with a file below `folder` by its relative path: for people who stand there.
  std::string shown_from(const std::filesystem::path& folder) const;
  /// The same, with a file's path counted from `folder`.
  Url resolved(const std::filesystem::path& folder) const;
  bool in_memory() const { return scheme == "sqlite" && database == ":memory:"; }
  /// The database is a file of this machine.
  bool names_file() const { return scheme == "sqlite" && !in_memory(); }
  /// The engine of a URL, or of its beginning: "postgresql" for "postgres://…" and "postgresql+psycopg://…", as well as
  /// for a bare "postgres". Empty where no engine is called so.
  static std::string_view engine_of(std::string_view text);
  friend bool operator==(const Url&, const Url&) = default;
};

}  // namespace retort
