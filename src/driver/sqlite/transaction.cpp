#include "driver/sqlite/transaction.hpp"

#include <thread>

namespace retort::sqlite {

namespace {
constexpr std::chrono::milliseconds kBetweenCommits{5};
}

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
  const auto deadline = std::chrono::steady_clock::now() + session_.lock_wait();
  for (;;) {
    const int code = sqlite3_exec(session_.handle(), "COMMIT", nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) break;
    const bool busy = (code & 0xff) == SQLITE_BUSY && session_.in_transaction() && !session_.cancellation().cancelled();
    if (busy && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(kBetweenCommits);
      continue;
    }
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
