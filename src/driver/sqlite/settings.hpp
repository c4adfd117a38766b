#pragma once

#include "driver/sqlite/session.hpp"
#include "operation/statement.hpp"

namespace retort::sqlite {

/// What a step may set for its connection, put back on every way out: foreign_keys, legacy_alter_table and
/// recursive_triggers, none of which a rollback restores.
class StepSettings {
 public:
  /// Sets foreign keys off where the mode says so. REQUIRES: no transaction is open. Throws DatabaseError where the
  /// engine does not do it.
  StepSettings(Session& session, StepMode mode);
  ~StepSettings();
  StepSettings(const StepSettings&) = delete;
  StepSettings& operator=(const StepSettings&) = delete;

  /// Between two steps of one transaction, in which foreign keys stay as they are; also ends what defers them.
  void put_back() noexcept;
  /// Once: a later step may already have begun when this one is destroyed.
  void restore() noexcept;

 private:
  void put_back_others() noexcept;

  Session& session_;
  bool foreign_keys_;
  bool legacy_alter_table_;
  bool recursive_triggers_;
  bool restored_ = false;
};

}  // namespace retort::sqlite
