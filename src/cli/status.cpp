#include "command/status.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "cli/bare.hpp"
#include "cli/comparison_text.hpp"
#include "cli/json.hpp"
#include "cli/revision_text.hpp"
#include "cli/verbs.hpp"
#include "operation/describe.hpp"

namespace retort::cli {

namespace {

Json document(const command::StatusReport& report) {
  Json obstacles = Json::array();
  for (const Obstacle& obstacle : report.obstacles) obstacles.push_back(to_json(obstacle));
  return {{"environment", report.environment},
          {"database", report.address},
          {"protected", report.is_protected},
          {"exists", report.database_exists},
          {"server", report.server},
          {"transaction", report.one_transaction ? "run" : "step"},
          {"current", to_json(report.current)},
          {"heads", to_json(report.heads)},
          {"pending", to_json(report.pending)},
          {"models", to_json(report.models)},
          {"drift", to_json(report.drift)},
          {"edited", to_json(report.edited)},
          {"vanished", report.vanished},
          {"unfinished", to_json(report.unfinished)},
          {"notes", report.notes},
          {"elsewhere", {{"applied", report.elsewhere.applied}, {"taken_back", report.elsewhere.taken_back}}},
          {"obstacles", obstacles},
          {"next", report.next}};
}

void print_row(const Output& output, std::string_view label, std::string_view text) {
  output.line(fmt::format("{} {}", output.paint(Colour::bold, fmt::format("{:<12}", label)), text));
}

std::string place_text(const command::StatusReport& report) {
  std::string text = report.address;
  if (!report.environment.empty()) text += fmt::format(" (environment {})", report.environment);
  if (report.is_protected) text += ", protected";
  if (!report.database_exists) text += ", does not exist yet";
  return text;
}

std::string comparison_text(const command::Comparison& comparison) {
  if (!comparison.compared) return "not compared: " + comparison.why_not;
  if (comparison.equal()) return "equal" + except_not_read(comparison.not_covered);
  return counted(describe(comparison.operations).size(), "difference");
}

std::string some_of(const std::vector<RevisionId>& ids, std::string_view what) {
  constexpr std::size_t kShown = 5;
  if (ids.size() > kShown) return fmt::format("{} revisions {}", ids.size(), what);
  return ids.empty() ? std::string() : fmt::format("{} {}", join(ids, ", "), what);
}

std::string elsewhere_text(const Elsewhere& elsewhere) {
  std::vector<std::string> parts;
  for (const std::string& part : {some_of(elsewhere.applied, "applied"), some_of(elsewhere.taken_back, "taken back")})
    if (!part.empty()) parts.push_back(part);
  return join(parts, ", ") + ": by a stamp, or by another program";
}

void print_list(const Output& output, std::string_view label, const std::vector<command::RevisionInfo>& revisions) {
  for (const command::RevisionInfo& info : revisions) print_row(output, label, history_line(output, info));
}

void print_status(const Output& output, const command::StatusReport& report) {
  print_row(output, "database", place_text(report));
  print_row(output, "server", report.server);
  if (report.one_transaction) print_row(output, "transaction", "one for a whole run");
  if (report.current.empty()) print_row(output, "current", "<base>");
  for (command::RevisionInfo info : report.current) {
    info.is_current = false;
    print_row(output, "current", fmt::format("{}, {}", short_line(output, info), info.message));
  }
  for (const command::RevisionInfo& info : report.unfinished) print_row(output, "unfinished", partly_applied(info));
  if (!report.elsewhere.empty()) print_row(output, "elsewhere", elsewhere_text(report.elsewhere));
  print_list(output, "pending", report.pending);
  print_row(output, "models", comparison_text(report.models));
  if (!report.models.equal()) print_operations(output, report.models);
  print_row(output, "drift",
            report.drift.equal() ? "none" + except_not_read(report.drift.not_covered) : comparison_text(report.drift));
  if (!report.drift.equal()) print_operations(output, report.drift);
  for (const command::RevisionInfo& info : report.edited)
    print_row(output, "edited", fmt::format("{} since it was applied ({})", info.path, info.id));
  if (!report.vanished.empty())
    print_row(output, "no file", fmt::format("{}: known from the journal only", join(report.vanished, ", ")));
  for (const std::string& note : report.notes) print_row(output, "note", note);
  for (const Obstacle& obstacle : report.obstacles)
    print_row(output, obstacle.warning ? "warning" : "in the way",
              obstacle.where.file.empty() ? obstacle.message
                                          : fmt::format("{}: {}", obstacle.where.to_string(), obstacle.message));
  print_row(output, "next", report.next);
}

int run_status(Invocation& invocation, const Call&) {
  const command::StatusReport report = command::status(invocation.context());
  if (invocation.output.json)
    print_json(invocation.output, document(report));
  else
    print_status(invocation.output, report);
  return 0;
}

}  // namespace

int run_bare(Invocation& invocation) {
  const Output& output = invocation.output;
  const bool has_project = [&] {
    try {
      invocation.context();
      return true;
    } catch (const UsageError&) {
      if (invocation.project_options.config || output.json) throw;
      return false;
    }
  }();
  if (has_project) return run_status(invocation, {});
  output.line("Retort keeps a database's schema in step with the models that describe it.");
  output.line("There is no project here: no retort.toml in this folder or above it.\n");
  output.line("Start one:    retort init\nAll commands: retort help");
  return 0;
}

Verb status_verb() {
  Verb verb;
  verb.name = "status";
  verb.summary = "Tell where everything stands, and what comes next";
  verb.description =
      "The environment and its server, what is applied and pending, whether models and database differ from the "
      "revisions, "
      "edited files, unfinished work, and what would stand in the way of an upgrade. Reads only. A bare `retort` does "
      "the same.";
  verb.examples = {{"retort status", "of the environment in use"}, {"retort --env production status", "of another"}};
  verb.run = run_status;
  return verb;
}

}  // namespace retort::cli
