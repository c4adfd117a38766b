// Changes a database by hand, one thing at a time, and holds `retort check` to saying exactly that.
//
//   run_mutations RETORT ENGINE BASE.sql FILE.mutations [WORD...]      with words: only mutations whose title has one
//
// ENGINE: sqlite, postgresql:15, postgresql:18. The database is made by Retort: a revision generated from BASE.sql,
// applied. Each mutation is done by the sqlite3 shell, or by psql, on a copy of it. What check says is read twice, as
// text and as JSON, and models and chain must stay equal throughout.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "project/process.hpp"
#include "sql/quote.hpp"
#include "support/raw_client.hpp"
#include "support/record_file.hpp"
#include "support/scratch_folder.hpp"

namespace retort::test {
namespace {

using Lines = std::vector<std::string>;
using Path = std::filesystem::path;

std::string unescape(std::string text) {
  for (std::size_t at = 0; (at = text.find("\\n", at)) != std::string::npos; ++at) text.replace(at, 2, "\n");
  return text;
}

/// The database that is changed, and a clean copy of it.
class Subject {
 public:
  virtual ~Subject() = default;
  virtual std::string url() const = 0;
  /// More of retort.toml.
  virtual std::string settings() const { return {}; }
  /// Of the server, where expectations may be of one: "18".
  virtual std::string version() const { return {}; }
  virtual void save() const = 0;
  virtual void restore() const = 0;
  virtual void mutate(const Record& mutation) const = 0;
};

class SqliteSubject final : public Subject {
 public:
  explicit SqliteSubject(const Path& folder) : database_(folder / "app.db"), clean_(folder / "clean.db") {}

  std::string url() const override { return "sqlite:app.db"; }
  void save() const override { std::filesystem::copy_file(database_, clean_); }
  void restore() const override {
    for (const char* suffix : {"-wal", "-shm", "-journal"}) std::filesystem::remove(database_.string() + suffix);
    std::filesystem::copy_file(clean_, database_, std::filesystem::copy_options::overwrite_existing);
  }
  void mutate(const Record& mutation) const override {
    std::string script;
    if (mutation.has("table")) {
      script = edit(mutation.field("table"), unescape(mutation.field("from")), unescape(mutation.field("to")));
    }
    sqlite3_shell(database_, script + mutation.field("sql"));
  }

 private:
  std::string definition_of(const std::string& condition) const {
    return sqlite3_shell(
        database_, "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND " + condition + " ORDER BY rowid;");
  }

  /// The table made anew, with what stands on it, as the engine's own manual has it (the tables have no rows).
  std::string edit(const std::string& table, const std::string& from, const std::string& to) const {
    const std::string name = quote_literal(table);
    std::string sql = definition_of("type = 'table' AND name = " + name);
    const std::size_t at = sql.find(from);
    if (at == std::string::npos || sql.find(from, at + 1) != std::string::npos) {
      throw std::runtime_error(fmt::format("'{}' does not stand once in\n{}", from, sql));
    }
    sql.replace(at, from.size(), to);
    return fmt::format("PRAGMA foreign_keys = OFF;\nBEGIN;\nDROP TABLE {};\n{}{}COMMIT;\n", table, sql,
                       definition_of("type <> 'table' AND tbl_name = " + name));
  }

  Path database_, clean_;
};

class PostgresqlSubject final : public Subject {
 public:
  explicit PostgresqlSubject(const std::string& engine) {
    version_ = engine.substr(engine.find(':') + 1);
    const std::string variable = "RETORT_TEST_POSTGRESQL_" + version_;
    const char* server = std::getenv(variable.c_str());
    if (server == nullptr) throw std::runtime_error(variable + " is not set: run it by tests/support/postgresql.sh");
    server_ = server;
    name_ = fmt::format("mutations_{}", getpid());
    psql(server_, "CREATE DATABASE " + name_ + " TEMPLATE template0;");
  }
  ~PostgresqlSubject() override {
    try {
      psql(server_, fmt::format("DROP DATABASE IF EXISTS {0} WITH (FORCE); DROP DATABASE IF EXISTS {0}_clean;", name_));
    } catch (const std::exception&) {  // the server ends with the test
    }
  }

  std::string url() const override { return server_.substr(0, server_.rfind('/') + 1) + name_; }
  std::string settings() const override { return "[managed]\nprivileges = true\n"; }
  std::string version() const override { return version_; }
  void save() const override { psql(server_, fmt::format("CREATE DATABASE {0}_clean TEMPLATE {0};", name_)); }
  void restore() const override {
    psql(server_, fmt::format("DROP DATABASE {0} WITH (FORCE); CREATE DATABASE {0} TEMPLATE {0}_clean;", name_));
  }
  void mutate(const Record& mutation) const override { psql(url(), mutation.field("sql")); }

