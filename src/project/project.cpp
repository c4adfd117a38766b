#include "project/project.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "project/config_file.hpp"
#include "project/database_identity.hpp"
#include "project/key_suggestion.hpp"
#include "project/revision_folder.hpp"
#include "project/variables.hpp"
#include "retort/version.hpp"

namespace retort {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFileName = "retort.toml";

fs::path find_file(const ProjectOptions& options, const fs::path& working_directory) {
  std::error_code failure;
  if (options.config) {
    fs::path file = (working_directory / *options.config).lexically_normal();
    if (fs::is_directory(file, failure)) file /= kFileName;
    if (!fs::exists(file, failure))
      throw UsageError(fmt::format("no project file at {}", file.string()), std::nullopt,
                       "name an existing one with --config, or make one: retort init");
    return file;
  }
  for (fs::path folder = working_directory;; folder = folder.parent_path()) {
    const fs::path file = folder / kFileName;
    if (fs::is_regular_file(file, failure)) return file;
    if (folder == folder.parent_path()) break;
  }
  throw UsageError(fmt::format("no {} in {} or above it", kFileName, working_directory.string()), std::nullopt,
                   "make one here: retort init, or name one: --config FILE");
}

/// Keys of the top level and of an environment that are no settings.
const std::vector<std::string> kTopOnly = {"engine", "environment", "environments"};
const std::vector<std::string> kEnvironmentOnly = {"url", "protected", "scratch"};

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Every key is known, has its type and, where no variable stands in it, a value that can be read.
void check_scope(const ConfigNode& table, const std::vector<std::string>& own, const std::vector<std::string>& foreign,
                 const SettingsContext& context) {
  std::vector<std::string> known = setting_names();
  known.insert(known.end(), own.begin(), own.end());
  const std::string here = context.environment.empty() ? "" : fmt::format(" in [environments.{}]", context.environment);
  for (const ConfigNode& member : table.members) {
    if (contains(known, member.key)) continue;
    std::string hint = key_suggestion(member.key, known);
    if (contains(foreign, member.key))
      hint = context.environment.empty() ? "it belongs in [environments.NAME]" : "it belongs at the top of the file";
    else if (contains(managed_names(), member.key))
      hint = "it belongs in [managed]";
    throw ProjectError(
        fmt::format("unknown {} '{}'{}", member.type == ConfigNode::Type::table ? "table" : "key", member.key, here),
        member.where, hint);
  }
  read_settings(table, context);
}

/// A relative path to a file counts from `folder`.
Url parse_url(const std::string& text, const fs::path& folder) { return Url::parse(text).resolved(folder); }

std::string engine_value(const ConfigNode& node, const SettingsContext& context) {
  const std::string text = text_value(node, context);
  const std::string_view engine = text.find(':') == std::string::npos ? Url::engine_of(text) : std::string_view();
  if (engine.empty())
    throw ProjectError(fmt::format("{} is \"{}\"", subject(node, context), text), node.where,
                       "\"sqlite\", \"postgresql\" or \"mariadb\"");
  return std::string(engine);
}

}  // namespace

struct Project::State {
  fs::path file;
  fs::path folder;
  fs::path working_directory;
  ProjectOptions options;
  ConfigNode config;
  Variables variables;
  mutable std::optional<Settings> settings;
  std::optional<Environment> given;  // where there is no file

  SettingsContext context(const std::string& environment) const {
    return {folder, options.process_environment, &variables, environment};
  }

  std::vector<const ConfigNode*> environments() const {
    std::vector<const ConfigNode*> result;
    if (const ConfigNode* table = config.find("environments")) {
      for (const ConfigNode& member : table->members) result.push_back(&member);
    }
    return result;
  }
  std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const ConfigNode* environment : environments()) result.push_back(environment->key);
    return result;
  }

  void check() const;
  void check_engine(const Url& url) const;
  const ConfigNode& choose(bool writes) const;
  const ConfigNode& named(const std::string& name, const std::optional<SourceLocation>& where) const;
  Url url_of(const ConfigNode& environment) const;
  bool leads_to_protected(const Url& url) const;
};

