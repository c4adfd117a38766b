#include "driver/sqlite/step_transaction.hpp"

#include <fmt/format.h>

#include "driver/sqlite/lock_file.hpp"
#include "driver/sqlite/reviewed.hpp"
#include "driver/sqlite/settings.hpp"
#include "driver/sqlite/transaction.hpp"

namespace retort::sqlite {

namespace {

/// Retort's own tables: nobody else's SQL, so nothing to guard against.
class OwnTransaction final : public StepTransaction {
 public:
  explicit OwnTransaction(Session& session) : session_(session), transaction_(session) {}

  void run(const Statement& statement) override { Prepared(session_, statement.text).run(); }
  void check() override {}
  void commit() override { transaction_.commit(); }

 private:
  Session& session_;
  Transaction transaction_;
};

/// Statements that no transaction can hold, each on its own, under a lock against other runs.
class AutocommitStep final : public StepTransaction {
 public:
  explicit AutocommitStep(Session& session) : session_(session), lock_(session) {}

  void run(const Statement& statement) override {
    session_.cancellation().check();
    session_.statement_started();
    prepare_reviewed(session_, statement.text, StepMode::autocommit).statement.run();
  }
  void check() override {}
  void commit() override {}

 private:
  Session& session_;
  LockFile lock_;
};

/// The body of a transactional step.
class TransactionalStep final : public StepTransaction {
 public:
  TransactionalStep(Session& session, StepMode mode)
      : session_(session), mode_(mode), settings_(session, mode), transaction_(session) {}

  void run(const Statement& statement) override;
  void check() override;
  void commit() override;

 private:
  void run_prepared(Prepared& statement);
  void require_open() const;

  Session& session_;
  StepMode mode_;
  StepSettings settings_;  // restored after the transaction ended
  Transaction transaction_;
};

void TransactionalStep::run(const Statement& statement) {
  require_open();
  session_.cancellation().check();
  session_.statement_started();
  Reviewed reviewed = prepare_reviewed(session_, statement.text, mode_);
  run_prepared(reviewed.statement);
}

/// A statement can end the transaction in spite of the authorizer: INSERT OR ROLLBACK, RAISE(ROLLBACK), a full disk.
void TransactionalStep::run_prepared(Prepared& statement) {
  constexpr std::string_view kEnded = "the statement ended the step's transaction; nothing of the step stays";
  try {
    statement.run();
  } catch (const DatabaseError& error) {
    if (transaction_.open()) throw;
    throw DatabaseError(fmt::format("{} ({})", error.what(), kEnded), error.server(), error.where(), error.hint());
  }
  if (!transaction_.open())
    throw DatabaseError(std::string(kEnded), {"SQLITE_ABORT_ROLLBACK", "no transaction is open", {}});
}

void TransactionalStep::check() { require_open(); }

void TransactionalStep::require_open() const {
  if (!transaction_.open()) {
    throw DatabaseError("the step's transaction is not open any more",
                        {"SQLITE_ABORT_ROLLBACK", "no transaction is open", {}});
  }
}

void TransactionalStep::commit() {
  require_open();
  transaction_.commit();
  settings_.restore();
}

}  // namespace

std::unique_ptr<StepTransaction> start_step(Session& session, StepMode mode) {
  if (mode == StepMode::autocommit) return std::make_unique<AutocommitStep>(session);
  return std::make_unique<TransactionalStep>(session, mode);
}

std::unique_ptr<StepTransaction> start_own_transaction(Session& session) {
  return std::make_unique<OwnTransaction>(session);
}

}  // namespace retort::sqlite
