// Everything is made in memory first: read, turned into files' texts, read back as a graph, run in a scratch database.
// Then the files are written, oldest first, so that what a crash leaves is the chain's beginning; the same call again
// finds files that are its own, and goes on.
#include "command/adopt.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "command/timestamp.hpp"
#include "command/unprinted.hpp"
#include "command/workspace.hpp"
#include "origin/alembic.hpp"
#include "origin/migration_folder.hpp"
#include "origin/step_text.hpp"
#include "project/edit_config.hpp"
#include "project/revision_folder.hpp"
#include "revision/draft.hpp"
#include "revision/header.hpp"

namespace retort::command {

namespace {

namespace fs = std::filesystem;

struct NewFile {
  fs::path path;
  std::string text;
};

std::string with_comments(std::string directive, const std::string& comments) {
  return comments.empty() ? directive : directive + "\n" + comments;
}

/// A message that the header takes for one.
std::string message_of(const Migration& migration) {
  return mistaken_for(migration.message, true).empty() ? migration.message : "adopted: " + migration.message;
}

void add(AdoptedRevision& to, Direction direction, const StepText& steps) {
  (direction == Direction::upgrade ? to.upgrade : to.downgrade) = steps.statements;
  for (const std::string& mode : steps.modes) to.modes.push_back(fmt::format("{} {}", to_string(direction), mode));
  for (const std::string& todo : steps.todos) to.todos.push_back(fmt::format("{}: {}", to_string(direction), todo));
  for (const std::string& remark : steps.remarks)
    if (std::find(to.remarks.begin(), to.remarks.end(), remark) == to.remarks.end()) to.remarks.push_back(remark);
}

class Adoption {
 public:
  Adoption(const Context& context, const AdoptOptions& options)
      : context_(context), options_(options), workspace_(context, Access::offline) {}

  AdoptResult run() {
    const fs::path directory = (context_.working_directory / options_.directory).lexically_normal();
    result_.folder = workspace_.settings().revisions.front();
    refuse_own_folder(directory);
    result_.tool = options_.from ? tool_named(*options_.from) : recognise(directory);
    if (result_.tool == Tool::alembic)
      read_alembics(directory);
    else
      migrations_ = read_migrations(directory, result_.tool, context_.working_directory);
    name_version_table();
    for (const Migration& migration : migrations_) write_down(migration);
    check_folder();
    prove();
    if (!options_.dry_run && write()) prove();
    configure();
    look_into_database();
    return std::move(result_);
  }

 private:
  /// True where hooks made something else of a file than what was proven.
  bool write() {
    bool changed = false;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (result_.revisions[i].kept) continue;
      std::string text = files_[i].text;
      write_file(files_[i].path, text);
      run_hooks(i, text);
      changed = changed || text != files_[i].text;
      files_[i].text = std::move(text);
      ++result_.written;
    }
    return changed;
  }

  void run_hooks(std::size_t i, std::string& text) {
    try {
      for (HookRun& hook : run_written_hooks(workspace_, files_[i].path, result_.revisions[i].id, text))
        result_.hooks.push_back(std::move(hook));
    } catch (const HookFailed& error) {
      throw HookFailed(error.what(), error.where(),
                       error.hint() + "; the same `retort adopt` goes on with the files that are missing");
    }
  }

  void refuse_own_folder(const fs::path& directory) const {
    for (const fs::path& folder : workspace_.settings().revisions) {
      std::error_code failure;
      if (!fs::equivalent(folder, directory, failure) || failure) continue;
      throw UsageError(fmt::format("{} is the project's own folder of revisions", options_.directory.string()),
                       std::nullopt, "name another one in 'revisions' of retort.toml: the adopted files go there");
    }
  }

  /// As the call names it, else as its tool does: "schema_migrations", "meta.schema_migrations".
  void name_version_table() {
    if (version_table_.empty()) version_table_ = default_version_table(result_.tool);
    if (!options_.version_table) return;
    const std::size_t dot = options_.version_table->find('.');
    if (dot != std::string::npos) version_schema_ = options_.version_table->substr(0, dot);
    version_table_ = options_.version_table->substr(dot == std::string::npos ? 0 : dot + 1);
  }

