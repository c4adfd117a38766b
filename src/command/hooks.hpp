// [[hooks]] at work: after a file was written, and around each revision of a run.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "command/workspace.hpp"
#include "execute/observer.hpp"

namespace retort::command {

struct HookRun {
  std::string name;
  std::string output;
};

/// Runs the hooks of a revision file that was just written, in order, and reads it again: its text is returned in
/// `text`. Throws HookFailed where one fails, and where the file does not read any more, or is another revision; what
/// is written stays.
std::vector<HookRun> run_written_hooks(Workspace& workspace, const std::filesystem::path& path, const RevisionId& id,
                                       std::string& text);

/// Tells another observer what it hears, and runs the hooks before and after each revision. What a hook throws ends the
/// run.
class HookingObserver final : public Observer {
 public:
  /// All references outlive this. `target`: as the call was told it.
  HookingObserver(const Workspace& workspace, const std::string& target, Observer& to);

  void planned(const Plan& plan) override { to_.planned(plan); }
  void waiting(const std::string& holder) override { to_.waiting(holder); }
  bool looks_between_revisions() const override;
  void revision_started(const RevisionFile& file, Direction direction) override;
  void step_started(const PlannedStep& step) override { to_.step_started(step); }
  void step_finished(const PlannedStep& step) override { to_.step_finished(step); }
  void revision_finished(const RevisionFile& file, Direction direction) override;
  void hook_ran(const std::string& name, const std::string& output) override { to_.hook_ran(name, output); }
  void notice(const std::string& text) override { to_.notice(text); }
  void warning(const std::string& message) override { to_.warning(message); }

 private:
  void run(Hook::On on, const RevisionFile& file, Direction direction);

  const Workspace& workspace_;
  const std::string& target_;
  Observer& to_;
};

}  // namespace retort::command
