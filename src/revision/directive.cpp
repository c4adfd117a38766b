// One spelling is a directive: "-- retort: " at column 1, then a word that is known. A comment that differs from it in
// a way that people produce (a blank, a capital, a missing colon, exchanged letters) is a mistake that is told: taken
// as text, it would silently move statements into another section.
//
// Prose stays prose: without the colon, only an exact word after "retort" counts ("-- retort upgrade"), and a misspelt
// "retort" only before a word that is nearly a directive's.
#include "revision/directive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/nearest.hpp"

namespace retort {
namespace {

constexpr std::string_view kPrefix = "-- retort:";
constexpr std::array<std::string_view, 6> kWords = {"upgrade", "downgrade", "irreversible", "rebuild", "todo", "allow"};
constexpr std::array<std::string_view, 2> kSchemaWords = {"renamed-from", "existing"};

struct OtherWord {
  std::string_view word;
  std::string_view meant;
};
/// What other tools call the same things.
constexpr std::array<OtherWord, 7> kOtherWords = {{{"up", "upgrade"},
                                                   {"down", "downgrade"},
                                                   {"rollback", "downgrade"},
                                                   {"revert", "downgrade"},
                                                   {"undo", "downgrade"},
                                                   {"fixme", "todo"},
                                                   {"ignore", "allow"}}};

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view skip_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

/// Up to the first blank.
std::string_view first_word(std::string_view text) { return text.substr(0, text.find_first_of(" \t\n")); }

/// The leading letters.
std::string_view first_name(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && ((text[end] | 0x20) >= 'a' && (text[end] | 0x20) <= 'z')) ++end;
  return text.substr(0, end);
}

bool is_known(std::string_view word) { return std::find(kWords.begin(), kWords.end(), word) != kWords.end(); }

/// The directive word that `word` is meant to be; empty where none is near.
std::string_view meant_word(std::string_view word) {
  const std::string lower = ascii_lower(word);
  if (is_known(lower)) return *std::find(kWords.begin(), kWords.end(), lower);
  for (const OtherWord& other : kOtherWords) {
    if (lower == other.word) return other.meant;
  }
  const std::vector<std::string> near = nearest(lower, kWords, lower.size() < 7 ? 1 : 3);
  return near.empty() ? std::string_view() : *std::find(kWords.begin(), kWords.end(), near.front());
}

CommentReading mistake(std::string problem, std::string suggestion) {
  CommentReading reading;
  reading.kind = CommentReading::Kind::mistake;
  reading.problem = std::move(problem);
  reading.suggestion = std::move(suggestion);
  return reading;
}

std::string known_words() {
  return "the directives of a revision are upgrade, downgrade, irreversible, rebuild, todo and allow";
}

/// "write "-- retort: WORD arguments"".
std::string write_this(std::string_view word, std::string_view arguments) {
  return fmt::format("write \"{} {}{}{}\"", kPrefix, word, arguments.empty() ? "" : " ", arguments);
}

CommentReading read_exact(std::string_view rest) {
  const std::string_view word = first_word(rest);
  const std::string_view arguments = trim(rest.substr(word.size()));
  if (is_known(word)) return {CommentReading::Kind::directive, word, arguments, {}, {}};
  if (word.empty()) return mistake("a directive without a word", known_words());
  if (std::find(kSchemaWords.begin(), kSchemaWords.end(), word) != kSchemaWords.end()) {
    return mistake(fmt::format("\"{}\" belongs in the schema file, above a table or column", word), known_words());
  }
  const std::string_view meant = meant_word(word);
  return mistake(fmt::format("unknown directive \"{}\"", word),
                 meant.empty() ? known_words() : write_this(meant, arguments));
}

/// The comment without its opening mark. One mark only: "-- -- retort: upgrade" is a directive that somebody took out.
std::string_view content(std::string_view comment) {
  const bool block = comment.starts_with("/*");
  if (block && comment.ends_with("*/") && comment.size() >= 4) comment.remove_suffix(2);
  const std::size_t marks = comment.find_first_not_of(block ? "/*! \t\n" : "-#");
  if (marks == std::string_view::npos) return {};
  return trim(comment.substr(marks));
}

/// Whether `content` was meant as a directive: "retort", a colon or none, and a word.
bool is_meant(std::string_view name, bool colon, std::string_view word) {
  const std::string lower = ascii_lower(name);
  if (lower == "retort") return colon || is_known(ascii_lower(word));
  if (lower == "report" || lower == "resort") return false;  // words of their own
  return colon && name.size() >= 5 && edit_distance(lower, "retort") == 1 && !meant_word(word).empty();
}

}  // namespace

CommentReading read_comment(std::string_view comment, bool at_column_one) {
  const bool prefixed =
      comment.starts_with(kPrefix) && (comment.size() == kPrefix.size() || is_blank(comment[kPrefix.size()]));
  if (prefixed && at_column_one) return read_exact(skip_blanks(comment.substr(kPrefix.size())));

  const std::string_view inside = content(comment);
  const std::string_view name = first_name(inside);
  std::string_view rest = skip_blanks(inside.substr(name.size()));
  const bool colon = rest.starts_with(':');
  if (colon) rest = skip_blanks(rest.substr(1));
  const std::string_view word = first_word(rest);
  if (!is_meant(name, colon, word)) return {};

  const std::string_view line = rest.substr(0, rest.find('\n'));
  const std::string_view meant = meant_word(word);
  const std::string suggestion = meant.empty() ? known_words() + "; a comment begins with another word"
                                               : write_this(meant, trim(line.substr(word.size())));
  if (prefixed) return mistake("a directive must start at column 1 of its own line", suggestion + " there");
  const bool several_lines = comment.find('\n') != std::string_view::npos;
  const std::string_view shown = several_lines ? inside.substr(0, inside.find('\n')) : comment;
  return mistake(fmt::format("\"{}\" looks like a directive and is none", trim(shown)), suggestion);
}

}  // namespace retort