void Project::State::check() const {
  // Before anything else: a newer file may hold keys that this program has never heard of.
  if (const ConfigNode* require = config.find("require")) check_required_version(*require, version());

  const SettingsContext top{folder, options.process_environment, nullptr, ""};
  check_scope(config, kTopOnly, kEnvironmentOnly, top);
  if (const ConfigNode* table = config.find("environments"); table && table->type != ConfigNode::Type::table)
    throw ProjectError(fmt::format("'environments' must be a table, and is {}", table->type_name), table->where,
                       "write [environments.NAME]");
  for (const ConfigNode* environment : environments()) {
    const SettingsContext inner{folder, options.process_environment, nullptr, environment->key};
    if (environment->type != ConfigNode::Type::table)
      throw ProjectError(fmt::format("unknown key '{}' in [environments]", environment->key), environment->where,
                         "write [environments.NAME], and its keys below");
    check_scope(*environment, kEnvironmentOnly, kTopOnly, inner);
    if (const ConfigNode* is_protected = environment->find("protected")) boolean_value(*is_protected, inner);
    for (const char* key : {"url", "scratch"}) {
      const ConfigNode* address = environment->find(key);
      if (address == nullptr) continue;
      const std::string text = text_value(*address, inner);
      if (address->text.find("${") != std::string::npos) continue;
      try {
        check_engine(parse_url(text, folder));
      } catch (const UsageError& error) {
        throw ProjectError(fmt::format("{}: {}", subject(*address, inner), error.what()), address->where, error.hint());
      }
    }
  }
  if (const ConfigNode* engine = config.find("engine"); engine && !has_variable(engine->text))
    engine_value(*engine, top);
  if (const ConfigNode* chosen = config.find("environment")) {
    const std::string name = text_value(*chosen, top);
    if (!has_variable(name)) named(name, chosen->where);
  }
}

/// Files of one engine don't run on another.
void Project::State::check_engine(const Url& url) const {
  const ConfigNode* node = config.find("engine");
  if (node == nullptr) return;
  const std::string engine = engine_value(*node, context(""));
  if (engine == url.scheme) return;
  throw UsageError(fmt::format("{} is no {} database, as 'engine' says", url.redacted(), engine), std::nullopt,
                   "the project's files are written for one engine");
}

const ConfigNode& Project::State::named(const std::string& name, const std::optional<SourceLocation>& where) const {
  for (const ConfigNode* environment : environments()) {
    if (environment->key == name) return *environment;
  }
  const std::vector<std::string> known = names();
  const std::string message = fmt::format("there is no environment '{}'", name);
  const std::string hint =
      known.empty() ? fmt::format("add [environments.{}] to {}", name, kFileName) : key_suggestion(name, known);
  if (where) throw ProjectError(message, where, hint);
  throw UsageError(message, std::nullopt, hint);
}

const ConfigNode& Project::State::choose(bool writes) const {
  if (options.environment) return named(*options.environment, std::nullopt);
  const std::vector<const ConfigNode*> all = environments();
  if (all.empty())
    throw UsageError("no database is named", SourceLocation{config.where.file, 0, 0},
                     "add [environments.NAME] with a url, or pass --url URL");
  if (all.size() == 1) return *all.front();
  const std::string choices = join(names(), ", ");
  const ConfigNode* chosen = config.find("environment");
  if (chosen == nullptr)
    throw UsageError(fmt::format("which environment? There are {}", choices), std::nullopt,
                     "pass --env NAME, or set 'environment' in retort.toml");
  if (writes && !options.terminal)
    throw UsageError(fmt::format("a program that writes must name its environment; there are {}", choices),
                     std::nullopt, "pass --env NAME: the default in retort.toml is for people at a terminal");
  return named(text_value(*chosen, context("")), chosen->where);
}

Url Project::State::url_of(const ConfigNode& environment) const {
  const SettingsContext inner = context(environment.key);
  const ConfigNode* url = environment.find("url");
  if (url == nullptr)
    throw ProjectError(fmt::format("environment '{}' has no url", environment.key), environment.where,
                       "add url = \"sqlite:app.db\", for example, or pass --url URL");
  try {
    return parse_url(text_value(*url, inner), folder);
  } catch (const UsageError& error) {
    throw ProjectError(fmt::format("{}: {}", subject(*url, inner), error.what()), url->where, error.hint());
  }
}