 private:
  static void psql(const std::string& url, const std::string& script) {
    ProcessOptions options;
    options.input = script;
    const ProcessResult result = run_process({"psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url}, options);
    if (result.status != 0) throw std::runtime_error("psql: " + result.errors);
  }

  std::string version_, server_, name_;
};

std::unique_ptr<Subject> make_subject(const std::string& engine, const Path& folder) {
  if (engine == "sqlite") return std::make_unique<SqliteSubject>(folder);
  return std::make_unique<PostgresqlSubject>(engine);
}

/// A project in a folder, its database at head.
class Project {
 public:
  Project(Path folder, std::string retort, const Path& schema, const Subject& subject)
      : folder_(std::move(folder)), retort_(std::move(retort)) {
    std::filesystem::copy_file(schema, folder_ / "schema.sql");
    std::ofstream(folder_ / "retort.toml")
        << fmt::format("schema = \"schema.sql\"\nrevisions = \"versions\"\n{}[environments.local]\nurl = \"{}\"\n",
                       subject.settings(), subject.url());
    std::filesystem::create_directory(folder_ / "versions");
    must({"revision", "--autogenerate", "-m", "base"});
    must({"upgrade", "head"});
    must({"check"});
    subject.save();
  }

  ProcessResult run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {retort_, "--config", (folder_ / "retort.toml").string()});
    return run_process(arguments, {});
  }

 private:
  void must(const std::vector<std::string>& arguments) const {
    const ProcessResult result = run(arguments);
    if (result.status != 0) throw std::runtime_error("retort " + arguments[0] + ": " + result.output + result.errors);
  }

  Path folder_;
  std::string retort_;
};

/// The lines below "… differs from …", as check prints them.
Lines differences_in_text(const std::string& output) {
  Lines lines;
  bool below = false;
  for (const std::string& line : lines_of(output)) {
    if (line.find(" differs from ") != std::string::npos) {
      below = true;
    } else if (below && line.starts_with("  ")) {
      lines.push_back(line.substr(2));
    } else {
      below = false;
    }
  }
  return lines;
}

std::string shown(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += "      " + line + "\n";
  return text.empty() ? "      no difference\n" : text;
}

Lines run(const Project& project, const Subject& subject, const Record& mutation) {
  const std::string of_version = "expect " + subject.version();
  Lines expected = lines_of(mutation.field(mutation.has(of_version) ? of_version : "expect"));
  if (expected == Lines{"no difference"}) expected.clear();
  subject.mutate(mutation);
  Lines failures;
  const auto expect = [&](const std::string& what, const Lines& wanted, const Lines& found) {
    if (wanted != found)
      failures.push_back(fmt::format("{}\n    expected\n{}    found\n{}", what, shown(wanted), shown(found)));
  };

  const ProcessResult text = project.run({"check"});
  expect("as text", expected, differences_in_text(text.output));
  if (text.output.find("No new upgrade operations detected.") == std::string::npos) {
    failures.push_back("the models have nothing to do with it:\n" + text.output);
  }
  const int status = expected.empty() ? 0 : 1;
  if (text.status != status) failures.push_back(fmt::format("exit status {}: {}", text.status, text.errors));

  const ProcessResult json = project.run({"--json", "check"});
  if (json.status != status)
    failures.push_back(fmt::format("exit status {} with --json: {}", json.status, json.errors));
  const auto report = nlohmann::json::parse(json.output);
  const auto is_note = [](const std::string& line) { return line.starts_with("("); };
  Lines differences = expected;
  std::erase_if(differences, is_note);
  expect("as JSON", differences, report.at("drift").at("differences").get<Lines>());
  if (report.at("passed").get<bool>() != expected.empty()) failures.push_back("passed is wrong");
  const auto notes = std::count_if(expected.begin(), expected.end(), is_note);
  if (static_cast<long>(report.at("drift").at("possible_renames").size()) != notes)
    failures.push_back("possible_renames is wrong");
  if (report.at("drift").at("operations").empty() != expected.empty()) failures.push_back("operations is wrong");
  return failures;
}

int main(const Lines& arguments) {
  if (arguments.size() < 4) {
    std::cerr << "usage: run_mutations RETORT ENGINE BASE.sql FILE.mutations [WORD...]\n";
    return 2;
  }
  const std::vector<Record> mutations =
      read_records(arguments[3], {"table", "from", "to", "sql", "expect", "expect 18"});
  const ScratchFolder scratch;
  const std::unique_ptr<Subject> subject = make_subject(arguments[1], scratch.path());
  const Project project(scratch.path(), std::filesystem::absolute(arguments[0]), arguments[2], *subject);
  int ran = 0;
  int failed = 0;
  for (const Record& mutation : mutations) {
    const bool wanted =
        arguments.size() == 4 || std::any_of(arguments.begin() + 4, arguments.end(), [&](const std::string& word) {
          return mutation.title.find(word) != std::string::npos;
        });
    if (!wanted) continue;
    ++ran;
    Lines failures;
    try {
      failures = run(project, *subject, mutation);
    } catch (const std::exception& error) {
      failures.push_back(error.what());
    }
    subject->restore();
    if (failures.empty()) continue;
    ++failed;
    std::cout << "FAILED " << mutation.where() << "\n";
    for (const std::string& failure : failures) std::cout << "  " << failure << "\n";
  }
  const ProcessResult last = project.run({"check"});
  if (last.status != 0)
    std::cout << "FAILED after all of them, the clean database is not clean: " << last.output << "\n";
  std::cout << fmt::format("{} mutations told exactly, {} not\n", ran - failed, failed);
  return failed == 0 && last.status == 0 && ran > 0 ? 0 : 1;
}

}  // namespace
}  // namespace retort::test

int main(int argc, char** argv) {
  try {
    return retort::test::main(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const std::exception& error) {
    std::cerr << "run_mutations: " << error.what() << "\n";
    return 2;
  }
}
