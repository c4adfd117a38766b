// The new file is written whole before the first of the old ones goes. In between, and wherever a crash leaves it, the
// new one replaces what is still there (revision/replacement.hpp): the graph is the same.
#include "command/squash.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "command/autogenerate.hpp"
#include "command/new_file.hpp"
#include "command/squash_losses.hpp"
#include "command/squash_renames.hpp"
#include "command/timestamp.hpp"
#include "command/unpublished.hpp"
#include "project/revision_folder.hpp"
#include "revision/draft.hpp"
#include "revision/replacement.hpp"
#include "revision/sections.hpp"
#include "revision/squash_range.hpp"
#include "verify/beyond_schema.hpp"
#include "verify/squash_proof.hpp"

namespace retort::command {

namespace {

namespace fs = std::filesystem;

fs::path path_of(const Workspace& workspace, const RevisionFile& file) {
  return fs::absolute(workspace.context().working_directory / file.source.name()).lexically_normal();
}

/// Those that the main branch does not have.
std::set<RevisionId> drafts(Workspace& workspace) {
  const PublishedRevisions published = published_revisions(workspace);
  if (!published.known)
    throw UsageError(fmt::format("nobody can tell which revisions are drafts: {}", published.why_not), std::nullopt,
                     "name the range: retort squash A:B");
  std::set<RevisionId> ids;
  for (const auto& file : workspace.files().order())
    if (!published.ids.contains(file->id)) ids.insert(file->id);
  if (ids.size() < 2)
    throw UsageError(ids.empty()
                         ? fmt::format("there are no drafts: {} has every revision", workspace.settings().main_branch)
                         : fmt::format("{} is the only draft", *ids.begin()),
                     std::nullopt, "to squash what is published, name the range: retort squash A:B");
  return ids;
}

struct Ends {
  std::string from, to;  // empty: open
};

Ends parse_range(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || text.find(':', colon + 1) != std::string::npos)
    throw UsageError(fmt::format("\"{}\" is no range", text), std::nullopt,
                     "a range is A:B, from the older one to the newer one, both of them with it");
  return {std::string(trim(text.substr(0, colon))), std::string(trim(text.substr(colon + 1)))};
}

std::set<RevisionId> ids_of(const RevisionGraph& files, const Ends& ends) {
  const std::string to = ends.to.empty() ? "head" : ends.to;
  const auto upper = [&](const RevisionId& from) {
    const bool counts = to.starts_with('+') && !from.empty();
    return files.get(counts ? from + to : to).id;
  };
  if (ends.from.empty()) return files.ancestors({upper({})});
  const RevisionId from = files.get(ends.from).id;
  return between(files, from, upper(from));
}

/// What cannot be told in a file, or can't be proven.
void refuse_unfit(const Workspace& workspace, const RevisionFile& file) {
  const bool has_calls = [&] {
    for (const std::vector<Step>* steps : {&file.upgrade, &file.downgrade})
      for (const Step& step : *steps)
        if (!step.calls.empty()) return true;
    return false;
  }();
  if (has_calls)
    throw UsageError(fmt::format("a C++ function runs beside revision {}: no file can hold it", file.id),
                     SourceLocation{file.source.name(), 0, 0},
                     "squash what comes before it and what comes after it, each by itself");
  if (file.source.text().empty())
    throw UsageError(fmt::format("revision {} is written in C++: it has no file that could be replaced", file.id),
                     SourceLocation{file.source.name(), file.lines.id, 0},
                     "squash what comes before it and what comes after it, each by itself");
  if (!fs::exists(path_of(workspace, file)))
    throw UsageError(fmt::format("revision {} is compiled in, and its file is not here", file.id), std::nullopt,
                     "squash where the project's folder of revisions is");
  for (const std::vector<Step>* steps : {&file.upgrade, &file.downgrade})
    for (const Step& step : *steps)
      for (const Todo& todo : step.todos)
        throw UsageError(fmt::format("revision {} is not finished: todo {}", file.id, todo.what),
                         SourceLocation{file.source.name(), todo.line, 0}, "fill it in, and take out the line");
}

/// Whoever ran what these replace is told to be where they end.
bool does_the_same(const RevisionFile& a, const RevisionFile& b) {
  const auto steps = [](const std::vector<Step>& left, const std::vector<Step>& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const Step& one, const Step& other) { return one.hash == other.hash; });
  };
  return steps(a.upgrade, b.upgrade) && steps(a.downgrade, b.downgrade) && a.revises == b.revises &&
         a.depends_on == b.depends_on && a.replaces == b.replaces && a.stands_at == b.stands_at &&
         a.no_downgrade.has_value() == b.no_downgrade.has_value();
}

