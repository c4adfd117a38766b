#include "case_file.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <stdexcept>

namespace retort::test {
namespace {

const std::set<std::string> kNames{"about",
                                   "before",
                                   "rows",
                                   "after",
                                   "answers",
                                   "options",
                                   "questions",
                                   "operations",
                                   "upgrade sqlite",
                                   "downgrade sqlite",
                                   "upgrade postgresql",
                                   "downgrade postgresql",
                                   "operations 18",
                                   "upgrade postgresql 18",
                                   "downgrade postgresql 18"};

auto find(auto& sections, const std::string& name) {
  return std::find_if(sections.begin(), sections.end(),
                      [&](const CaseFile::Section& section) { return section.name == name; });
}

}  // namespace

CaseFile CaseFile::read(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("can't read " + path.string());
  CaseFile file;
  file.path = path;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (!line.empty() && line[0] == '@') {
      const std::string name = line.substr(1);
      if (kNames.count(name) == 0 || file.has(name)) {
        throw std::runtime_error(path.string() + ":" + std::to_string(number) + ": unknown or repeated section @" +
                                 name);
      }
      file.sections.push_back({name, ""});
    } else if (!file.sections.empty()) {
      file.sections.back().text += line + "\n";
    } else if (!line.empty()) {
      throw std::runtime_error(path.string() + ":" + std::to_string(number) + ": text before the first section");
    }
  }
  for (Section& section : file.sections) {  // blank lines between sections are nobody's
    while (section.text.ends_with("\n\n")) section.text.pop_back();
    if (section.text == "\n") section.text.clear();
  }
  return file;
}

void CaseFile::write() const {
  std::ofstream out(path, std::ios::trunc);
  bool first = true;
  for (const Section& section : sections) {
    if (!first) out << "\n";
    first = false;
    out << "@" << section.name << "\n" << section.text;
  }
}

const std::string& CaseFile::text(const std::string& name) const {
  static const std::string kNone;
  const auto at = find(sections, name);
  return at == sections.end() ? kNone : at->text;
}

bool CaseFile::has(const std::string& name) const { return find(sections, name) != sections.end(); }

void CaseFile::set(const std::string& name, std::string text) {
  const auto at = find(sections, name);
  if (at == sections.end()) {
    sections.push_back({name, std::move(text)});
  } else {
    at->text = std::move(text);
  }
}

void CaseFile::remove(const std::string& name) {
  const auto at = find(sections, name);
  if (at != sections.end()) sections.erase(at);
}

}  // namespace retort::test
