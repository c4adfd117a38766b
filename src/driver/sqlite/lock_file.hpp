#pragma once

#include <string>

#include "driver/sqlite/session.hpp"

namespace retort::sqlite {

/// A lock against other runs for statements that no transaction can hold (VACUUM, journal_mode): flock on
/// DATABASE-retort-lock beside the database, so that the database's own POSIX locks are left alone. The lock goes with
/// the process that holds it; the file stays, because somebody else may just have opened it.
class LockFile {
 public:
  /// A database in memory needs none. Throws LockTimeout after lock_wait, DatabaseError where the file can't be made.
  explicit LockFile(Session& session);
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace retort::sqlite
