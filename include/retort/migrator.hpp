// Migrations from inside a program (docs/library.md).
//
//   retort::Migrator{retort::sqlite::driver(), "sqlite:app.db", app_revisions()}.upgrade();
//
// No file is needed when it runs, no global state is kept, and several threads may migrate several databases at the
// same time, each with a Migrator of its own.
#pragma once

#include <chrono>
#include <concepts>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "retort/cancellation.hpp"
#include "retort/driver.hpp"
#include "retort/error.hpp"
#include "retort/migration.hpp"
#include "retort/revisions.hpp"

namespace retort {

class Metadata;

/// An object of a schema, for filters.
struct SchemaObject {
  std::string kind;    // "table", "view", "index", …
  std::string schema;  // "public"; empty on SQLite
  std::string name;
};

struct MigratorOptions {
  std::string url = {};  // "sqlite:app.db", "postgresql://…"
  /// A project file, read in place of what `url` to `scratch` say here; `url`, where it is given, is --url.
  std::optional<std::filesystem::path> project = {};
  std::optional<std::string> environment = {};  // of the project: --env

  std::string version_table = "retort_version";
  std::string version_schema = {};
  bool one_transaction = false;  // of a whole run, in place of one a step: docs/running.md
  bool is_protected = false;     // an edited file stops everything, and no texts go into the journal
  std::chrono::milliseconds lock_wait{60000};
  std::chrono::milliseconds lock_timeout{5000};
  std::chrono::milliseconds statement_timeout{0};
  std::string scratch = {};  // for check and verify: a URL, see docs/configuration.md

  std::function<void(Metadata&)> models = {};  // for check and verify
  /// Which objects check and verify look at; none: all of them.
  std::function<bool(const SchemaObject&)> counts = {};

  MigrationObserver* observer = nullptr;  // outlives the Migrator
  std::function<void(const MigrationRevision&, Direction)> before_revision = {};
  std::function<void(const MigrationRevision&, Direction)> after_revision = {};
  /// Raised by another thread, ends a run between statements, or a statement that is under way: Interrupted.
  Cancellation cancellation = {};
  std::stop_token stop = {};  // the same
};

class Migrator {
 public:
  /// Throws UsageError for a URL that can't be read, or that is another engine's than the driver. Nothing is connected
  /// to before one of the functions below is called; each opens a connection of its own.
  template <std::convertible_to<std::string> Url>
  Migrator(const Driver& driver, Url&& url, Revisions revisions = {})
      : Migrator(driver, MigratorOptions{.url = std::forward<Url>(url)}, std::move(revisions)) {}
  Migrator(const Driver& driver, MigratorOptions options, Revisions revisions = {});
  Migrator(OpenConnection connection, Revisions revisions = {});
  Migrator(OpenConnection connection, MigratorOptions options, Revisions revisions = {});
  ~Migrator();
  Migrator(Migrator&&) noexcept;
  Migrator& operator=(Migrator&&) noexcept;

  /// Only reads; makes no file.
  MigrationStatus status() const;
  /// What upgrade(target), or downgrade(target) where that lies behind, would run. Only reads.
  MigrationPlan plan(const std::string& target = "head") const;
  /// Targets as at the command line: "head", "heads", an id or its beginning, "+1", "id+1"; "base", "-1", "id-1".
  /// Throws ProjectError or UsageError before the first statement; MigrationFailed, LockTimeout, Interrupted and
  /// DatabaseError after it, with what is applied then. What was committed stays, and the next run goes on from there.
  MigrationResult upgrade(const std::string& target = "head") const;
  MigrationResult downgrade(const std::string& target) const;
  /// Models against revisions, and revisions against the database. Only reads; needs scratch databases.
  MigrationCheck check() const;
  /// All that the revisions promise, proven in scratch databases: one head, revisions = models, up, down, up.
  MigrationProof verify() const;
  /// The round trip alone, up, down, up with rows, of the newest revision or of the one that is named.
  MigrationProof round_trip(const std::string& revision = "head") const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

}  // namespace retort
