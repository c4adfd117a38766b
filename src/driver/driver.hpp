// The only door to a database. One implementation an engine; only its own files include the engine's client header.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.hpp"
#include "driver/row_rules.hpp"
#include "driver/url.hpp"
#include "retort/cancellation.hpp"
#include "retort/value.hpp"
#include "schema/schema.hpp"

namespace retort {

struct ConnectOptions {
  bool read_only = false;                      // never creates or changes anything
  bool create = false;                         // SQLite: make the file where there is none
  std::chrono::milliseconds lock_wait{60000};  // for a lock somebody else holds; then LockTimeout
  // A statement that waits longer than this for a table's lock gives up (Contention); 0: the server's own setting.
  std::chrono::milliseconds lock_timeout{5000};
  std::chrono::milliseconds statement_timeout{0};  // 0: none
  std::string lock_name;  // runs with the same name in one database exclude each other: the version table's
  Cancellation cancellation;
};

/// The body of one step, in its transaction where the mode has one. Destroyed without commit(), it rolls back; either
/// way session settings are as before.
class StepTransaction {
 public:
  virtual ~StepTransaction() = default;
  /// Runs a statement that a person wrote or reviewed: it can't end the transaction or change what is not its business.
  /// With a guard, first compares the live table with it, and throws ProjectError naming what is different.
  /// Throws DatabaseError; ServerMessage::offset counts within `statement.text`.
  virtual void run(const Statement& statement) = 0;
  /// Runs them in order, in as few round trips as the engine allows. `done` counts those that ran, also where it
  /// throws: then the next one failed.
  virtual void run_all(std::span<const Statement> statements, std::size_t& done) {
    for (done = 0; done < statements.size(); ++done) run(statements[done]);
  }
  /// After the last statement: no new foreign key violations, no newly broken views or triggers, the transaction
  /// still open. Throws DatabaseError naming rows and objects.
  virtual void check() = 0;
  /// Where another step follows in the same transaction: check(), and what comes next finds session settings as this
  /// step found them. REQUIRES: a transactional step.
  virtual void next_step() { check(); }
  /// Throws LockTimeout where the engine stays busy; the transaction is rolled back then.
  virtual void commit() = 0;
  /// The same where a step begins right after it that runs all of `next` first. An engine may have these under way when
  /// this returns, in a transaction of their own; they are rolled back where something else is asked for instead.
  virtual void commit_before(std::span<const Statement> next) {
    (void)next;
    commit();
  }
};

/// Keeps other runs out of a database for as long as it lives.
class RunLock {
 public:
  virtual ~RunLock() = default;
};

/// What became of an autocommit statement that a run began, and of whose end nobody knows.
enum class InDoubt {
  again,    // it did not run, or running it again does no harm; what it left half built is cleared away
  ran,      // what it makes is there
  unknown,  // nobody can tell: a person has to look
};

class Connection {
 public:
  virtual ~Connection() = default;
  virtual const Dialect& dialect() const = 0;
  virtual const RowRules& row_rules() const = 0;
  virtual ServerVersion version() const = 0;
  /// Where this is, for people; no password.
  virtual std::string address() const = 0;

