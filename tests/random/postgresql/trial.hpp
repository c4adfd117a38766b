// Pairs taken there and back: the difference, applied, gives the target, by Retort's reader and by the tests' own; the
// rows that it does not itself change are the same; and the way back leads back.
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "command/autogenerate.hpp"
#include "driver/driver.hpp"
#include "random/postgresql/generator.hpp"
#include "random/postgresql/raw_database.hpp"

namespace retort::test::postgresql {

/// One database of a server, used again and again, and what the program needs to compare two schemas there.
class Trial {
 public:
  /// `url`: an empty database, this one's alone. `folder`: for a project file.
  Trial(const std::string& server, const std::string& url, std::filesystem::path folder);

  /// All pairs at once: their schemas have names of their own. Throws std::runtime_error where anything is not as it
  /// should be.
  void run(const std::vector<Pair>& pairs);

 private:
  struct State {
    Schema schema;
    std::multiset<std::string> facts;
  };

  State state();
  command::GeneratedScripts scripts(const State& from, const State& to, const Answers& answers);
  void go(const std::string& way, const std::vector<Statement>& statements, const State& to,
          const std::vector<std::string>& queries, const std::vector<std::string>& kept);

  std::string url_;
  std::filesystem::path folder_;
  RawDatabase raw_;
  std::unique_ptr<Connection> connection_;
  std::unique_ptr<Driver> scratch_driver_;
};

}  // namespace retort::test::postgresql
