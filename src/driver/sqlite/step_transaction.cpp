#include "driver/sqlite/step_transaction.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "base/ascii.hpp"
#include "dialect/sqlite/ddl.hpp"
#include "driver/sqlite/cascade.hpp"
#include "driver/sqlite/explain_scan.hpp"
#include "driver/sqlite/key_scan.hpp"
#include "driver/sqlite/lock_file.hpp"
#include "driver/sqlite/rebuild_watch.hpp"
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
      : session_(session),
        mode_(mode),
        settings_(session, mode),
        transaction_(session),
        watches_(std::in_place, session, mode) {}

  void run(const Statement& statement) override;
  void check() override;
  void next_step() override;
  void commit() override;

 private:
  void run_prepared(Prepared& statement);
  void require_open() const;
  void require_no_deferred_orphans();

  /// What knows how the database was when the step began.
  struct Watches {
    Watches(Session& session, StepMode mode) : rebuilds(session), keys(session, mode), definitions(session, mode) {}
    RebuildWatch rebuilds;
    KeyScan keys;
    ExplainScan definitions;
  };

  Session& session_;
  StepMode mode_;
  StepSettings settings_;  // restored after the transaction ended
  Transaction transaction_;
  std::optional<Watches> watches_;
};

/// The new table of a rebuild, in what the engine says, is the table that it becomes.
DatabaseError readable(const DatabaseError& error, std::string_view ended) {
  const auto without_prefix = [](std::string text) {
    for (std::size_t at; (at = text.find(kRebuildPrefix)) != std::string::npos;) text.erase(at, kRebuildPrefix.size());
    return text;
  };
  const ServerMessage server{error.server().code, without_prefix(error.server().text), error.server().offset};
  const std::string message = without_prefix(error.what());
  std::string hint = error.hint();
  constexpr std::string_view kNotNull = "NOT NULL constraint failed: ";
  if (server.text != error.server().text && server.text.starts_with(kNotNull)) {
    hint = fmt::format(
        "rows have NULL there: put a value into the SELECT, or write the draft anew with one: "
        "retort revision --amend --existing \"{}=VALUE\"",
        server.text.substr(kNotNull.size()));
  }
  return DatabaseError(ended.empty() ? message : fmt::format("{} ({})", message, ended), server, error.where(), hint);
}

void TransactionalStep::run(const Statement& statement) {
  require_open();
  session_.cancellation().check();
  session_.statement_started();
  if (statement.rebuild && mode_ != StepMode::foreign_keys_off) {
    throw ProjectError(fmt::format("the rebuild of '{}' would delete what refers to it: foreign keys are on",
                                   statement.rebuild->table),
                       std::nullopt, "a rebuild stands in a step `-- retort: upgrade foreign_keys=off`");
  }
  watches_->rebuilds.before(statement);
  Reviewed reviewed = prepare_reviewed(session_, statement.text, mode_);
  if (mode_ != StepMode::foreign_keys_off) {
    for (const Identifier& table : reviewed.footprint.dropped_tables) refuse_cascading_drop(session_, table);
  }
  watches_->keys.before(reviewed.footprint);
  watches_->definitions.before(reviewed.footprint);
  session_.statement_started();
  run_prepared(reviewed.statement);
  watches_->rebuilds.after(statement);
  if (reviewed.footprint.changed.empty()) return;
  if (const std::optional<Rename> rename = read_rename(statement.text))
    watches_->keys.renamed(rename->from, rename->to);
}

/// A statement can end the transaction in spite of the authorizer: INSERT OR ROLLBACK, RAISE(ROLLBACK), a full disk.
void TransactionalStep::run_prepared(Prepared& statement) {
  constexpr std::string_view kEnded = "the statement ended the step's transaction; nothing of the step stays";
  try {
    statement.run();
  } catch (const DatabaseError& error) {
    throw readable(error, transaction_.open() ? std::string_view() : kEnded);
  }
  if (!transaction_.open())
    throw DatabaseError(std::string(kEnded), {"SQLITE_ABORT_ROLLBACK", "no transaction is open", {}});
}

void TransactionalStep::check() {
  require_open();
  watches_->rebuilds.finish();
  const std::vector<std::string> orphans = watches_->keys.new_problems();
  if (!orphans.empty()) {
    throw DatabaseError(fmt::format("the step breaks foreign keys: {}", join(orphans, "; ")),
                        {"SQLITE_CONSTRAINT_FOREIGNKEY", orphans.front(), {}}, std::nullopt,
                        "nothing of the step stays; put the rows or the key right in a step before");
  }
  const std::vector<std::string> broken = watches_->definitions.newly_broken();
  if (!broken.empty()) {
    throw DatabaseError(fmt::format("the step breaks what depends on its tables: {}", join(broken, "; ")),
                        {"SQLITE_ERROR", broken.front(), {}}, std::nullopt,
                        "nothing of the step stays; drop the view or trigger before, and create it again after");
  }
  require_no_deferred_orphans();
}

void TransactionalStep::next_step() {
  check();
  settings_.put_back();
  watches_.emplace(session_, mode_);
}

/// Deferred keys are the engine's to check, at COMMIT, where it says no more than that one failed.
void TransactionalStep::require_no_deferred_orphans() {
  int pending = 0;
  int highest = 0;
  sqlite3_db_status(session_.handle(), SQLITE_DBSTATUS_DEFERRED_FKS, &pending, &highest, 0);
  if (pending == 0) return;
  const std::vector<std::string> rows = all_orphans(session_);
  throw DatabaseError(fmt::format("FOREIGN KEY constraint failed: {}", join(rows, "; ")),
                      {"SQLITE_CONSTRAINT_FOREIGNKEY", "FOREIGN KEY constraint failed", {}}, std::nullopt,
                      "nothing of the step stays; put the rows right in the step");
}

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
