#include "execute/course.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "plan/complete.hpp"

namespace retort {

void Course::plot() {
  read();
  plan_ = make_plan(graph_, applied_, target_, direction_);
  next_ = 0;
}

void Course::plot_again() {
  read();
  next_ = 0;
  try {
    plan_ = make_plan(graph_, applied_, target_, direction_);
  } catch (const UsageError&) {
    plan_ = Plan{direction_, applied_.heads, applied_.heads, {}};
  }
}

void Course::read() {
  applied_ = read_applied(connection_, options_.names, files_);
  graph_ = complete(files_, applied_, connection_.dialect().lexicon(), vanished_);
  judge(vanished_obstacles(graph_, vanished_, applied_, direction_));
}

void Course::check() {
  judge(obstacles(plan_, graph_, applied_, connection_.dialect(), options_.is_protected, options_.one_transaction));
  for (const PlannedStep& step : plan_.steps)
    if (step.body != nullptr) connection_.check_mode(step.body->mode);
}

void Course::judge(const std::vector<Obstacle>& found) {
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

void Course::warn(const Obstacle& obstacle) {
  const std::string text =
      obstacle.where.file.empty() ? obstacle.message : obstacle.where.to_string() + ": " + obstacle.message;
  if (std::find(warnings_.begin(), warnings_.end(), text) != warnings_.end()) return;
  warnings_.push_back(text);
  observer_.warning(text);
}

std::vector<const PlannedStep*> Course::left() const {
  std::vector<const PlannedStep*> steps;
  for (std::size_t i = next_; i < plan_.steps.size(); ++i) steps.push_back(&plan_.steps[i]);
  return steps;
}

bool Course::is_still_next(const PlannedStep& step, bool locked) {
  if (locked ? !heads_changed() : !connection_.changed_elsewhere()) return true;
  plot_again();
  return is_next(step);
}

bool Course::heads_changed() const {
  const std::optional<Rows> rows = connection_.watched();
  return rows && heads_of(*rows) != applied_.heads;
}

void Course::go_back(Place place) {
  applied_ = std::move(place.applied);
  next_ = place.next;
}

bool Course::is_next(const PlannedStep& step) const {
  const PlannedStep* next = this->next();
  return next != nullptr && next->file->id == step.file->id && next->number == step.number &&
         next->skip_statements == step.skip_statements && next->last == step.last &&
         next->heads_after == step.heads_after;
}

void Course::pass(const PlannedStep& step) {
  if (step.last) {
    applied_.partial.erase(step.file->id);
    applied_.heads = applied_.rows = step.heads_after;
  } else {
    PlannedStep after = step;
    after.number = step.number + 1;
    after.skip_statements = 0;
    note(after);
  }
  ++next_;
}

void Course::note(const PlannedStep& step) {
  Progress& progress = applied_.partial[step.file->id];
  progress.direction = step.direction;
  progress.steps = step.of;
  progress.steps_done = step.number - 1;
  progress.statements_done = step.skip_statements;
  progress.statement_started.reset();
}

}  // namespace retort
