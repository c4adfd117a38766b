// What one command works on: the environment that the call means, its driver, the revision files, and the database,
// opened at the first use.
#pragma once

#include <memory>
#include <optional>

#include "command/context.hpp"
#include "execute/bookkeeping.hpp"
#include "execute/run.hpp"
#include "plan/complete.hpp"
#include "state/states.hpp"

namespace retort::command {

enum class Access {
  offline,  // needs no database: an environment whose URL can't be resolved is none
  reads,    // never creates or changes anything
  writes,   // makes a database that is a file where there is none
};

class Workspace {
 public:
  /// Throws what Project::environment throws, but for Access::offline.
  Workspace(const Context& context, Access access);

  const Context& context() const { return context_; }
  /// None only for Access::offline.
  const Environment* environment() const { return environment_ ? &*environment_ : nullptr; }
  const Settings& settings() const;
  const Driver& driver() const { return *driver_; }
  const Dialect& dialect() const { return driver_->dialect(); }
  /// Of the engine that canonical schemas come from.
  ServerVersion version() const { return driver_->scratch_version(); }
  BookkeepingNames names() const;

  /// The revision files, and what is compiled in.
  const RevisionGraph& files();
  /// What follows works on these in place of the files: how they would be.
  /// REQUIRES: Access::offline, and nothing was loaded yet.
  void suppose(std::vector<RevisionFile> files) { files_.emplace(std::move(files)); }
  /// The files, completed from the journal with what the database is at and no file has.
  const RevisionGraph& graph();
  /// The ids that `graph` took from the journal.
  const std::vector<RevisionId>& vanished();
  /// The program's own, put together; null where none are linked.
  const Metadata* models();
  States& states();

  /// "sqlite:app.db": for people, no password. Empty where there is no environment.
  std::string address() const;
  /// As far as that is known without connecting: false for a file that is not there.
  bool database_exists() const;
  /// REQUIRES: an environment. Throws DatabaseError.
  Connection& connection();
  /// What the database says is applied; one that does not exist is at base.
  const Applied& applied();

  RunOptions run_options() const;
  /// For a connection of this workspace's access.
  ConnectOptions connect_options() const;
  Difference difference(const Schema& from, const Schema& to, const Answers& answers) {
    return states().difference(from, to, answers);
  }

 private:
  void use(std::unique_ptr<Driver> driver);
  std::vector<RevisionFile> read_files() const;

  const Context& context_;
  Access access_;
  std::optional<Environment> environment_;
  std::optional<Settings> own_settings_;  // without an environment, where a program says which objects count
  std::unique_ptr<Driver> own_driver_;    // with the project's stubs and its place for scratch databases
  const Driver* driver_ = nullptr;
  std::optional<Metadata> models_;
  std::optional<RevisionGraph> files_, graph_;
  std::vector<RevisionId> vanished_;
  std::unique_ptr<Connection> connection_;
  std::optional<Applied> applied_;
  std::unique_ptr<States> states_;
};

}  // namespace retort::command
