#include "command/adopt.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "cli/comparison_text.hpp"
#include "cli/hook_text.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/revision_text.hpp"
#include "cli/verbs.hpp"
#include "command/stamp.hpp"

namespace retort::cli {

namespace {

using command::AdoptedRevision;
using command::AdoptResult;

std::string shown(const Invocation& invocation, const std::filesystem::path& path) {
  return std::filesystem::proximate(path, invocation.working_directory).string();
}

Json to_json(const Invocation& invocation, const AdoptResult& result) {
  Json revisions = Json::array();
  for (const AdoptedRevision& revision : result.revisions)
    revisions.push_back({{"id", revision.id},
                         {"name", revision.name},
                         {"path", shown(invocation, revision.path)},
                         {"upgrade", revision.upgrade},
                         {"downgrade", revision.downgrade},
                         {"modes", revision.modes},
                         {"no_downgrade", revision.no_downgrade},
                         {"todos", revision.todos},
                         {"remarks", revision.remarks}});
  Json run = {{"up", result.run.up}, {"down", result.run.down}};
  if (!result.run.problem.empty()) {
    run["revision"] = result.run.at;
    run["problem"] = result.run.problem;
    if (result.run.where) run["where"] = result.run.where->to_string();
  }
  run["left_behind"] = result.run.left_behind;
  Json json = {{"from", to_string(result.tool)}, {"written", result.written},
               {"revisions", revisions},         {"scratch", run},
               {"setting", result.setting},      {"setting_written", result.setting_written}};
  if (!result.not_read.empty()) json["not_read"] = result.not_read;
  if (result.address.empty()) return json;
  json["database"] = result.address;
  json["version_table"] = result.applied.has_table ? Json(result.version_table.to_string()) : Json(nullptr);
  json["heads"] = result.applied.heads;
  json["problems"] = result.applied.problems;
  return json;
}

std::string taken(const AdoptedRevision& revision) {
  std::string text = fmt::format("{} up, {} down", counted(revision.upgrade, "statement"), revision.downgrade);
  if (!revision.modes.empty()) text += fmt::format(" ({})", join(revision.modes, ", "));
  return text;
}

void print_revisions(const Output& output, const AdoptResult& result) {
  for (const AdoptedRevision& revision : result.revisions) {
    output.line(fmt::format("  {}  {}: {}", revision.id, revision.name, taken(revision)));
    if (!revision.no_downgrade.empty()) output.line("    irreversible: " + revision.no_downgrade);
    for (const std::string& todo : revision.todos)
      output.line(fmt::format("    {} {}", output.paint(Colour::red, "todo"), todo));
    for (const std::string& remark : revision.remarks) output.line("    " + remark);
  }
}

void print_run(const Output& output, const AdoptResult& result) {
  if (result.run.up && result.run.down && result.run.left_behind.empty()) {
    output.line("Ran in a scratch database, up to head and back down to base: nothing is left behind.");
    return;
  }
  if (result.run.up)
    output.line(fmt::format("Ran in a scratch database up to head{}.", result.run.down ? ", and back down" : ""));
  if (!result.run.problem.empty()) {
    const std::string where = result.run.where ? result.run.where->to_string() + ": " : "";
    output.line(fmt::format("{}: {}{}", result.run.up ? "The way back ends there" : "It does not run", where,
                            result.run.problem));
  }
  for (const std::string& left : result.run.left_behind) output.line("  left behind: " + left);
}

void print_database(const Output& output, const AdoptResult& result, bool stamps) {
  if (!result.not_read.empty()) output.line("The database was not read: " + result.not_read);
  if (result.address.empty()) return;
  if (!result.applied.has_table) {
    output.line(fmt::format("{} has no {}: it is at base.", result.address, result.version_table.to_string()));
    return;
  }
  const std::string at = join_ids({result.applied.heads.begin(), result.applied.heads.end()}, "<base>");
  if (!result.applied.problems.empty()) {
    output.line(fmt::format("{} can't be stamped by what {} says:", result.address, result.version_table.to_string()));
    for (const std::string& problem : result.applied.problems) output.line("  " + problem);
    return;
  }
  output.line(fmt::format("{} is at {}, as {} says.", result.address, at, result.version_table.to_string()));
  if (stamps || result.applied.heads.empty()) return;
  if (result.tool == Tool::alembic && (result.setting_written || result.setting_there)) return;
  output.line(
      fmt::format("Next: retort stamp {}", join({result.applied.heads.begin(), result.applied.heads.end()}, " ")));
}

void print(const Invocation& invocation, const AdoptResult& result, bool stamps) {
  const Output& output = invocation.output;
  output.line(fmt::format("{} of {}:", counted(result.revisions.size(), "migration"), to_string(result.tool)));
  print_revisions(output, result);
  print_run(output, result);
  if (result.written > 0)
    output.line(
        fmt::format("Generating {} in {} ... done", counted(result.written, "file"), shown(invocation, result.folder)));
  if (result.setting_written)
    output.line(fmt::format("Changing retort.toml: {}", result.setting));
  else if (!result.setting.empty() && !result.setting_there)
    output.line(fmt::format("{} retort.toml: {}", result.setting_fits ? "Would change" : "Add to", result.setting));
  print_database(output, result, stamps);
}

/// With what retort.toml says now. None where there is nothing to stamp.
std::optional<command::StampResult> stamp(const Invocation& invocation, const AdoptResult& result) {
  if (!result.applied.problems.empty() || result.applied.heads.empty()) return std::nullopt;
  command::StampOptions options;
  options.targets.assign(result.applied.heads.begin(), result.applied.heads.end());
  return command::stamp(invocation.context(), options);
}

void print_stamp(const Output& output, const command::StampResult& stamped) {
  const std::string to = join_ids({stamped.target.begin(), stamped.target.end()}, "<base>");
  if (stamped.stamped) {
    output.tell(fmt::format("Running stamp_revision  -> {}", to));
    return;
  }
  output.line(fmt::format("{} is not stamped: it is not what {} makes. It differs by:", stamped.address, to));
  print_operations(output, stamped.comparison);
}

int run_adopt(Invocation& invocation, const Call& call) {
  command::AdoptOptions options;
  options.directory = call.arguments().front();
  options.from = call.value("--from");
  options.version_table = call.value("--version-table");
  options.dry_run = call.flag("--dry-run");
  options.alembic = call.value("--alembic").value_or("");
  options.alembic_x = invocation.project_options.variables;
  const bool stamps = call.flag("--stamp");
  if (stamps && options.dry_run) throw UsageError("--stamp writes: --dry-run does not go with it");
  const AdoptResult result = command::adopt(invocation.context(), options);
  const Output& output = invocation.output;
  if (!output.json) print(invocation, result, stamps);
  for (const command::HookRun& hook : result.hooks) tell_hook(output, hook.name, hook.output);
  const std::optional<command::StampResult> stamped = stamps ? stamp(invocation, result) : std::nullopt;
  if (output.json) {
    Json json = to_json(invocation, result);
    if (stamped) json["stamped"] = stamped->stamped;
    if (stamped && !stamped->stamped) json["comparison"] = retort::cli::to_json(stamped->comparison);
    print_json(output, json);
  } else if (stamped) {
    print_stamp(output, *stamped);
  }
  const bool is_stamped = !stamps || (result.not_read.empty() && (!stamped || stamped->stamped));
  return result.whole() && is_stamped ? 0 : 1;
}

}  // namespace

Verb adopt_verb() {
  Verb verb;
  verb.name = "adopt";
  verb.summary = "Take over another tool's chain of migrations";
  verb.description =
      "Reads the migrations in DIRECTORY (dbmate's files, golang-migrate's and other pairs of up and down files, "
      "Diesel's "
      "folders, Alembic's project), and writes a revision for each of them: same order, same statements, with ids made "
      "of "
      "their versions. "
      "The chain is run in a scratch database, up and back down, and told is what of each migration was taken, and "
      "what "
      "was not.\n\n"
      "Alembic prints the SQL of its revisions by itself, with the project's own env.py. What it can't print it runs "
      "on a "
      "scratch database, and the difference is taken; where rows were read or changed a todo says so. Ids, parents, "
      "labels and dependencies stay as they are, and so does alembic_version, which is the version table from then on. "
      "-x KEY=VALUE is handed on to it.\n\n"
      "The tool's own version table is left out of comparisons from now on (retort.toml is changed for that), and "
      "where "
      "the database has one, its versions tell what to stamp. The database is only read, unless --stamp is given.";
  verb.arguments = {{"DIRECTORY", "where the migrations are", 1, 1}};
  verb.options = {{"--from", "TOOL", "dbmate, golang-migrate, diesel, pairs or alembic; found out if left out"},
                  {"--alembic", "PROGRAM", "the project's alembic, or a Python that has it; from PATH if left out"},
                  {"--version-table", "NAME", "where the tool keeps its versions, if not in its usual table"},
                  {"--stamp", "", "tell the database what it is at, as its version table says"},
                  {"--dry-run", "", "only show what would be written"}};
  verb.examples = {{"retort adopt db/migrations", "write the revisions"},
                   {"retort adopt migrations --from diesel --dry-run", "only see what they would be"}};
  verb.exits =
      "1: something is left for a person: a todo, a revision that does not run, a database that can't be stamped";
  verb.run = run_adopt;
  return verb;
}

}  // namespace retort::cli
