#include "state/states.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "diff/privileges.hpp"
#include "diff/rename_plan.hpp"
#include "execute/run.hpp"
#include "project/build_stamp.hpp"
#include "project/cache.hpp"
#include "project/process.hpp"
#include "project/revision_folder.hpp"
#include "schema/json.hpp"
#include "schema/problems.hpp"
#include "sql/quote.hpp"
#include "state/model_script.hpp"
#include "state/replay.hpp"
#include "state/schema_sql.hpp"
#include "state/spelling.hpp"
#include "state/unmanaged_tables.hpp"

namespace retort {

namespace fs = std::filesystem;

namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

std::string statements_hash(const std::vector<ScriptStatement>& statements) {
  std::string all;
  for (const ScriptStatement& statement : statements)
    all += fmt::format("{}:{}", statement.text.size(), statement.text);
  return content_hash(all);
}

void append(Answers& to, const Answers& from) {
  to.renames.insert(to.renames.end(), from.renames.begin(), from.renames.end());
  to.existing.insert(to.existing.end(), from.existing.begin(), from.existing.end());
}

}  // namespace

struct States::State {
  const Driver& driver;
  const Project& project;
  const Settings& settings;
  const Environment* environment;
  const RevisionGraph& graph;
  Cache cache;
  std::optional<Declared> declared;      // models that are linked into the program
  UnmanagedTables unmanaged;             // that these leave to somebody else
  std::optional<Script> models;          // read once: a command may print something else the next time
  std::map<std::string, Schema> loaded;  // by cache key, unfiltered; those that the cache does not have
  std::deque<std::pair<std::string, std::shared_ptr<const Schema>>> inspected;  // by catalogue hash
  mutable std::optional<ServerVersion> server_version;
  std::vector<std::string> notes;
  std::function<void(const std::string&)> tell;
  Cancellation cancellation;

  const Lexicon& lexicon() const { return driver.dialect().lexicon(); }
  ScriptFolders folders() const { return {project.folder(), project.working_directory()}; }

  void note(std::string text) {
    if (std::find(notes.begin(), notes.end(), text) != notes.end()) return;
    notes.push_back(std::move(text));
    if (tell) tell(notes.back());
  }

  const ServerVersion& version() const {
    if (!server_version) server_version = driver.scratch_version();
    return *server_version;
  }
  InspectOptions inspect_options() const {
    const BookkeepingNames names = bookkeeping_names(settings, lexicon());
    return {{names.version_table, names.journal}};
  }

  const Script& read_models();
  Script run_schema_command(const std::string& command) const;
  Schema load_script_schema(const Script& script);
  Schema load_chain(const Heads& heads);
  Schema load_database();
  Schema inspect(const Url& url);
  template <class Make>
  Schema cached(const std::string& content, Make make);
  void load(const Schema& schema, Connection& connection) const;
  std::optional<Identifier> own_schema() const;
  void make_own_schema(Connection& connection) const;
  void leave_out_own_schema(Schema& schema) const;
  Schema reloaded(const Schema& part);
  Schema settled(Schema schema, const std::set<ObjectKey>& objects);
  std::optional<Schema> renamed(const Schema& schema, const OperationList& renames);
};

namespace {

/// A server that cuts a name would be asked for one that it does not have.
void check_length(std::string_view key, const std::string& name, const Lexicon& lexicon) {
  if (lexicon.longest_name == 0 || name.size() <= lexicon.longest_name) return;
  throw ProjectError(fmt::format("{} is \"{}\", of {} bytes", key, name, name.size()), std::nullopt,
                     fmt::format("this engine's names have up to {} bytes", lexicon.longest_name));
}

}  // namespace

BookkeepingNames bookkeeping_names(const Settings& settings, const Lexicon& lexicon) {
  if (lexicon.default_schema.empty() && !settings.version_schema.empty()) {
    throw ProjectError(fmt::format("version_schema is \"{}\", and this engine has no schemas", settings.version_schema),
                       std::nullopt, "take it out, or set it in the environments of an engine that has");
  }
  const Identifier schema = lexicon.identifier(
      settings.version_schema.empty() ? lexicon.default_schema : std::string_view(settings.version_schema));
  check_length("version_table", settings.version_table, lexicon);
  check_length("version_schema", settings.version_schema, lexicon);
  BookkeepingNames names{{schema, lexicon.identifier(settings.version_table)},
                         {schema, lexicon.identifier("retort_journal")}};
  if (names.version_table == names.journal) {
    throw ProjectError(fmt::format("version_table is \"{}\", which is the journal's name", settings.version_table),
                       std::nullopt, "the version table needs another one");
  }
  return names;
}

