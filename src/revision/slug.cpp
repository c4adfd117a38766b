// As Alembic makes it: runs of word characters joined by '_', lower case; a longer one is cut to the length given, then
// back to its last '_', which stays and shows the cut. Characters above ASCII count as word characters unless they
// are punctuation or blanks (Latin-1's, U+2000 to U+206F, U+3000 to U+3003); only ASCII is lowered.
#include <string>

#include "revision/draft.hpp"

namespace retort {
namespace {

/// The length in bytes of the UTF-8 character that begins with `lead`.
std::size_t character_length(unsigned char lead) { return lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4; }

bool is_word_character(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (character.size() == 1) {
    const char c = character[0];
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  }
  if (character.size() == 2) return byte(0) != 0xc2 || byte(1) == 0xaa || byte(1) == 0xb5 || byte(1) == 0xba;
  if (character.size() == 3) {
    const bool general_punctuation = byte(0) == 0xe2 && (byte(1) == 0x80 || (byte(1) == 0x81 && byte(2) <= 0xaf));
    const bool cjk_punctuation = byte(0) == 0xe3 && byte(1) == 0x80 && byte(2) <= 0x83;
    return !general_punctuation && !cjk_punctuation;
  }
  return true;
}

}  // namespace

std::string slug(std::string_view message, int max_length) {
  std::string text;
  int length = 0;       // in characters
  std::size_t cut = 0;  // where the text would end at max_length
  bool cut_known = false;
  const auto append = [&](std::string_view character) {
    if (length == max_length) {
      cut = text.size();
      cut_known = true;
    }
    ++length;
    text += character;
  };
  bool gap = false;
  for (std::size_t at = 0; at < message.size();) {
    const std::string_view character = message.substr(at, character_length(static_cast<unsigned char>(message[at])));
    at += character.size();
    if (!is_word_character(character)) {
      gap = !text.empty();
      continue;
    }
    if (gap) append("_");
    gap = false;
    const char c = character[0];
    append(c >= 'A' && c <= 'Z' ? std::string(1, static_cast<char>(c + ('a' - 'A'))) : std::string(character));
  }
  if (!cut_known) return text;
  text.resize(cut);
  const std::size_t last = text.rfind('_');
  return last == std::string::npos ? text + "_" : text.substr(0, last) + "_";
}

}  // namespace retort
