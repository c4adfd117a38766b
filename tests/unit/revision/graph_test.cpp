#include "revision/graph.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>

namespace retort {
namespace {

RevisionFile file(const std::string& id, std::vector<RevisionId> revises = {},
                  std::vector<RevisionId> depends_on = {}) {
  RevisionFile made;
  made.source = SourceText(id + ".sql", "");
  made.id = id;
  made.revises = std::move(revises);
  made.depends_on = std::move(depends_on);
  made.lines = {2, 3, 0, 4, 0};
  return made;
}

/// aaaa1 <- bbbb2 <- cccc3 <- dddd4
RevisionGraph chain() {
  return RevisionGraph({file("cccc3", {"bbbb2"}), file("aaaa1"), file("dddd4", {"cccc3"}), file("bbbb2", {"aaaa1"})});
}

/// root0 <- left1 <- left2 <- merge <- after; root0 <- rite1 <- merge
RevisionGraph diamond() {
  return RevisionGraph({file("after", {"merge"}), file("merge", {"left2", "rite1"}), file("left2", {"left1"}),
                        file("left1", {"root0"}), file("rite1", {"root0"}), file("root0")});
}

RevisionGraph two_heads() { return RevisionGraph({file("root0"), file("left1", {"root0"}), file("rite1", {"root0"})}); }

std::vector<RevisionId> ids(const RevisionGraph& graph) {
  std::vector<RevisionId> result;
  for (const auto& one : graph.order()) result.push_back(one->id);
  return result;
}

/// "message | hint" of what `call` throws.
template <typename Thrown, typename Call>
std::string failure(Call call) {
  try {
    call();
  } catch (const Thrown& error) {
    return fmt::format("{}{} | {}", error.where() ? error.where()->to_string() + ": " : "", error.what(), error.hint());
  }
  return "nothing was thrown";
}

std::string refused(std::vector<RevisionFile> files) {
  return failure<ProjectError>([&] { RevisionGraph graph(std::move(files)); });
}

std::string unresolved(const RevisionGraph& graph, std::string_view target, const Heads& current = {}) {
  return failure<UsageError>([&] { graph.resolve(target, current); });
}

using Ids = std::vector<RevisionId>;

TEST(RevisionGraph, OrdersParentsFirstWhateverTheFilesOrder) {
  EXPECT_EQ(ids(chain()), (Ids{"aaaa1", "bbbb2", "cccc3", "dddd4"}));
  EXPECT_EQ(ids(diamond()), (Ids{"root0", "left1", "left2", "rite1", "merge", "after"}));
}

TEST(RevisionGraph, OrdersEqualsById) {
  EXPECT_EQ(ids(RevisionGraph({file("c"), file("a", {"b"}), file("b"), file("d")})), (Ids{"b", "a", "c", "d"}));
}

TEST(RevisionGraph, OrdersByDependencies) {
  const RevisionGraph graph({file("a", {}, {"z"}), file("z")});
  EXPECT_EQ(ids(graph), (Ids{"z", "a"}));
  EXPECT_EQ(graph.heads(), (Ids{"a", "z"}));
  EXPECT_EQ(graph.bases(), (Ids{"a", "z"}));
  EXPECT_EQ(graph.ancestors({"a"}), (std::set<RevisionId>{"a", "z"}));
  EXPECT_EQ(graph.resolve("heads", {}), Heads{"a"});
}

TEST(RevisionGraph, AParentThatIsADependencyTooCountsOnce) {
  const RevisionGraph graph({file("b", {"a"}, {"a"}), file("a")});
  EXPECT_EQ(ids(graph), (Ids{"a", "b"}));
  EXPECT_EQ(graph.children("a"), (Ids{"b"}));
}

TEST(RevisionGraph, KnowsHeadsBasesAndChildren) {
  EXPECT_EQ(chain().heads(), (Ids{"dddd4"}));
  EXPECT_EQ(chain().bases(), (Ids{"aaaa1"}));
  EXPECT_EQ(two_heads().heads(), (Ids{"left1", "rite1"}));
  EXPECT_EQ(diamond().children("root0"), (Ids{"left1", "rite1"}));
  EXPECT_EQ(diamond().children("after"), Ids{});
  EXPECT_EQ(diamond().children("nobody"), Ids{});
  EXPECT_TRUE(RevisionGraph().empty());
  EXPECT_TRUE(RevisionGraph().heads().empty());
}

TEST(RevisionGraph, FindsById) {
  const RevisionGraph graph = chain();
  ASSERT_NE(graph.find("bbbb2"), nullptr);
  EXPECT_EQ(graph.find("bbbb2")->revises, (Ids{"aaaa1"}));
  EXPECT_EQ(graph.find("bbbb"), nullptr);
}

TEST(RevisionGraph, ACopyOutlivesTheOriginal) {
  RevisionGraph copy;
  {
    const RevisionGraph original = chain();
    copy = original;
  }
  EXPECT_EQ(copy.resolve("bbbb", {}), Heads{"bbbb2"});
  EXPECT_EQ(copy.find("cccc3")->id, "cccc3");
}

TEST(RevisionGraph, KnowsAncestors) {
  EXPECT_EQ(chain().ancestors({"bbbb2"}), (std::set<RevisionId>{"aaaa1", "bbbb2"}));
  EXPECT_EQ(diamond().ancestors({"merge"}), (std::set<RevisionId>{"left1", "left2", "merge", "rite1", "root0"}));
  EXPECT_EQ(diamond().ancestors({"left1", "rite1"}), (std::set<RevisionId>{"left1", "rite1", "root0"}));
  EXPECT_TRUE(diamond().ancestors({}).empty());
  EXPECT_THROW(diamond().ancestors({"nobody"}), UsageError);
}

TEST(RevisionGraph, KnowsTips) {
  EXPECT_EQ(diamond().tips({"root0", "left1", "rite1"}), (Heads{"left1", "rite1"}));
  EXPECT_EQ(diamond().tips({"root0", "after"}), Heads{"after"});
  EXPECT_EQ(RevisionGraph({file("a", {}, {"z"}), file("z")}).tips({"a", "z"}), Heads{"a"});
  EXPECT_TRUE(diamond().tips({}).empty());
}

TEST(RevisionGraph, RefusesAnIdInTwoFiles) {
  RevisionFile second = file("aaaa1");
  second.source = SourceText("copy.sql", "");
  EXPECT_EQ(refused({file("aaaa1"), second}),
            "copy.sql:2: revision aaaa1 is in two files: aaaa1.sql and copy.sql | give one of them another id, and "
            "name that in the "
            "\"Revises\" of its children; or delete the copy");
}

TEST(RevisionGraph, RefusesALabelInTwoFiles) {
  RevisionFile first = file("aaaa1"), second = file("bbbb2");
  first.branch_labels = {"shop"};
  second.branch_labels = {"cellar", "shop"};
  EXPECT_EQ(refused({first, second}),
            "bbbb2.sql: the branch label \"shop\" is in two files: aaaa1.sql and bbbb2.sql | a label names one branch: "
            "rename one of them");
}

TEST(RevisionGraph, RefusesAMissingParent) {
  EXPECT_EQ(refused({file("aaaa1111"), file("bbbb2", {"aaaa1112"})}),
            "bbbb2.sql:3: bbbb2.sql revises aaaa1112, which no file has | did you mean aaaa1111?");
  EXPECT_EQ(refused({file("bbbb2", {"zzzz"})}),
            "bbbb2.sql:3: bbbb2.sql revises zzzz, which no file has | fetch the file that is missing (another branch "
            "may have it), or name "
            "the right revision");
}

TEST(RevisionGraph, RefusesAMissingDependency) {
  EXPECT_EQ(refused({file("bbbb2", {}, {"zzzz"})}).substr(0, 53),
            "bbbb2.sql:4: bbbb2.sql depends on zzzz, which no file");
}

TEST(RevisionGraph, RefusesALoopAndNamesIt) {
  EXPECT_EQ(
      refused({file("root0"), file("a", {"c"}), file("b", {"root0", "a"}), file("c", {"b"}), file("tail", {"c"})}),
      "a.sql:3: the revisions form a loop: a (a.sql) -> c (c.sql) -> b (b.sql) -> a | correct the \"Revises\" or "
      "\"Depends On\" that "
      "was put in last");
  EXPECT_NE(refused({file("a", {}, {"b"}), file("b", {"a"})}).find("a (a.sql) -> b (b.sql) -> a"), std::string::npos);
  EXPECT_NE(refused({file("a", {"a"})}).find("a (a.sql) -> a"), std::string::npos);
}

TEST(RevisionGraph, ALoopIsFoundFromWhatStandsOnIt) {
  EXPECT_NE(refused({file("aaa", {"b"}), file("b", {"c"}), file("c", {"b"})}).find("b (b.sql) -> c (c.sql) -> b"),
            std::string::npos);
}

TEST(Resolve, Symbols) {
  EXPECT_EQ(chain().resolve("head", {}), Heads{"dddd4"});
  EXPECT_EQ(chain().resolve("heads", {}), Heads{"dddd4"});
  EXPECT_EQ(two_heads().resolve("heads", {}), (Heads{"left1", "rite1"}));
  EXPECT_EQ(chain().resolve("base", {"bbbb2"}), Heads{});
  EXPECT_EQ(chain().resolve("current", {"bbbb2"}), Heads{"bbbb2"});
  EXPECT_EQ(RevisionGraph().resolve("head", {}), Heads{});
  EXPECT_EQ(RevisionGraph().resolve("heads", {}), Heads{});
}

TEST(Resolve, IdsAndPrefixes) {
  EXPECT_EQ(chain().resolve("bbbb2", {}), Heads{"bbbb2"});
  EXPECT_EQ(chain().resolve(" bbbb ", {}), Heads{"bbbb2"});
  EXPECT_EQ(chain().resolve("b", {}), Heads{"bbbb2"});
}

TEST(Resolve, AnExactIdWinsOverThePrefixOfAnother) {
  const RevisionGraph graph({file("abcd"), file("abcdef", {"abcd"})});
  EXPECT_EQ(graph.resolve("abcd", {}), Heads{"abcd"});
}

TEST(Resolve, NamesTheCandidatesOfAnAmbiguousPrefix) {
  const RevisionGraph graph({file("3f2a9c"), file("3f2a77", {"3f2a9c"}), file("9e1b", {"3f2a77"})});
  EXPECT_EQ(unresolved(graph, "3f2a"),
            "\"3f2a\" begins 2 ids: 3f2a77, 3f2a9c | write some more of the one that is meant");
}

TEST(Resolve, SuggestsWhatIsNear) {
  EXPECT_EQ(unresolved(chain(), "haed"), "no revision \"haed\" | did you mean head?");
  EXPECT_EQ(unresolved(chain(), "HEAD"), "no revision \"HEAD\" | did you mean head?");
  EXPECT_EQ(unresolved(chain(), "bbbd2"), "no revision \"bbbd2\" | did you mean bbbb2?");
  EXPECT_EQ(unresolved(chain(), "zzzzzz"), "no revision \"zzzzzz\" | retort history lists all revisions");
  EXPECT_EQ(unresolved(RevisionGraph(), "zzzzzz"),
            "no revision \"zzzzzz\": there are no revisions yet | retort revision -m MESSAGE writes the first one");
}

TEST(Resolve, CountsFromWhereTheDatabaseIs) {
  EXPECT_EQ(chain().resolve("+1", {}), Heads{"aaaa1"});
  EXPECT_EQ(chain().resolve("+2", {"aaaa1"}), Heads{"cccc3"});
  EXPECT_EQ(chain().resolve("-1", {"bbbb2"}), Heads{"aaaa1"});
  EXPECT_EQ(chain().resolve("-2", {"bbbb2"}), Heads{});
  EXPECT_EQ(chain().resolve("current+1", {"bbbb2"}), Heads{"cccc3"});
  EXPECT_EQ(chain().resolve("+0", {"bbbb2"}), Heads{"bbbb2"});
}

TEST(Resolve, CountsFromARevision) {
  EXPECT_EQ(chain().resolve("aaaa1+2", {}), Heads{"cccc3"});
  EXPECT_EQ(chain().resolve("cccc-2", {}), Heads{"aaaa1"});
  EXPECT_EQ(chain().resolve("head-1", {}), Heads{"cccc3"});
  EXPECT_EQ(chain().resolve("base+1", {}), Heads{"aaaa1"});
  EXPECT_EQ(chain().resolve("aaaa1-1", {}), Heads{});
}

TEST(Resolve, SaysWhatLiesPastTheEnds) {
  EXPECT_EQ(unresolved(chain(), "+3", {"bbbb2"}),
            "\"+3\" goes past the head: only 2 revisions after bbbb2 | \"head\" is the last one");
  EXPECT_EQ(unresolved(chain(), "-3", {"bbbb2"}),
            "\"-3\" goes past base: only 2 revisions up to bbbb2 | \"base\" is the state before the first one");
  EXPECT_EQ(unresolved(chain(), "-1", {}),
            "\"-1\" goes past base: only 0 revisions up to base | \"base\" is the state before the first one");
  EXPECT_EQ(unresolved(RevisionGraph(), "+1", {}),
            "\"+1\" goes past the head: only 0 revisions after base | \"head\" is the last one");
}

TEST(Resolve, AnIdMayEndInANumber) {
  const RevisionGraph graph(
      {file("2026-11-20"), file("2026-11-21", {"2026-11-20"}), file("2026-11-21-1", {"2026-11-21"})});
  EXPECT_EQ(graph.resolve("2026-11-21-1", {}), Heads{"2026-11-21-1"});
  EXPECT_EQ(graph.resolve("2026-11-21-2", {}), Heads{});
  EXPECT_EQ(graph.resolve("2026-11-20", {}), Heads{"2026-11-20"});
  const RevisionGraph dated({file("2026-11-20_a"), file("2026-12-01_b", {"2026-11-20_a"})});
  EXPECT_EQ(dated.resolve("2026-11", {}), Heads{"2026-11-20_a"})
      << "2026 alone names two, so it is no start to count from";
}

TEST(Resolve, SeveralHeads) {
  EXPECT_EQ(
      unresolved(two_heads(), "head"),
      "there are several heads: left1, rite1 | \"heads\" means all of them; `retort merge heads` makes them one line "
      "again; or name the one that is meant");
  EXPECT_EQ(unresolved(two_heads(), "+1", {"root0"}),
            "\"+1\": the way divides after root0: left1, rite1 | name the revision by its id, or the branch, as in "
            "LABEL@TARGET");
  EXPECT_EQ(
      unresolved(two_heads(), "-1", {"left1", "rite1"}),
      "\"-1\" can't count from several heads: left1, rite1 | name the one to count from, as in left1-1, or its branch, "
      "as in LABEL@-1");
  EXPECT_EQ(unresolved(two_heads(), "heads-1"),
            "\"heads-1\": \"heads\" can't be counted from | count from one head by its id");
  EXPECT_EQ(two_heads().resolve("current", {"left1", "rite1"}), (Heads{"left1", "rite1"}));
}

TEST(Resolve, OneBelowAMergeAreAllOfItsParents) {
  EXPECT_EQ(diamond().resolve("merge-1", {}), (Heads{"left2", "rite1"}));
  EXPECT_EQ(diamond().resolve("-2", {"after"}), (Heads{"left2", "rite1"}));
  EXPECT_EQ(unresolved(diamond(), "-2", {"merge"}),
            "\"-2\": the way divides below merge: left2, rite1 | name the revision by its id");
}

/// root0 <- left1 {left} <- left2; root0 <- rite1 {right} <- rite2, which depends on {left}
RevisionGraph labelled() {
  std::vector<RevisionFile> files = {file("root0"), file("left1", {"root0"}), file("left2", {"left1"}),
                                     file("rite1", {"root0"}), file("rite2", {"rite1"}, {"left"})};
  files[1].branch_labels = {"left"};
  files[3].branch_labels = {"right"};
  return RevisionGraph(files);
}

TEST(Labels, StandForTheirRevisionAndItsBranch) {
  EXPECT_EQ(labelled().find_label("left")->id, "left1");
  EXPECT_EQ(labelled().find_label("centre"), nullptr);
  EXPECT_EQ(labelled().resolve("left", {}), Heads{"left1"});
  EXPECT_EQ(labelled().get("left@head").id, "left2");
  EXPECT_EQ(labelled().get("right").id, "rite1");
  EXPECT_EQ(labelled().destination("left@base", {}), (Destination{Heads{}, Heads{"left1"}}));
  EXPECT_EQ(labelled().destination("-1", {"left2"}), (Destination{Heads{"left1"}, Heads{"left2"}}));
  EXPECT_EQ(unresolved(labelled(), "lefr"), "no revision \"lefr\" | did you mean left?");
  EXPECT_EQ(unresolved(labelled(), "centre@head"),
            "\"centre@head\": there is no branch centre | the branch labels: left, right");
  EXPECT_EQ(unresolved(labelled(), "lefd@head"), "\"lefd@head\": there is no branch lefd | did you mean left?");
  EXPECT_EQ(
      unresolved(chain(), "shop@head"),
      "\"shop@head\": there is no branch shop | no file has \"Branch Labels\"; the id of a revision stands for its "
      "branch as well");
}

TEST(Labels, AreHandedOnAlongTheirBranch) {
  EXPECT_EQ(labelled().labels("left1"), Ids{"left"});
  EXPECT_EQ(labelled().labels("left2"), Ids{"left"});
  EXPECT_EQ(labelled().labels("root0"), Ids{});
  std::vector<RevisionFile> line = {file("a"), file("b", {"a"}), file("c", {"b"})};
  line[1].branch_labels = {"shop"};
  line[2].branch_labels = {"late"};
  const RevisionGraph graph(line);
  EXPECT_EQ(graph.labels("a"), (Ids{"late", "shop"}));
  EXPECT_EQ(graph.labels("c"), (Ids{"late", "shop"}));
}

TEST(Labels, CanBeDependedOn) {
  EXPECT_EQ(labelled().foundations("rite2"), (Ids{"rite1", "left1"}));
  EXPECT_EQ(labelled().dependents("left1"), Ids{"rite2"});
  EXPECT_EQ(labelled().heads(), (Ids{"left2", "rite2"}));
  EXPECT_EQ(labelled().tips(), (Heads{"left2", "rite2"}));
  EXPECT_EQ(labelled().ancestors({"rite2"}), (std::set<RevisionId>{"left1", "rite1", "rite2", "root0"}));
}

TEST(Labels, AreRefusedWhereTheySaySomethingElse) {
  RevisionFile first = file("aaaa1"), second = file("bbbb2");
  first.branch_labels = {"head"};
  EXPECT_EQ(refused({first}),
            "aaaa1.sql: \"head\" can't be a branch label: as a target it says something else | choose another word");
  first.branch_labels = {"bbbb2"};
  EXPECT_EQ(refused({first, second}),
            "aaaa1.sql: the branch label \"bbbb2\" of aaaa1.sql is the id of bbbb2.sql | choose another label");
  first.branch_labels = {"shop"};
  EXPECT_EQ(refused({first, file("cccc3", {"shop"})}),
            "cccc3.sql:3: cccc3.sql revises shop, which is a branch label | name the revision: aaaa1");
}

TEST(Resolve, MayStopWhereTheTreeEnds) {
  EXPECT_EQ(chain().resolve("-9", {"bbbb2"}, Overrun::stops), Heads{});
  EXPECT_EQ(chain().resolve("+9", {"bbbb2"}, Overrun::stops), Heads{"dddd4"});
}

TEST(NewestFirst, KeepsBranchesTogether) {
  const RevisionGraph graph = diamond();
  EXPECT_EQ(graph.newest_first(graph.ancestors(graph.tips())),
            (Ids{"after", "merge", "left2", "left1", "rite1", "root0"}));
  EXPECT_EQ(graph.newest_first({"root0", "left2"}), (Ids{"left2", "root0"}));
  EXPECT_EQ(graph.newest_first({}), Ids{});
}

TEST(Get, GivesOneRevision) {
  EXPECT_EQ(chain().get("bbbb").id, "bbbb2");
  EXPECT_EQ(chain().get("head-1").id, "cccc3");
  EXPECT_EQ(chain().get("base+1").id, "aaaa1");
  EXPECT_EQ(failure<UsageError>([] { chain().get("base"); }),
            "\"base\" is no revision: it is the state before the first one | the first: aaaa1");
  EXPECT_EQ(failure<UsageError>([] { RevisionGraph().get("head"); }),
            "\"head\" is no revision: it is the state before the first one | retort revision -m MESSAGE writes the "
            "first one");
  EXPECT_EQ(failure<UsageError>([] { chain().get("-1"); }),
            "\"-1\" counts from where a database is; one revision is asked for | name it by its id, or relative to "
            "head or base, as in head-1");
  EXPECT_EQ(failure<UsageError>([] { two_heads().get("heads"); }),
            "\"heads\" is more than one revision: left1, rite1 | name one of them");
}

TEST(SingleHead, IsNoneOneOrRefused) {
  EXPECT_EQ(RevisionGraph().single_head(), std::nullopt);
  EXPECT_EQ(chain().single_head(), "dddd4");
  EXPECT_THROW(two_heads().single_head(), UsageError);
}

TEST(RevisionGraph, AChainOfTenThousandIsFast) {
  constexpr int kCount = 10000;
  std::vector<RevisionFile> files;
  for (int i = 0; i < kCount; ++i) {
    const auto id = [](int n) {
      return fmt::format("{:012x}", static_cast<unsigned long>(n) * 2654435761UL % 0xffffffffffffUL);
    };
    files.push_back(file(id(i + 1), i == 0 ? Ids{} : Ids{id(i)}));
  }
  std::shuffle(files.begin(), files.end(), std::mt19937(7));
  const auto begin = std::chrono::steady_clock::now();
  const RevisionGraph graph(std::move(files));
  const auto built = std::chrono::steady_clock::now();
  EXPECT_EQ(graph.ancestors({*graph.single_head()}).size(), static_cast<std::size_t>(kCount));
  EXPECT_EQ(graph.resolve("head-9999", {}), (Heads{graph.bases().front()}));
  EXPECT_EQ(graph.resolve("base+10000", {}), (Heads{*graph.single_head()}));
  const auto asked = std::chrono::steady_clock::now();
  const auto ms = [](auto from, auto to) { return std::chrono::duration<double, std::milli>(to - from).count(); };
  fmt::print("10,000 revisions: built in {:.1f} ms, asked in {:.1f} ms\n", ms(begin, built), ms(built, asked));
  for (std::size_t i = 1; i < graph.order().size(); ++i)
    ASSERT_EQ(graph.order()[i]->revises.front(), graph.order()[i - 1]->id);
  EXPECT_LT(ms(begin, asked), 2000) << "something is no longer linear";
}

}  // namespace
}  // namespace retort
