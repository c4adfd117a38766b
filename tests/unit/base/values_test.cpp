// The small values of base: identifiers, locations, hashes, the cancellation flag.
#include <gtest/gtest.h>

#include "base/hash.hpp"
#include "base/identifier.hpp"
#include "retort/cancellation.hpp"
#include "retort/error.hpp"

namespace retort {
namespace {

TEST(Identifier, ComparesByKeyAndKeepsItsSpelling) {
  EXPECT_EQ(Identifier::folded("Users"), Identifier::folded("uSERS"));
  EXPECT_EQ(Identifier::folded("Users").text(), "Users");
  EXPECT_NE(Identifier("Users"), Identifier("users"));
  EXPECT_NE(Identifier::folded("É"), Identifier::folded("é"));
  EXPECT_LT(Identifier::folded("A"), Identifier::folded("b"));
  EXPECT_GT(Identifier("a"), Identifier("B"));
  EXPECT_EQ(Identifier::keyed("x", "k"), Identifier("k"));
  EXPECT_TRUE(Identifier().empty());
}

TEST(ObjectName, IsQualifiedOnlyWhereItHasASchema) {
  EXPECT_EQ((ObjectName{{}, Identifier("t")}.to_string()), "t");
  EXPECT_EQ((ObjectName{Identifier("s"), Identifier("t")}.to_string()), "s.t");
  EXPECT_LT((ObjectName{Identifier("a"), Identifier("z")}), (ObjectName{Identifier("b"), Identifier("a")}));
}

TEST(SourceLocation, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ((SourceLocation{"a.sql", 12, 3}.to_string()), "a.sql:12:3");
  EXPECT_EQ((SourceLocation{"a.sql", 12, 0}.to_string()), "a.sql:12");
  EXPECT_EQ((SourceLocation{"a.sql", 0, 3}.to_string()), "a.sql");
}

TEST(Error, SaysWithWhichStatusTheProgramEnds) {
  EXPECT_EQ(ProjectError("").exit_status(), 2);
  EXPECT_EQ(DatabaseError("", {}).exit_status(), 3);
  EXPECT_EQ(LockTimeout("").exit_status(), 4);
  EXPECT_EQ(MigrationFailed("").exit_status(), 5);
  EXPECT_EQ(Interrupted("").exit_status(), 130);
}

// Values from xxhsum -H2, of xxhash 0.8.1: the hash stands in revision files and journals, so it may never change.
TEST(ContentHash, IsXxh3Of128Bits) {
  EXPECT_EQ(content_hash(""), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(content_hash("retort"), "1b6cd010308500d8e093c6d2080aa7f2");
}

TEST(Cancellation, IsSharedByCopies) {
  const Cancellation flag;
  const Cancellation copy = flag;
  EXPECT_NO_THROW(copy.check());
  flag.cancel();
  EXPECT_TRUE(copy.cancelled());
  EXPECT_THROW(copy.check(), Interrupted);
}

}  // namespace
}  // namespace retort