  /// What Alembic prints, and what it does where it prints nothing.
  void read_alembics(const fs::path& directory) {
    const AlembicPlace place = alembic_place(directory, options_.alembic, options_.alembic_x);
    AlembicChain chain;
    try {
      chain = read_alembic(place, std::string(workspace_.dialect().name()));
    } catch (const ProjectError&) {
      context_.cancellation.check();  // Ctrl-C ends its Python, too
      throw;
    }
    doubt_queries(chain, lexicon());
    version_table_ = chain.version_table;
    version_schema_ = chain.version_schema;
    const RevisionGraph none;
    States states(workspace_.driver(), context_.project, workspace_.settings(), workspace_.environment(), none);
    unprinted_ = run_unprinted(workspace_, states, place, chain);
    for (const AlembicRevision& revision : chain.revisions) migrations_.push_back(revision.migration);
  }

  void write_down(const Migration& migration) {
    AdoptedRevision adopted;
    adopted.id = migration.id;
    adopted.name = migration.name;
    adopted.remarks = migration.remarks;
    const UnprintedRevision& unprinted = unprinted_[migration.id];
    const StepText up = unprinted.up ? *unprinted.up : steps(migration.up, Direction::upgrade);
    const StepText down = unprinted.down ? *unprinted.down : steps(migration.down, Direction::downgrade);
    add(adopted, Direction::upgrade, up);
    add(adopted, Direction::downgrade, down);

    Draft draft;
    draft.message = message_of(migration);
    draft.id = migration.id;
    draft.revises = migration.revises;
    draft.branch_labels = migration.branch_labels;
    draft.depends_on = migration.depends_on;
    draft.create_date =
        migration.create_date.empty() ? timestamp(context_.now(), "UTC").to_string() : migration.create_date;
    draft.notes = {fmt::format("Adopted from {}: {}", to_string(result_.tool), migration.name)};
    draft.upgrade_text = up.text.empty() ? with_comments("-- retort: upgrade", up.comments) : up.text;
    if (!unprinted.no_way_back.empty()) adopted.no_downgrade = unprinted.no_way_back;
    draft.downgrade_text = down.text.empty() ? without_way_back(up, down, adopted) : down.text;

    std::string name = migration.name;
    if (name.ends_with(".sql")) name.resize(name.size() - 4);
    adopted.path = result_.folder / (name + ".sql");
    // Alembic's may lie in several folders.
    const bool taken =
        std::any_of(files_.begin(), files_.end(), [&](const NewFile& file) { return file.path == adopted.path; });
    if (taken) adopted.path = result_.folder / fmt::format("{}_{}.sql", name, migration.id);
    const SourceText shape("script.sql.tmpl", std::string(default_script_template()));
    files_.push_back({adopted.path, format_revision(draft, shape, lexicon())});
    result_.revisions.push_back(std::move(adopted));
  }

  StepText steps(const std::optional<MigrationScript>& script, Direction direction) const {
    return script ? step_text(*script, direction, workspace_.dialect()) : StepText();
  }

  std::string without_way_back(const StepText& up, const StepText& down, AdoptedRevision& adopted) const {
    if (up.text.empty() && adopted.no_downgrade.empty())
      return with_comments("-- retort: downgrade none the upgrade changes nothing", down.comments);
    if (adopted.no_downgrade.empty())
      adopted.no_downgrade = fmt::format("{} had no way back here", to_string(result_.tool));
    return with_comments("-- retort: irreversible " + adopted.no_downgrade, down.comments);
  }

