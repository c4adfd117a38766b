// Tells on stderr what a run does, in Alembic's words.
#pragma once

#include "cli/output.hpp"
#include "execute/observer.hpp"

namespace retort::cli {

class Progress : public Observer {
 public:
  explicit Progress(const Output& output) : output_(output) {}
  void waiting(const std::string& holder) override;
  void step_started(const PlannedStep&) override;
  void step_finished(const PlannedStep&) override;
  void hook_ran(const std::string& name, const std::string& output) override;
  void notice(const std::string& text) override;
  void warning(const std::string& message) override;

 private:
  const Output& output_;
  RevisionId running_;  // of which the line stands there already
};

}  // namespace retort::cli
