#include "command/check.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/comparison_text.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/revision_text.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

void print_models(const Output& output, const command::Comparison& models) {
  if (!models.compared) {
    output.line(fmt::format("Models are not compared: {}.", models.why_not));
  } else if (models.equal()) {
    output.line(fmt::format("No new upgrade operations detected{}.", except_not_read(models.not_covered)));
  } else {
    output.line(output.paint(Colour::red, "New upgrade operations detected:"));
    print_operations(output, models);
    output.warn("  hint: retort revision --autogenerate -m MESSAGE");
  }
}

void print_drift(const Output& output, const command::CheckReport& report) {
  const std::string at = join_ids({report.current.begin(), report.current.end()}, "<base>");
  if (!report.drift.compared) {
    output.line(fmt::format("The database is not compared: {}.", report.drift.why_not));
  } else if (report.drift.equal()) {
    output.line(fmt::format("{} equals {}{}.", report.address, at, except_not_read(report.drift.not_covered)));
    print_not_covered(output, report.drift.not_covered);
  } else {
    output.line(output.paint(Colour::red, fmt::format("{} differs from {}; somebody there has:", report.address, at)));
    print_operations(output, report.drift);
    output.warn("  hint: retort diff database chain@current: what would take it back");
  }
}

int run_check(Invocation& invocation, const Call&) {
  const Output& output = invocation.output;
  const command::CheckReport report = command::check(invocation.context());
  if (output.json) {
    print_json(output, {{"passed", report.passed()},
                        {"database", report.address},
                        {"current", report.current},
                        {"models", to_json(report.models)},
                        {"drift", to_json(report.drift)},
                        {"pending", to_json(report.pending)},
                        {"unfinished", report.unfinished}});
    return report.passed() ? 0 : 1;
  }
  print_models(output, report.models);
  print_drift(output, report);
  if (!report.pending.empty()) output.line(fmt::format("Pending: {}.", counted(report.pending.size(), "revision")));
  for (const command::RevisionInfo& info : report.pending) output.line("  " + history_line(output, info));
  if (report.not_covered_is_error && !(report.models.not_covered.empty() && report.drift.not_covered.empty()))
    output.warn("retort.toml says not_covered = \"error\"");
  return report.passed() ? 0 : 1;
}

}  // namespace

Verb check_verb() {
  Verb verb;
  verb.name = "check";
  verb.summary = "Compare models with revisions, and revisions with the database";
  verb.description =
      "Two questions: would `revision --autogenerate` write something, and is the database what the revisions up to "
      "its "
      "own make? Revisions that are pending are told, and are no failure. Reads only.";
  verb.examples = {{"retort check", "here"}, {"retort --env production check", "has somebody changed it by hand?"}};
  verb.exits = "1: there is a difference, or a revision is partly applied";
  verb.run = run_check;
  return verb;
}

}  // namespace retort::cli
