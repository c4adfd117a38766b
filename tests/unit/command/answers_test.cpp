#include "command/answers.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "dialect/sqlite/dialect.hpp"

namespace retort::command {
namespace {

const Lexicon& lexicon() { return sqlite::dialect().lexicon(); }

TEST(ParseRename, ATable) {
  const Answers::Rename rename = parse_rename("users=members", lexicon());
  EXPECT_FALSE(rename.table);
  EXPECT_EQ(rename.from.text(), "users");
  EXPECT_EQ(rename.to.text(), "members");
}

TEST(ParseRename, AColumnWithOrWithoutTheTableAgain) {
  for (const char* text : {"users.nick=nickname", "users.nick=users.nickname", "users.nick=USERS.nickname"}) {
    const Answers::Rename rename = parse_rename(text, lexicon());
    ASSERT_TRUE(rename.table) << text;
    EXPECT_EQ(rename.table->name.text(), "users");
    EXPECT_EQ(rename.from.text(), "nick");
    EXPECT_EQ(rename.to.text(), "nickname");
  }
}

TEST(ParseRename, QuotedNamesHoldDotsEqualsSignsAndQuotes) {
  const Answers::Rename rename = parse_rename(R"("a.b"."x=1"="say ""hi""")", lexicon());
  ASSERT_TRUE(rename.table);
  EXPECT_EQ(rename.table->name.text(), "a.b");
  EXPECT_EQ(rename.from.text(), "x=1");
  EXPECT_EQ(rename.to.text(), "say \"hi\"");
}

TEST(ParseRename, RefusesWhatIsNeither) {
  for (const char* text : {"", "users", "users=", "=members", "a.b.c=d", "users=a.b", "users.nick=other.nickname",
                           "a=b=c", "users.=x", "\"open=x"})
    EXPECT_THROW(parse_rename(text, lexicon()), UsageError) << text;
}

TEST(ParseExisting, KeepsTheExpressionAsItIs) {
  const Answers::Existing existing = parse_existing("orders.status= a.b = 'x=y' ", lexicon());
  EXPECT_EQ(existing.table.name.text(), "orders");
  EXPECT_EQ(existing.column.text(), "status");
  EXPECT_EQ(existing.expression, " a.b = 'x=y' ");
}

TEST(ParseExisting, RefusesWhatNamesNoColumnOrValue) {
  for (const char* text : {"", "orders", "orders.status", "orders.status=", "status='x'", "a.b.c='x'"})
    EXPECT_THROW(parse_existing(text, lexicon()), UsageError) << text;
}

TEST(RenameFlag, IsWhatParseRenameReads) {
  RenameQuestion question;
  question.kind = "column";
  question.table = ObjectName{{}, lexicon().identifier("my.table")};
  question.to = lexicon().identifier("to");
  const std::string flag = rename_flag(question, lexicon().identifier("from"));
  EXPECT_EQ(flag, "--rename \"my.table\".from=to");
  const Answers::Rename rename = parse_rename(flag.substr(std::string("--rename ").size()), lexicon());
  EXPECT_EQ(rename.table, question.table);
  EXPECT_EQ(rename.to, question.to);
}

TEST(Merged, PutsTheFirstOnesFirst) {
  Answers first, second;
  first.renames.push_back(parse_rename("a=b", lexicon()));
  second.renames.push_back(parse_rename("a=c", lexicon()));
  second.no_renames = true;
  const Answers both = merged(first, second);
  ASSERT_EQ(both.renames.size(), 2U);
  EXPECT_EQ(both.renames[0].to.text(), "b");
  EXPECT_TRUE(both.no_renames);
}

}  // namespace
}  // namespace retort::command
