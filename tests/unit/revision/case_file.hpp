// tests/cases/revision/*.case: cases as text, many in a file.
//
//   ==== NAME                  a case; "[postgresql]" in the name chooses that lexicon
//   …                          the revision file; a first line "@header" stands for the four lines of kHeader
//   ==== expected
//   …                          what parse_revision says
//
// RETORT_UPDATE_CASES=1 writes the expected parts anew, for people to read.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/ascii.hpp"

namespace retort::test {

inline constexpr std::string_view kHeader = "-- a message\n-- Revision ID: 3f2a9c1b7d04\n-- Revises: 9e1b2c3d4f50\n\n";

struct ParseCase {
  std::string name;
  std::string input;  // as it stands in the case file
  std::string expected;

  bool has_standard_header() const { return input.starts_with("@header\n"); }
  std::string text() const { return has_standard_header() ? std::string(kHeader) + input.substr(8) : input; }
};

inline std::vector<std::filesystem::path> case_files() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(RETORT_SOURCE_DIR "/tests/cases/revision")) {
    if (entry.path().extension() == ".case") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

inline std::vector<ParseCase> read_cases(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  std::vector<ParseCase> cases;
  std::string* part = nullptr;
  const std::string bytes = text.str();
  for (const std::string_view line : split_lines(bytes)) {
    if (line == "==== expected") {
      part = &cases.back().expected;
    } else if (line.starts_with("==== ")) {
      cases.push_back({std::string(line.substr(5)), {}, {}});
      part = &cases.back().input;
    } else if (part != nullptr) {
      *part += std::string(line) + "\n";
    }
  }
  return cases;
}

inline void write_cases(const std::filesystem::path& path, const std::vector<ParseCase>& cases) {
  std::ofstream out(path, std::ios::binary);
  for (const ParseCase& one : cases) {
    out << "==== " << one.name << "\n" << one.input << "==== expected\n" << one.expected;
  }
}

}  // namespace retort::test
