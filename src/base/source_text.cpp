#include "base/source_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"

namespace retort {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kSaveAsUtf8 = "save the file as UTF-8";

std::string without_carriage_returns(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t crlf = std::min(bytes.find("\r\n"), bytes.size());
    text.append(bytes.substr(0, crlf));
    bytes.remove_prefix(std::min(crlf + 1, bytes.size()));
  }
  return text;
}

// With or without a byte order mark: in SQL one of the first two bytes is an ASCII character's other half.
bool looks_like_utf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  return bytes.size() >= 2 && (bytes[0] == '\0') != (bytes[1] == '\0');
}

// The offset of the first line that git, Mercurial or Subversion left from a merge. A line of "=======" alone proves
// nothing: people underline headings with it.
std::size_t find_conflict_marker(std::string_view text) {
  for (const std::string_view marker : {std::string_view("<<<<<<< "), std::string_view(">>>>>>> ")}) {
    for (std::size_t at = text.find(marker); at != std::string_view::npos; at = text.find(marker, at + 1)) {
      if (at == 0 || text[at - 1] == '\n') return at;
    }
  }
  return std::string_view::npos;
}

}  // namespace

SourceText::SourceText(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    line_starts_.push_back(at + 1);
  }
}

SourceText SourceText::decode(std::string name, std::string_view bytes) {
  if (looks_like_utf16(bytes)) {
    throw ProjectError("the file is UTF-16", SourceLocation{std::move(name), 1, 0}, std::string(kSaveAsUtf8));
  }
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  SourceText source(std::move(name), without_carriage_returns(bytes));
  const std::string& text = source.text();

  if (const std::size_t nul = text.find('\0'); nul != std::string::npos) {
    throw ProjectError("the file contains a NUL byte", source.locate(nul), std::string(kSaveAsUtf8));
  }
  if (const std::size_t bad = find_invalid_utf8(text); bad != std::string_view::npos) {
    throw ProjectError(fmt::format("the file is not UTF-8: byte 0x{:02X}", static_cast<unsigned char>(text[bad])),
                       source.locate(bad), std::string(kSaveAsUtf8));
  }
  if (const std::size_t marker = find_conflict_marker(text); marker != std::string_view::npos) {
    throw ProjectError("the file holds a version-control conflict", source.locate(marker),
                       "resolve it, and take the <<<<<<< ======= >>>>>>> lines out");
  }
  return source;
}

SourceLocation SourceText::locate(std::size_t offset) const {
  if (line_starts_.empty()) return {name_, 1, 1};
  offset = std::min(offset, text_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<int>(after - line_starts_.begin());
  return {name_, line, static_cast<int>(offset - *std::prev(after)) + 1};
}

std::string_view SourceText::line(int line) const {
  if (line < 1 || static_cast<std::size_t>(line) > line_starts_.size()) return {};
  const std::string_view rest = std::string_view(text_).substr(line_starts_[static_cast<std::size_t>(line) - 1]);
  return rest.substr(0, rest.find('\n'));
}

}  // namespace retort