// ---- where schemas come from ----

/// What `make` fills a scratch database with, read back; `content` recognises it.
template <class Make>
Schema States::State::cached(const std::string& content, Make make) {
  const std::string key = content_hash(fmt::format("{}\n{}\n{}", build_stamp(), driver.canonical_version(), content));
  if (const auto found = loaded.find(key); found != loaded.end()) return found->second;
  if (const std::optional<std::string> text = cache.find(key)) {
    try {
      return schema_from_json(*text);
    } catch (const Error&) {
      // Written by a program that is no longer understood: made anew below.
    }
  }
  const std::unique_ptr<Scratch> scratch = driver.make_scratch();
  make(scratch->connection());
  Schema schema = driver.inspect(scratch->connection(), inspect_options());
  if (cache.store(key, to_json(schema).dump())) return schema;
  return loaded.emplace(key, std::move(schema)).first->second;
}

Script States::State::run_schema_command(const std::string& command) const {
  ProcessOptions options;
  options.folder = project.folder();
  const ProcessResult result = run_process({"/bin/sh", "-c", command}, options);
  const std::string name = fmt::format("output of \"{}\"", command);
  const std::string_view errors = trim(result.errors);
  if (!result.started) throw ProjectError(fmt::format("the schema's command can't be run: {}", result.errors));
  if (result.status != 0)
    throw ProjectError(fmt::format("the schema's command failed with status {}: {}{}{}", result.status, command,
                                   errors.empty() ? "" : "\n", errors),
                       std::nullopt, "run it by hand in the project's folder");
  if (trim(result.output).empty())
    throw ProjectError(fmt::format("the schema's command printed nothing: {}", command), std::nullopt,
                       "an empty schema would mean to drop every table");
  return read_script(SourceText::decode(name, result.output), folders(), lexicon());
}

const Script& States::State::read_models() {
  if (models) return *models;
  if (declared) {
    SourceText text(std::string(kModelsName), model_script(*declared, driver.dialect(), version()));
    return models.emplace(read_script(std::move(text), folders(), lexicon()));
  }
  if (!settings.schema)
    throw UsageError("the project names no schema", SourceLocation{project.file().filename().string(), 0, 0},
                     "set schema = \"db/schema.sql\" in retort.toml");
  if (settings.schema->command) return models.emplace(run_schema_command(*settings.schema->command));
  Script all;
  for (const fs::path& file : settings.schema->files) {
    Script script = read_script(file, folders(), lexicon());
    all.statements.insert(all.statements.end(), script.statements.begin(), script.statements.end());
    all.sources.insert(all.sources.end(), script.sources.begin(), script.sources.end());
  }
  return models.emplace(std::move(all));
}

Schema States::State::load_script_schema(const Script& script) {
  const SchemaScript schema = schema_statements(script, lexicon(), settings.privileges);
  if (schema.data_statements > 0)
    note(fmt::format("{} data statement{} of {} passed over: rows belong in seeds", schema.data_statements,
                     schema.data_statements == 1 ? "" : "s",
                     script.sources.size() == 1 ? script.sources.front()->name() : "the schema files"));
  if (schema.privilege_statements > 0 && !settings.privileges)
    note(fmt::format("{} statement{} on privileges and owners passed over: [managed] privileges is not set",
                     schema.privilege_statements, schema.privilege_statements == 1 ? "" : "s"));
  return cached("script " + statements_hash(schema.statements),
                [&](Connection& connection) { load_schema(connection, schema.statements); });
}

Schema States::State::load_chain(const Heads& heads) {
  return cached("chain " + replay_hash(graph, heads) + join(unmanaged.statements(), "\n"), [&](Connection& connection) {
    make_own_schema(connection);
    unmanaged.make(connection, graph);
    replay_steps(connection, {driver, cancellation}, graph, heads);
  });
}

