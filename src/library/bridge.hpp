// A run tells what it does; a program hears it in its own terms.
#pragma once

#include "execute/observer.hpp"
#include "retort/migrator.hpp"

namespace retort::library {

class Bridge final : public Observer {
 public:
  /// `options` outlives this.
  explicit Bridge(const MigratorOptions& options) : options_(options) {}

  void planned(const Plan& plan) override;
  void waiting(const std::string& holder) override;
  bool looks_between_revisions() const override;
  void revision_started(const RevisionFile& file, Direction direction) override;
  void step_started(const PlannedStep& step) override;
  void step_finished(const PlannedStep& step) override;
  void revision_finished(const RevisionFile& file, Direction direction) override;
  void hook_ran(const std::string& name, const std::string& output) override;
  void notice(const std::string& text) override;
  void warning(const std::string& message) override;

 private:
  MigrationObserver* to() const { return options_.observer; }
  const MigratorOptions& options_;
};

}  // namespace retort::library