  /// What is there already has to be ours, from an earlier call: same name, same revision. It stays as it is. Where all
  /// of ours is there, the chain may go on: another database's turn comes later, most often.
  void check_folder() {
    std::size_t others = 0;
    for (const fs::path& folder : workspace_.settings().revisions) {
      std::error_code failure;
      if (!fs::is_directory(folder, failure)) continue;
      for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with('.') || !name.ends_with(".sql") || !entry.is_regular_file()) continue;
        if (!keep(entry.path())) ++others;
      }
    }
    const bool all_there = std::all_of(result_.revisions.begin(), result_.revisions.end(),
                                       [](const AdoptedRevision& revision) { return revision.kept; });
    if (others == 0 || all_there) return;
    throw UsageError(fmt::format("{} holds {} already: an adopted chain begins at base",
                                 shown_path(result_.folder, context_.working_directory),
                                 others == 1 ? "another revision" : fmt::format("{} other revisions", others)),
                     std::nullopt, "name an empty folder in 'revisions' of retort.toml, or move those files away");
  }

  /// False where the file is none of ours.
  bool keep(const fs::path& path) {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (files_[i].path.filename() != path.filename()) continue;
      const SourceText there = read_source(path, context_.working_directory);
      const RevisionFile file = parse_revision(there, lexicon());
      AdoptedRevision& revision = result_.revisions[i];
      if (file.id != revision.id) return false;
      if (without_date(there.text()) != without_date(files_[i].text)) describe(file, revision);
      files_[i] = {path, there.text()};
      revision.path = path;
      revision.kept = true;
      return true;
    }
    return false;
  }

  /// What a person made of it since it was written.
  static void describe(const RevisionFile& file, AdoptedRevision& revision) {
    revision.remarks = {"its file was edited since it was written, and stays so"};
    revision.todos.clear();
    revision.modes.clear();
    revision.no_downgrade.clear();
    for (const Direction direction : {Direction::upgrade, Direction::downgrade}) {
      std::size_t& count = direction == Direction::upgrade ? revision.upgrade : revision.downgrade;
      count = 0;
      for (const Step& step : file.steps(direction)) {
        count += step.statements.size();
        const std::string mode = fmt::format("{} {}", to_string(direction), to_string(step.mode));
        const bool told = std::find(revision.modes.begin(), revision.modes.end(), mode) != revision.modes.end();
        if (step.mode != StepMode::transactional && !told) revision.modes.push_back(mode);
        for (const Todo& todo : step.todos)
          revision.todos.push_back(fmt::format("{}: {}", to_string(direction), todo.what));
      }
    }
    if (file.no_downgrade && file.no_downgrade->irreversible) revision.no_downgrade = file.no_downgrade->reason;
  }

  static std::string without_date(std::string_view text) {
    const std::size_t begin = text.find("\n-- Create Date:");
    if (begin == std::string_view::npos) return std::string(text);
    const std::size_t end = text.find('\n', begin + 1);
    return std::string(text.substr(0, begin)) + std::string(text.substr(std::min(end, text.size())));
  }

  void prove() {
    std::vector<RevisionFile> files;
    for (const NewFile& file : files_)
      files.push_back(
          parse_revision(SourceText(shown_path(file.path, context_.working_directory), file.text), lexicon()));
    const RevisionGraph graph(std::move(files));
    States states(workspace_.driver(), context_.project, workspace_.settings(), workspace_.environment(), graph);
    states.interrupt_with(context_.cancellation);
    result_.run = run_chain(states, workspace_.driver(), graph);
  }

  /// The tool's own table is nothing that a schema has.
  void configure() {
    const fs::path& path = context_.project.file();
    if (version_table_.empty() || path.empty()) return;
    const SourceText config = read_source(path, context_.working_directory);
    std::optional<std::string> text;
    if (result_.tool == Tool::alembic) {
      result_.setting = fmt::format("version_table = \"{}\"", version_table_);
      text = with_key(config, "version_table", version_table_);
      if (text && !version_schema_.empty()) {
        result_.setting += fmt::format(", version_schema = \"{}\"", version_schema_);
        text = with_key(SourceText(config.name(), *text), "version_schema", version_schema_);
      }
    } else {
      const std::string name = version_schema_.empty() ? version_table_ : version_schema_ + "." + version_table_;
      result_.setting = fmt::format("exclude = [\"{}\"] in [managed]", name);
      text = with_excluded(config, name);
    }
    result_.setting_there = text == config.text();
    result_.setting_fits = text.has_value();
    if (!text || result_.setting_there || options_.dry_run) return;
    write_file(path, *text);
    result_.setting_written = true;
  }

  void look_into_database() {
    if (!workspace_.database_exists() || version_table_.empty()) return;
    try {
      result_.version_table = {
          lexicon().identifier(version_schema_.empty() ? lexicon().default_schema : std::string_view(version_schema_)),
          lexicon().identifier(version_table_)};
      result_.applied = read_applied_there(workspace_.connection(), result_.tool, result_.version_table, migrations_);
      result_.address = workspace_.address();
    } catch (const DatabaseError& error) {
      result_.not_read = error.what();
    }
  }

  const Lexicon& lexicon() const { return workspace_.dialect().lexicon(); }

  const Context& context_;
  const AdoptOptions& options_;
  Workspace workspace_;
  AdoptResult result_;
  std::vector<Migration> migrations_;
  std::map<RevisionId, UnprintedRevision> unprinted_;
  std::string version_table_;   // the tool's own; as Alembic's env.py says, where it says so
  std::string version_schema_;  // empty: the default one
  std::vector<NewFile> files_;
};

}  // namespace

bool AdoptResult::whole() const {
  return run.up && (run.down || run.irreversible) && run.left_behind.empty() && applied.problems.empty() &&
         std::all_of(revisions.begin(), revisions.end(),
                     [](const AdoptedRevision& revision) { return revision.todos.empty(); });
}

AdoptResult adopt(const Context& context, const AdoptOptions& options) { return Adoption(context, options).run(); }

}  // namespace retort::command
