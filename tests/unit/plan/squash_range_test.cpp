#include "revision/squash_range.hpp"

#include <gtest/gtest.h>

#include "sketch.hpp"

namespace retort {
namespace {

/// "p > a b c @ c + x {l}": what lies below, the revisions, other names of the end, dependencies, labels.
std::string read(std::string_view graph, const std::set<RevisionId>& ids) {
  try {
    const SquashRange range = squash_range(RevisionGraph(sketch::files(graph)), ids);
    std::string text =
        join(range.revises, ",") + " > " + join(range.replaces, " ") + " @ " + join(range.stands_at, "=");
    if (!range.depends_on.empty()) text += " + " + join(range.depends_on, ",");
    if (!range.branch_labels.empty()) text += " {" + join(range.branch_labels, ",") + "}";
    return text;
  } catch (const UsageError& error) {
    return error.what();
  }
}

TEST(SquashRange, TakesOverWhatLiesAroundIt) {
  EXPECT_EQ(read("p; a<p; b<a; c<b", {"a", "b"}), "p > a b @ b");
  EXPECT_EQ(read("a; b<a; c<b", {"a", "b", "c"}), " > a b c @ c");
  EXPECT_EQ(read("p; a<p{l}; b<p; m<a,b{k}; c<m", {"a", "b", "m"}), "p > a b m @ m {l,k}");
  EXPECT_EQ(read("p; q<p; r<p; m<q,r; a<m", {"m", "a"}), "q,r > m a @ a");
  EXPECT_EQ(read("p; x{l}; y; a<p+l; b<a+y,a; c<b", {"a", "b"}), "p > a b @ b + l,y");
  EXPECT_EQ(read("p; a<p; b<a; z+b", {"a", "b"}), "p > a b @ b");
  EXPECT_EQ(read("p; s<p!a,b; c<b; d<c", {"s", "c"}), "p > a b s c @ c");
  EXPECT_EQ(read("p; z<p; s<z!a,b; c<b", {"z", "s"}), "p > z a b s @ b=s");
  EXPECT_EQ(read("p; z<p; s<z!a,b=r; c<b", {"z", "s"}), "p > z a b r s @ b=r=s");
}

TEST(SquashRange, NamesWhatIsInTheWay) {
  EXPECT_EQ(read("a; b<a", {"a"}), "a alone is nothing to squash");
  EXPECT_EQ(read("p; a<p; b<a; c<a", {"a", "b"}),
            "revision c (c.sql) revises a, which would be in the middle of the squash");
  EXPECT_EQ(read("p; a<p; b<a; z+a", {"a", "b"}),
            "revision z (z.sql) depends on a, which would be in the middle of the squash");
  EXPECT_EQ(read("p; a<p; b<a; c<a", {"a", "b", "c"}), "these revisions end in several: b, c");
  EXPECT_EQ(read("p; a<p; x<p; m<a,x", {"a", "m"}), "revision m merges x, which is outside of the range, into it");
  EXPECT_EQ(read("p; q<p; a<p; b<q; m<a,b", {"a", "b", "m"}), "the range begins in two places: on p, and with b on q");
  // What is inside depends on something that came between.
  EXPECT_EQ(read("p; a<p; x<a; b<a+x", {"a", "b"}),
            "revision x (x.sql) revises a, which would be in the middle of the squash");
}

TEST(SquashRange, LiesBetweenItsEnds) {
  const RevisionGraph graph(sketch::files("p; a<p; b<a; x<a; m<b,x; c<m"));
  EXPECT_EQ(between(graph, "a", "m"), (std::set<RevisionId>{"a", "b", "m", "x"}));
  EXPECT_EQ(between(graph, "b", "m"), (std::set<RevisionId>{"b", "m"}));
  EXPECT_THROW(between(graph, "m", "a"), UsageError);
  EXPECT_EQ(heads_below(graph, squash_range(graph, between(graph, "a", "m"))), Heads{"p"});
}

}  // namespace
}  // namespace retort