Schema States::State::inspect(const Url& url) {
  if (url.scheme != driver.dialect().name())
    throw UsageError(fmt::format("{} is no {} database", url.redacted(), driver.dialect().name()), std::nullopt,
                     "only databases of one engine can be compared");
  ConnectOptions options;
  options.read_only = true;
  options.lock_wait = settings.lock_wait;
  options.cancellation = cancellation;
  options.lock_timeout = settings.lock_timeout;
  options.statement_timeout = settings.statement_timeout;
  const std::unique_ptr<Connection> connection = driver.connect(url, options);
  Schema schema = driver.inspect(*connection, inspect_options());
  if (!driver.texts_settle()) return schema;
  if (connection->version().major == version().major) return schema;
  // Only what one server spells can be compared.
  note(fmt::format(
      "{} is version {}, scratch databases are {}: its schema is loaded into one of them and compared there",
      url.redacted(), connection->version().to_string(), version().to_string()));
  Schema spelled = with_privileges_of(schema, reloaded(with_privileges_of({}, schema, lexicon())), lexicon());
  spelled.not_covered = schema.not_covered;
  return spelled;
}

/// The one that the project names for Retort's tables: whoever makes these makes it, and it is no part of a comparison.
std::optional<Identifier> States::State::own_schema() const {
  if (lexicon().default_schema.empty() || settings.version_schema.empty()) return std::nullopt;
  if (settings.version_schema == lexicon().default_schema) return std::nullopt;
  return lexicon().identifier(settings.version_schema);
}

void States::State::make_own_schema(Connection& connection) const {
  if (const std::optional<Identifier> own = own_schema())
    connection.execute("CREATE SCHEMA IF NOT EXISTS " + quote(lexicon(), *own));
}

void States::State::leave_out_own_schema(Schema& schema) const {
  if (const std::optional<Identifier> own = own_schema())
    schema.definitions.erase({ObjectKind::schema, ObjectName{{}, *own}});
}

/// Makes the schema in an empty database.
void States::State::load(const Schema& schema, Connection& connection) const {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (const std::string& statement : schema_sql(schema, driver.dialect(), connection.version())) {
    places.emplace_back(text.size(), statement.size());
    text += statement + ";\n\n";
  }
  const auto source = std::make_shared<const SourceText>("schema as the server spells it", std::move(text));
  std::vector<ScriptStatement> statements;
  for (const auto& [begin, size] : places)
    statements.push_back({source, std::string_view(source->text()).substr(begin, size), begin});
  make_own_schema(connection);
  load_schema(connection, statements);
}

/// `part` as the server reads its own words back.
Schema States::State::reloaded(const Schema& part) {
  return cached("part " + content_hash(to_json(part).dump()), [&](Connection& connection) { load(part, connection); });
}

/// `schema` once these have run, in the words of the server, which follow them. None where they can't run first: a name
/// is still taken by what the change drops.
std::optional<Schema> States::State::renamed(const Schema& schema, const OperationList& renames) {
  const Dialect& dialect = driver.dialect();
  std::string content = content_hash(to_json(schema).dump());
  std::vector<Statement> statements;
  for (const Operation& operation : dialect.lower(renames, schema, version()))
    for (Statement& statement : dialect.render(operation, version())) statements.push_back(std::move(statement));
  for (const Statement& statement : statements) content += "\n" + statement.text;
  try {
    Schema result = cached("renamed " + content, [&](Connection& connection) {
      unmanaged.make(connection, {});
      load(with_privileges_of({}, schema, lexicon()), connection);
      for (const Statement& statement : statements) connection.execute(statement.text);
    });
    unmanaged.leave_out(result);
    result.not_covered = schema.not_covered;
    return with_privileges_of(schema, result, lexicon());
  } catch (const DatabaseError&) {
    return std::nullopt;
  }
}

/// `schema`, where these objects have the texts that stay as they are.
Schema States::State::settled(Schema schema, const std::set<ObjectKey>& objects) {
  constexpr int kRounds = 3;
  Schema part = part_of(schema, objects);
  for (int round = 0; round < kRounds; ++round) {
    Schema again = reloaded(part);
    if (differing_texts(part, again).empty()) break;
    part = std::move(again);
  }
  take_texts(schema, part, objects);
  return schema;
}

