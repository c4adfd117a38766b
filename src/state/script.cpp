#include "state/script.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "project/revision_folder.hpp"

namespace retort {
namespace {

namespace fs = std::filesystem;

bool begins_shell_line(std::string_view statement) { return statement.front() == '\\' || statement.front() == '.'; }

/// The file that an include names; psql lets it stand in single quotes.
std::string_view unquoted(std::string_view argument) {
  const bool quoted = argument.size() >= 2 && argument.front() == '\'' && argument.back() == '\'';
  return quoted ? argument.substr(1, argument.size() - 2) : argument;
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
    for (const ScriptPiece& piece : split_script(source->text(), lexicon_).pieces) {
      if (piece.is_shell) {
        run_shell_line(*source, piece.statement, folder);
      } else {
        script_.statements.push_back({source, piece.statement.text, piece.statement.offset});
      }
    }
  }

  Script take() { return std::move(script_); }

 private:
  void run_shell_line(const SourceText& source, const StatementText& line, const fs::path& folder) {
    const SourceLocation where = source.locate(line.offset);
    const std::string_view word = line.text.substr(0, line.text.find_first_of(" \t"));
    const std::string_view argument = unquoted(trim(line.text.substr(word.size())));
    if (word == "\\restrict" || word == "\\unrestrict") return;  // pg_dump's guard around its own output

    const bool from_here = word == "\\ir" || word == "\\include_relative";
    if (!from_here && word != "\\i" && word != "\\include") {
      throw ProjectError(fmt::format("\"{}\" is a command of a shell, not SQL", word), where,
                         word == ".read" ? fmt::format("write \"\\ir {}\"", argument)
                                         : "only \\i FILE and \\ir FILE are understood here");
    }
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

ScriptPieces split_script(std::string_view text, const Lexicon& lexicon) {
  ScriptPieces result;
  // A shell's line ends at its newline, which only this loop knows: splitting begins anew after each.
  for (std::size_t base = 0;;) {
    const SplitText split = split_statements(text.substr(base), lexicon);
    bool again = false;
    for (StatementText statement : split.statements) {
      statement.offset += base;
      statement.leading_offset += base;
      statement.end_offset += base;
      const bool is_shell = begins_shell_line(statement.text);
      if (is_shell) {
        const std::size_t end = std::min(text.find('\n', statement.offset), text.size());
        statement.text = trim(text.substr(statement.offset, end - statement.offset));
        statement.end_offset = end;
      }
      result.pieces.push_back({statement, is_shell});
      if (!is_shell) continue;
      base = statement.end_offset;
      again = true;
      break;
    }
    if (again) continue;
    result.trailing = split.trailing;
    result.trailing_offset = split.trailing_offset + base;
    return result;
  }
}

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
