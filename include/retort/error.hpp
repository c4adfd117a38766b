// Exceptions that end a command: one shallow tree under retort::Error.
//
// What is expected (findings, differences, skips) is a value, never an exception.
// A message never holds a password: whoever writes one uses Url::redacted().
#pragma once

#include <optional>
#include <stdexcept>
#include <string>

namespace retort {

/// A place in a file that a person can open. Lines and columns count from 1; 0 means "not known".
struct SourceLocation {
  std::string file;
  int line = 0;
  int column = 0;

  /// "db/versions/x.sql:12:3", leaving out what is not known.
  std::string to_string() const;
  friend bool operator==(const SourceLocation&, const SourceLocation&) = default;
};

/// What is wrong (`what()`), where (`where()`) and what to do next (`hint()`).
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& message, std::optional<SourceLocation> where = std::nullopt, std::string hint = {})
      : std::runtime_error(message), where_(std::move(where)), hint_(std::move(hint)) {}

  const std::optional<SourceLocation>& where() const { return where_; }
  const std::string& hint() const { return hint_; }
  /// The exit status that the CLI gives for this error (design, section 6).
  virtual int exit_status() const { return 2; }

 private:
  std::optional<SourceLocation> where_;
  std::string hint_;
};

/// The call is wrong: an unknown target, a missing argument, a protected environment. Exit 2.
class UsageError : public Error {
 public:
  using Error::Error;
};

/// A project file is wrong: retort.toml, a revision file, schema.sql. Exit 2.
class ProjectError : public Error {
 public:
  using Error::Error;
};

/// What a database server said. `code` is SQLSTATE, or SQLite's extended result code by name
/// ("SQLITE_CONSTRAINT_NOTNULL"). `offset` is the byte in the statement's text that the server points at; where the
/// trouble is inside a function body that stands in the statement, it points at that line.
struct ServerMessage {
  std::string code;
  std::string text;
  std::optional<std::size_t> offset;
  std::string detail = {};   // "Key (email)=(a@b) already exists."
  std::string hint = {};     // the server's own
  std::string context = {};  // which function called which, innermost first; several lines
};

/// The database refused or could not be reached. Exit 3.
class DatabaseError : public Error {
 public:
  DatabaseError(const std::string& message, ServerMessage server, std::optional<SourceLocation> where = std::nullopt,
                std::string hint = {})
      : Error(message, std::move(where), std::move(hint)), server_(std::move(server)) {}
  const ServerMessage& server() const { return server_; }
  int exit_status() const override { return 3; }

 private:
  ServerMessage server_;
};

/// The server took back what was asked because somebody else was in the way (a lock that was not free in time, a
/// deadlock, a serialization failure): the same again may work. Nothing of the transaction stays. Exit 3.
class Contention : public DatabaseError {
 public:
  using DatabaseError::DatabaseError;
};

/// The lock was not free in time. Exit 4.
class LockTimeout : public Error {
 public:
  using Error::Error;
  int exit_status() const override { return 4; }
};

/// A migration failed while it ran; the message says what is applied. Exit 5.
class MigrationFailed : public Error {
 public:
  using Error::Error;
  int exit_status() const override { return 5; }
};

/// Somebody interrupted the run. Exit 130.
class Interrupted : public Error {
 public:
  using Error::Error;
  int exit_status() const override { return 130; }
};

}  // namespace retort