  /// Runs one statement of Retort's own, with parameters $1, $2, …; kept prepared. Throws DatabaseError.
  virtual Rows query(std::string_view sql, const Row& parameters = {}) = 0;
  /// Runs one statement of Retort's own that returns nothing, inside an open transaction. It may travel with a later
  /// one, and fail there, but runs before what is asked after it.
  virtual void enqueue(std::string_view sql, const Row& parameters = {}) { query(sql, parameters); }
  /// Runs one statement as it is, any number of rows, none returned. For loading schemas and seeds.
  virtual void execute(std::string_view sql) = 0;
  /// The same for COPY … FROM stdin with the rows that stand behind it. Only for engines whose lexicon has copy_data.
  virtual void copy_in(std::string_view sql, std::string_view rows) {
    (void)rows;
    execute(sql);
  }
  /// Waits for the lock of a whole run. `still_needed` is asked now and then while another run has it, outside any
  /// transaction: where it says no, the wait ends without the lock. None at once, and nothing asked, where each
  /// transaction takes the lock for itself: the engine's are exclusive, or a pooler lets nothing outlast one.
  /// Throws LockTimeout after lock_wait.
  virtual std::unique_ptr<RunLock> lock_run(const std::function<bool()>& still_needed) {
    (void)still_needed;
    return nullptr;
  }
  /// A transaction that can write, around a step's body. autocommit mode: no transaction, but a lock against other
  /// runs. Throws LockTimeout after lock_wait. While an autocommit step's object lives, begin() and
  /// begin_step(transactional) on this connection still work: they hold what can stand in a transaction with its
  /// journal row.
  virtual std::unique_ptr<StepTransaction> begin_step(StepMode) = 0;
  /// Throws DatabaseError where no step of this mode can run here, whatever is in it: an autocommit step behind a
  /// pooler. Asked for all of a plan before anything of it runs.
  virtual void check_mode(StepMode) {}
  /// A plain write transaction for Retort's own tables; commit() and destructor as above.
  virtual std::unique_ptr<StepTransaction> begin() = 0;
  /// True if some other connection has written since the last call (or it can't be known).
  virtual bool changed_elsewhere() = 0;
  /// A query whose rows change whenever another run gets on: what changed_elsewhere() goes by inside a transaction,
  /// where the engine keeps no account of that itself. It is read when a transaction begins, and, where no run lock is
  /// held, before it commits.
  virtual void watch(const std::string& query) { (void)query; }
  /// While a run lock is held: the rows of the watched query as the open transaction found them when it began, which is
  /// with its first statement, or with this. None where nothing is watched.
  virtual std::optional<Rows> watched() { return std::nullopt; }
  /// An autocommit statement that can stand in a transaction with its journal row (on SQLite: all but VACUUM and
  /// pragmas), so that no crash leaves it in doubt.
  virtual bool runs_in_transaction(std::string_view sql) const = 0;
  /// For a statement that does not run in a transaction, and that an earlier run began: looks at what is there, and
  /// clears away what is half built. REQUIRES: an autocommit step's object lives.
  virtual InDoubt settle(const Statement& statement) {
    (void)statement;
    return InDoubt::again;
  }
  /// `tell` hears once of each wait that has lasted for a second, with what is known about who holds the lock; the wait
  /// goes on. It must not throw. None: nobody is told.
  virtual void on_wait(std::function<void(const std::string& holder)> tell) = 0;
  /// `tell` hears what the server says by the way while it runs statements that a person wrote: "NOTICE: …". It must
  /// not throw. None: nobody is told.
  virtual void on_notice(std::function<void(const std::string& notice)> tell) { (void)tell; }
  /// Whether the database has this table.
  virtual bool has_table(const ObjectName& table) = 0;
};

/// A database of its own, gone when this is. Empty at first.
class Scratch {
 public:
  virtual ~Scratch() = default;
  virtual Connection& connection() = 0;
  /// For other connections to it; none where it is this connection's alone (SQLite's, in memory).
  virtual std::optional<Url> url() const { return std::nullopt; }
};

struct InspectOptions {
  std::set<ObjectName> own_tables;  // version table and journal: left out
};

/// Functions and collations that the programs which use a database define themselves. A scratch database knows them by
/// name only: a function returns NULL, which no CHECK refuses, and a collation compares bytes.
struct Stubs {
  std::vector<std::string> functions;
  std::vector<std::string> collations;
  bool empty() const { return functions.empty() && collations.empty(); }
};

/// Where scratch databases may be made, for engines that need a server for them.
struct ScratchPlace {
  std::optional<Url> configured;  // `scratch` of the environment: a server that is there for it
  std::optional<Url> target;      // the database that is worked on: its server, version, encoding and locale
  bool target_protected = false;  // nothing is ever made on its server
  friend bool operator==(const ScratchPlace&, const ScratchPlace&) = default;
};

/// What an engine finds in the bodies of functions without running them.
struct BodyReport {
  std::size_t functions = 0;          // that were looked at
  std::vector<std::string> problems;  // "public.f(integer): relation \"t\" does not exist"
  std::string limit;                  // what it can't see: "plpgsql_check is not installed: …"
};

class Shell;

class Driver {
 public:
  virtual ~Driver() = default;
  virtual const Dialect& dialect() const = 0;
  /// Opens, and finds out that it really is a database of this engine. Throws DatabaseError.
  virtual std::unique_ptr<Connection> connect(const Url&, const ConnectOptions&) const = 0;
  /// The whole catalogue, canonical, in one consistent read. What can't be read is in Schema::not_covered.
  virtual Schema inspect(Connection&, const InspectOptions&) const = 0;
  /// Cheap: where it is the same as before, `inspect` would give the same. Empty where an engine has no such thing.
  virtual std::string catalogue_hash(Connection&) const { return {}; }
  /// Whether the database is there to connect to, as far as that is known without connecting: a file may not be there
  /// yet.
  virtual bool exists(const Url&) const { return true; }
  virtual std::unique_ptr<Scratch> make_scratch() const = 0;
  /// The version of the engine that scratch databases have.
  virtual ServerVersion scratch_version() const { return make_scratch()->connection().version(); }
  /// Nothing of what it does stays. An engine that has no functions looks at none.
  virtual BodyReport check_bodies(Connection&) const { return {}; }
  /// The same driver, whose scratch databases have these. Connections to live databases never do: what needs one fails
  /// there.
  virtual std::unique_ptr<Driver> with_stubs(const Stubs& stubs) const = 0;
  /// The same driver, whose scratch databases are made there. None: the engine needs no place for them.
  virtual std::unique_ptr<Driver> with_scratch(const ScratchPlace& place) const {
    (void)place;
    return nullptr;
  }
  /// Loading a text that the server printed may print another one; doing it again (at most three times) does not.
  virtual bool texts_settle() const { return false; }
  /// Names the exact server that canonical text depends on: part of cache keys. "sqlite 3.40.1".
  virtual std::string canonical_version() const = 0;
  /// The statements that make Retort's version table and journal (IF NOT EXISTS), as docs/journal.md has them.
  virtual std::vector<std::string> bookkeeping_ddl(const ObjectName& version_table,
                                                   const ObjectName& journal) const = 0;
  /// Of the scripts that the engine's own shell runs.
  virtual const Shell& shell() const = 0;
  /// Takes everything out of a database that `connect` opens: SQLite removes the file with its -wal and -shm.
  virtual void drop_database(const Url&, const ConnectOptions&) const = 0;
};

}  // namespace retort
