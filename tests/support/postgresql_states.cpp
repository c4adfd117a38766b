#include "support/postgresql_states.hpp"

#include <fmt/format.h>

#include <fstream>

namespace retort::test {
namespace {

Project open(const std::string& url, const std::filesystem::path& folder, bool privileges) {
  std::filesystem::create_directories(folder / "versions");
  std::ofstream(folder / "retort.toml") << fmt::format(
      "revisions = \"versions\"\n[managed]\nprivileges = {}\n[environments.test]\nurl = \"{}\"\n", privileges, url);
  ProjectOptions asked;
  asked.config = folder / "retort.toml";
  asked.working_directory = folder;
  return Project::open(asked);
}

}  // namespace

PostgresqlStates::PostgresqlStates(const Driver& driver, const std::string& url, const std::filesystem::path& folder,
                                   bool privileges)
    : project_(open(url, folder, privileges)),
      environment_(project_.environment(false)),
      states_(driver, project_, environment_.settings, &environment_, graph_) {}

}  // namespace retort::test
