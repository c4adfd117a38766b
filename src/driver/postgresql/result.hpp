// What came back for one statement.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "retort/value.hpp"

namespace retort::postgresql {

/// Owns a PGresult. Fields are in text format; views live as long as the result.
class Result {
 public:
  Result() = default;
  explicit Result(PGresult* handle) : handle_(handle) {}

  const PGresult* handle() const { return handle_.get(); }
  explicit operator bool() const { return handle_ != nullptr; }
  /// Refused by the server, or never run because a statement before it was.
  bool failed() const;

  int rows() const { return PQntuples(handle_.get()); }
  int columns() const { return PQnfields(handle_.get()); }
  bool is_null(int row, int column) const { return PQgetisnull(handle_.get(), row, column) != 0; }
  /// "" for NULL.
  std::string_view text(int row, int column) const;
  std::int64_t integer(int row, int column) const;
  bool boolean(int row, int column) const { return text(row, column) == "t"; }
  /// By the column's type: integers and booleans are int64, floats double, bytea a Blob, all else text.
  Value value(int row, int column) const;
  Rows all() const;
  /// A field of the server's message, "" where there is none: PG_DIAG_….
  std::string diagnosis(int field) const;

 private:
  struct Clear {
    void operator()(PGresult* handle) const { PQclear(handle); }
  };
  std::unique_ptr<PGresult, Clear> handle_;
};

}  // namespace retort::postgresql
