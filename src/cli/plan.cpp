#include "command/plan.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "cli/comparison_text.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/revision_text.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

std::string_view mode_name(StepMode mode) { return mode == StepMode::transactional ? "transaction" : to_string(mode); }

Json step_document(const PlannedStep& step) {
  Json json = {{"revision", step.file->id},
               {"message", step.file->message},
               {"direction", to_string(step.direction)},
               {"step", step.number},
               {"of", step.of},
               {"last", step.last}};
  if (!step.body) return json;
  json["mode"] = mode_name(step.body->mode);
  Json statements = Json::array();
  for (std::size_t at = static_cast<std::size_t>(step.skip_statements); at < step.body->statements.size(); ++at) {
    const StepStatement& statement = step.body->statements[at];
    statements.push_back({{"sql", statement.text},
                          {"file", step.file->source.name()},
                          {"line", statement.line},
                          {"loses", command::losses_above(*step.file, statement)}});
  }
  json["statements"] = statements;
  if (step.body->operations) json["operations"] = step.body->operations->describe();
  if (!step.body->calls.empty()) json["functions"] = step.body->calls.size();
  return json;
}

void print_statement(const Output& output, const RevisionFile& file, const StepStatement& statement) {
  for (const std::string& loss : command::losses_above(file, statement))
    output.line("    " + output.paint(Colour::red, "-- loses: " + loss));
  const std::string text = statement.text + ';';
  for (const std::string_view line : split_lines(text)) output.line(fmt::format("    {}", line));
}

void print_step(const Output& output, const PlannedStep& step) {
  if (!step.body) {
    output.line("  nothing to run: only the version changes");
    return;
  }
  output.line(
      output.paint(Colour::dim, fmt::format("  step {} of {} ({}), {}:{}", step.number, step.of,
                                            mode_name(step.body->mode), step.file->source.name(), step.body->line)));
  for (std::size_t at = static_cast<std::size_t>(step.skip_statements); at < step.body->statements.size(); ++at)
    print_statement(output, *step.file, step.body->statements[at]);
  if (step.body->operations) {
    for (const std::string& words : step.body->operations->describe()) output.line("    " + words);
  }
  if (!step.body->calls.empty())
    output.line("    " + output.paint(Colour::dim, fmt::format("-- and {} in its transaction",
                                                               counted(step.body->calls.size(), "C++ function"))));
}

void print_plan(const Output& output, const command::PlanResult& result) {
  const Heads& from = result.plan.from;
  if (result.plan.steps.empty())
    output.line(
        fmt::format("Nothing to run: {} is at {}", result.address, join_ids({from.begin(), from.end()}, "<base>")));
  if (result.one_transaction && !result.plan.steps.empty())
    output.line(output.paint(Colour::dim, "one transaction for the whole run"));
  RevisionId shown;
  for (const PlannedStep& step : result.plan.steps) {
    if (shown != step.file->id) {
      shown = step.file->id;
      const std::string below = join_ids(step.file->revises, "");
      const bool up = step.direction == Direction::upgrade;
      output.line(fmt::format("{} {} -> {}, {}", to_string(step.direction), up ? below : shown, up ? shown : below,
                              step.file->message));
    }
    print_step(output, step);
  }
}

void print_obstacle(const Output& output, const Obstacle& obstacle) {
  const std::string label =
      obstacle.warning ? output.paint_err(Colour::yellow, "warning:") : output.paint_err(Colour::red, "in the way:");
  output.warn(fmt::format("{} {}", label, obstacle.message));
  if (!obstacle.where.file.empty()) output.warn("  at " + obstacle.where.to_string());
  if (!obstacle.hint.empty()) output.warn("  hint: " + obstacle.hint);
}

int run_plan(Invocation& invocation, const Call& call) {
  const Output& output = invocation.output;
  const std::string target = call.arguments().empty() ? "head" : call.arguments().front();
  const command::PlanResult result = command::plan(invocation.context(), target);
  if (output.json) {
    Json steps = Json::array();
    for (const PlannedStep& step : result.plan.steps) steps.push_back(step_document(step));
    Json obstacles = Json::array();
    for (const Obstacle& obstacle : result.obstacles) obstacles.push_back(to_json(obstacle));
    print_json(output, {{"database", result.address},
                        {"from", result.plan.from},
                        {"to", result.plan.to},
                        {"transaction", result.one_transaction ? "run" : "step"},
                        {"steps", steps},
                        {"obstacles", obstacles},
                        {"blocked", result.blocked()}});
  } else {
    print_plan(output, result);
    for (const Obstacle& obstacle : result.obstacles) print_obstacle(output, obstacle);
  }
  return result.blocked() ? 2 : 0;
}

}  // namespace

Verb plan_verb() {
  Verb verb;
  verb.name = "plan";
  verb.summary = "Show what `upgrade` or `downgrade` would run";
  verb.description =
      "Every statement, in order, with its step's mode and what it loses; and everything that stands in the way. A "
      "target "
      "behind what the database is at plans a downgrade. Reads only.";
  verb.arguments = {{"TARGET", "as of upgrade and downgrade; head if left out", 0, 1}};
  verb.examples = {{"retort plan head", "what is pending"},
                   {"retort plan -1", "what taking the newest back would run"}};
  verb.exits = "2: something stands in the way";
  verb.run = run_plan;
  return verb;
}

}  // namespace retort::cli
