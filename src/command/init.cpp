#include "command/init.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "command/autogenerate.hpp"
#include "command/cpp_template.hpp"
#include "command/list_templates.hpp"
#include "command/timestamp.hpp"
#include "command/workspace.hpp"
#include "driver/driver_for.hpp"
#include "project/revision_folder.hpp"
#include "revision/draft.hpp"
#include "state/schema_sql.hpp"

namespace retort::command {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFileTemplate = "{year}{month}{day}{hour}{minute}{second}_{slug}";

constexpr std::string_view kProjectFile =
    R"toml(# Retort keeps the databases below in step with the schema: see `retort help`.
schema    = "{schema}"   # {schema_says}
revisions = "{directory}/versions"     # how to get there, one file a step
{engine}
environment = "local"

[environments.local]
url = "{url}"

# [environments.production]
# url       = "${{DATABASE_URL}}"    # from the process environment, then .env
# protected = true
)toml";

constexpr std::string_view kSchemaFile =
    R"sql(-- The schema as it should be. Edit it, then: retort revision --autogenerate -m "what changes"
--
-- CREATE TABLE users (
--     id    INTEGER PRIMARY KEY,
--     email TEXT NOT NULL UNIQUE
-- );
)sql";

std::string toml_escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

bool has_secret(const Url& url) { return url.redacted().find("***") != std::string::npos; }

// What retort.toml says; a password goes into no file.
std::string url_setting(const Url& url, const std::string& given, const fs::path& folder) {
  if (has_secret(url)) return "${DATABASE_URL}";
  if (!url.names_file()) return toml_escaped(given);
  const fs::path relative = fs::path(url.database).lexically_relative(folder);
  const bool inside = !relative.empty() && *relative.begin() != "..";
  return toml_escaped(url.scheme + ":" + (inside ? relative.string() : url.database));
}

/// SQLite's files say it by their address.
std::string engine_setting(const std::string& engine) {
  return engine == "sqlite" ? std::string() : fmt::format("engine    = \"{}\"\n", engine);
}

struct ReadDatabase {
  Schema schema;
  ServerVersion version;
};

ReadDatabase read_database(const Surroundings& around, const Driver& driver, const Url& url) {
  ConnectOptions connect;
  connect.read_only = true;
  connect.cancellation = around.cancellation;
  const std::unique_ptr<Connection> connection = driver.connect(url, connect);
  const BookkeepingNames own = bookkeeping_names({}, driver.dialect().lexicon());
  return {driver.inspect(*connection, InspectOptions{{own.version_table, own.journal}}), connection->version()};
}

std::string schema_text(const std::vector<std::string>& statements, const std::string& address) {
  std::string text = fmt::format(
      "-- The schema as it should be, first read from {}.\n"
      "-- Edit it, then: retort revision --autogenerate -m \"what changes\"\n",
      address);
  for (const std::string& statement : statements) text += '\n' + statement + ";\n";
  return text;
}

TemplateFile baseline_revision(const Surroundings& around, const Driver& driver, const Schema& schema,
                               const ServerVersion& version, const fs::path& versions, InitResult& result) {
  const GeneratedScripts scripts = autogenerate({}, schema, driver.dialect(), version, {}, DiffOptions{});
  const Timestamp now = timestamp(around.now(), "UTC");
  Draft draft;
  draft.message = "baseline";
  draft.id = around.new_id();
  draft.create_date = now.to_string();
  draft.notes = {fmt::format("The schema of {} when the project began.", result.address)};
  draft.upgrade = scripts.upgrade.statements;
  draft.downgrade = scripts.downgrade.statements;
  draft.statements_a_step = static_cast<std::size_t>(driver.dialect().capabilities(version).statements_a_load);
  result.baseline = draft.id;
  const SourceText shape("script.sql.tmpl", std::string(default_script_template()));
  return {versions / file_name(std::string(kFileTemplate), now, draft.id, slug(draft.message, 40)),
          format_revision(draft, shape, driver.dialect().lexicon())};
}

void check_options(const Surroundings& around, const InitOptions& options) {
  const std::vector<ProjectTemplate> known = list_templates();
  if (std::none_of(known.begin(), known.end(), [&](const auto& one) { return one.name == options.template_name; }))
    throw UsageError(fmt::format("No such template '{}'", options.template_name), std::nullopt,
                     "retort list-templates");
  if (fs::exists(around.working_directory / "retort.toml"))
    throw UsageError("retort.toml already exists: this is a project", std::nullopt, "retort status");
  if (options.directory.is_absolute() || options.directory.lexically_normal().begin()->string() == "..")
    throw UsageError(fmt::format("{} does not lie below the current folder", options.directory.string()));
  if (options.template_name == "cpp" && options.directory.lexically_normal() == ".")
    throw UsageError("the template cpp needs a folder of its own, below the current one", std::nullopt,
                     "retort init --template cpp db");
  if (!options.from) return;
  if (options.template_name == "cpp")
    throw UsageError("--from does not go with --template cpp: what it reads is SQL, not models", std::nullopt,
                     "retort init --from " + *options.from);
  if (options.url) throw UsageError("--from names the database of the new project: --url does not go with it");
  const fs::path directory = around.working_directory / options.directory;
  for (const char* taken : {"schema.sql", "versions"})
    if (fs::exists(directory / taken))
      throw UsageError(
          fmt::format("{} already exists, and --from would write it", (options.directory / taken).string()));
}