Schema States::State::load_database() {
  if (environment == nullptr) throw UsageError("no database is named", std::nullopt, "pass --env NAME or --url URL");
  const Url& url = environment->url;
  if (driver.exists(url)) return inspect(url);
  if (!url.in_memory()) note(fmt::format("{} is not there yet: an empty database", url.redacted()));
  return {};
}

// ---- States ----

States::States(const Driver& driver, const Project& project, const Settings& settings, const Environment* environment,
               const RevisionGraph& graph)
    : state_(new State{
          driver, project, settings, environment, graph, Cache(settings.cache), {}, {}, {}, {}, {}, {}, {}, {}, {}}) {}
States::~States() = default;

void States::use_models(const Metadata& models) {
  State& state = *state_;
  if (state.settings.schema && !state.settings.schema->command)
    throw ProjectError("models are linked into this program, and the project names a schema file as well",
                       SourceLocation{state.project.file().filename().string(), 0, 0},
                       "take `schema` out of the file: what the models say is the schema");
  state.declared = declare(models, state.driver.dialect());
  state.unmanaged = UnmanagedTables(*state.declared, state.driver.dialect(), state.version());
}

bool States::has_models() const { return state_->declared || state_->settings.schema; }

Source States::parse(std::string_view text) const {
  const auto chain_at = [&](std::string_view target) { return ChainSource{state_->graph.resolve(target, {})}; };
  if (text == "models") return ModelsSource{};
  if (text == "database") return DatabaseSource{};
  if (text == "empty") return EmptySource{};
  if (text == "chain") {
    return ChainSource{state_->graph.tips()};
  }
  if (text.starts_with("chain@")) return chain_at(text.substr(6));
  if (text.ends_with(".sql")) return FileSource{(state_->project.working_directory() / text).lexically_normal()};
  if (text.find(':') != std::string_view::npos)
    return UrlSource{Url::parse(text).resolved(state_->project.working_directory())};
  throw UsageError(fmt::format("\"{}\" names no schema", text), std::nullopt,
                   "one of models, chain, chain@REVISION, database, empty, a file that ends in .sql, or a URL");
}

Schema States::load(const Source& source) {
  State& state = *state_;
  Schema schema =
      std::visit(Overloaded{
                     [&](const ModelsSource&) {
                       Schema models = state.load_script_schema(state.read_models());
                       for (std::string& problem : problems(models)) state.note(std::move(problem));
                       return models;
                     },
                     [&](const ChainSource& chain) { return state.load_chain(chain.at); },
                     [&](const DatabaseSource&) { return state.load_database(); },
                     [&](const FileSource& file) {
                       return state.load_script_schema(read_script(file.path, state.folders(), state.lexicon()));
                     },
                     [&](const UrlSource& url) { return state.inspect(url.url); },
                     [](const EmptySource&) { return Schema{}; },
                 },
                 source);
  const bool is_live = std::holds_alternative<DatabaseSource>(source) || std::holds_alternative<UrlSource>(source);
  if (!is_live && !state.settings.privileges) leave_out_owners(schema);
  state.leave_out_own_schema(schema);
  apply(state.settings.managed, schema);
  state.unmanaged.leave_out(schema);
  return schema;
}

Difference States::difference(const Schema& from, const Schema& to, const Answers& answers) {
  State& state = *state_;
  const Dialect& dialect = state.driver.dialect();
  const Capabilities capabilities = dialect.capabilities(version());
  const auto compare = [&](const Schema& a, const Schema& b, const Answers& told) {
    return diff(a, b, capabilities, dialect, dialect.lexicon(), told, diff_options());
  };
  if (!state.driver.texts_settle()) return compare(from, to, answers);
  const auto compare_settled = [&](const Schema& a, const Answers& told) {
    Difference found = compare(a, to, told);
    if (found.operations.empty()) return found;
    const std::set<ObjectKey> objects = differing_texts(a, to);
    return objects.empty() ? found : compare(state.settled(a, objects), state.settled(to, objects), told);
  };
  // What a rename leaves under its old name is seen once the server has run that.
  constexpr int kRounds = 3;
  Answers told = answers;
  OperationList operations;
  std::optional<Schema> renamed;
  for (int round = 0; round < kRounds; ++round) {
    RenamePlan plan = plan_renames(renamed ? *renamed : from, to, told, capabilities, dialect.lexicon());
    if (!plan.questions.empty()) return {{}, std::move(plan.questions)};
    if (plan.operations.empty()) break;
    std::optional<Schema> next = state.renamed(renamed ? *renamed : from, plan.operations);
    if (!next) break;
    renamed = std::move(next);
    std::move(plan.operations.begin(), plan.operations.end(), std::back_inserter(operations));
    told.renames.clear();  // every one has been told, and has run
    told.no_renames = true;
  }
  Difference rest = compare_settled(renamed ? *renamed : from, told);
  if (renamed) {
    rest.renamed = std::make_shared<const Schema>(std::move(*renamed));
    rest.renames = operations.size();
  }
  std::move(rest.operations.begin(), rest.operations.end(), std::back_inserter(operations));
  rest.operations = std::move(operations);
  return rest;
}

