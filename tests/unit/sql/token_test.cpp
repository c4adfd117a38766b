#include "sql/token.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

#include "lexicons.hpp"

namespace retort {
namespace {

using testing::mariadb_lexicon;
using testing::postgresql_lexicon;
using testing::sqlite_lexicon;

char letter(TokenKind kind) {
  switch (kind) {
    case TokenKind::word:
      return 'w';
    case TokenKind::quoted_identifier:
      return 'q';
    case TokenKind::string:
      return 's';
    case TokenKind::number:
      return 'n';
    case TokenKind::parameter:
      return 'p';
    case TokenKind::symbol:
      return 'o';
    case TokenKind::semicolon:
      return ';';
    case TokenKind::space:
      return '_';
    case TokenKind::comment:
      return 'c';
    case TokenKind::unterminated:
      return 'u';
    case TokenKind::invalid:
      return 'x';
  }
  return '?';
}

// "w<a>o<+>n<1>": each token's kind and text, white space left out.
std::string shape(std::string_view text, const Lexicon& lexicon) {
  std::string result;
  for (const Token& token : tokenize(text, lexicon)) {
    if (token.kind == TokenKind::space) continue;
    result += letter(token.kind);
    result += "<" + std::string(token.text) + ">";
  }
  return result;
}
std::string sqlite(std::string_view text) { return shape(text, sqlite_lexicon()); }
std::string postgresql(std::string_view text) { return shape(text, postgresql_lexicon()); }
std::string mariadb(std::string_view text) { return shape(text, mariadb_lexicon()); }

TEST(Token, Words) {
  EXPECT_EQ(sqlite("a _b c1$ größe 1a"), "w<a>w<_b>w<c1$>w<größe>n<1>w<a>");
  EXPECT_EQ(sqlite("xyz x y'"), "w<xyz>w<x>w<y>u<'>");
}

TEST(Token, Strings) {
  EXPECT_EQ(sqlite("'it''s' '' 'a\nb' '\\'"), "s<'it''s'>s<''>s<'a\nb'>s<'\\'>");
  EXPECT_EQ(sqlite("x'0A' X'0a' x 'a'"), "s<x'0A'>s<X'0a'>w<x>s<'a'>");
  EXPECT_EQ(sqlite("E'a'"), "w<E>s<'a'>");
  EXPECT_EQ(sqlite("'a''"), "u<'a''>");
  EXPECT_EQ(sqlite("x'00"), "u<x'00>");
}

TEST(Token, QuotedIdentifiers) {
  EXPECT_EQ(sqlite(R"("a""b" `c``d` [e]]f])"), "q<\"a\"\"b\">q<`c``d`>q<[e]>o<]>w<f>o<]>");
  EXPECT_EQ(sqlite("\"a"), "u<\"a>");
  EXPECT_EQ(sqlite("[a"), "u<[a>");
  EXPECT_EQ(sqlite("`a"), "u<`a>");
  EXPECT_EQ(postgresql("a[1] `"), "w<a>o<[>n<1>o<]>o<`>");
}

TEST(Token, OperatorsOfPostgreSql) {
  EXPECT_EQ(postgresql("a @> b||/c <->d ->> e !~~* f"), "w<a>o<@>>w<b>o<||/>w<c>o<<->>w<d>o<->>>w<e>o<!~~*>w<f>");
  EXPECT_EQ(postgresql("a=-1 b>=+2 c@-3 d*-4 e*/**/f+--x"),
            "w<a>o<=>o<->n<1>w<b>o<>=>o<+>n<2>w<c>o<@->n<3>w<d>o<*>o<->n<4>w<e>o<*>c</**/>w<f>o<+>c<--x>");
  EXPECT_EQ(postgresql("a::b[1:2] f(c:=1, d=>2) count(*)"),
            "w<a>o<::>w<b>o<[>n<1>o<:>n<2>o<]>w<f>o<(>w<c>o<:=>n<1>o<,>w<d>o<=>>n<2>o<)>w<count>o<(>o<*>o<)>");
  EXPECT_EQ(sqlite("a=-1"), "w<a>o<=>o<->n<1>");
}

TEST(Token, Numbers) {
  EXPECT_EQ(sqlite("1 12.5 .5 1. 1e5 1.5E-3 1e+2 0x1Fg 1_000"),
            "n<1>n<12.5>n<.5>n<1.>n<1e5>n<1.5E-3>n<1e+2>n<0x1F>w<g>n<1_000>");
  EXPECT_EQ(sqlite("1e 1e+ 0x 1.e5 -1"), "n<1>w<e>n<1>w<e>o<+>n<0>w<x>n<1.e5>o<->n<1>");
  EXPECT_EQ(sqlite("t.1 a.b 1..2"), "w<t>n<.1>w<a>o<.>w<b>n<1>o<.>n<.2>");
  EXPECT_EQ(sqlite("1_ 1__0"), "n<1>w<_>n<1>w<__0>");
}

TEST(Token, Parameters) {
  EXPECT_EQ(sqlite("? ?12 :a1 @b $c ?a"), "p<?>p<?12>p<:a1>p<@b>p<$c>p<?>w<a>");
  EXPECT_EQ(sqlite(": @ $ "), "o<:>o<@>x<$>");
  EXPECT_EQ(postgresql("$1 $12a a::int b ?| @x"), "p<$1>p<$12>w<a>w<a>o<::>w<int>w<b>o<?|>o<@>w<x>");
}

TEST(Token, SymbolsLongestFirst) {
  EXPECT_EQ(sqlite("a->>b->c<=d>=e<>f!=g==h||i<<j>>k"),
            "w<a>o<->>>w<b>o<->>w<c>o<<=>w<d>o<>=>w<e>o<<>>w<f>o<!=>w<g>o<==>w<h>o<||>w<i>o<<<>w<j>o<>>>w<k>");
  EXPECT_EQ(sqlite("(~a,*)&|%/+-=<>!"), "o<(>o<~>w<a>o<,>o<*>o<)>o<&>o<|>o<%>o</>o<+>o<->o<=>o<<>>o<!>");
}

TEST(Token, Comments) {
  EXPECT_EQ(sqlite("a--b;\n--c"), "w<a>c<--b;>c<--c>");
  EXPECT_EQ(sqlite("a/*b;*/c/**/d- -e"), "w<a>c</*b;*/>w<c>c</**/>w<d>o<->o<->w<e>");
  EXPECT_EQ(sqlite("/* /* */ */"), "c</* /* */>o<*>o</>");
  EXPECT_EQ(postgresql("/* /* */ */ a"), "c</* /* */ */>w<a>");
  EXPECT_EQ(sqlite("/*/"), "u</*/>");
  EXPECT_EQ(postgresql("/* /* */"), "u</* /* */>");
  EXPECT_EQ(mariadb("a # b;\nc"), "w<a>c<# b;>w<c>");
  EXPECT_EQ(sqlite("a # b"), "w<a>o<#>w<b>");
}

TEST(Token, WhiteSpaceIsSqlites) {
  const auto tokens = tokenize(" \t\r\n\f\v\v", sqlite_lexicon());
  ASSERT_EQ(tokens.size(), 1U);
  EXPECT_EQ(tokens[0].kind, TokenKind::space);
  EXPECT_EQ(sqlite("\v"), "x<\v>");
}

TEST(Token, InvalidBytes) { EXPECT_EQ(sqlite("a\\{\x01"), "w<a>x<\\>x<{>x<\x01>"); }

TEST(Token, DollarQuotes) {
  EXPECT_EQ(postgresql("$$a;'b$$ $x$ $y$ $$ $x$"), "s<$$a;'b$$>s<$x$ $y$ $$ $x$>");
  EXPECT_EQ(postgresql("a$b$c $1$ $-"), "w<a$b$c>p<$1>x<$>x<$>o<->");
  EXPECT_EQ(postgresql("$a$ b"), "u<$a$ b>");
}

TEST(Token, PrefixedStrings) {
  EXPECT_EQ(postgresql(R"(E'a\'b' e'\\' 'a\' B'01' N'a' U&'d' U&"e")"),
            R"(s<E'a\'b'>s<e'\\'>s<'a\'>s<B'01'>s<N'a'>s<U&'d'>q<U&"e">)");
}

TEST(Token, BackslashAndDoubleQuotesOfMariaDb) {
  EXPECT_EQ(mariadb(R"('it\'s' "a\"b" `c\`)"), R"(s<'it\'s'>s<"a\"b">q<`c\`>)");
  EXPECT_EQ(mariadb("'a\\"), "u<'a\\>");
}

TEST(Token, KnowsItsWordAndItsPlace) {
  const std::string text = "Select  'x'";
  const auto tokens = significant_tokens(text, sqlite_lexicon());
  ASSERT_EQ(tokens.size(), 2U);
  EXPECT_TRUE(tokens[0].is_word("SELECT"));
  EXPECT_FALSE(tokens[0].is_word("SELEC"));
  EXPECT_FALSE(tokens[0].is_symbol("Select"));
  EXPECT_EQ(tokens[1].offset, 8U);
  EXPECT_EQ(tokens[1].end(), text.size());
}

// Random texts of the pieces where lexers go wrong: no byte is lost, and none stands in two tokens.
TEST(Token, JoiningTokensGivesTheTextBack) {
  constexpr std::string_view kPieces[] = {"'",  "\"", "`", "[", "]", "$", "$a$",  "--", "/*", "*/",
                                          "\n", " ",  ";", "a", "1", ".", "e",    "x",  "0x", "\\",
                                          "E'", "U&", "?", ":", "(", ")", "\xC3", "\v"};
  std::mt19937 random(20261120);
  for (const Lexicon& lexicon : {sqlite_lexicon(), postgresql_lexicon(), mariadb_lexicon()}) {
    for (int round = 0; round < 3000; ++round) {
      std::string text;
      for (unsigned i = random() % 24; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
      std::string joined;
      for (const Token& token : tokenize(text, lexicon)) {
        ASSERT_EQ(token.offset, joined.size());
        ASSERT_FALSE(token.text.empty());
        joined += token.text;
      }
      ASSERT_EQ(joined, text);
    }
  }
}

// Quadratic, any of these would take minutes.
TEST(Token, IsLinear) {
  const auto repeated = [](std::string_view piece) {
    std::string text;
    while (text.size() < 500'000) text += piece;
    return text;
  };
  const auto started = std::chrono::steady_clock::now();
  for (const std::string_view piece : {"$a$b", "$", "/*", "'", "[", "1_", "$aaaaaaaaaaaaaaaa", "x'", "-"}) {
    EXPECT_GT(tokenize(repeated(piece), postgresql_lexicon()).size(), 0U);
    EXPECT_GT(tokenize(repeated(piece), sqlite_lexicon()).size(), 0U);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(10));
}

std::string hash(std::string_view text) { return token_hash(text, sqlite_lexicon()); }

TEST(TokenHash, ForgivesSpaceCommentsAndCaseOfWords) {
  EXPECT_EQ(hash("select a from T"), hash("SELECT  A /* b */\nFROM t -- c"));
  EXPECT_EQ(hash("a+1"), hash("a + 1"));
}

TEST(TokenHash, TellsTokensApart) {
  EXPECT_NE(hash("'a'"), hash("'A'"));
  EXPECT_NE(hash("\"a\""), hash("\"A\""));
  EXPECT_NE(hash("\"a\""), hash("a"));
  EXPECT_NE(hash("a b"), hash("ab"));
  EXPECT_NE(hash("ab c"), hash("a bc"));
  EXPECT_NE(hash("< ="), hash("<="));
  EXPECT_NE(hash("a"), hash("a a"));
  EXPECT_NE(hash("x '1:a'"), hash("x' 1:a'"));
  EXPECT_NE(hash("a;"), hash("a"));
}

// The hash of "6:select1:1". Journals keep these over versions of Retort: a change here breaks every database out
// there.
TEST(TokenHash, NeverChanges) { EXPECT_EQ(hash("SELECT 1"), "91752823e010ad972d7c6a2dbe116576"); }

}  // namespace
}  // namespace retort
