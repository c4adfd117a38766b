#include "state/script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "project/revision_folder.hpp"
#include "sql/split.hpp"

namespace retort {
namespace {

namespace fs = std::filesystem;

// What changes neither the statements nor what they do.
constexpr std::array<std::string_view, 13> kPassedOver = {
    "\\restrict", "\\unrestrict",  // pg_dump's guard around its output
    "\\echo",     "\\qecho",      "\\warn", "\\timing", "\\pset", "\\x", "\\t", "\\a", "\\C", "\\H", "\\errverbose"};
constexpr std::array<std::string_view, 7> kSettable = {"ON_ERROR_STOP", "ON_ERROR_ROLLBACK", "ECHO",     "ECHO_HIDDEN",
                                                       "QUIET",         "SHOW_CONTEXT",      "VERBOSITY"};

/// The file that an include names; psql lets it stand in single quotes, and a semicolon behind it.
std::string_view file_name(std::string_view argument) {
  while (argument.ends_with(';')) argument = trim(argument.substr(0, argument.size() - 1));
  const bool quoted = argument.size() >= 2 && argument.front() == '\'' && argument.back() == '\'';
  return quoted ? argument.substr(1, argument.size() - 2) : argument;
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find_first_of(" \t")); }

bool is_passed_over(std::string_view word, std::string_view arguments) {
  const auto has = [](const auto& list, std::string_view what) {
    return std::find(list.begin(), list.end(), what) != list.end();
  };
  if (word == "\\set") return has(kSettable, first_word(arguments));
  if (word == "\\encoding") return ascii_iequals(arguments, "utf8") || ascii_iequals(arguments, "utf-8");
  return has(kPassedOver, word) || word.starts_with("\\d");  // \d, \dt, …: they list
}

std::string hint_for(std::string_view word, std::string_view argument) {
  if (word == ".read") return fmt::format("write \"\\ir {}\"", argument);
  if (word == "\\connect" || word == "\\c")
    return "a schema is one database's: take it out, with what belongs to another";
  if (word == "\\copy") return "write COPY … FROM stdin with the rows behind it";
  return "only \\i FILE and \\ir FILE are understood here";
}

class ScriptReader {
 public:
  ScriptReader(const ScriptFolders& folders, const Lexicon& lexicon) : folders_(folders), lexicon_(lexicon) {}

  void read_file(const fs::path& file) {
    const auto source = std::make_shared<const SourceText>(read_source(file, folders_.shown_relative_to));
    std::error_code ignored;
    open_.push_back(fs::weakly_canonical(file, ignored));
    read(source, file.parent_path());
    open_.pop_back();
  }

  void read(const std::shared_ptr<const SourceText>& source, const fs::path& folder) {
    script_.sources.push_back(source);
    for (const StatementText& statement : split_statements(source->text(), lexicon_).statements) {
      if (statement.is_shell) {
        run_shell_line(*source, statement, folder);
      } else {
        add(source, statement);
      }
    }
  }

  Script take() { return std::move(script_); }

 private:
  void add(const std::shared_ptr<const SourceText>& source, const StatementText& statement) {
    if (statement.backslash)
      throw ProjectError("a command of a shell inside of a statement",
                         source->locate(statement.offset + *statement.backslash), "end the statement with a semicolon");
    if (statement.has_rows && !statement.terminated)
      throw ProjectError("the rows behind this COPY never end", source->locate(statement.offset),
                         "end them with a line that is \"\\.\"");
    ScriptStatement& added = script_.statements.emplace_back();
    added.source = source;
    added.text = statement.text;
    added.offset = statement.offset;
    if (statement.has_rows) added.rows = statement.rows;
  }

  void run_shell_line(const SourceText& source, const StatementText& line, const fs::path& folder) {
    const SourceLocation where = source.locate(line.offset);
    const std::string_view word = first_word(line.text);
    const std::string_view rest = trim(line.text.substr(word.size()));
    const std::string_view argument = file_name(rest);
    if (rest.find('\\') != std::string_view::npos && word.starts_with('\\'))
      throw ProjectError("a second command of a shell in one line", where, "give each a line of its own");
    if (is_passed_over(word, rest)) return;

    const bool from_here = word == "\\ir" || word == "\\include_relative";
    if (!from_here && word != "\\i" && word != "\\include")
      throw ProjectError(fmt::format("\"{}\" is a command of a shell, not SQL", word), where, hint_for(word, argument));
    if (argument.empty()) throw ProjectError(fmt::format("\"{}\" names no file", word), where);
    include(((from_here ? folder : folders_.project) / argument).lexically_normal(), where);
  }

  void include(const fs::path& file, const SourceLocation& where) {
    std::error_code failure;
    if (!fs::exists(file, failure))
      throw ProjectError(fmt::format("there is no file {}", shown_path(file, folders_.shown_relative_to)), where,
                         "\\i counts from the project's folder, \\ir from the file in which it stands");
    if (std::find(open_.begin(), open_.end(), fs::weakly_canonical(file, failure)) != open_.end())
      throw ProjectError(fmt::format("{} would read itself", shown_path(file, folders_.shown_relative_to)), where);
    read_file(file);
  }

  const ScriptFolders& folders_;
  const Lexicon& lexicon_;
  std::vector<fs::path> open_;  // the file, and those through which it is read
  Script script_;
};

}  // namespace

Script read_script(const fs::path& file, const ScriptFolders& folders, const Lexicon& lexicon) {
  ScriptReader reader(folders, lexicon);
  reader.read_file(file);
  return reader.take();
}

Script read_script(SourceText source, const ScriptFolders& folders, const Lexicon& lexicon) {
  ScriptReader reader(folders, lexicon);
  reader.read(std::make_shared<const SourceText>(std::move(source)), folders.project);
  return reader.take();
}

}  // namespace retort