bool Project::State::leads_to_protected(const Url& url) const {
  for (const ConfigNode* environment : environments()) {
    const ConfigNode* is_protected = environment->find("protected");
    const ConfigNode* address = environment->find("url");
    if (is_protected == nullptr || !is_protected->boolean || address == nullptr) continue;
    std::optional<Url> guarded;
    try {
      guarded = url_of(*environment);
    } catch (const ProjectError&) {
      continue;  // its variable is not set here, so nobody can know where it leads
    }
    if (same_database(url, *guarded)) return true;
  }
  return false;
}

Project Project::open(const ProjectOptions& options) {
  std::error_code failure;
  const fs::path working_directory = options.working_directory.empty()
                                         ? fs::current_path()
                                         : fs::absolute(options.working_directory, failure).lexically_normal();
  const fs::path file = find_file(options, working_directory);
  const fs::path folder = file.parent_path();
  ConfigNode config = parse_config(read_source(file, working_directory));
  const std::string dot_env_shown = shown_path(folder / ".env", working_directory);
  auto state = std::make_shared<State>(
      State{file, folder, working_directory, options, std::move(config),
            Variables(options.variables, options.process_environment, folder / ".env", dot_env_shown), std::nullopt,
            std::nullopt});
  state->check();
  return Project(std::move(state));
}

Project Project::without_file(Environment environment, const fs::path& folder) {
  const Settings settings = environment.settings;
  return Project(std::make_shared<const State>(
      State{{}, folder, folder, {}, ConfigNode(), Variables({}, {}, {}, {}), settings, std::move(environment)}));
}

const fs::path& Project::file() const { return state_->file; }
const fs::path& Project::folder() const { return state_->folder; }
const fs::path& Project::working_directory() const { return state_->working_directory; }

const Settings& Project::settings() const {
  if (!state_->settings) state_->settings = read_settings(state_->config, state_->context(""));
  return *state_->settings;
}

std::vector<std::string> Project::environment_names() const { return state_->names(); }

std::string Project::engine() const {
  if (state_->given) return state_->given->url.scheme;
  const SettingsContext top = state_->context("");
  if (const ConfigNode* engine = state_->config.find("engine")) return engine_value(*engine, top);
  if (state_->options.url) return Url::parse(*state_->options.url).scheme;
  for (const ConfigNode* environment : state_->environments()) {
    const ConfigNode* url = environment->find("url");
    if (url != nullptr && !Url::engine_of(url->text).empty()) return std::string(Url::engine_of(url->text));
  }
  return "sqlite";
}

Environment Project::environment(bool writes) const {
  const State& state = *state_;
  if (state.given) return *state.given;
  Environment result;
  const ConfigNode* chosen = nullptr;
  if (!state.options.url || state.options.environment) chosen = &state.choose(writes);
  if (chosen != nullptr) {
    result.name = chosen->key;
    if (const ConfigNode* require = chosen->find("require")) check_required_version(*require, version());
    result.settings = read_settings(merged(state.config, *chosen), state.context(chosen->key));
    const ConfigNode* is_protected = chosen->find("protected");
    result.is_protected = is_protected != nullptr && is_protected->boolean;
    if (const ConfigNode* scratch = chosen->find("scratch")) {
      const SettingsContext inner = state.context(chosen->key);
      try {
        result.scratch = parse_url(text_value(*scratch, inner), state.folder);
      } catch (const UsageError& error) {
        throw ProjectError(fmt::format("{}: {}", subject(*scratch, inner), error.what()), scratch->where, error.hint());
      }
    }
  } else {
    result.settings = settings();
  }
  result.url = state.options.url ? parse_url(*state.options.url, state.working_directory) : state.url_of(*chosen);
  state.check_engine(result.url);
  result.is_protected = result.is_protected || state.leads_to_protected(result.url);
  return result;
}

}  // namespace retort