class Squash {
 public:
  Squash(Workspace& workspace, const SquashOptions& options, SquashRange range)
      : workspace_(workspace), options_(options), range_(std::move(range)) {
    for (const RevisionId& id : range_.ids) {
      members_.push_back(workspace.files().find(id));
      refuse_unfit(workspace, *members_.back());
    }
    head_draft();
  }

  SquashResult run() {
    const std::vector<retort::Script> seeds = workspace_.states().seeds();
    SquashProof proof(workspace_.states(), workspace_.files(), range_, seeds);
    result_.why_sections = beyond_schemas();
    if (result_.why_sections.empty()) try_difference(proof);
    if (!result_.is_difference) {
      write_sections();
      result_.proof = prove(proof);
    }
    if (result_.proof.status == CheckResult::Status::failed) {
      result_.status = SquashResult::Status::not_the_same;
    } else if (options_.dry_run) {
      result_.status = SquashResult::Status::proven;
    } else {
      replace();
    }
    return std::move(result_);
  }

 private:
  const Lexicon& lexicon() const { return workspace_.dialect().lexicon(); }

  void head_draft() {
    const Context& context = workspace_.context();
    const Settings& settings = workspace_.settings();
    draft_.id = options_.id ? *options_.id : context.new_id();
    check_new_id(draft_.id, workspace_.files());
    draft_.message =
        options_.message.empty() ? fmt::format("squash {} to {}", range_.ids.front(), range_.end) : options_.message;
    draft_.revises = range_.revises;
    draft_.branch_labels = range_.branch_labels;
    draft_.depends_on = range_.depends_on;
    draft_.replaces = range_.replaces;
    draft_.stands_at = range_.stands_at;
    const Timestamp now = timestamp(context.now(), settings.timezone);
    draft_.create_date = now.to_string();
    for (const RevisionFile* file : members_) {
      std::vector<ReplacedFile>& all = draft_.replaced_files;
      all.insert(all.end(), file->replaced_files.begin(), file->replaced_files.end());
      all.push_back(record_for(*file));
    }
    const std::vector<RevisionId> end = {range_.end};
    result_.path = choose_folder(workspace_, options_.version_path, end) /
                   file_name(settings.file_template, now, draft_.id, slug(draft_.message, settings.slug_length));
    if (fs::exists(result_.path))
      throw UsageError(fmt::format("{} exists already", result_.path.string()), std::nullopt,
                       "choose another message, or a file_template with {rev}");
    result_.id = draft_.id;
    result_.revises = draft_.revises;
    result_.replaces = draft_.replaces;
  }

  std::string beyond_schemas() const {
    for (const RevisionFile* file : members_) {
      const std::string why = beyond_schema(*file, workspace_.dialect(), workspace_.settings().privileges);
      if (!why.empty()) return why;
    }
    return {};
  }

  /// Whoever took care that one of them holds no long lock wants that of what they come to.
  bool online() const {
    return workspace_.settings().online || std::any_of(members_.begin(), members_.end(), [&](const RevisionFile* file) {
             return is_online(*file, workspace_.dialect());
           });
  }

