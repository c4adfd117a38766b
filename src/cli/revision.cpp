#include "command/revision.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "base/ascii.hpp"
#include "cli/ask.hpp"
#include "cli/hook_text.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/verbs.hpp"
#include "operation/describe.hpp"

namespace retort::cli {

namespace {

using Status = command::RevisionResult::Status;

std::string_view status_name(Status status) {
  switch (status) {
    case Status::written:
      return "written";
    case Status::rewritten:
      return "rewritten";
    case Status::printed:
      return "printed";
    case Status::no_difference:
      return "no_difference";
    case Status::questions:
      return "questions";
  }
  return "";
}

Json document(const command::RevisionResult& result, const std::string& path) {
  Json json = {{"status", status_name(result.status)}};
  if (result.status == Status::questions) {
    json["questions"] = to_json(result.scripts.questions);
    return json;
  }
  if (result.status == Status::no_difference) return json;
  json["id"] = result.id;
  json["revises"] = result.revises;
  json["path"] = path;
  if (result.status == Status::printed) json["text"] = result.text;
  json["operations"] = to_json(result.scripts.upgrade.operations);
  json["losses"] = {{"upgrade", to_json(result.scripts.upgrade.losses)},
                    {"downgrade", to_json(result.scripts.downgrade.losses)}};
  json["todos"] = {{"upgrade", result.scripts.upgrade.todos()}, {"downgrade", result.scripts.downgrade.todos()}};
  return json;
}

void tell_todos(const Output& output, std::string_view direction, const command::Script& script) {
  for (const std::string& todo : script.todos())
    output.warn(fmt::format("{} the {} waits for you to fill in: {}", output.paint_err(Colour::yellow, "warning:"),
                            direction, todo));
}

// That taking back loses what the upgrade brought is no surprise: one line will do.
void tell_downgrade_losses(const Output& output, const std::vector<Loss>& losses) {
  constexpr std::size_t kNamed = 3;
  if (losses.empty()) return;
  std::vector<std::string> named;
  for (const Loss& loss : losses)
    if (named.size() < kNamed) named.push_back(loss.what);
  const std::string more = losses.size() > kNamed ? fmt::format(", and {} more", losses.size() - kNamed) : "";
  output.tell(fmt::format("The downgrade loses {}{}", join(named, ", "), more));
}

void tell_scripts(const Output& output, const command::GeneratedScripts& scripts) {
  for (const Loss& loss : scripts.upgrade.losses)
    output.warn(fmt::format("{} the upgrade loses {}", output.paint_err(Colour::yellow, "warning:"), loss.what));
  tell_downgrade_losses(output, scripts.downgrade.losses);
  tell_todos(output, "upgrade", scripts.upgrade);
  tell_todos(output, "downgrade", scripts.downgrade);
}

int print_result(const Output& output, const command::RevisionResult& result, const std::string& path) {
  if (output.json) print_json(output, document(result, path));
  if (result.status == Status::questions) {
    print_questions(output, result.scripts.questions);
    return 1;
  }
  if (result.status == Status::no_difference) {
    output.tell("No new upgrade operations detected: no file is written.");
    return 0;
  }
  for (const std::string& line : describe(result.scripts.upgrade.operations)) output.tell("Detected " + line);
  tell_scripts(output, result.scripts);
  if (!output.json && result.status == Status::printed) *output.out << result.text;
  if (!output.json && result.status != Status::printed) output.line(fmt::format("Generating {} ... done", path));
  for (const command::HookRun& hook : result.hooks) tell_hook(output, hook.name, hook.output);
  return 0;
}

int run_revision(Invocation& invocation, const Call& call) {
  command::RevisionOptions options;
  options.message = call.value("--message").value_or("");
  options.autogenerate = call.flag("--autogenerate");
  options.id = call.value("--rev-id");
  if (const auto path = call.value("--version-path")) options.version_path = *path;
  if (const auto head = call.value("--head")) options.heads = {*head};
  options.splice = call.flag("--splice");
  options.branch_labels = call.all("--branch-label");
  options.depends_on = call.all("--depends-on");
  options.print_only = call.flag("--sql");
  options.amend = call.flag("--amend");
  options.force = call.flag("--force");
  options.renames = call.all("--rename");
  options.existing = call.all("--existing");
  options.answers.no_renames = call.flag("--no-rename");
  if (const auto against = call.value("--against")) {
    if (*against != "database" && *against != "chain")
      throw UsageError(fmt::format("--against {}: it takes chain or database", *against));
    options.against_database = *against == "database";
  }
  const Context context = invocation.context();
  command::RevisionResult result = command::revision(context, options);
  while (result.status == Status::questions && invocation.output.terminal && !invocation.output.json) {
    ask_renames(invocation, result.scripts.questions, options.answers);
    result = command::revision(context, options);
  }
  return print_result(invocation.output, result,
                      std::filesystem::proximate(result.path, invocation.working_directory).string());
}

}  // namespace

Verb revision_verb() {
  Verb verb;
  verb.name = "revision";
  verb.summary = "Write a new revision file";
  verb.description =
      "With --autogenerate, compares the schema that the project says with the one that the revision files make, and "
      "writes "
      "the difference both ways. Where there is none, no file is written. Read the file before you run it.\n\n"
      "A column or table that may be a renamed one is asked about on a terminal; elsewhere the command ends with "
      "status "
      "1 and names the flags that answer.";
  verb.options = {
      {"-m,--message", "MSG", "what the revision does: one line"},
      {"--autogenerate", "", "write the difference between the schema and the revision files"},
      {"--rename", "OLD=NEW",
       "this was renamed: TABLE=NEW, or TABLE.COLUMN=NEW with the table's new name; on PostgreSQL also KIND:OLD=NEW",
       true},
      {"--no-rename", "", "nothing else was renamed: drop and add is meant"},
      {"--existing", "T.C=EXPR", "the value of a new column for the rows that exist, as an SQL expression", true},
      {"--amend", "", "write the newest revision anew; only while nobody else has it and no database is at it"},
      {"--force", "", "with --amend: also where the file was edited by hand"},
      {"--against", "STATE", "compare with chain (the revision files, as if left out) or with database"},
      {"--head", "HEAD", "what it revises: an id, label@head, or base for a line of its own; the head if left out"},
      {"--splice", "", "with --head: also where that is no head, so that a new branch begins there"},
      {"--branch-label", "LABEL", "a name for the branch that begins with it", true},
      {"--depends-on", "REV", "what has to run before it, on another branch: an id or a label", true},
      {"--rev-id", "ID", "the new revision's id, in place of a random one"},
      {"--version-path", "PATH", "which of several revision folders it goes to; that of what it revises if left out"},
      {"--sql", "", "print the file, and write none"},
  };
  verb.examples = {
      {"retort revision --autogenerate -m \"add status to orders\"", "the difference, as a file"},
      {"retort revision --autogenerate -m \"rename nick\" --rename users.nick=nickname", "a rename, told beforehand"},
      {"retort revision --autogenerate -m \"add status\" --existing \"orders.status='new'\"",
       "a value for the rows that exist"},
      {"retort revision --amend", "the draft again, after another edit of schema.sql"},
      {"retort revision -m \"fill in totals\"", "an empty one, to be written by hand"},
      {"retort revision -m \"begin the shop\" --head base --branch-label shop", "a line of revisions of its own"},
      {"retort revision -m \"hotfix\" --head 3f2a --splice", "a branch from a revision that is no head"},
  };
  verb.exits = "1: a rename is not decided; nothing is written; 5: a hook failed; the file is written, and stays";
  verb.run = run_revision;
  return verb;
}

}  // namespace retort::cli
