#include "origin/alembic.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "origin/alembic_program.hpp"
#include "project/process.hpp"
#include "retort/error.hpp"

namespace retort {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

constexpr std::string_view kRunning = "-- Running ";

/// A file of its own for the answer: env.py may print what it likes.
class AnswerFile {
 public:
  AnswerFile() {
    std::string pattern = (fs::temp_directory_path() / "retort-alembic-XXXXXX").string();
    const int descriptor = ::mkstemp(pattern.data());
    if (descriptor < 0) throw Error("can't make a temporary file");
    ::close(descriptor);
    path_ = pattern;
  }
  AnswerFile(const AnswerFile&) = delete;
  AnswerFile& operator=(const AnswerFile&) = delete;
  ~AnswerFile() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  const fs::path& path() const { return path_; }
  std::string text() const {
    std::ifstream stream(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }

 private:
  fs::path path_;
};

std::string last_line(std::string_view text) {
  const std::vector<std::string_view> lines = split_lines(text);
  return lines.empty() ? std::string() : std::string(lines.back());
}

Json ask(const AlembicPlace& place, Json question) {
  const AnswerFile file;
  question["ini"] = place.ini.string();
  question["script_location"] = place.script_location.string();
  question["x"] = place.x;
  question["result"] = file.path().string();
  std::vector<std::string> command = place.interpreter;
  command.insert(command.end(), {"-c", kAlembicProgram});
  ProcessOptions options;
  options.folder = place.script_location.empty() ? place.ini.parent_path() : place.script_location.parent_path();
  options.input = question.dump();
  options.environment["PYTHONDONTWRITEBYTECODE"] = "1";
  const ProcessResult done = run_process(command, options);
  const std::string program = place.interpreter.front();
  if (!done.started)
    throw UsageError(fmt::format("{} can't be run: {}", program, done.errors), std::nullopt, "--alembic PROGRAM");
  const Json answer = Json::parse(file.text(), nullptr, false);
  if (answer.is_discarded())
    throw ProjectError(fmt::format("{} ended with status {}: {}", program, done.status, last_line(done.errors)));
  if (answer.contains("error"))
    throw ProjectError(fmt::format("alembic: {}", answer["error"].get<std::string>()), std::nullopt,
                       fmt::format("it ran in {} by {}; --alembic names another", options.folder.string(), program));
  return answer;
}

/// What Alembic printed, without the line that it announces the migration with. What follows that is the migration's,
/// whatever it looks like.
MigrationScript script_of(const std::string& sql, const std::string& name, const std::string& version_table) {
  MigrationScript script;
  std::string text;
  bool announced = false;
  for (const std::string_view line : split_lines(sql)) {
    if (!announced && line.starts_with(kRunning)) {
      announced = true;
      continue;
    }
    if (!announced && line == "BEGIN;") script.says_transactions = true;
    text += std::string(line) + "\n";
  }
  script.source = SourceText(name, std::move(text));
  script.left_out = version_table;
  return script;
}

void take_script(const Json& side, const std::string& name, const std::string& version_table,
                 std::optional<MigrationScript>& script, std::string& why_not) {
  if (side.contains("error"))
    why_not = side["error"];
  else
    script = script_of(side["sql"], name, version_table);
}

/// From the folders of PATH.
fs::path find_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  for (std::string_view rest = path != nullptr ? path : ""; !rest.empty();) {
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    const fs::path candidate = fs::path(rest.substr(0, colon)) / name;
    if (::access(candidate.c_str(), X_OK) == 0) return candidate;
    rest.remove_prefix(std::min(colon + 1, rest.size()));
  }
  return {};
}

bool names_scripts(const fs::path& ini) {
  std::ifstream stream(ini, std::ios::binary);
  for (std::string line; std::getline(stream, line);)
    if (line.starts_with("script_location")) return true;
  return false;
}

std::vector<std::string> interpreter(const std::string& program) {
  const bool is_path = program.find('/') != std::string::npos;
  const fs::path path = is_path ? fs::absolute(program) : find_program(program.empty() ? "alembic" : program);
  if (path.empty() || !fs::exists(path)) {
    if (program.empty()) return {"python3"};
    throw UsageError(fmt::format("there is no program {}", program), std::nullopt,
                     "--alembic names Alembic's own script, or a Python that has it");
  }
  if (path.filename().string().starts_with("python")) return {path.string()};
  std::ifstream stream(path, std::ios::binary);
  std::string head(512, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(stream.gcount()));
  std::vector<std::string> found = interpreter_of(head);
  if (found.empty())
    throw UsageError(fmt::format("{} is no Python script", path.string()), std::nullopt,
                     "--alembic names Alembic's own script, or a Python that has it");
  return found;
}

}  // namespace

