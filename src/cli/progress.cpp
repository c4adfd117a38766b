#include "cli/progress.hpp"

#include <fmt/format.h>

#include "cli/hook_text.hpp"
#include "cli/revision_text.hpp"

namespace retort::cli {

void Progress::waiting(const std::string& holder) {
  output_.tell(holder.empty() ? "Waiting for another run" : fmt::format("Waiting for {}", holder));
}

void Progress::step_started(const PlannedStep& step) {
  const RevisionFile& file = *step.file;
  if (running_ != file.id) {
    running_ = file.id;
    const std::string below = join_ids(file.revises, "");
    const bool up = step.direction == Direction::upgrade;
    output_.tell(fmt::format("Running {} {} -> {}, {}", to_string(step.direction), up ? below : file.id,
                             up ? file.id : below, file.message));
  }
  if (output_.verbosity > 0 && step.body)
    output_.tell(fmt::format("  step {} of {}: {} statement{} ({})", step.number, step.of, step.body->statements.size(),
                             step.body->statements.size() == 1 ? "" : "s", file.source.name()));
}

void Progress::step_finished(const PlannedStep& step) {
  if (step.last) running_.clear();
}

void Progress::hook_ran(const std::string& name, const std::string& output) { tell_hook(output_, name, output); }

void Progress::notice(const std::string& text) { output_.tell(text); }

void Progress::warning(const std::string& message) {
  output_.warn(fmt::format("{} {}", output_.paint_err(Colour::yellow, "warning:"), message));
}

}  // namespace retort::cli