DiffOptions States::diff_options() const { return {state_->settings.column_order, state_->settings.privileges}; }

const ServerVersion& States::version() const { return state_->version(); }

Answers States::model_answers() {
  Answers answers;
  for (const std::shared_ptr<const SourceText>& source : state_->read_models().sources)
    append(answers, retort::model_answers(*source, state_->lexicon()));
  return answers;
}

std::vector<DeclaredNote> States::model_notes() {
  if (!state_->declared) return {};
  std::vector<DeclaredNote> notes = state_->declared->notes;
  const Lexicon& lexicon = state_->lexicon();
  for (const Answers::Rename& rename : model_answers().renames) {
    const auto is_it = [&](const DeclaredNote& note) { return note.object == rename.to; };
    if (std::any_of(notes.begin(), notes.end(), is_it)) continue;
    notes.push_back({rename.to, quote(lexicon, rename.from.name), {}});
  }
  return notes;
}

const std::vector<std::string>& States::unmanaged() const { return state_->unmanaged.statements(); }

const std::vector<std::string>& States::notes() const { return state_->notes; }
void States::on_note(std::function<void(const std::string&)> tell) { state_->tell = std::move(tell); }

void States::interrupt_with(Cancellation cancellation) { state_->cancellation = std::move(cancellation); }
const Cancellation& States::cancellation() const { return state_->cancellation; }

std::unique_ptr<Scratch> States::replay(const Heads& heads) {
  std::unique_ptr<Scratch> scratch = state_->driver.make_scratch();
  state_->unmanaged.make(scratch->connection(), state_->graph);
  move(scratch->connection(), heads, Direction::upgrade);
  return scratch;
}

void States::move(Connection& connection, const Heads& target, Direction direction) {
  RunOptions options;
  options.names = bookkeeping_names(state_->settings, state_->lexicon());
  options.is_protected = true;  // keeps the files' texts out of a journal that nobody reads
  options.user = "retort";
  options.cancellation = state_->cancellation;
  options.now = [] { return std::string("2000-01-01T00:00:00Z"); };
  // Every run reads the journal, and nobody asks this one what ran: a proof of a thousand revisions must not drag it
  // along.
  if (connection.has_table(options.names.journal))
    connection.execute("DELETE FROM " + quote(state_->lexicon(), options.names.journal));
  Observer silent;
  Destination destination = target;
  destination.alone = true;
  run(state_->graph, destination, direction, state_->driver, connection, options, silent);
}

std::shared_ptr<const Schema> States::inspect(Connection& connection) const {
  constexpr std::size_t kKept = 4;
  const std::string hash = state_->driver.catalogue_hash(connection);
  for (const auto& [seen, schema] : state_->inspected) {
    if (!hash.empty() && seen == hash) return schema;
  }
  auto schema = std::make_shared<Schema>(state_->driver.inspect(connection, state_->inspect_options()));
  state_->leave_out_own_schema(*schema);
  state_->inspected.emplace_front(hash, schema);
  if (state_->inspected.size() > kKept) state_->inspected.pop_back();
  return schema;
}

std::vector<Script> States::seeds() {
  std::vector<Script> scripts;
  for (const fs::path& file : state_->settings.seeds)
    scripts.push_back(read_script(file, state_->folders(), state_->lexicon()));
  return scripts;
}

}  // namespace retort
