#include "revision/rebase.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "../plan/sketch.hpp"
#include "base/ascii.hpp"
#include "lexicons.hpp"

namespace retort {
namespace {

/// "b1<c1; d1<b2 | b1,b2,d1 | d1": what changes, what moved, the head of the line.
std::string told(std::string_view files, const RevisionId& onto, const std::vector<RevisionId>& heads) {
  const Rebase result = rebase(RevisionGraph(sketch::files(files)), onto, heads);
  std::vector<std::string> changes;
  for (const Reparented& change : result.changes) changes.push_back(change.revision + "<" + join(change.revises, ","));
  return fmt::format("{} | {} | {}", join(changes, "; "),
                     join(std::vector<std::string>(result.moved.begin(), result.moved.end()), ","), result.head);
}

TEST(Rebase, PutsABranchBehindAHead) {
  EXPECT_EQ(told("a; b1<a; b2<b1; c1<a; c2<c1", "c2", {"b2"}), "b1<c2 | b1,b2 | b2");
}

TEST(Rebase, PutsOneBranchAfterTheOther) {
  EXPECT_EQ(told("a; b1<a; c1<a; d1<a; d2<d1", "c1", {"d2", "b1"}), "b1<c1; d1<b1 | b1,d1,d2 | d2");
}

TEST(Rebase, ABaseBecomesAChild) { EXPECT_EQ(told("a; b; b1<b", "a", {"b1"}), "b<a | b,b1 | b1"); }

TEST(Rebase, AMergeWithinTheBranchStays) {
  EXPECT_EQ(told("a; c<a; l<a; r<a; m<l,r", "c", {"m"}), "l<c; r<c | l,m,r | m");
}

/// The branch has taken in what others had by then.
TEST(Rebase, AMergeOfWhatLiesBelowKeepsItsOwnParentAlone) {
  EXPECT_EQ(told("a; b1<a; c1<a; m<b1,c1; c2<c1", "c2", {"m"}), "b1<c2; m<b1 | b1,m | m");
}

TEST(Rebase, TwoHeadsShareTheirLowestRevision) {
  EXPECT_EQ(told("a; c<a; s<a; x<s; y<s", "c", {"x", "y"}), "s<c; y<x | s,x,y | y");
}

/// What is depended on comes first, in whatever order the heads are named.
TEST(Rebase, ADependencyStaysBelow) {
  EXPECT_EQ(told("a; c<a; d<a; e<a+d", "c", {"e", "d"}), "d<c; e<d | d,e | e");
  EXPECT_EQ(told("a; c<a+b1; b1<a; b2<b1", "c", {"b2"}), "b2<c | b2 | b2");
}

TEST(Rebase, OnlyTheHeadersLineChanges) {
  for (const std::string end : {"\n", "\r\n"}) {
    const std::string bytes = fmt::format(
        "{1}-- message{0}--{0}-- Revision ID: bbbb{0}--   Revises:aaaa{0}-- Revises of old{0}{0}-- retort: upgrade{0}"
        "SELECT 'Revises: x';{0}-- retort: downgrade none a test{0}",
        end, end == "\n" ? "" : "\xEF\xBB\xBF");
    const RevisionFile file = parse_revision(SourceText::decode("b.sql", bytes), test::sqlite_lexicon());
    const std::string changed = with_parents(bytes, file, {"cccc", "dddd"});
    const std::size_t at = bytes.find("Revises:aaaa");
    EXPECT_EQ(changed, bytes.substr(0, at) + "Revises: cccc, dddd" + bytes.substr(at + 12));
    EXPECT_EQ(parse_revision(SourceText::decode("b.sql", changed), test::sqlite_lexicon()).revises,
              (std::vector<RevisionId>{"cccc", "dddd"}));
  }
}

TEST(Rebase, AnEmptyParentIsFilledIn) {
  const std::string bytes = "-- m\n-- Revision ID: b\n-- Revises:\n\n-- retort: upgrade\n-- retort: downgrade none x\n";
  const RevisionFile file = parse_revision(SourceText("b.sql", bytes), test::sqlite_lexicon());
  EXPECT_EQ(with_parents(bytes, file, {"a"}),
            "-- m\n-- Revision ID: b\n-- Revises: a\n\n-- retort: upgrade\n-- retort: downgrade none x\n");
}

}  // namespace
}  // namespace retort
