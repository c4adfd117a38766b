#include "record_file.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace retort::test {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, int line, const std::string& what) {
  throw std::runtime_error(file.string() + ":" + std::to_string(line) + ": " + what);
}

std::string without_indent(const std::string& line) {
  const std::size_t begin = line.find_first_not_of(' ');
  return begin == std::string::npos ? std::string() : line.substr(begin);
}

}  // namespace

std::string Record::where() const { return file.filename().string() + ":" + std::to_string(line) + " [" + title + "]"; }

bool Record::has(const std::string& name) const {
  return std::any_of(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
}

const std::string& Record::field(const std::string& name) const {
  static const std::string kNone;
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
  return found == fields.end() ? kNone : found->second;
}

std::vector<Record> read_records(const std::filesystem::path& file, const std::vector<std::string>& known) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("can't read " + file.string());
  std::vector<Record> records;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '[') {
      if (line.back() != ']') fail(file, number, "']' expected at the end of a title");
      records.push_back({file, number, line.substr(1, line.size() - 2), {}});
      continue;
    }
    if (records.empty()) fail(file, number, "text before the first record");
    Record& record = records.back();
    if (line[0] == ' ') {
      if (record.fields.empty()) fail(file, number, "an indented line without a field above it");
      record.fields.back().second += "\n" + without_indent(line);
      continue;
    }
    const std::size_t colon = line.find(':');
    const std::string name = line.substr(0, colon);
    if (colon == std::string::npos || std::find(known.begin(), known.end(), name) == known.end()) {
      fail(file, number, "unknown field: " + line);
    }
    if (record.has(name)) fail(file, number, "field stands twice: " + name);
    record.fields.emplace_back(name, without_indent(line.substr(colon + 1)));
  }
  return records;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

}  // namespace retort::test
