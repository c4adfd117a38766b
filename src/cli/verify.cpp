#include "command/verify.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

using Status = CheckResult::Status;

std::string_view status_name(Status status) {
  switch (status) {
    case Status::passed:
      return "passed";
    case Status::failed:
      return "failed";
    case Status::skipped:
      return "skipped";
  }
  return "";
}

std::string status_mark(const Output& output, Status status) {
  switch (status) {
    case Status::passed:
      return output.paint(Colour::green, "passed ");
    case Status::failed:
      return output.paint(Colour::red, "FAILED ");
    case Status::skipped:
      return output.paint(Colour::yellow, "skipped");
  }
  return "";
}

int run_verify(Invocation& invocation, const Call& call) {
  const Output& output = invocation.output;
  const VerifyReport report = command::verify(invocation.context(), {call.flag("--all")});
  if (output.json) {
    Json checks = Json::array();
    for (const CheckResult& check : report.checks)
      checks.push_back({{"name", check.name},
                        {"status", status_name(check.status)},
                        {"looked_at", check.looked_at},
                        {"differences", check.differences}});
    print_json(output, {{"passed", report.passed()}, {"checks", checks}, {"notes", report.notes}});
    return report.passed() ? 0 : 1;
  }
  for (const std::string& note : report.notes) output.line("note: " + note);
  for (const CheckResult& check : report.checks) {
    const std::string detail = check.looked_at.empty() ? std::string() : ": " + check.looked_at;
    output.line(fmt::format("{} {}{}", status_mark(output, check.status), check.name, detail));
    for (const std::string& difference : check.differences)
      for (const std::string_view line : split_lines(difference)) output.line(fmt::format("        {}", line));
  }
  return report.passed() ? 0 : 1;
}

}  // namespace

Verb verify_verb() {
  Verb verb;
  verb.name = "verify";
  verb.summary = "Prove the revisions: the gate for a pull request";
  verb.description =
      "Needs no database, only scratch. One head; published files unchanged; models equal to the revisions; seeds "
      "load; and "
      "each new revision runs up, down and up on rows, with the same catalogue and rows each time.";
  verb.options = {{"--all", "", "every revision, not only those that the main branch does not have"}};
  verb.examples = {{"retort verify", "what is new on this branch"}, {"retort verify --all", "every revision"}};
  verb.exits = "1: a check failed";
  verb.run = run_verify;
  return verb;
}

}  // namespace retort::cli
