// A project in a temporary folder, on real files and real SQLite.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

#include "../folder.hpp"
#include "driver/driver.hpp"
#include "project/project.hpp"
#include "project/revision_folder.hpp"
#include "retort/sqlite.hpp"
#include "state/states.hpp"

namespace retort {

/// The text of a revision file; an empty downgrade becomes `irreversible`.
inline std::string revision_text(const std::string& id, const std::string& revises, const std::string& upgrade,
                                 const std::string& downgrade) {
  const std::string down =
      downgrade.empty() ? "-- retort: irreversible on purpose\n" : "-- retort: downgrade\n" + downgrade + "\n";
  return "-- " + id + "\n--\n-- Revision ID: " + id + "\n-- Revises: " + revises + "\n\n-- retort: upgrade\n" +
         upgrade + "\n\n" + down;
}

/// Runs SQL with the raw client.
inline void run_sql(const std::filesystem::path& database, const std::string& sql) {
  sqlite3* handle = nullptr;
  sqlite3_open(database.c_str(), &handle);
  char* message = nullptr;
  const int code = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &message);
  const std::string text = message != nullptr ? message : "";
  sqlite3_free(message);
  sqlite3_close(handle);
  if (code != SQLITE_OK) throw std::runtime_error(text);
}

class ProjectFiles {
 public:
  ProjectFiles() {
    toml("");
    std::filesystem::create_directories(folder_ / "db/versions");
  }

  const TestFolder& folder() const { return folder_; }
  std::filesystem::path database() const { return folder_ / "app.db"; }

  /// More top-level keys.
  void toml(const std::string& keys) {
    folder_.write("retort.toml", "schema = \"schema.sql\"\ncache = \"cache\"\n" + keys +
                                     "\n[environments.local]\nurl = \"sqlite:app.db\"\n");
  }
  void schema(const std::string& sql) { folder_.write("schema.sql", sql); }
  void revision(const std::string& id, const std::string& revises, const std::string& upgrade,
                const std::string& downgrade) {
    folder_.write("db/versions/" + id + ".sql", revision_text(id, revises, upgrade, downgrade));
  }

  /// Reads everything anew.
  States& states() {
    ProjectOptions options;
    options.working_directory = folder_.path();
    states_.reset();
    project_ = std::make_unique<Project>(Project::open(options));
    environment_ = project_->environment(false);
    graph_ = RevisionGraph(
        read_revisions(environment_.settings.revisions, folder_.path(), sqlite::driver().dialect().lexicon()));
    states_ = std::make_unique<States>(sqlite::driver(), *project_, environment_.settings, &environment_, graph_);
    return *states_;
  }
  const RevisionGraph& graph() const { return graph_; }
  const Settings& settings() const { return environment_.settings; }

 private:
  TestFolder folder_;
  std::unique_ptr<Project> project_;
  Environment environment_;
  RevisionGraph graph_;
  std::unique_ptr<States> states_;
};

}  // namespace retort