  /// Leaves why not in `why_sections` where the difference is not the same.
  void try_difference(SquashProof& proof) {
    States& states = workspace_.states();
    const Schema from = states.load(ChainSource{heads_below(workspace_.files(), range_)});
    const Schema to = states.load(ChainSource{{range_.end}});
    Answers answers;
    answers.no_renames = true;
    answers.renames = renames_between(members_, from, to, workspace_.dialect());
    const Differ differ = [&](const Schema& a, const Schema& b, const Answers& told) {
      return workspace_.difference(a, b, told);
    };
    GeneratedScripts scripts;
    try {
      scripts = autogenerate(from, to, workspace_.dialect(), workspace_.version(), answers, differ, online());
    } catch (const ProjectError& error) {
      result_.why_sections = fmt::format("the difference of the two ends can't be written: {}", error.what());
      return;
    }
    if (!is_whole(scripts)) return;
    draft_.upgrade = scripts.upgrade.statements;
    draft_.downgrade = scripts.downgrade.statements;
    if (draft_.upgrade.empty()) draft_.no_downgrade = NoDowngrade{false, "together, these revisions change nothing"};
    const Capabilities capabilities = workspace_.dialect().capabilities(workspace_.version());
    draft_.statements_a_step = static_cast<std::size_t>(capabilities.statements_a_load);
    write_text();
    result_.proof = prove(proof);
    result_.is_difference = result_.proof.status == CheckResult::Status::passed;
    if (const std::vector<ObjectName> unseen = proof.unseen(); result_.is_difference && !unseen.empty()) {
      result_.is_difference = false;
      result_.why_sections = fmt::format("table {} has no rows by which the difference of the two ends could be proven",
                                         unseen.front().to_string());
      return;
    }
    if (!result_.is_difference)
      result_.why_sections = "the difference of the two ends does something else: " + result_.proof.differences.front();
  }

  bool is_whole(const GeneratedScripts& scripts) {
    if (!scripts.questions.empty()) {
      result_.why_sections = "the two ends do not tell what was renamed";
    } else if (scripts.upgrade.statements.empty() != scripts.downgrade.statements.empty()) {
      result_.why_sections = "the difference of the two ends has one direction only";
    } else {
      for (const Script* script : {&scripts.upgrade, &scripts.downgrade}) {
        if (const std::string lost = unseen_loss(script->operations); !lost.empty())
          result_.why_sections = fmt::format("the difference of the two ends loses {}", lost);
        for (const std::string& todo : script->todos()) result_.why_sections = "the two ends do not tell " + todo;
      }
    }
    return result_.why_sections.empty();
  }

  void write_sections() {
    Sections sections = sections_of(members_);
    draft_.upgrade.clear();
    draft_.downgrade.clear();
    draft_.upgrade_text = sections.upgrade.empty() ? "-- retort: upgrade" : std::move(sections.upgrade);
    draft_.downgrade_text = std::nullopt;
    draft_.no_downgrade = sections.no_downgrade;
    if (!sections.no_downgrade) draft_.downgrade_text = std::move(sections.downgrade);
    write_text();
  }

  void write_text() {
    const fs::path folder = result_.path.parent_path();
    result_.text = format_revision(draft_, script_template(workspace_, folder), lexicon());
  }

  CheckResult prove(SquashProof& proof) const {
    const std::string shown = fs::proximate(result_.path, workspace_.context().working_directory).string();
    std::vector<RevisionFile> files;
    for (const auto& file : workspace_.files().order())
      if (!range_.contains(file->id)) files.push_back(*file);
    files.push_back(parse_revision(SourceText(shown, result_.text), lexicon()));
    Workspace supposed(workspace_.context(), Access::offline);
    supposed.suppose(std::move(files));
    return proof.prove(supposed.states(), draft_.id);
  }

  void replace() {
    const RevisionFile proven = parse_revision(SourceText("", result_.text), lexicon());
    write_file(result_.path, result_.text);
    tell("written");
    result_.hooks = run_written_hooks(workspace_, result_.path, result_.id, result_.text);
    if (!does_the_same(proven, parse_revision(SourceText("", result_.text), lexicon()))) {
      remove_file(result_.path);
      throw ProjectError(
          "the hooks made something else of the new file than what was proven; it is removed, and all is as it was",
          std::nullopt, "let them change its comments and white space only");
    }
    for (const RevisionFile* file : members_) {
      const fs::path path = path_of(workspace_, *file);
      remove_file(path);
      result_.removed.push_back(path);
      tell("removed " + path.string());
    }
  }

