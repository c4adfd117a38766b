// What the text cases can't say: bytes, hashes, and that no input is anything but a file or a ProjectError.
#include "revision/revision_file.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

#include "case_file.hpp"
#include "lexicons.hpp"

namespace retort::test {
namespace {

RevisionFile parse(const std::string& bytes) {
  return parse_revision(SourceText::decode("f.sql", bytes), sqlite_lexicon());
}

std::string with_upgrade(const std::string& body) {
  return std::string(kHeader) + "-- retort: upgrade" + body + "\n-- retort: irreversible gone\n";
}

std::string hash_of(const std::string& body) { return parse(with_upgrade(body)).upgrade.at(0).hash; }

TEST(ParseRevision, ReadsCrlfAndAByteOrderMarkAsPlainText) {
  std::string windows = "\xEF\xBB\xBF";
  for (const char c : with_upgrade("\nCREATE TABLE t (\n  a\n);")) windows += c == '\n' ? "\r\n" : std::string(1, c);
  const RevisionFile file = parse(windows);
  EXPECT_EQ(file.id, "3f2a9c1b7d04");
  ASSERT_EQ(file.upgrade.size(), 1U);
  EXPECT_EQ(file.upgrade[0].statements.at(0).text, "CREATE TABLE t (\n  a\n)");
  EXPECT_EQ(file.upgrade[0].statements.at(0).line, 6);
}

TEST(ParseRevision, KeepsTheSource) {
  const std::string text = with_upgrade("\nSELECT 1;");
  EXPECT_EQ(parse(text).source.text(), text);
  EXPECT_EQ(parse(text).source.name(), "f.sql");
}

TEST(StepHash, PassesOverCommentsBlanksAndTheCaseOfKeywords) {
  EXPECT_EQ(hash_of("\nSELECT a FROM t;"), hash_of("\n-- why\n  select /* x */ a\nfrom T ;\n"));
}

TEST(StepHash, SeesWhatRuns) {
  const std::string hash = hash_of("\nSELECT 'a' FROM t;");
  EXPECT_NE(hash, hash_of("\nSELECT 'A' FROM t;"));
  EXPECT_NE(hash, hash_of("\nSELECT 'a' FROM t; SELECT 1;"));
  EXPECT_NE(hash, hash_of(" autocommit\nSELECT 'a' FROM t;"));
  EXPECT_NE(hash_of("\nSELECT 1; SELECT 2;"), hash_of("\nSELECT 2; SELECT 1;"));
  EXPECT_NE(hash, hash_of("\n"));
}

TEST(StepHash, PassesOverDirectivesThatGuardAStatement) {
  const std::string plain = " foreign_keys=off\nSELECT 1;";
  const std::string guarded =
      " foreign_keys=off\n-- retort: rebuild t (a) indexes () triggers () was 12\n-- retort: allow x y\nSELECT 1;";
  EXPECT_EQ(hash_of(plain), hash_of(guarded));
}

/// The ```sql blocks of docs/revision-files.md, without the template's.
std::vector<std::string> manual_examples() {
  std::ostringstream text;
  text << std::ifstream(RETORT_SOURCE_DIR "/docs/revision-files.md").rdbuf();
  const std::string page = text.str();
  std::vector<std::string> blocks;
  constexpr std::string_view kOpen = "```sql\n";
  for (std::size_t at = page.find(kOpen); at != std::string::npos; at = page.find(kOpen, at + 1)) {
    const std::size_t begin = at + kOpen.size();
    std::string block = page.substr(begin, page.find("```", begin) - begin);
    if (block.find("${") == std::string::npos) blocks.push_back(std::move(block));
  }
  return blocks;
}

TEST(ParseRevision, ReadsTheManualsExamples) {
  const std::vector<std::string> examples = manual_examples();
  EXPECT_GE(examples.size(), 5U);
  for (std::string text : examples) {  // fragments get what they leave out
    const bool has_header = text.find("-- Revision ID:") != std::string::npos;
    if (text.find("-- retort: upgrade") == std::string::npos)
      text.insert(has_header ? text.size() : 0, "\n-- retort: upgrade\n");
    if (!has_header) text.insert(0, kHeader);
    const bool has_ending = text.find("-- retort: downgrade") != std::string::npos ||
                            text.find("-- retort: irreversible") != std::string::npos;
    if (!has_ending) text += "-- retort: downgrade none an example\n";
    EXPECT_NO_THROW(parse(text)) << text;
  }
}

TEST(ParseRevision, ReadsAnyMutationOfTheCasesOrThrowsAProjectError) {
  constexpr unsigned kSeed = 20261120;
  constexpr std::string_view kPieces[] = {
      "\n",   ";", "'", "\"", "--", "/*", "*/", "-- retort: ", "upgrade", "\n-- retort: downgrade\n",
      " ",    "(", ")", "[",  "]",  ":",  ",",  "BEGIN",       "END",     "\xC3\xA9",
      "\r\n", "$$"};
  std::mt19937 random(kSeed);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  int parsed = 0, refused = 0;
  for (const auto& path : case_files()) {
    for (const ParseCase& one : read_cases(path)) {
      const std::string original = one.text();
      const int rounds = one.expected.starts_with("error") ? 30 : 150;
      for (int round = 0; round < rounds && !original.empty(); ++round) {
        std::string text = original;
        for (std::size_t edits = 1 + below(3); edits > 0 && !text.empty(); --edits) {
          const std::size_t at = below(text.size());
          switch (below(4)) {
            case 0:
              text.erase(at, 1 + below(8));
              break;
            case 1:
              text.insert(at, kPieces[below(std::size(kPieces))]);
              break;
            case 2:
              text[at] = static_cast<char>(below(256));
              break;
            default:
              text += text.substr(at, below(40));
              break;
          }
        }
        try {
          const RevisionFile file = parse(text);
          EXPECT_FALSE(file.id.empty());
          EXPECT_FALSE(file.upgrade.empty());
          EXPECT_TRUE(file.no_downgrade.has_value() != !file.downgrade.empty());
          ++parsed;
        } catch (const ProjectError& error) {
          EXPECT_TRUE(error.where().has_value() && error.where()->line > 0) << error.what();
          EXPECT_FALSE(error.hint().empty()) << error.what();
          ++refused;
        }
      }
    }
  }
  fmt::print("seed {}: {} parsed, {} refused\n", kSeed, parsed, refused);
  EXPECT_GT(parsed, 500);
  EXPECT_GT(refused, 1000);
}

}  // namespace
}  // namespace retort::test
