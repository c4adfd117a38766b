// What a program's own tests ask of its schema (docs/testing.md). For any framework: each answer is a text, and "" is
// good.
//
//   EXPECT_EQ(retort::parity_differences(migrator), "");     // GoogleTest
//   CHECK(retort::parity_differences(migrator) == "");       // Catch2
#pragma once

#include <memory>
#include <string>

#include "retort/driver.hpp"
#include "retort/migrator.hpp"

namespace retort {

/// An empty database of one's own, gone when this is.
class ScratchDatabase {
 public:
  /// `server`: the URL of one on which databases may be made. Without it, PostgreSQL's is a throwaway server, where its
  /// binaries are installed. SQLite needs none: it is a file in a temporary folder. Throws DatabaseError.
  explicit ScratchDatabase(const Driver& driver, const std::string& server = {});
  ~ScratchDatabase();
  ScratchDatabase(ScratchDatabase&&) noexcept;
  ScratchDatabase& operator=(ScratchDatabase&&) noexcept;

  /// With its password, where it has one: for connecting.
  const std::string& url() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What the models say and no revision makes, what the database is that the revisions don't say, and revisions that it
/// does not have: a line each. "" where all three are one. What could not be compared is a line as well.
std::string parity_differences(const Migrator& migrator);

/// What differs after up, down, up of the newest revision, or of the one that is named, with rows. "" where nothing
/// does.
std::string round_trip_differences(const Migrator& migrator, const std::string& revision = "head");

}  // namespace retort
