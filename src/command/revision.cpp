#include "command/revision.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "command/amend.hpp"
#include "command/answers.hpp"
#include "command/new_file.hpp"
#include "command/timestamp.hpp"
#include "command/workspace.hpp"
#include "project/revision_folder.hpp"
#include "revision/draft.hpp"

namespace retort::command {

namespace {

// Against the database only where it stands at the head: what is pending would come out as a difference.
Schema live_schema(Workspace& workspace) {
  if (workspace.applied().heads != workspace.files().tips())
    throw UsageError("Target database is not up to date.", std::nullopt, "retort upgrade head");
  return workspace.database_exists() ? workspace.states().load(DatabaseSource{}) : Schema{};
}

GeneratedScripts generate(Workspace& workspace, const RevisionOptions& options,
                          const std::vector<RevisionId>& revises) {
  Answers answers = options.answers;
  const Lexicon& lexicon = workspace.dialect().lexicon();
  for (const std::string& text : options.renames) answers.renames.push_back(parse_rename(text, lexicon));
  for (const std::string& text : options.existing) answers.existing.push_back(parse_existing(text, lexicon));
  answers = merged(answers, workspace.states().model_answers());
  // The models are what all branches make together; a draft that is amended is left out.
  const Heads base = options.amend ? Heads(revises.begin(), revises.end()) : workspace.files().tips();
  const Schema from = options.against_database ? live_schema(workspace) : workspace.states().load(ChainSource{base});
  const Schema to = workspace.states().load(ModelsSource{});
  const Differ differ = [&](const Schema& a, const Schema& b, const Answers& told) {
    return workspace.difference(a, b, told);
  };
  return autogenerate(from, to, workspace.dialect(), workspace.version(), answers, differ, workspace.settings().online);
}

// Read back what was written, so that no file goes out that the next command would refuse.
std::string format(Draft draft, const SourceText& shape, const std::string& shown, const Lexicon& lexicon,
                   bool generated) {
  const std::string text = format_revision(draft, shape, lexicon);
  if (!generated) return text;
  draft.notes.push_back(generated_note(parse_revision(SourceText(shown, text), lexicon)));
  return format_revision(draft, shape, lexicon);
}

void check_options(const RevisionOptions& options) {
  const bool placed = options.heads != std::vector<std::string>{"head"} || options.splice ||
                      !options.branch_labels.empty() || !options.depends_on.empty();
  if (options.amend && placed)
    throw UsageError(
        "--amend keeps the revision's place: --head, --splice, --branch-label and --depends-on don't go with it");
  if (options.amend && options.id) throw UsageError("--amend keeps the revision's id: --rev-id does not go with it");
  const bool answers = !options.renames.empty() || !options.existing.empty() || options.answers.no_renames;
  if (!options.autogenerate && !options.amend && (answers || options.against_database))
    throw UsageError("--rename, --no-rename, --existing and --against say something only with --autogenerate");
  if (options.message.find('\n') != std::string::npos)
    throw UsageError("the message is one line; more goes into the file's header by hand");
}

// The file in the editor's place: where it goes, and what its header says.
struct Target {
  Draft draft;
  std::filesystem::path path;
};

Heads parents_of(const RevisionGraph& files, const RevisionOptions& options) {
  Heads parents;
  for (const std::string& head : options.heads) parents.merge(files.resolve(head, {}));
  if (options.splice) return parents;
  for (const RevisionId& id : parents) {
    if (files.children(id).empty()) continue;
    throw UsageError(fmt::format("Revision {} is not a head revision; please specify --splice to create a new branch "
                                 "from this revision",
                                 id),
                     std::nullopt, fmt::format("its head: --head {}@head", id));
  }
  return parents;
}

/// A label stays one: it says more than the id.
std::vector<std::string> dependencies(const RevisionGraph& files, const std::vector<std::string>& symbols) {
  std::vector<std::string> result;
  for (const std::string& symbol : symbols) {
    const std::string id = files.find_label(symbol) != nullptr ? symbol : files.get(symbol).id;
    if (std::find(result.begin(), result.end(), id) == result.end()) result.push_back(id);
  }
  return result;
}

/// What the next command would say about the new file's header, said before it is there.
void check_graph(Workspace& workspace, const SourceText& text) {
  const Lexicon& lexicon = workspace.dialect().lexicon();
  std::vector<RevisionFile> all;
  for (const auto& file : workspace.files().order()) all.push_back(*file);
  all.push_back(parse_revision(text, lexicon));
  RevisionGraph{std::move(all)};
}

Target new_file(Workspace& workspace, const RevisionOptions& options) {
  const Settings& settings = workspace.settings();
  Target target;
  target.draft.id = options.id ? *options.id : workspace.context().new_id();
  check_new_id(target.draft.id, workspace.files());
  target.draft.message = options.message.empty() ? "empty message" : options.message;
  const Heads parents = parents_of(workspace.files(), options);
  target.draft.revises.assign(parents.begin(), parents.end());
  target.draft.branch_labels = options.branch_labels;
  target.draft.depends_on = dependencies(workspace.files(), options.depends_on);
  const Timestamp now = timestamp(workspace.context().now(), settings.timezone);
  target.draft.create_date = now.to_string();
  target.path = choose_folder(workspace, options.version_path, target.draft.revises) /
                file_name(settings.file_template, now, target.draft.id, slug(options.message, settings.slug_length));
  if (std::filesystem::exists(target.path))
    throw UsageError(fmt::format("{} exists already", target.path.string()), std::nullopt,
                     "choose another message, or a file_template with {rev}");
  return target;
}

Target existing_file(Workspace& workspace, const RevisionOptions& options) {
  const RevisionFile& head = amendable_head(workspace, options.force);
  Target target;
  target.draft.id = head.id;
  target.draft.message = options.message.empty() ? head.message : options.message;
  target.draft.revises = head.revises;
  target.draft.branch_labels = head.branch_labels;
  target.draft.depends_on = head.depends_on;
  target.draft.create_date = head.create_date;
  for (const std::string& note : head.notes)
    if (!note.starts_with(kGeneratedNote)) target.draft.notes.push_back(note);
  target.path = std::filesystem::absolute(workspace.context().working_directory / head.source.name());
  return target;
}

}  // namespace

RevisionResult revision(const Context& context, const RevisionOptions& options) {
  check_options(options);
  const bool generated = options.autogenerate || options.amend;
  const bool looks_at_database = options.against_database || options.amend;
  Workspace workspace(context, looks_at_database ? Access::reads : Access::offline);
  Target target = options.amend ? existing_file(workspace, options) : new_file(workspace, options);

  RevisionResult result;
  result.path = target.path;
  result.id = target.draft.id;
  result.revises = target.draft.revises;
  result.status = options.amend ? RevisionResult::Status::rewritten : RevisionResult::Status::written;
  if (generated) {
    result.scripts = generate(workspace, options, target.draft.revises);
    if (!result.scripts.questions.empty()) {
      result.status = RevisionResult::Status::questions;
      return result;
    }
    if (result.scripts.upgrade.operations.empty()) {
      result.status = RevisionResult::Status::no_difference;
      return result;
    }
    target.draft.upgrade = result.scripts.upgrade.statements;
    target.draft.downgrade = result.scripts.downgrade.statements;
    const Capabilities capabilities = workspace.dialect().capabilities(workspace.version());
    target.draft.statements_a_step = static_cast<std::size_t>(capabilities.statements_a_load);
  }
  const std::filesystem::path folder = target.path.parent_path();
  const std::string shown = std::filesystem::proximate(target.path, context.working_directory).string();
  result.text =
      format(target.draft, script_template(workspace, folder), shown, workspace.dialect().lexicon(), generated);
  const bool joins = target.draft.revises.size() > 1;
  if (joins || !options.branch_labels.empty() || !options.depends_on.empty())
    check_graph(workspace, SourceText(shown, result.text));
  if (options.print_only) {
    result.status = RevisionResult::Status::printed;
    return result;
  }
  write_file(target.path, result.text);
  result.hooks = run_written_hooks(workspace, target.path, result.id, result.text);
  return result;
}

}  // namespace retort::command
