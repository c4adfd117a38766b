// What a squash writes down of each file that it replaces: enough to see later whether a file, or what a database ran,
// was another text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "revision/revision_id.hpp"

namespace retort {

/// `-- Replaced File: ID TEXT UPGRADE MESSAGE`.
struct ReplacedFile {
  RevisionId id;
  std::string text;     // text_mark() of the whole file
  std::string upgrade;  // upgrade_mark() of its steps
  std::string message;
  friend bool operator==(const ReplacedFile&, const ReplacedFile&) = default;
};

/// 12 hexadecimal digits, of a text as SourceText decodes it.
std::string text_mark(std::string_view text);
/// The same of what ran, from the hashes of the upgrade's steps.
std::string upgrade_mark(const std::vector<std::string>& step_hashes);
bool is_mark(std::string_view text);

}  // namespace retort
