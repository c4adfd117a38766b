#include "base/source_text.hpp"

#include <gtest/gtest.h>

#include "base/utf8.hpp"

namespace retort {
namespace {

using namespace std::string_view_literals;

std::string decoded(std::string_view bytes) { return SourceText::decode("f.sql", bytes).text(); }

// "line:column: message" of the error that these bytes give; "" where they give none.
std::string failure(std::string_view bytes) {
  try {
    SourceText::decode("f.sql", bytes);
    return "";
  } catch (const ProjectError& error) {
    EXPECT_FALSE(error.hint().empty());
    return error.where()->to_string() + ": " + error.what();
  }
}

TEST(SourceText, SkipsOneByteOrderMark) {
  EXPECT_EQ(decoded("\xEF\xBB\xBFselect"), "select");
  EXPECT_EQ(decoded("\xEF\xBB\xBF\xEF\xBB\xBFx"), "\xEF\xBB\xBFx");
  EXPECT_EQ(decoded("\xEF\xBB\xBF"), "");
}

TEST(SourceText, ReadsCrlfAsLf) {
  EXPECT_EQ(decoded("a\r\nb\r\n"), "a\nb\n");
  EXPECT_EQ(decoded("a\r\r\nb\rc\r"), "a\r\nb\rc\r");
}

TEST(SourceText, RefusesWhatIsNoUtf8WithThePlace) {
  EXPECT_EQ(failure("a\nb\xFFy"), "f.sql:2:2: the file is not UTF-8: byte 0xFF");
  EXPECT_EQ(failure("ab\ncd\0ef"sv), "f.sql:2:3: the file contains a NUL byte");
  EXPECT_EQ(failure("\xFF\xFEs\0e\0"sv), "f.sql:1: the file is UTF-16");
  EXPECT_EQ(failure("\xFE\xFF\0s\0e"sv), "f.sql:1: the file is UTF-16");
  EXPECT_EQ(failure("s\0e\0"sv), "f.sql:1: the file is UTF-16");
  EXPECT_EQ(failure("-- gr\xC3\xBC\xC3\x9F"), "");
}

TEST(SourceText, RefusesConflictMarkers) {
  EXPECT_EQ(failure("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> topic\n"),
            "f.sql:2:1: the file holds a version-control conflict");
  EXPECT_EQ(failure("a\r\nb\r\n>>>>>>> topic"), "f.sql:3:1: the file holds a version-control conflict");
  EXPECT_EQ(failure("<<<<<<< HEAD"), "f.sql:1:1: the file holds a version-control conflict");
}

TEST(SourceText, TakesRulersAndShiftsForText) {
  EXPECT_EQ(failure("Heading\n=======\n"), "");
  EXPECT_EQ(failure("-- <<<<<<< HEAD\n >>>>>>> x\n<<<<<<<<<<<\n"), "");
}

TEST(SourceText, LocatesOffsets) {
  const SourceText source("f", "ab\n\ncd");
  EXPECT_EQ(source.locate(0), (SourceLocation{"f", 1, 1}));
  EXPECT_EQ(source.locate(2), (SourceLocation{"f", 1, 3}));
  EXPECT_EQ(source.locate(3), (SourceLocation{"f", 2, 1}));
  EXPECT_EQ(source.locate(5), (SourceLocation{"f", 3, 2}));
  EXPECT_EQ(source.locate(99), (SourceLocation{"f", 3, 3}));
  EXPECT_EQ(SourceText().locate(5), (SourceLocation{"", 1, 1}));
}

TEST(SourceText, GivesLines) {
  const SourceText source("f", "ab\n\ncd\n");
  EXPECT_EQ(source.line(1), "ab");
  EXPECT_EQ(source.line(2), "");
  EXPECT_EQ(source.line(3), "cd");
  EXPECT_EQ(source.line(4), "");
  EXPECT_EQ(source.line(5), "");
  EXPECT_EQ(source.line(0), "");
}

// The edges of Unicode's table 3-7, each behind seven and eight bytes of ASCII (the fast path takes eight at a time).
TEST(Utf8, KnowsWellFormedSequences) {
  for (const std::string_view good : {"\xC2\x80"sv, "\xDF\xBF"sv, "\xE0\xA0\x80"sv, "\xED\x9F\xBF"sv, "\xEE\x80\x80"sv,
                                      "\xEF\xBF\xBF"sv, "\xF0\x90\x80\x80"sv, "\xF4\x8F\xBF\xBF"sv}) {
    for (const std::size_t before : {7U, 8U}) {
      EXPECT_EQ(find_invalid_utf8(std::string(before, 'a') + std::string(good)), std::string_view::npos);
      EXPECT_EQ(find_invalid_utf8(std::string(before, 'a') + std::string(good.substr(0, good.size() - 1))), before);
    }
  }
  for (const std::string_view bad : {"\x80"sv, "\xC1\xBF"sv, "\xE0\x9F\xBF"sv, "\xED\xA0\x80"sv, "\xF0\x8F\xBF\xBF"sv,
                                     "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xC3("sv, "\xE2\x82("sv}) {
    EXPECT_EQ(find_invalid_utf8("aaaaaaaaa" + std::string(bad)), 9U);
  }
}

}  // namespace
}  // namespace retort
