#include "retort/migrator.hpp"

#include <fmt/format.h>

#include "command/check.hpp"
#include "command/plan.hpp"
#include "command/surroundings.hpp"
#include "command/upgrade.hpp"
#include "command/verify.hpp"
#include "library/bridge.hpp"
#include "library/convert.hpp"

namespace retort {

using library::convert;

struct Migrator::State {
  const Driver* driver;
  std::shared_ptr<const Driver> kept;  // where somebody has to
  MigratorOptions options;
  Revisions revisions;

  /// A token that is stopped raises the flag that all below looks at.
  template <class Call>
  auto interruptible(Call call) const {
    const std::stop_callback stopped(options.stop, [this] { options.cancellation.cancel(); });
    return call(context());
  }

  Context context() const;
  Project open_project(const std::map<std::string, std::string>& variables) const;
  Environment environment() const;
};

namespace {

std::filesystem::path here() {
  std::error_code failure;
  return std::filesystem::current_path(failure);
}

void check_scheme(const Url& url, const Driver& driver) {
  if (url.scheme == driver.dialect().name()) return;
  throw UsageError(fmt::format("{} is no {} database", url.redacted(), driver.dialect().name()), std::nullopt,
                   fmt::format("pass the driver of {}", url.scheme));
}

std::vector<command::RevisionInfo> infos(command::Workspace& workspace, const std::vector<RevisionId>& ids) {
  std::vector<command::RevisionInfo> result;
  for (const RevisionId& id : ids) {
    if (const RevisionFile* file = workspace.graph().find(id))
      result.push_back(command::revision_info(workspace.graph(), *file));
  }
  return result;
}

/// What is to come, and what is not as it should be.
void add_plan(command::Workspace& workspace, MigrationStatus& status) {
  const Applied& applied = workspace.applied();
  const RevisionGraph& graph = workspace.graph();
  status.pending = convert(command::pending_revisions(workspace));
  status.edited = convert(infos(workspace, edited(graph, applied)));
  std::vector<RevisionId> partial;
  for (const auto& [id, progress] : applied.partial) partial.push_back(id);
  status.unfinished = convert(infos(workspace, partial));
  status.unknown = workspace.vanished();
  std::vector<Obstacle> found = vanished_obstacles(graph, workspace.vanished(), applied, Direction::upgrade);
  if (workspace.vanished().empty()) {
    const Plan plan = make_plan(graph, applied, workspace.files().tips(), Direction::upgrade);
    const RunOptions options = workspace.run_options();
    found = obstacles(plan, graph, applied, workspace.dialect(), options.is_protected, options.one_transaction);
  }
  status.obstacles = convert(found);
}

}  // namespace

Environment Migrator::State::environment() const {
  Environment environment;
  environment.url = Url::parse(options.url).resolved(here());
  environment.is_protected = options.is_protected;
  if (!options.scratch.empty()) environment.scratch = Url::parse(options.scratch).resolved(here());
  Settings& settings = environment.settings;
  settings.version_table = options.version_table;
  settings.version_schema = options.version_schema;
  settings.one_transaction = options.one_transaction;
  settings.lock_wait = options.lock_wait;
  settings.lock_timeout = options.lock_timeout;
  settings.statement_timeout = options.statement_timeout;
  return environment;
}

Project Migrator::State::open_project(const std::map<std::string, std::string>& variables) const {
  if (!options.project) return Project::without_file(environment(), here());
  ProjectOptions given;
  given.config = *options.project;
  given.environment = options.environment;
  if (!options.url.empty()) given.url = options.url;
  given.working_directory = here();
  given.process_environment = variables;
  return Project::open(given);
}

Context Migrator::State::context() const {
  const std::map<std::string, std::string> variables = process_environment();
  Context context{surroundings_of_process(variables), open_project(variables), true};
  context.drivers = {*driver};
  context.models = options.models;
  context.revisions = &revisions;
  if (options.counts) {
    context.counts = [this](std::string_view kind, const ObjectName& name) {
      return options.counts({std::string(kind), name.schema.text(), name.name.text()});
    };
  }
  context.working_directory = here();
  context.cancellation = options.cancellation;
  return context;
}

Migrator::Migrator(const Driver& driver, MigratorOptions options, Revisions revisions)
    : state_(new State{&driver, nullptr, std::move(options), std::move(revisions)}) {
  if (!state_->options.project) check_scheme(Url::parse(state_->options.url), driver);
}

Migrator::Migrator(OpenConnection connection, Revisions revisions)
    : Migrator(std::move(connection), MigratorOptions{}, std::move(revisions)) {}

Migrator::Migrator(OpenConnection connection, MigratorOptions options, Revisions revisions) : state_(nullptr) {
  if (options.url.empty()) options.url = connection.url;
  const Driver& driver = *connection.driver;
  check_scheme(Url::parse(options.url), driver);
  state_.reset(new State{&driver, std::move(connection.driver), std::move(options), std::move(revisions)});
}

Migrator::~Migrator() = default;
Migrator::Migrator(Migrator&&) noexcept = default;
Migrator& Migrator::operator=(Migrator&&) noexcept = default;

MigrationStatus Migrator::status() const {
  return state_->interruptible([](const Context& context) {
    command::Workspace workspace(context, command::Access::reads);
    const Applied& applied = workspace.applied();
    MigrationStatus status;
    status.database = workspace.address();
    status.exists = workspace.database_exists();
    if (status.exists)
      status.server = fmt::format("{} {}", workspace.dialect().name(), workspace.connection().version().to_string());
    status.current = library::ids(applied.heads);
    status.heads = workspace.files().heads();
    for (const RevisionId& id : applied.heads)
      if (workspace.files().find(id) == nullptr) status.unknown.push_back(id);
    try {
      add_plan(workspace, status);
    } catch (const ProjectError& error) {
      // Of a revision that nobody here has the text of, nothing else can be told.
      if (status.unknown.empty()) throw;
      status.obstacles = {{status.unknown.front(), "", error.what(), error.hint(), false}};
    }
    return status;
  });
}

MigrationPlan Migrator::plan(const std::string& target) const {
  return state_->interruptible([&](const Context& context) {
    const command::PlanResult result = command::plan(context, target);
    MigrationPlan plan = convert(result.plan);
    plan.obstacles = convert(result.obstacles);
    return plan;
  });
}

MigrationResult Migrator::upgrade(const std::string& target) const {
  return state_->interruptible([&](const Context& context) {
    library::Bridge bridge(state_->options);
    const command::MigrateResult result = command::upgrade(context, target, bridge);
    MigrationResult converted = convert(result.outcome);
    converted.database = result.address;
    return converted;
  });
}

MigrationResult Migrator::downgrade(const std::string& target) const {
  return state_->interruptible([&](const Context& context) {
    library::Bridge bridge(state_->options);
    const command::MigrateResult result = command::downgrade(context, target, bridge);
    MigrationResult converted = convert(result.outcome);
    converted.database = result.address;
    return converted;
  });
}

MigrationCheck Migrator::check() const {
  return state_->interruptible([](const Context& context) { return convert(command::check(context)); });
}

MigrationProof Migrator::verify() const {
  return state_->interruptible([](const Context& context) { return convert(command::verify(context, {})); });
}

MigrationProof Migrator::round_trip(const std::string& revision) const {
  return state_->interruptible([&](const Context& context) { return convert(command::prove(context, revision)); });
}

}  // namespace retort
