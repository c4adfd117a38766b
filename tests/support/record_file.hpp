// Text files of many small records, one a paragraph:
//
//   # a comment, between records
//   [title of the record]
//   name: value
//     more of the value, on lines that are indented
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace retort::test {

struct Record {
  std::filesystem::path file;
  int line = 0;  // of the title
  std::string title;
  std::vector<std::pair<std::string, std::string>> fields;  // lines of a value without their indentation

  /// "file.cells:12 [title]"
  std::string where() const;
  bool has(const std::string& name) const;
  /// "" where there is none.
  const std::string& field(const std::string& name) const;
};

/// Throws std::runtime_error with file and line on what is no record, on a field that is not in `known`, and on one
/// that stands twice.
std::vector<Record> read_records(const std::filesystem::path& file, const std::vector<std::string>& known);

/// The lines of a value that are not blank.
std::vector<std::string> lines_of(const std::string& text);

}  // namespace retort::test
