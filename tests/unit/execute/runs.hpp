// A database file, a handful of revisions, and the runner on them. What is in the database afterwards is read by the
// sqlite3 program, not by our own reader.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <map>

#include "driver/driver.hpp"
#include "execute/run.hpp"
#include "execute/stamp.hpp"
#include "plan/complete.hpp"
#include "retort/sqlite.hpp"

namespace retort {

/// Remembers what it was told.
struct Told : Observer {
  void step_started(const PlannedStep& step) override {
    said.push_back(fmt::format("start {} {}", step.file->id, step.number));
  }
  void step_finished(const PlannedStep& step) override {
    said.push_back(fmt::format("end {} {}", step.file->id, step.number));
  }
  void revision_finished(const RevisionFile& file, Direction direction) override {
    said.push_back(fmt::format("{} {}", to_string(direction), file.id));
  }
  void waiting(const std::string& holder) override { said.push_back("waiting for " + holder); }
  void warning(const std::string& message) override { said.push_back("warning: " + message); }
  std::vector<std::string> said;
};

class Runs : public testing::Test {
 protected:
  Runs() {
    std::string name = (std::filesystem::temp_directory_path() / "retort_execute_XXXXXX").string();
    folder = mkdtemp(name.data());
    options.names = {{{}, Identifier("retort_version")}, {{}, Identifier("retort_journal")}};
    options.user = "ada";
    options.host = "engine";
    options.now = [this] { return fmt::format("2026-11-20T08:00:{:02}Z", clock++ % 60); };
  }
  ~Runs() override { std::filesystem::remove_all(folder); }

  std::string path() const { return (folder / "app.db").string(); }

  /// `steps`: the file from its first directive on.
  void revision(const RevisionId& id, const std::string& revises, const std::string& steps) {
    texts[id] = fmt::format("-- {}\n--\n-- Revision ID: {}\n-- Revises: {}\n\n{}\n", id, id, revises, steps);
  }
  void table(const RevisionId& id, const std::string& revises) {
    revision(id, revises,
             fmt::format("-- retort: upgrade\nCREATE TABLE t_{0} (x INTEGER);\nINSERT INTO t_{0} VALUES (1);\n\n"
                         "-- retort: downgrade\nDELETE FROM t_{0};\n",
                         id));
  }
  RevisionGraph graph() const {
    std::vector<RevisionFile> files;
    for (const auto& [id, text] : texts) {
      files.push_back(
          parse_revision(SourceText("db/versions/" + id + ".sql", text), sqlite::driver().dialect().lexicon()));
    }
    return RevisionGraph(std::move(files));
  }

  std::unique_ptr<Connection> connect() const {
    ConnectOptions to;
    to.create = true;
    to.lock_wait = lock_wait;
    to.cancellation = options.cancellation;
    return sqlite::driver().connect(Url::parse("sqlite:" + path()), to);
  }
  Outcome go(Direction direction, const std::string& target) {
    const std::unique_ptr<Connection> connection = connect();
    const RevisionGraph files = graph();
    const Applied applied = read_applied(*connection, options.names, files);
    std::vector<RevisionId> vanished;
    const RevisionGraph whole = complete(files, applied, connection->dialect().lexicon(), vanished);
    options.target = target;
    told.said.clear();
    return run(files, (direction == Direction::upgrade ? files : whole).resolve(target, applied.heads), direction,
               sqlite::driver(), *connection, options, told);
  }
  Outcome upgrade(const std::string& target = "heads") { return go(Direction::upgrade, target); }
  Outcome downgrade(const std::string& target) { return go(Direction::downgrade, target); }

  /// What the sqlite3 program answers, without the last newline.
  std::string sql(const std::string& query) const {
    const std::string command = fmt::format("sqlite3 '{}' \"{}\" 2>&1", path(), query);
    std::FILE* pipe = popen(command.c_str(), "r");
    std::string text;
    char buffer[4096];
    for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, n);
    pclose(pipe);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
  }
  std::string version() const {
    return sql("SELECT group_concat(version_num) FROM (SELECT * FROM retort_version ORDER BY 1)");
  }
  std::string tables() const {
    return sql(
        "SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
        "'retort_%' "
        "ORDER BY name)");
  }
  /// "upgrade a 1/1; upgrade b 2/2 statement 1 started"
  std::string journal() const {
    return sql(
        "SELECT group_concat(direction || ' ' || revision || ' ' || step || '/' || steps || "
        "coalesce(' statement ' || statement, '') || iif(state = 'done', '', ' ' || state), '; ') "
        "FROM (SELECT * FROM retort_journal ORDER BY id)");
  }

  std::filesystem::path folder;
  RunOptions options;
  std::chrono::milliseconds lock_wait{5000};
  std::map<RevisionId, std::string> texts;
  Told told;
  int clock = 0;
};

/// The error that `call` ends with.
template <typename E, typename Call>
E error_of(Call call) {
  try {
    call();
  } catch (const E& error) {
    return error;
  }
  throw std::logic_error("no such error was thrown");
}

}  // namespace retort
