#include "command/answers.hpp"

#include <gtest/gtest.h>

#include "dialect/postgresql/dialect.hpp"
#include "dialect/sqlite/dialect.hpp"
#include "retort/error.hpp"

namespace retort::command {
namespace {

const Lexicon& lexicon() { return sqlite::dialect().lexicon(); }

TEST(ParseRename, ATable) {
  const Answers::Rename rename = parse_rename("users=members", lexicon());
  EXPECT_EQ(rename,
            Answers::Rename(std::nullopt, lexicon().identifier("users"), lexicon().identifier("members"), true));
}

TEST(ParseRename, AColumnWithOrWithoutTheTableAgain) {
  for (const char* text : {"users.nick=nickname", "users.nick=users.nickname", "users.nick=USERS.nickname"}) {
    const Answers::Rename rename = parse_rename(text, lexicon());
    EXPECT_EQ(rename.from.kind, ObjectKind::column) << text;
    EXPECT_EQ(rename.from.to_string(), "users.nick");
    EXPECT_EQ(rename.to.to_string(), "users.nickname");
  }
}

TEST(ParseRename, QuotedNamesHoldDotsEqualsSignsAndQuotes) {
  const Answers::Rename rename = parse_rename(R"("a.b"."x=1"="say ""hi""")", lexicon());
  EXPECT_EQ(rename.from.kind, ObjectKind::column);
  EXPECT_EQ(rename.from.name.name.text(), "a.b");
  EXPECT_EQ(rename.from.part.text(), "x=1");
  EXPECT_EQ(rename.to.part.text(), "say \"hi\"");
}

TEST(ParseRename, RefusesWhatIsNeither) {
  for (const char* text : {"", "users", "users=", "=members", "a.b.c=d", "users=a.b", "users.nick=other.nickname",
                           "a=b=c", "users.=x", "\"open=x"})
    EXPECT_THROW(parse_rename(text, lexicon()), UsageError) << text;
}

// Where there are schemas, every object can be named.
TEST(ParseRename, SaysTheKind) {
  const Lexicon& postgresql = postgresql::dialect().lexicon();
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"users=members", "table users > members"},
      {"a.users=b.users", "table a.users > b.users"},
      {"a.users.nick=nickname", "column a.users.nick > a.users.nickname"},
      {"index:a.old=new", "index a.old > a.new"},
      {"constraint:a.t.old=a.t.new", "constraint a.t.old > a.t.new"},
      {"type:mood=a.feeling", "enum mood > a.feeling"},
      {"label:a.mood.\"so so\"=fine", "enum label a.mood.so so > a.mood.fine"},
      {"function:a.f(integer, text)=g", "function a.f(integer, text) > a.g(integer, text)"},
      {"materialized_view:v=w", "materialized view v > w"},
      {"schema:old=new", "schema old > new"},
      {"trigger:a.t.old=new", "trigger old on a.t > new on a.t"}};
  for (const auto& [text, expected] : cases) {
    const Answers::Rename rename = parse_rename(text, postgresql);
    EXPECT_EQ(std::string(to_string(rename.to.kind)) + " " + rename.from.to_string() + " > " + rename.to.to_string(),
              expected);
    RenameQuestion question;
    question.to = rename.to;
    const std::string flag = rename_flag(question, rename.from);
    std::string again = flag.substr(std::string("--rename ").size());
    std::erase(again, '\'');
    EXPECT_EQ(parse_rename(again, postgresql).to, rename.to) << flag;
    EXPECT_EQ(parse_rename(again, postgresql).from, rename.from) << flag;
  }
  for (const char* text : {"index:a.b.c=d", "schema:a.b=c", "constraint:old=new", "nonsense:a=", "label:a.b=c.d"})
    EXPECT_THROW(parse_rename(text, postgresql), UsageError) << text;
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
  const ObjectName table{{}, lexicon().identifier("my.table")};
  question.to = {ObjectKind::column, table, lexicon().identifier("to")};
  const std::string flag = rename_flag(question, {ObjectKind::column, table, lexicon().identifier("from")});
  EXPECT_EQ(flag, "--rename \"my.table\".from=to");
  const Answers::Rename rename = parse_rename(flag.substr(std::string("--rename ").size()), lexicon());
  EXPECT_EQ(rename.to, question.to);
}

TEST(Merged, PutsTheFirstOnesFirst) {
  Answers first, second;
  first.renames.push_back(parse_rename("a=b", lexicon()));
  second.renames.push_back(parse_rename("a=c", lexicon()));
  second.no_renames = true;
  const Answers both = merged(first, second);
  ASSERT_EQ(both.renames.size(), 2U);
  EXPECT_EQ(both.renames[0].to.to_string(), "b");
  EXPECT_TRUE(both.no_renames);
}

}  // namespace
}  // namespace retort::command
