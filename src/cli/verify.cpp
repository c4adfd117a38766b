#include "command/verify.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/check_text.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

int run_verify(Invocation& invocation, const Call& call) {
  const Output& output = invocation.output;
  const VerifyReport report = command::verify(invocation.context(), {call.flag("--all")});
  if (output.json) {
    Json checks = Json::array();
    for (const CheckResult& check : report.checks) checks.push_back(to_json(check));
    print_json(output, {{"passed", report.passed()}, {"checks", checks}, {"notes", report.notes}});
    return report.passed() ? 0 : 1;
  }
  for (const std::string& note : report.notes) output.line("note: " + note);
  for (const CheckResult& check : report.checks) print_check(output, check);
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
