#include "command/init.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "cli/comparison_text.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

Json document(const command::InitResult& result) {
  Json files = Json::array();
  for (const auto& file : result.files) files.push_back({{"path", file.path}, {"written", file.written}});
  Json json = {{"files", files}};
  if (result.address.empty()) return json;
  json["from"] = result.address;
  json["baseline"] = result.baseline ? Json(*result.baseline) : Json(nullptr);
  json["objects"] = result.objects;
  json["not_covered"] = to_json(result.not_covered);
  return json;
}

void print_from(const Output& output, const command::InitResult& result) {
  std::vector<std::string> counts;
  for (const auto& [kind, count] : result.objects) counts.push_back(counted(count, kind));
  output.line(fmt::format("Read {}: {}{}.", result.address, join(counts, ", "), except_not_read(result.not_covered)));
  print_not_covered(output, result.not_covered);
  if (result.baseline) output.line("Next, as that database has all of it already: retort stamp head");
}

std::string next_step(const command::InitOptions& options, const command::InitResult& result) {
  if (options.template_name != "cpp")
    return fmt::format("Next: edit {}, then retort revision --autogenerate -m MESSAGE", result.schema_file);
  return fmt::format("Next: edit {}, build, then build/migrate revision --autogenerate -m MESSAGE: see {}",
                     result.schema_file, (options.directory / "README.md").lexically_normal().string());
}

// A CMakeLists.txt that was there knows nothing of the new folder.
bool has_old_project(const command::InitResult& result) {
  for (const auto& file : result.files)
    if (file.path == "CMakeLists.txt") return !file.written;
  return false;
}

int run_init(Invocation& invocation, const Call& call) {
  command::InitOptions options;
  if (!call.arguments().empty()) options.directory = call.arguments().front();
  if (const auto name = call.value("--template")) options.template_name = *name;
  options.from = call.value("--from");
  options.url = invocation.project_options.url;
  const command::InitResult result = command::init(invocation.surroundings(), options);
  const Output& output = invocation.output;
  if (output.json) {
    print_json(output, document(result));
    return 0;
  }
  for (const auto& file : result.files)
    output.line(file.written ? fmt::format("Generating {} ... done", file.path)
                             : fmt::format("File {} already exists, skipping", file.path));
  if (options.template_name == "cpp" && has_old_project(result))
    output.line(fmt::format("Add to the CMakeLists.txt that is there: enable_testing() and add_subdirectory({})",
                            options.directory.lexically_normal().string()));
  if (result.url_in_environment)
    output.line("retort.toml says ${DATABASE_URL}: set it, or put it into .env, so that no password stands in a file.");
  if (!result.address.empty())
    print_from(output, result);
  else
    output.line(next_step(options, result));
  return 0;
}

}  // namespace

Verb init_verb() {
  Verb verb;
  verb.name = "init";
  verb.summary = "Start a project in the current folder";
  verb.description =
      "Writes retort.toml, DIR/schema.sql and DIR/versions with the template of new revisions. Works at once, on a "
      "SQLite file app.db, or on the database that --url names. Nothing that exists is written over.\n\n"
      "With --template cpp the schema is DIR/models.hpp, C++ structs, in a small CMake project that builds at once: "
      "build/migrate is this program with the models linked in, and DIR/README.md says how to go on.\n\n"
      "With --from the schema of an existing database is read, and nothing in it is changed: it becomes schema.sql and "
      "a first revision, the baseline; the command to run next is printed.";
  verb.arguments = {{"DIR", "where the schema and versions go, below the current folder; db if left out", 0, 1}};
  verb.options = {{"-t,--template", "NAME", "what to lay out: see retort list-templates; sql if left out"},
                  {"--from", "URL", "begin with the schema of this database, which is only read"}};
  verb.examples = {{"retort init", "a new project on SQLite"},
                   {"retort init --url postgresql:///shop", "a new project on PostgreSQL"},
                   {"retort init --template cpp", "models in C++, on SQLite"},
                   {"retort init --from sqlite:shop.db", "a project for a database that is there already"}};
  verb.in_project = false;
  verb.run = run_init;
  return verb;
}

}  // namespace retort::cli
