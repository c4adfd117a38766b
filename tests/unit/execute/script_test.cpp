#include "execute/script.hpp"

#include <gtest/gtest.h>

#include "retort/sqlite.hpp"
#include "retort/transaction.hpp"

namespace retort {
namespace {

constexpr std::string_view kFile =
    "-- add a\n--\n-- Revision ID: aaaa01\n-- Revises:\n\n-- retort: upgrade\nCREATE TABLE a (x INTEGER);\n\n"
    "-- retort: downgrade\nDROP TABLE a;\n";

RevisionFile file() {
  return parse_revision(SourceText("a.sql", std::string(kFile)), sqlite::driver().dialect().lexicon());
}

ScriptOptions options() {
  ScriptOptions made;
  made.run.names = {ObjectName{{}, Identifier("retort_version")}, ObjectName{{}, Identifier("retort_journal")}};
  made.what = "a test";
  return made;
}

std::string refusal(const RevisionFile& file, Direction direction) {
  const RevisionGraph graph({file});
  const Heads from = direction == Direction::upgrade ? Heads{} : Heads{file.id};
  const Destination to = direction == Direction::upgrade ? Heads{file.id} : Heads{};
  try {
    run_script(graph, from, to, direction, sqlite::driver(), options());
  } catch (const ProjectError& error) {
    return error.what();
  }
  return "";
}

TEST(Script, RefusesAFunctionOfCpp) {
  RevisionFile with_call = file();
  bool called = false;
  with_call.upgrade[0].calls.push_back({[&](Transaction&) { called = true; }, false});
  EXPECT_EQ(refusal(with_call, Direction::upgrade),
            "the upgrade of revision aaaa01 can't be written as a script: it holds a C++ function, which is no SQL");
  EXPECT_FALSE(called);
  EXPECT_EQ(refusal(with_call, Direction::downgrade), "") << "its downgrade is SQL";
}

class NoOperations final : public StepOperations {
 public:
  std::vector<Statement> statements(const Schema&, const ServerVersion&) const override { return {}; }
  std::vector<std::string> describe() const override { return {}; }
};

TEST(Script, RefusesOperations) {
  RevisionFile with_operations = file();
  with_operations.downgrade[0].operations = std::make_shared<NoOperations>();
  EXPECT_EQ(refusal(with_operations, Direction::downgrade),
            "the downgrade of revision aaaa01 can't be written as a script: it holds operations, which are SQL only "
            "beside the "
            "database that they change");
}

TEST(Script, ATagIsACommentWhateverItHolds) {
  ScriptOptions tagged = options();
  tagged.tag = "v1\n; DROP TABLE t;\r";
  const std::string text =
      run_script(RevisionGraph({file()}), {}, Heads{"aaaa01"}, Direction::upgrade, sqlite::driver(), tagged).text;
  EXPECT_NE(text.find("-- Tag: v1 ; DROP TABLE t; \n"), std::string::npos) << text;
}

TEST(Script, ATablesNameIsNoParameter) {
  ScriptOptions named = options();
  named.run.names.version_table.name = Identifier("v$1");
  const std::string text =
      run_script(RevisionGraph({file()}), {}, Heads{"aaaa01"}, Direction::upgrade, sqlite::driver(), named).text;
  EXPECT_NE(text.find("INSERT INTO \"v$1\" (version_num) VALUES ('aaaa01')"), std::string::npos) << text;
}

TEST(Script, ProtectedEnvironmentsKeepNoTexts) {
  ScriptOptions kept = options();
  const RevisionGraph graph({file()});
  EXPECT_NE(
      run_script(graph, {}, Heads{"aaaa01"}, Direction::upgrade, sqlite::driver(), kept).text.find("-- Revision ID"),
      std::string::npos);
  kept.run.is_protected = true;
  EXPECT_EQ(
      run_script(graph, {}, Heads{"aaaa01"}, Direction::upgrade, sqlite::driver(), kept).text.find("-- Revision ID"),
      std::string::npos);
}

}  // namespace
}  // namespace retort
