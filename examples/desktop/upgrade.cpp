#include "upgrade.hpp"

#include <retort/error.hpp>
#include <retort/migrator.hpp>
#include <retort/sqlite.hpp>

#include <iostream>

#include "store.hpp"
#include "tasks_revisions.hpp"

namespace {

class Log : public retort::MigrationObserver {
 public:
  void log(const std::string& line) override { std::cerr << line << '\n'; }
};

}  // namespace

void upgrade(const std::filesystem::path& file) {
  Log log;
  retort::MigratorOptions options;
  options.url = "sqlite:" + file.string();
  options.observer = &log;
  const retort::Migrator migrator(retort::sqlite::driver(), options, tasks_revisions());
  const retort::MigrationStatus status = migrator.status();
  if (!status.unknown.empty())
    throw retort::ProjectError(file.string() + " was written by a newer version of this program");
  if (status.up_to_date()) return;
  if (status.exists && !status.current.empty()) {
    const std::filesystem::path backup = file.string() + ".before-" + status.pending.front().id;
    copy_database(file, backup);
    std::cerr << "kept a copy: " << backup.filename().string() << '\n';
  }
  migrator.upgrade();
}
