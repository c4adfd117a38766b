// The runner. What holds at each instant, whatever ends the process:
//
//  1. Nothing runs before every precondition of the whole plan holds (plan/obstacle.hpp).
//  2. A transactional step commits its statements, its journal row and, where it is the revision's last, the change of
//     the version table together. A revision takes as many transactions as it has steps.
//  3. The version table changes with a revision's last step only.
//  4. What a step is chosen by is true when it runs: inside its write transaction the heads and the journal are read
//  and
//     planned again, if any other connection wrote since they were read. If another step comes out, this one is rolled
//     back.
//  5. No statement is in doubt. In an autocommit step a statement stands in one transaction with its journal row; the
//  few
//     that can't (VACUUM, pragmas) change nothing when run twice, and have a row `started` before and `done` after.
//  6. An autocommit step's last statement brings the row of the step: in its transaction, or right after it.
//  7. Whatever throws leaves the step's transaction before the message is made, so that what it says is applied, is.
//  8. `applied_` is what the database says, as far as this connection can know: it changes after a commit, never
//  before.
#include "execute/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/ascii.hpp"
#include "execute/failure.hpp"
#include "plan/complete.hpp"
#include "sql/token.hpp"

namespace retort {

namespace {

/// The same piece of work, with the same outcome.
bool same_step(const PlannedStep& a, const PlannedStep& b) {
  return a.file->id == b.file->id && a.number == b.number && a.skip_statements == b.skip_statements &&
         a.last == b.last && a.heads_after == b.heads_after;
}

Statement statement_of(const StepStatement& statement, StepMode mode) {
  Statement made;
  made.text = statement.text;
  made.mode = mode;
  made.rebuild = statement.rebuild;
  for (const Allow& allow : statement.allows) made.allows.push_back(allow.rule);
  return made;
}

/// Lets the observer hear of waits, and of what the server says, while a run lasts.
class Listening {
 public:
  Listening(Connection& connection, Observer& observer) : connection_(connection) {
    connection.on_wait([&observer](const std::string& holder) { observer.waiting(holder); });
    connection.on_notice([&observer](const std::string& notice) { observer.notice(notice); });
  }
  ~Listening() {
    connection_.on_wait(nullptr);
    connection_.on_notice(nullptr);
  }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

 private:
  Connection& connection_;
};

class Run {
 public:
  Run(const RevisionGraph& files, const Heads& target, Direction direction, const Driver& driver,
      Connection& connection, const RunOptions& options, Observer& observer)
      : files_(files),
        target_(target),
        direction_(direction),
        driver_(driver),
        connection_(connection),
        options_(options),
        observer_(observer) {}

  Outcome all() {
    const Listening listening(connection_, observer_);
    connection_.changed_elsewhere();  // from here on, see invariant 4
    read();
    outcome_.before = applied_.heads;
    plan_ = make_plan(graph_, applied_, target_, direction_);
    check_preconditions();
    observer_.planned(plan_);
    try {
      if (!plan_.steps.empty()) {
        ensure_bookkeeping(connection_, driver_, options_.names);
        connection_.watch(progress_query(connection_, options_.names));
      }
      while (next_ < plan_.steps.size()) {
        options_.cancellation.check();
        const PlannedStep step = plan_.steps[next_];
        const bool autocommit = step.body != nullptr && step.body->mode == StepMode::autocommit;
        if (autocommit ? autocommit_step(step) : transaction_step(step)) {
          ++next_;
        } else {
          check_preconditions();
        }
      }
    } catch (const LockTimeout& error) {
      throw lock_timeout(error, direction_, standing(), target());
    } catch (const Interrupted&) {
      throw interrupted(direction_, standing(), target());
    }
    outcome_.after = applied_.heads;
    return std::move(outcome_);
  }

 private:
  void read() {
    applied_ = read_applied(connection_, options_.names, files_);
    graph_ = complete(files_, applied_, connection_.dialect().lexicon(), vanished_);
    std::vector<Obstacle> unknown = vanished_obstacles(graph_, vanished_, applied_, direction_);
    judge(unknown);
  }

  void check_preconditions() {
    judge(obstacles(plan_, graph_, applied_, connection_.dialect(), options_.is_protected));
    for (const PlannedStep& step : plan_.steps)
      if (step.body != nullptr) connection_.check_mode(step.body->mode);
  }

  /// Throws the first that is no warning, and names the others.
  void judge(const std::vector<Obstacle>& found) {
    const Obstacle* first = nullptr;
    std::string message;
    for (const Obstacle& obstacle : found) {
      if (obstacle.warning) {
        warn(obstacle);
      } else if (first == nullptr) {
        first = &obstacle;
        message = obstacle.message;
      } else {
        message += fmt::format("\nalso {}: {}", obstacle.where.to_string(), obstacle.message);
      }
    }
    if (first == nullptr) return;
    throw ProjectError(message, first->where.file.empty() ? std::nullopt : std::optional(first->where), first->hint);
  }

