// Database addresses: sqlite:PATH, sqlite::memory:, postgresql://…, mariadb://…, mysql://… and SQLAlchemy's spellings
// (sqlite:///relative, sqlite:////absolute, scheme+driver://…).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace retort {

struct Url {
  std::string scheme;   // "sqlite", "postgresql", "mariadb"
  std::string user;
  std::string password;
  std::string host;
  std::optional<int> port;
  std::string database; // SQLite: the path, absolute once resolved, or ":memory:"
  std::map<std::string, std::string> options;

  /// Throws UsageError, without the password in its text.
  static Url parse(std::string_view text);
  /// As parse would read it, with `***` for the password: the only form that is ever printed.
  std::string redacted() const;
  bool in_memory() const { return scheme == "sqlite" && database == ":memory:"; }
  friend bool operator==(const Url&, const Url&) = default;
};

}  // namespace retort
