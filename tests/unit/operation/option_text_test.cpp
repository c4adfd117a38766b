#include "operation/option_text.hpp"

#include <gtest/gtest.h>

namespace retort::test {
namespace {

using Lines = std::vector<std::string>;

TEST(OptionText, ReadsAsPeopleSayIt) {
  EXPECT_EQ(option_text("STRICT"), "STRICT");
  EXPECT_EQ(option_text("owned by"), "owned by");
  EXPECT_EQ(option_text("parameter:fillfactor"), "fillfactor");
  EXPECT_EQ(option_text("parameter:toast.autovacuum_enabled"), "toast.autovacuum_enabled");
  EXPECT_EQ(option_text("privileges:bert"), "privileges of \"bert\"");
  EXPECT_EQ(option_text("privileges:PUBLIC"), "privileges of PUBLIC");
  EXPECT_EQ(option_text("privileges:svc.app"), "privileges of \"svc.app\"");
  EXPECT_EQ(option_text("privileges:svc.app.id", {Identifier("a"), Identifier("id")}),
            "privileges of \"svc.app\" on column id");
  EXPECT_EQ(option_text("check:positive"), "check positive");
  EXPECT_EQ(option_text("comment"), "comment");
  EXPECT_EQ(option_text("comment:id"), "comment of id");
  EXPECT_EQ(option_text("statistics"), "statistics");
  EXPECT_EQ(option_text("statistics:2"), "statistics of column 2");
  EXPECT_EQ(option_text("identity:sequence"), "identity sequence");
  EXPECT_EQ(option_text("identity:start"), "identity start");
  EXPECT_EQ(option_text("not null:no inherit"), "NOT NULL NO INHERIT");
  EXPECT_EQ(option_text("column parameter:n_distinct.id"), "n_distinct of id");
  EXPECT_EQ(option_text("constraint comment:positive"), "comment of constraint positive");
  EXPECT_EQ(option_text("mapping:word"), "mapping for word");
  EXPECT_EQ(option_text("member:OPERATOR 1 (integer, bigint)"), "member OPERATOR 1 (integer, bigint)");
}

TEST(OptionText, TellsBothValues) {
  EXPECT_EQ(option_changes({{"parameter:fillfactor", "70"}}, {{"parameter:fillfactor", "80"}}),
            Lines{"fillfactor 70 -> 80"});
  EXPECT_EQ(option_changes({{"parameter:fillfactor", "70"}, {"comment", "why"}}, {{"unlogged", ""}}),
            (Lines{"comment why -> none", "fillfactor 70 -> default", "unlogged added"}));
  EXPECT_EQ(option_changes({{"row security", ""}}, {{"privileges:PUBLIC", "-"}, {"privileges:bert", "SELECT"}}),
            (Lines{"row security removed", "privileges of PUBLIC default -> none",
                   "privileges of \"bert\" default -> SELECT"}));
  EXPECT_EQ(option_changes({}, {{"identity", "ALWAYS"}, {"identity:cycle", ""}, {"identity:start", "7"}}),
            (Lines{"identity none -> ALWAYS", "identity cycle added", "identity start default -> 7"}));
}

TEST(OptionText, IsOneLine) {
  EXPECT_EQ(option_changes({}, {{"comment", "two\nlines"}}), Lines{"comment none -> two\\nlines"});
}

TEST(OptionText, ShowsNoPassword) {
  EXPECT_EQ(option_changes({{"option:password", "old"}, {"option:user", "x"}},
                           {{"option:password", "new"}, {"option:user", "y"}, {"option:API_Token", "t"}}),
            (Lines{"option API_Token added", "option password changed", "option user x -> y"}));
  EXPECT_EQ(option_changes({{"option:password", "old"}}, {}), Lines{"option password removed"});
}

}  // namespace
}  // namespace retort::test