  void warn(const Obstacle& obstacle) {
    const std::string text =
        obstacle.where.file.empty() ? obstacle.message : obstacle.where.to_string() + ": " + obstacle.message;
    if (std::find(outcome_.warnings.begin(), outcome_.warnings.end(), text) != outcome_.warnings.end()) return;
    outcome_.warnings.push_back(text);
    observer_.warning(text);
  }

  /// Inside a write transaction: is `step` still what comes next? If not, the plan is a new one, and `step` must not
  /// run.
  bool still_next(const PlannedStep& step) {
    if (!connection_.changed_elsewhere()) return true;
    read();
    next_ = 0;
    try {
      plan_ = make_plan(graph_, applied_, target_, direction_);
    } catch (const UsageError&) {
      plan_ = Plan{direction_, applied_.heads, applied_.heads, {}};  // somebody went past the target: nothing is left
    }
    return !plan_.steps.empty() && same_step(plan_.steps.front(), step);
  }

  bool transaction_step(const PlannedStep& step) {
    int statement = 0;
    bool begun = false;
    try {
      const std::unique_ptr<StepTransaction> transaction =
          step.body != nullptr ? connection_.begin_step(step.body->mode) : connection_.begin();
      if (!still_next(step)) return false;
      begun = true;
      const std::string started = options_.now();
      observer_.step_started(step);
      if (step.body != nullptr) {
        run_body(*transaction, step, statement);
        statement = 0;
        transaction->check();
      }
      end_step(step, started);
      commit(*transaction, step, 0);
    } catch (const DatabaseError& error) {
      if (!begun) throw;
      fail(step, statement, error);
    } catch (const ProjectError& error) {
      if (!begun) throw;
      throw migration_refused(position(step, statement), error);
    }
    finished(step);
    return true;
  }

  bool autocommit_step(PlannedStep step) {
    const std::unique_ptr<StepTransaction> lock = connection_.begin_step(StepMode::autocommit);
    const std::vector<StepStatement>& statements = step.body->statements;
    bool told = false;
    do {
      options_.cancellation.check();
      const int statement = step.skip_statements + 1;
      const bool has_statement = step.skip_statements < static_cast<int>(statements.size());
      try {
        const bool alone = has_statement && !connection_.runs_in_transaction(statements[statement - 1].text);
        if (!(alone ? statement_alone(*lock, step, told) : statement_in_transaction(step, told))) return false;
      } catch (const DatabaseError& error) {
        if (!told) throw;
        fail(step, has_statement ? statement : 0, error);
      }
      if (has_statement) ++step.skip_statements;
      note(step);
    } while (step.skip_statements < static_cast<int>(statements.size()));
    finished(step);
    return true;
  }

  /// The next statement of an autocommit step with its journal row; the step's row too, where none comes after it.
  bool statement_in_transaction(const PlannedStep& step, bool& told) {
    const std::unique_ptr<StepTransaction> transaction = connection_.begin_step(StepMode::transactional);
    if (!still_next(step)) return false;
    start(step, told);
    const std::string started = options_.now();
    const std::vector<StepStatement>& statements = step.body->statements;
    const int statement = step.skip_statements + 1;
    if (step.skip_statements < static_cast<int>(statements.size())) {
      run_statement(*transaction, step, statements[statement - 1], statement);
      transaction->check();
      add(statement_row(step, statement, started));
    }
    if (statement >= static_cast<int>(statements.size())) end_step(step, started);
    commit(*transaction, step, statement);
    return true;
  }

  /// A statement that no transaction can hold: journalled before and after.
  bool statement_alone(StepTransaction& lock, const PlannedStep& step, bool& told) {
    const int statement = step.skip_statements + 1;
    const std::string started = options_.now();
    std::int64_t row = 0;
    {
      const std::unique_ptr<StepTransaction> before = connection_.begin();
      if (!still_next(step)) return false;
      start(step, told);
      row = write_journal(connection_, options_.names, complete_row(statement_row(step, statement, started), false));
      commit(*before, step, statement);
    }
    run_statement(lock, step, step.body->statements[statement - 1], statement);
    const std::unique_ptr<StepTransaction> after = connection_.begin();
    finish_journal(connection_, options_.names, row, options_.now());
    if (statement == static_cast<int>(step.body->statements.size())) end_step(step, started);
    commit(*after, step, statement);
    return true;
  }

  void start(const PlannedStep& step, bool& told) {
    if (!told) observer_.step_started(step);
    told = true;
  }

  /// All statements of a transactional step. `statement` is the one that failed, where one does.
  void run_body(StepTransaction& transaction, const PlannedStep& step, int& statement) {
    if (options_.fault) {  // between any two of them
      for (const StepStatement& each : step.body->statements) run_statement(transaction, step, each, ++statement);
      return;
    }
    options_.cancellation.check();
    std::vector<Statement> statements;
    for (const StepStatement& each : step.body->statements) statements.push_back(statement_of(each, step.body->mode));
    std::size_t done = 0;
    try {
      transaction.run_all(statements, done);
    } catch (...) {
      statement = static_cast<int>(done) + 1;
      throw;
    }
    outcome_.statements += static_cast<int>(done);
  }