std::vector<std::string> interpreter_of(std::string_view script) {
  if (!script.starts_with("#!")) return {};
  const std::vector<std::string_view> lines = split_lines(script);
  std::string_view line = lines.front().substr(2);
  // pip's way around a path that is too long: #!/bin/sh, then '''exec' /long/python "$0" "$@"
  constexpr std::string_view kExec = "'''exec' ";
  if (line.find("python") == std::string_view::npos && lines.size() > 1 && lines[1].starts_with(kExec)) {
    line = lines[1].substr(kExec.size());
    line = line.substr(0, line.find(" \"$0\""));
  }
  std::vector<std::string> words;
  for (line = trim(line); !line.empty(); line = trim(line)) {
    const std::size_t blank = std::min(line.find(' '), line.size());
    std::string word(line.substr(0, blank));
    word.erase(std::remove(word.begin(), word.end(), '"'), word.end());
    words.push_back(std::move(word));
    line.remove_prefix(blank);
  }
  const bool is_python = std::any_of(words.begin(), words.end(),
                                     [](const std::string& word) { return word.find("python") != std::string::npos; });
  return is_python ? words : std::vector<std::string>();
}

AlembicPlace alembic_place(const fs::path& directory, const std::string& program,
                           const std::map<std::string, std::string>& x) {
  AlembicPlace place;
  const fs::path folder = fs::absolute(directory).lexically_normal();
  const bool has_ini = fs::exists(folder / "alembic.ini");
  const fs::path scripts = folder.has_filename() ? folder : folder.parent_path();
  if (has_ini)
    place.ini = folder / "alembic.ini";
  else if (fs::exists(scripts.parent_path() / "alembic.ini"))
    place.ini = scripts.parent_path() / "alembic.ini";
  // Flask-Migrate keeps the file beside env.py, and says where that is when it runs.
  const bool in_scripts = has_ini && fs::exists(folder / "env.py") && !names_scripts(place.ini);
  if (!has_ini || in_scripts) place.script_location = scripts;
  place.interpreter = interpreter(program);
  for (const auto& [key, value] : x) place.x.push_back(key + "=" + value);
  return place;
}

AlembicChain read_alembic(const AlembicPlace& place, const std::string& engine) {
  const Json answer = ask(place, {{"mode", "print"}, {"url", engine + "://"}});
  AlembicChain chain;
  chain.version_table = answer.value("version_table", std::string(default_version_table(Tool::alembic)));
  chain.version_schema = answer.value("version_schema", std::string());
  const std::string dialect = answer.value("dialect", engine);
  if (dialect != engine)
    throw ProjectError(fmt::format("Alembic prints SQL for {}, and this project is for {}", dialect, engine),
                       std::nullopt,
                       "let env.py take its address from sqlalchemy.url, or name the project's database: --url");
  for (const Json& each : answer["revisions"]) {
    AlembicRevision& revision = chain.revisions.emplace_back();
    Migration& migration = revision.migration;
    migration.id = each["id"];
    migration.version = migration.id;
    migration.name = fs::path(each["path"].get<std::string>()).stem().string();
    migration.message = each["message"].is_string() ? each["message"].get<std::string>() : "";
    if (migration.message.empty()) migration.message = migration.name;
    migration.revises = each["revises"];
    migration.branch_labels = each["branch_labels"];
    migration.depends_on = each["depends_on"];
    migration.create_date = each["create_date"];
    take_script(each["up"], migration.name, chain.version_table, migration.up, revision.not_printed_up);
    take_script(each["down"], migration.name, chain.version_table, migration.down, revision.not_printed_down);
    revision.refuses_down = each["down"].value("raised", false);
  }
  return chain;
}

void alembic_upgrade(const AlembicPlace& place, const std::string& url, const std::vector<RevisionId>& targets) {
  ask(place, {{"mode", "to"}, {"url", url}, {"targets", targets}});
}

std::vector<RanStatement> alembic_step(const AlembicPlace& place, const std::string& url, const RevisionId& revision,
                                       bool upgrade) {
  const Json answer = ask(place, {{"mode", "step"}, {"url", url}, {"revision", revision}, {"upgrade", upgrade}});
  std::vector<RanStatement> result;
  for (const Json& each : answer["statements"]) result.push_back({each["text"], each["whole"]});
  return result;
}

}  // namespace retort
