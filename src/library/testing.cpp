#include "retort/testing.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <filesystem>

#include "driver/driver.hpp"

namespace retort {
namespace {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "retort-scratch-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
      throw UsageError(fmt::format("no folder can be made in {}", std::filesystem::temp_directory_path().string()),
                       std::nullopt, "set TMPDIR to a folder that can be written to");
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code failure;
    std::filesystem::remove_all(path_, failure);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

void add(std::string& text, std::string_view line) {
  text += line;
  text += '\n';
}

void add(std::string& text, std::string_view what, const MigrationComparison& comparison) {
  if (!comparison.compared) add(text, fmt::format("{} not compared: {}", what, comparison.why_not));
  for (const std::string& difference : comparison.differences) add(text, fmt::format("{}: {}", what, difference));
}

}  // namespace

struct ScratchDatabase::State {
  std::unique_ptr<TemporaryFolder> folder;  // SQLite's
  std::unique_ptr<Driver> driver;           // outlives `scratch`
  std::unique_ptr<Scratch> scratch;
  std::string url;
};

ScratchDatabase::ScratchDatabase(const Driver& driver, const std::string& server) : state_(new State) {
  ScratchPlace place;
  if (!server.empty()) place.configured = Url::parse(server);
  state_->driver = driver.with_scratch(place);
  state_->scratch = (state_->driver ? *state_->driver : driver).make_scratch();
  if (const std::optional<Url> url = state_->scratch->url()) {
    state_->url = url->with_password();
    return;
  }
  state_->scratch.reset();
  state_->folder = std::make_unique<TemporaryFolder>();
  Url file;
  file.scheme = driver.dialect().name();
  file.database = (state_->folder->path() / "scratch.db").string();
  state_->url = file.with_password();
}

ScratchDatabase::~ScratchDatabase() = default;
ScratchDatabase::ScratchDatabase(ScratchDatabase&&) noexcept = default;
ScratchDatabase& ScratchDatabase::operator=(ScratchDatabase&&) noexcept = default;

const std::string& ScratchDatabase::url() const { return state_->url; }

std::string parity_differences(const Migrator& migrator) {
  const MigrationCheck check = migrator.check();
  std::string text;
  add(text, "models and revisions", check.models);
  add(text, "revisions and database", check.database);
  for (const MigrationRevision& revision : check.pending)
    add(text, fmt::format("the database does not have revision {}: {}", revision.id, revision.message));
  for (const std::string& revision : check.unfinished)
    add(text, fmt::format("the database has a part of revision {}", revision));
  return text;
}

std::string round_trip_differences(const Migrator& migrator, const std::string& revision) {
  return migrator.round_trip(revision).failures();
}

}  // namespace retort
