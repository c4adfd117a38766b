#include "command/merge.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "cli/check_text.hpp"
#include "cli/hook_text.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/verbs.hpp"
#include "command/rebase.hpp"

namespace retort::cli {

namespace {

std::string shown(const Invocation& invocation, const std::filesystem::path& path) {
  return std::filesystem::proximate(path, invocation.working_directory).string();
}

void tell_hooks(const Output& output, const command::RevisionResult& revision) {
  for (const command::HookRun& hook : revision.hooks) tell_hook(output, hook.name, hook.output);
}

int write_merge(Invocation& invocation, const Call& call) {
  command::MergeOptions options;
  options.revisions = call.arguments();
  options.message = call.value("--message").value_or("");
  options.branch_labels = call.all("--branch-label");
  options.id = call.value("--rev-id");
  options.unproven = call.flag("--unproven");
  const Output& output = invocation.output;
  const command::MergeResult result = command::merge(invocation.context(), options);
  if (output.json) {
    Json json = {{"status", result.revision ? "written" : "not_the_same"}};
    if (result.revision) {
      json["id"] = result.revision->id;
      json["revises"] = result.revision->revises;
      json["path"] = shown(invocation, result.revision->path);
    }
    if (result.proof) json["proof"] = to_json(*result.proof);
    print_json(output, json);
    if (result.revision) tell_hooks(output, *result.revision);
    return result.revision ? 0 : 1;
  }
  if (!result.revision) {
    print_check(output, *result.proof);
    output.warn(fmt::format(
        "nothing was written: databases would differ by the order in which they ran the branches\n"
        "  hint: mend one of them; or put one behind the other: retort merge --rebase {}; or, where that is meant, "
        "write it all the same: --unproven",
        join(call.arguments(), " ")));
    return 1;
  }
  if (result.proof && result.proof->status == CheckResult::Status::skipped)
    output.warn(
        fmt::format("note: it is not proven that both orders give the same schema: {}. `retort verify` will prove it",
                    result.proof->looked_at));
  output.line(fmt::format("Generating {} ... done", shown(invocation, result.revision->path)));
  tell_hooks(output, *result.revision);
  return 0;
}

Json to_json(const Invocation& invocation, const command::RebaseResult& result) {
  Json files = Json::array();
  for (const command::RebasedFile& file : result.files)
    files.push_back(
        {{"id", file.id}, {"path", shown(invocation, file.path)}, {"revised", file.from}, {"revises", file.to}});
  Json proofs = Json::array();
  for (const CheckResult& proof : result.proofs) proofs.push_back(cli::to_json(proof));
  return {{"status", result.written ? "rewritten" : "failed"}, {"files", files}, {"proofs", proofs}};
}

std::string named(const std::vector<RevisionId>& ids) { return ids.empty() ? "<base>" : join(ids, ", "); }

int rebase(Invocation& invocation, const Call& call) {
  for (const char* option : {"--message", "--branch-label", "--rev-id"}) {
    if (!call.all(option).empty())
      throw UsageError(fmt::format("{} goes with a new revision, and --rebase writes none", option));
  }
  const Output& output = invocation.output;
  const command::RebaseResult result =
      command::rebase(invocation.context(), {call.arguments(), call.flag("--unproven")});
  if (output.json) {
    print_json(output, to_json(invocation, result));
    return result.written ? 0 : 1;
  }
  for (const CheckResult& proof : result.proofs) print_check(output, proof);
  if (!result.written) {
    output.warn(fmt::format("nothing was written\n  hint: mend the revision in its file, or merge: retort merge {}",
                            join(call.arguments(), " ")));
    return 1;
  }
  for (const command::RebasedFile& file : result.files)
    output.line(fmt::format("Rewriting {} ... done: {} revises {}, no longer {}", shown(invocation, file.path), file.id,
                            named(file.to), named(file.from)));
  return 0;
}

int run_merge(Invocation& invocation, const Call& call) {
  return call.flag("--rebase") ? rebase(invocation, call) : write_merge(invocation, call);
}

}  // namespace

Verb merge_verb() {
  Verb verb;
  verb.name = "merge";
  verb.summary = "Make several heads one line again: by a merge, or by new parents";
  verb.description =
      "The new revision changes nothing itself: it only stands on all of them. Before it is written, the branches run "
      "in "
      "scratch databases, each pair in both orders, and the schemas have to be the same.\n\n"
      "--rebase writes no revision. It puts what the main branch does not have behind what it has, in the files' "
      "headers, "
      "after up, down, up of each revision that moves. Where nothing is published, the head that is named first stays.";
  verb.arguments = {{"HEAD", "the heads to merge: ids, label@head, or heads for all of them", 1, -1}};
  verb.options = {{"-m,--message", "MSG", "one line; \"merge A and B\" if left out"},
                  {"--branch-label", "LABEL", "a name for what begins with it", true},
                  {"--rev-id", "ID", "the new revision's id, in place of a random one"},
                  {"--rebase", "", "give unpublished revisions other parents in place of a merge"},
                  {"--unproven", "", "without a proof, which needs a scratch database"}};
  verb.examples = {{"retort merge heads", "all heads"},
                   {"retort merge -m \"both branches\" 3f2a 9e1b", "two of them"},
                   {"retort merge --rebase heads", "one line, with one's own drafts behind what others published"}};
  verb.exits =
      "1: the branches' order matters, or a revision fails where it would be put; nothing was written; "
      "5: a hook failed; the file is written, and stays";
  verb.run = run_merge;
  return verb;
}

}  // namespace retort::cli
