#include "sql/lexicon.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "base/ascii.hpp"
#include "sql/quote.hpp"

namespace retort {
namespace {

/// At most `limit` bytes, and no half of a character (pg_mbcliplen).
std::string cut(std::string text, std::size_t limit) {
  if (limit == 0 || text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
  text.resize(limit);
  return text;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char low = static_cast<char>(c | 0x20);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/// The code point of `digits` hexadecimal digits at `at`, or nothing.
std::optional<char32_t> code_point(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return std::nullopt;
  char32_t value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    const int digit = hex_digit(text[i]);
    if (digit < 0) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(digit);
  }
  return value;
}

void append_utf8(std::string& result, char32_t c) {
  const auto put = [&](char32_t byte) { result += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

/// \0041, \+000041 and \\ as in U&"…"; what is none of them stays. UESCAPE, which nobody uses, is not known here.
std::string decode_unicode_escapes(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const bool escape = text[i] == '\\';
    const bool is_long = escape && i + 1 < text.size() && text[i + 1] == '+';
    if (escape && i + 1 < text.size() && text[i + 1] == '\\') {
      result += '\\';
      i += 2;
    } else if (const auto found = escape ? code_point(text, i + (is_long ? 2 : 1), is_long ? 6 : 4) : std::nullopt) {
      append_utf8(result, *found);
      i += is_long ? 8 : 5;
    } else {
      result += text[i++];
    }
  }
  return result;
}

}  // namespace

Identifier Lexicon::identifier(std::string_view text) const {
  return folds_identifiers ? Identifier::folded(std::string(text)) : Identifier(std::string(text));
}

Identifier Lexicon::name(std::string_view token) const {
  if (prefixed_strings && token.size() > 3 && (token[0] == 'U' || token[0] == 'u') && token[1] == '&')
    return identifier(cut(decode_unicode_escapes(unquote(token.substr(2))), longest_name));
  const bool is_bare = unquote(token) == token;
  return identifier(cut(is_bare && lowers_bare_names ? ascii_lower(token) : unquote(token), longest_name));
}

bool Lexicon::is_keyword(std::string_view word) const {
  return std::binary_search(keywords.begin(), keywords.end(), ascii_upper(word));
}

}  // namespace retort