  void run_statement(StepTransaction& transaction, const PlannedStep& step, const StepStatement& statement,
                     int number) {
    options_.cancellation.check();
    fault("before-statement", step, number);
    transaction.run(statement_of(statement, step.body->mode));
    ++outcome_.statements;
    fault("after-statement", step, number);
  }

  /// Inside the transaction: the step's journal row, and with the last step the version table.
  void end_step(const PlannedStep& step, const std::string& started) {
    JournalEntry entry = row_of(step, started);
    entry.hash = step.body != nullptr ? step.body->hash : "";
    add(std::move(entry));
    if (step.last) write_heads(connection_, options_.names, applied_.heads, step.heads_after);
  }

  JournalEntry row_of(const PlannedStep& step, const std::string& started) const {
    JournalEntry entry;
    entry.revision = step.file->id;
    entry.revises = step.file->revises;
    entry.direction = to_string(step.direction);
    entry.step = step.number;
    entry.steps = step.of;
    entry.started = started;
    entry.user = options_.user;
    entry.host = options_.host;
    return entry;
  }

  JournalEntry statement_row(const PlannedStep& step, int statement, const std::string& started) const {
    JournalEntry entry = row_of(step, started);
    entry.statement = statement;
    entry.hash = token_hash(step.body->statements[statement - 1].text, connection_.dialect().lexicon());
    return entry;
  }

  /// What nobody waits for: it is there when the transaction commits.
  void add(JournalEntry entry) { add_to_journal(connection_, options_.names, complete_row(std::move(entry), true)); }

  JournalEntry complete_row(JournalEntry entry, bool done) {
    const RevisionFile& file = *graph_.find(entry.revision);
    entry.state = done ? "done" : "started";
    if (done) entry.finished = options_.now();
    const bool vanished = std::binary_search(vanished_.begin(), vanished_.end(), file.id);
    entry.file_name =
        vanished ? applied_.file_names[file.id] : std::filesystem::path(file.source.name()).filename().string();
    if (!options_.is_protected && text_written_ != file.id) entry.file_text = file.source.text();
    text_pending_ = file.id;
    return entry;
  }

  void commit(StepTransaction& transaction, const PlannedStep& step, int statement) {
    fault("before-commit", step, statement);
    transaction.commit();
    text_written_ = text_pending_;
    fault("after-commit", step, statement);
  }

  /// An autocommit step got on by a statement.
  void note(const PlannedStep& step) {
    Progress& progress = applied_.partial[step.file->id];
    progress.direction = step.direction;
    progress.steps = step.of;
    progress.steps_done = step.number - 1;
    progress.statements_done = step.skip_statements;
  }

  void finished(const PlannedStep& step) {
    if (step.last) {
      applied_.partial.erase(step.file->id);
      applied_.heads = step.heads_after;
      outcome_.ran.push_back(step.file->id);
    } else {
      PlannedStep after = step;
      after.number = step.number + 1;
      after.skip_statements = 0;
      note(after);
    }
    observer_.step_finished(step);
    if (step.last) observer_.revision_finished(*step.file, step.direction);
  }

  [[noreturn]] void fail(const PlannedStep& step, int statement, const DatabaseError& error) {
    options_.cancellation.check();  // an interrupted statement fails, too
    throw migration_failed(position(step, statement), error);
  }

  Position position(const PlannedStep& step, int statement) const { return {step, statement, standing(), target()}; }
  std::string standing() const { return describe(applied_.heads, applied_.partial); }
  std::string target() const { return options_.target.empty() ? describe(target_, {}) : options_.target; }

  void fault(std::string_view point, const PlannedStep& step, int statement) const {
    if (!options_.fault) return;
    options_.fault(
        fmt::format("{} {} {} {} {}", point, step.file->id, to_string(step.direction), step.number, statement));
  }

  const RevisionGraph& files_;
  const Heads& target_;
  const Direction direction_;
  const Driver& driver_;
  Connection& connection_;
  const RunOptions& options_;
  Observer& observer_;

  RevisionGraph graph_;  // files_, completed from the journal
  std::vector<RevisionId> vanished_;
  Applied applied_;
  Plan plan_;
  std::size_t next_ = 0;                    // into plan_.steps
  RevisionId text_written_, text_pending_;  // whose file text this run has committed, and is about to
  Outcome outcome_;
};

}  // namespace

Outcome run(const RevisionGraph& files, const Heads& target, Direction direction, const Driver& driver,
            Connection& connection, const RunOptions& options, Observer& observer) {
  return Run(files, target, direction, driver, connection, options, observer).all();
}

}  // namespace retort
