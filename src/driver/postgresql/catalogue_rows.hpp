// Queries of the catalogue, read row by row: no result is ever held whole.
#pragma once

#include <libpq-fe.h>

#include <functional>
#include <string>
#include <string_view>

namespace retort::postgresql {

/// One row in text form. Views live as long as the call that hands it over.
class CatalogueRow {
 public:
  explicit CatalogueRow(const PGresult* result) : result_(result) {}

  bool null(int field) const { return PQgetisnull(result_, 0, field) != 0; }
  /// "" for NULL.
  std::string_view text(int field) const {
    return {PQgetvalue(result_, 0, field), static_cast<std::size_t>(PQgetlength(result_, 0, field))};
  }
  std::string string(int field) const { return std::string(text(field)); }
  bool flag(int field) const { return text(field) == "t"; }
  /// The one letter of a "char", '\0' where it is empty.
  char letter(int field) const { return text(field).empty() ? '\0' : text(field)[0]; }
  /// 0 for NULL.
  long number(int field) const;
  Oid oid(int field) const { return static_cast<Oid>(number(field)); }

 private:
  const PGresult* result_;
};

/// What a version's catalogue lacks stands in `sql` as @NAME@ (catalogue_version.hpp).
using ReadRow = std::function<void(const CatalogueRow&)>;

/// Runs one statement and hands over its rows as they come. Throws DatabaseError.
void read_rows(PGconn* connection, const std::string& sql, const ReadRow& read);

}  // namespace retort::postgresql