  void tell(const std::string& point) const {
    if (options_.fault) options_.fault(point);
  }

  Workspace& workspace_;
  const SquashOptions& options_;
  const SquashRange range_;
  std::vector<const RevisionFile*> members_;
  Draft draft_;
  SquashResult result_;
};

/// The file that replaces what the symbol names, or begins to name.
const RevisionFile* replacement_of(const RevisionGraph& files, const std::string& symbol) {
  if (symbol.empty()) return nullptr;
  for (const auto& file : files.order())
    for (const RevisionId& id : file->replaces)
      if (id.starts_with(symbol)) return file.get();
  return nullptr;
}

/// Removes what an interrupted squash left of the files that these replace. All of them, or none: one may have been
/// edited since.
SquashResult finish(const Workspace& workspace, const RevisionGraph& files, const std::set<RevisionId>& by,
                    bool dry_run) {
  for (const auto& file : files.left_out()) {
    const RevisionFile& replacement = *files.replacement(file->id);
    const std::string why = by.contains(replacement.id) ? kept_for(*file, replacement) : std::string();
    if (why.empty()) continue;
    throw UsageError(fmt::format("{} is not removed: {} replaces it, and {}", file->source.name(), replacement.id, why),
                     SourceLocation{file->source.name(), 0, 0},
                     "take what is new in it over into a revision of its own (`retort revision -m MESSAGE`), then "
                     "delete the file");
  }
  if (dry_run)
    throw UsageError(fmt::format("a squash was interrupted: {} is there, and so is what it replaces", *by.begin()),
                     std::nullopt, "`retort squash` removes what is left over");
  SquashResult result;
  result.status = SquashResult::Status::finished;
  for (const auto& file : files.left_out()) {
    const RevisionFile& replacement = *files.replacement(file->id);
    if (!by.contains(replacement.id)) continue;
    result.id = replacement.id;
    result.revises = replacement.revises;
    result.replaces = replacement.replaces;
    result.path = path_of(workspace, replacement);
    result.removed.push_back(path_of(workspace, *file));
    remove_file(result.removed.back());
  }
  return result;
}

/// The squash that the call would make again, if it was interrupted; none where there is nothing left of it.
std::set<RevisionId> interrupted(Workspace& workspace, const SquashOptions& options) {
  const RevisionGraph& files = workspace.files();
  std::set<RevisionId> by;
  for (const auto& file : files.left_out()) by.insert(files.replacement(file->id)->id);
  if (!options.range) return by;
  const Ends ends = parse_range(*options.range);
  const RevisionFile* from = replacement_of(files, ends.from);
  const RevisionFile* to = replacement_of(files, ends.to);
  if (from == nullptr || from != to || !by.contains(from->id)) return {};
  return {from->id};
}

}  // namespace

SquashResult squash(const Context& context, const SquashOptions& options) {
  if (options.range && options.drafts) throw UsageError("--drafts is the range: no other one goes with it");
  Workspace workspace(context, Access::offline);
  if (workspace.settings().revisions.empty())
    throw UsageError("the revisions are compiled in: there are no files to squash", std::nullopt,
                     "squash where the project's folder of revisions is, and build anew");
  const std::set<RevisionId> unfinished = interrupted(workspace, options);
  if (!unfinished.empty()) return finish(workspace, workspace.files(), unfinished, options.dry_run);
  if (!options.range && !options.drafts)
    throw UsageError("nothing says what to squash, and no squash was interrupted", std::nullopt,
                     "retort squash A:B, or retort squash --drafts");
  const RevisionGraph& files = workspace.files();
  const std::set<RevisionId> ids = options.drafts ? drafts(workspace) : ids_of(files, parse_range(*options.range));
  return Squash(workspace, options, squash_range(files, ids)).run();
}

}  // namespace retort::command
