// Holds what the program believes of its database against what its revisions make of one. SCRATCH_URL names a
// PostgreSQL server on which databases may be made; without it, a throwaway server is, where PostgreSQL is installed.
#include <gtest/gtest.h>
#include <retort/postgresql.hpp>
#include <retort/testing.hpp>

#include <cstdlib>

#include "models.hpp"
#include "notes_revisions.hpp"

namespace {

std::string server() {
  const char* url = std::getenv("SCRATCH_URL");
  return url ? url : "";
}

class Schema : public testing::Test {
 protected:
  retort::MigratorOptions options() const {
    retort::MigratorOptions options;
    options.url = database_.url();
    options.scratch = server();
    options.models = models;
    return options;
  }

  retort::ScratchDatabase database_{retort::postgresql::driver(), server()};
  retort::Migrator migrator_{retort::postgresql::driver(), options(), notes_revisions()};
};

// Red where somebody changed a model and wrote no revision, or the other way round; the message says what differs.
TEST_F(Schema, ModelsRevisionsAndADatabaseAreOne) {
  migrator_.upgrade();
  EXPECT_EQ(retort::parity_differences(migrator_), "");
}

TEST_F(Schema, TheNewestRevisionGoesUpDownAndUp) { EXPECT_EQ(retort::round_trip_differences(migrator_), ""); }

}  // namespace
