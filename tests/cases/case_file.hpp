// A case: one text file, sections that begin with `@name` at column 1.
//
//   @about       what it shows, one line
//   @before      SQL                       @rows     SQL that fills it
//   @after       SQL                       @answers  rename t.a=b | rename a=b | no-rename | existing t.c=EXPR,
//                                          one a line
//   @options     what the project asks for: column_order, privileges
//   @questions   what is asked where the answers don't say (expected; nothing else is, then)
//   @operations  what the upgrade does, in words, losses as "loses: …" (expected)
//   @upgrade sqlite, @downgrade sqlite     the steps as they stand in the revision file (expected), for each engine
//   @upgrade postgresql 18, …              where 18 has other words than 15: views are spelled otherwise,
//                                          NOT NULLs have names
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace retort::test {

struct CaseFile {
  struct Section {
    std::string name;
    std::string text;  // ends with a newline where it is not empty
  };
  std::filesystem::path path;
  std::vector<Section> sections;

  static CaseFile read(const std::filesystem::path& path);
  void write() const;
  /// "" where there is none.
  const std::string& text(const std::string& name) const;
  bool has(const std::string& name) const;
  /// Replaces, or adds at the end.
  void set(const std::string& name, std::string text);
  void remove(const std::string& name);
};

}  // namespace retort::test
