#include "driver/sqlite/transaction.hpp"

namespace retort::sqlite {

Transaction::Transaction(Session& session) : session_(session) {
  session.cancellation().check();
  session.statement_started();
  session.run("BEGIN IMMEDIATE");
  open_ = true;
}

Transaction::~Transaction() { roll_back(); }

void Transaction::roll_back() noexcept {
  if (open()) sqlite3_exec(session_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  open_ = false;
}

void Transaction::commit() {
  session_.statement_started();
  // Waits for readers in the busy handler; what it returns then leaves the transaction open.
  const int code = sqlite3_exec(session_.handle(), "COMMIT", nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) {
    try {
      session_.fail(code);
    } catch (...) {
      roll_back();
      throw;
    }
  }
  open_ = false;
}

}  // namespace retort::sqlite
