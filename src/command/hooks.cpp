#include "command/hooks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "project/revision_folder.hpp"

namespace retort::command {

namespace {

std::string environment_name(const Workspace& workspace) {
  return workspace.environment() == nullptr ? std::string() : workspace.environment()->name;
}

/// An interruption ends a hook, too, and is told as one.
std::string run_one(const Workspace& workspace, const Hook& hook, const HookSubject& subject,
                    const std::string& standing, const std::string& next) {
  const Cancellation& cancellation = workspace.context().cancellation;
  cancellation.check();
  const auto interrupted = [&] {
    return Interrupted(fmt::format("interrupted, and hook '{}' with it\n{}", hook.name, standing), hook.where, next);
  };
  try {
    std::string output = run_hook(hook, subject, standing, next);
    if (cancellation.cancelled()) throw interrupted();
    return output;
  } catch (const HookFailed&) {
    if (cancellation.cancelled()) throw interrupted();
    throw;
  }
}

}  // namespace

std::vector<HookRun> run_written_hooks(Workspace& workspace, const std::filesystem::path& path, const RevisionId& id,
                                       std::string& text) {
  std::vector<HookRun> runs;
  const std::filesystem::path& here = workspace.context().working_directory;
  const std::string shown = std::filesystem::proximate(path, here).string();
  const HookSubject subject{path, id, std::nullopt, environment_name(workspace), workspace.context().cancellation};
  for (const Hook& hook : workspace.settings().hooks) {
    if (hook.on != Hook::On::written) continue;
    runs.push_back(
        {hook.name, run_one(workspace, hook, subject, fmt::format("{} is written, and stays", shown),
                            fmt::format("put right what the hook found, or the hook; then run it by hand, or "
                                        "remove {} and write it again",
                                        shown))});
  }
  if (runs.empty()) return runs;
  try {
    const SourceText source = read_source(path, here);
    const RevisionFile file = parse_revision(source, workspace.dialect().lexicon());
    if (file.id != id) throw ProjectError(fmt::format("it is revision {} now, and was {}", file.id, id));
    text = source.text();
  } catch (const ProjectError& error) {
    throw HookFailed(
        fmt::format("{} was changed by its hooks, and is no revision file any more: {}", shown, error.what()),
        error.where(), "mend the file by hand, and see to the hook");
  }
  return runs;
}

HookingObserver::HookingObserver(const Workspace& workspace, const std::string& target, Observer& to)
    : workspace_(workspace), target_(target), to_(to) {}

bool HookingObserver::looks_between_revisions() const {
  const std::vector<Hook>& hooks = workspace_.settings().hooks;
  return to_.looks_between_revisions() ||
         std::any_of(hooks.begin(), hooks.end(), [](const Hook& hook) { return hook.on != Hook::On::written; });
}

void HookingObserver::revision_started(const RevisionFile& file, Direction direction) {
  to_.revision_started(file, direction);
  run(Hook::On::before, file, direction);
}

void HookingObserver::revision_finished(const RevisionFile& file, Direction direction) {
  to_.revision_finished(file, direction);
  run(Hook::On::after, file, direction);
}

void HookingObserver::run(Hook::On on, const RevisionFile& file, Direction direction) {
  // A revision in C++, or one that only the journal has, is no file.
  std::filesystem::path path = workspace_.context().working_directory / file.source.name();
  std::error_code failure;
  if (!std::filesystem::exists(path, failure)) path.clear();
  const HookSubject subject{path.lexically_normal(), file.id, direction, environment_name(workspace_),
                            workspace_.context().cancellation};
  const std::string what = fmt::format("the {} of {}", to_string(direction), file.id);
  const std::string standing = on == Hook::On::before
                                   ? fmt::format("It stands before {}, of which nothing ran", what)
                                   : fmt::format("It stands after {}, which is done, and stays", what);
  const std::string next =
      on == Hook::On::before
          ? fmt::format("put right what stopped the hook; then `retort {} {}` goes on from there", to_string(direction),
                        target_)
          : "put right what stopped the hook, and run it by hand: no other run does it for this revision";
  for (const Hook& hook : workspace_.settings().hooks) {
    if (hook.on != on) continue;
    try {
      to_.hook_ran(hook.name, run_one(workspace_, hook, subject, standing, next));
    } catch (const Interrupted& error) {
      if (on == Hook::On::after) to_.warning(error.what());  // the run tells where it stands, and not that
      throw;
    }
  }
}

}  // namespace retort::command
