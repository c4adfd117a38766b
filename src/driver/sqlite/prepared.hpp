#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "driver/sqlite/session.hpp"

namespace retort::sqlite {

/// One prepared statement. Throws what Session::fail throws.
class Prepared {
 public:
  /// REQUIRES: `session` outlives it. Throws DatabaseError too where `sql` holds a second statement, or none.
  Prepared(Session& session, std::string_view sql);

  /// Binds $1, $2, …. Texts are not copied: `parameters` must live until the last step.
  void bind(const Row& parameters);
  /// True: there is a row.
  bool step();
  /// Steps to the end.
  void run();
  /// Ready to step again; parameters are forgotten.
  void reset() noexcept;

  int columns() const { return sqlite3_column_count(handle_.get()); }
  std::string column_name(int column) const;
  bool is_null(int column) const { return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL; }
  std::int64_t integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
  /// Valid until the next step.
  std::string_view text(int column) const;
  Value value(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };
  Session* session_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

}  // namespace retort::sqlite
