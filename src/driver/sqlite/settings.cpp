#include "driver/sqlite/settings.hpp"

#include <utility>

#include "driver/sqlite/prepared.hpp"

namespace retort::sqlite {

namespace {

bool recursive_triggers(Session& session) {
  Prepared pragma(session, "PRAGMA recursive_triggers");
  return pragma.step() && pragma.integer(0) != 0;
}

}  // namespace

StepSettings::StepSettings(Session& session, StepMode mode)
    : session_(session),
      foreign_keys_(session.configure(SQLITE_DBCONFIG_ENABLE_FKEY)),
      legacy_alter_table_(session.configure(SQLITE_DBCONFIG_LEGACY_ALTER_TABLE)),
      recursive_triggers_(recursive_triggers(session)) {
  if (session.in_transaction()) throw std::logic_error("a step begins inside a transaction");
  if (mode != StepMode::foreign_keys_off) return;
  if (session.configure(SQLITE_DBCONFIG_ENABLE_FKEY, false)) {
    throw DatabaseError("foreign keys stay on, and this step needs them off", {"SQLITE_MISUSE", "foreign_keys", {}});
  }
}

StepSettings::~StepSettings() { restore(); }

void StepSettings::restore() noexcept {
  if (std::exchange(restored_, true)) return;
  int now = 0;
  sqlite3_db_config(session_.handle(), SQLITE_DBCONFIG_ENABLE_FKEY, foreign_keys_ ? 1 : 0, &now);
  put_back_others();
}

void StepSettings::put_back() noexcept {
  put_back_others();
  sqlite3_exec(session_.handle(), "PRAGMA defer_foreign_keys = OFF", nullptr, nullptr, nullptr);
}

void StepSettings::put_back_others() noexcept {
  int now = 0;
  sqlite3_db_config(session_.handle(), SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, legacy_alter_table_ ? 1 : 0, &now);
  const char* pragma = recursive_triggers_ ? "PRAGMA recursive_triggers = ON" : "PRAGMA recursive_triggers = OFF";
  sqlite3_exec(session_.handle(), pragma, nullptr, nullptr, nullptr);
}

}  // namespace retort::sqlite