/// What the files of a new project say.
struct Contents {
  std::string engine = "sqlite";
  std::string url = "sqlite:app.db";
  std::string schema{kSchemaFile};
  std::optional<TemplateFile> baseline;
};

Contents contents_from(const Surroundings& around, const std::string& from, const fs::path& versions,
                       InitResult& result) {
  const Url source = Url::parse(from).resolved(fs::absolute(around.working_directory));
  const Driver& driver = driver_for(around.drivers, source.scheme);
  if (!driver.exists(source)) throw UsageError(fmt::format("there is no database at {}", source.database));
  const auto [read, version] = read_database(around, driver, source);
  result.address = source.shown_from(around.working_directory);
  result.url_in_environment = has_secret(source);
  result.not_covered = read.not_covered;
  result.objects["table"] = read.tables.size();
  for (const auto& [key, definition] : read.definitions) ++result.objects[std::string(to_string(key.kind))];

  Contents contents;
  contents.engine = source.scheme;
  contents.url = url_setting(source, from, around.working_directory);
  contents.schema = schema_text(schema_sql(read, driver.dialect(), version), result.address);
  if (!read.tables.empty() || !read.definitions.empty())
    contents.baseline = baseline_revision(around, driver, read, version, versions, result);
  return contents;
}

Contents contents_for(const Surroundings& around, const std::string& text, InitResult& result) {
  const Url url = Url::parse(text).resolved(fs::absolute(around.working_directory));
  driver_for(around.drivers, url.scheme);  // or this build has none
  result.url_in_environment = has_secret(url);
  Contents contents;
  contents.engine = url.scheme;
  contents.url = url_setting(url, text, around.working_directory);
  return contents;
}

/// What CMake takes as the name of a project.
std::string project_name(const fs::path& working_directory) {
  std::string name = fs::absolute(working_directory).lexically_normal().filename().string();
  for (char& c : name)
    if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '-') c = '_';
  return name.empty() ? "app" : name;
}

/// retort.toml, and what the template puts into `directory`.
std::vector<TemplateFile> template_files(const Surroundings& around, const InitOptions& options,
                                         const Contents& contents, InitResult& result) {
  const fs::path directory = options.directory.lexically_normal();
  const bool cpp = options.template_name == "cpp";
  result.schema_file = (directory / (cpp ? "models.hpp" : "schema.sql")).string();
  const std::string says = cpp ? "for `retort` itself; build/migrate has the models linked in, and passes this over"
                               : "what the schema should be: edit this, then `retort revision --autogenerate -m ...`";
  std::vector<TemplateFile> files = {
      {"retort.toml",
       fmt::format(kProjectFile, fmt::arg("directory", directory.generic_string()),
                   fmt::arg("schema", cpp ? cpp_schema_command() : result.schema_file), fmt::arg("schema_says", says),
                   fmt::arg("engine", engine_setting(contents.engine)), fmt::arg("url", contents.url))}};
  if (!cpp) {
    files.push_back({result.schema_file, contents.schema});
    return files;
  }
  for (TemplateFile& file : cpp_template({project_name(around.working_directory), directory, contents.engine}))
    files.push_back(std::move(file));
  return files;
}

InitResult::File write_new(const fs::path& working_directory, const TemplateFile& file) {
  const fs::path path = working_directory / file.path;
  if (fs::exists(path)) return {file.path.string(), false};
  fs::create_directories(path.parent_path());
  write_file(path, file.text);
  return {file.path.string(), true};
}

}  // namespace

InitResult init(const Surroundings& around, const InitOptions& options) {
  check_options(around, options);
  const fs::path versions = options.directory.lexically_normal() / "versions";
  InitResult result;
  Contents contents;
  if (options.from) contents = contents_from(around, *options.from, versions, result);
  if (options.url) contents = contents_for(around, *options.url, result);
  std::vector<TemplateFile> files = template_files(around, options, contents, result);
  files.push_back({versions / "script.sql.tmpl", std::string(default_script_template())});
  if (contents.baseline) files.push_back(*contents.baseline);
  for (const TemplateFile& file : files) result.files.push_back(write_new(around.working_directory, file));
  return result;
}

}  // namespace retort::command
