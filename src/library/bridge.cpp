#include "library/bridge.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "library/convert.hpp"

namespace retort::library {

void Bridge::planned(const Plan& plan) {
  if (to() != nullptr) to()->planned(convert(plan));
}

void Bridge::waiting(const std::string& holder) {
  if (to() == nullptr) return;
  to()->waiting(holder);
  to()->log(holder.empty() ? "Waiting for another run" : fmt::format("Waiting for {}", holder));
}

bool Bridge::looks_between_revisions() const {
  return to() != nullptr || options_.before_revision || options_.after_revision;
}

void Bridge::revision_started(const RevisionFile& file, Direction direction) {
  if (to() != nullptr) {
    const std::string below = join(file.revises, ", ");
    const bool up = direction == Direction::upgrade;
    to()->log(fmt::format("Running {} {} -> {}, {}", to_string(direction), up ? below : file.id, up ? file.id : below,
                          file.message));
    to()->before_revision(convert(file), direction);
  }
  if (options_.before_revision) options_.before_revision(convert(file), direction);
}

void Bridge::step_started(const PlannedStep& step) {
  if (to() != nullptr) to()->step_started(convert(step));
}

void Bridge::step_finished(const PlannedStep& step) {
  if (to() != nullptr) to()->step_finished(convert(step));
}

void Bridge::revision_finished(const RevisionFile& file, Direction direction) {
  if (to() != nullptr) to()->after_revision(convert(file), direction);
  if (options_.after_revision) options_.after_revision(convert(file), direction);
}

void Bridge::hook_ran(const std::string& name, const std::string& output) {
  if (to() == nullptr) return;
  to()->log(fmt::format("Running hook '{}' ... done", name));
  for (const std::string_view line : split_lines(output)) to()->log(fmt::format("  {}", line));
}

void Bridge::notice(const std::string& text) {
  if (to() == nullptr) return;
  to()->notice(text);
  to()->log(text);
}

void Bridge::warning(const std::string& message) {
  if (to() == nullptr) return;
  to()->warning(message);
  to()->log("warning: " + message);
}

}  // namespace retort::library
