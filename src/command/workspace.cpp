#include "command/workspace.hpp"

#include <algorithm>

#include "compiled/read_revisions.hpp"
#include "driver/driver_for.hpp"
#include "project/revision_folder.hpp"

namespace retort::command {

namespace {

std::optional<Environment> choose_environment(const Context& context, Access access) {
  if (access != Access::offline || context.environment_named)
    return context.project.environment(access == Access::writes);
  try {
    return context.project.environment(false);
  } catch (const UsageError&) {
    return std::nullopt;
  } catch (const ProjectError&) {
    return std::nullopt;
  }
}

}  // namespace

Workspace::Workspace(const Context& context, Access access)
    : context_(context), access_(access), environment_(choose_environment(context, access)) {
  if (context.counts) {
    if (!environment_) own_settings_ = context.project.settings();
    Settings& settings = environment_ ? environment_->settings : *own_settings_;
    settings.managed.counts = context.counts;
  }
  driver_ = &driver_for(context.drivers, environment_ ? environment_->url.scheme : context.project.engine());
  if (!settings().stubs.empty()) use(driver_->with_stubs(settings().stubs));
  if (environment_) use(driver_->with_scratch({environment_->scratch, environment_->url, environment_->is_protected}));
}

void Workspace::use(std::unique_ptr<Driver> driver) {
  if (driver == nullptr) return;
  own_driver_ = std::move(driver);
  driver_ = own_driver_.get();
}

const Settings& Workspace::settings() const {
  if (own_settings_) return *own_settings_;
  return environment_ ? environment_->settings : context_.project.settings();
}

BookkeepingNames Workspace::names() const { return bookkeeping_names(settings(), dialect().lexicon()); }

const RevisionGraph& Workspace::files() {
  if (!files_) files_.emplace(read_files());
  return *files_;
}

std::vector<RevisionFile> Workspace::read_files() const {
  const Lexicon& lexicon = dialect().lexicon();
  if (context_.revisions == nullptr) return read_revisions(settings().revisions, context_.working_directory, lexicon);
  // Where the folder is at hand, its files are newer than those that were embedded from it.
  const std::vector<std::filesystem::path>& folders = settings().revisions;
  const bool at_hand = std::any_of(folders.begin(), folders.end(),
                                   [](const std::filesystem::path& folder) { return std::filesystem::exists(folder); });
  std::vector<RevisionFile> files = at_hand ? read_revisions(folders, context_.working_directory, lexicon)
                                            : embedded_revisions(*context_.revisions, lexicon);
  for (RevisionFile& file : compiled_revisions(*context_.revisions, dialect())) files.push_back(std::move(file));
  add_functions(*context_.revisions, files);
  return files;
}

const RevisionGraph& Workspace::graph() {
  if (!graph_) graph_ = complete(files(), applied(), dialect().lexicon(), vanished_);
  return *graph_;
}

const std::vector<RevisionId>& Workspace::vanished() {
  graph();
  return vanished_;
}

const Metadata* Workspace::models() {
  if (context_.models && !models_) context_.models(models_.emplace());
  return models_ ? &*models_ : nullptr;
}

States& Workspace::states() {
  if (!states_) {
    const RevisionGraph& revisions = access_ == Access::offline ? files() : graph();
    states_ = std::make_unique<States>(*driver_, context_.project, settings(), environment(), revisions);
    if (models()) states_->use_models(*models());
    states_->on_note(context_.note);
    states_->interrupt_with(context_.cancellation);
  }
  return *states_;
}

std::string Workspace::address() const {
  if (!environment_) return {};
  return environment_->url.shown_from(context_.working_directory);
}

bool Workspace::database_exists() const { return environment_ && driver_->exists(environment_->url); }

ConnectOptions Workspace::connect_options() const {
  ConnectOptions options;
  options.read_only = access_ != Access::writes;
  options.create = access_ == Access::writes;
  options.lock_wait = settings().lock_wait;
  options.lock_timeout = settings().lock_timeout;
  options.statement_timeout = settings().statement_timeout;
  options.lock_name = names().version_table.to_string();
  options.cancellation = context_.cancellation;
  return options;
}

Connection& Workspace::connection() {
  if (!connection_) connection_ = driver_->connect(environment_->url, connect_options());
  return *connection_;
}

const Applied& Workspace::applied() {
  if (!applied_) {
    // A database that is not there is at base; opening it to find that out would create it, or fail.
    applied_ = database_exists() ? read_applied(connection(), names(), files()) : Applied{};
  }
  return *applied_;
}

RunOptions Workspace::run_options() const {
  RunOptions options;
  options.names = names();
  options.is_protected = environment_ && environment_->is_protected;
  options.user = context_.user;
  options.host = context_.host;
  options.now = context_.now;
  options.one_transaction = settings().one_transaction;
  if (environment_) options.lock_wait = settings().lock_wait;
  options.cancellation = context_.cancellation;
  return options;
}

}  // namespace retort::command
