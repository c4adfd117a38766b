// Holds what the program believes of its database against what its revisions make of one. Needs a PostgreSQL server for
// scratch databases, in SCRATCH_URL.
#include <gtest/gtest.h>
#include <retort/migrator.hpp>
#include <retort/postgresql.hpp>

#include <cstdlib>

#include "models.hpp"
#include "notes_revisions.hpp"

namespace {

class Schema : public testing::Test {
 protected:
  void SetUp() override {
    const char* url = std::getenv("SCRATCH_URL");
    if (!url) GTEST_SKIP() << "SCRATCH_URL is not set";
    options_.url = url;
    options_.scratch = url;
    options_.models = models;
  }
  retort::Migrator migrator() const { return {retort::postgresql::driver(), options_, notes_revisions()}; }

  retort::MigratorOptions options_;
};

// Red where somebody changed a model and wrote no revision, or the other way round; the message says what differs.
TEST_F(Schema, ModelsAndRevisionsAreOne) {
  const retort::MigrationComparison models = migrator().check().models;
  EXPECT_TRUE(models.compared) << models.why_not;
  for (const std::string& difference : models.differences) ADD_FAILURE() << difference;
}

TEST_F(Schema, EveryRevisionGoesUpDownAndUp) {
  const retort::MigrationProof proof = migrator().verify();
  EXPECT_TRUE(proof.passed()) << proof.failures();
}

}  // namespace
