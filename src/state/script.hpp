// SQL files as the engine's shell reads them: statements, and lines of the shell between them.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "sql/lexicon.hpp"
#include "sql/split.hpp"

namespace retort {

/// One statement, and the file in which it stands.
struct ScriptStatement {
  std::shared_ptr<const SourceText> source;
  std::string_view text;  // into *source
  std::size_t offset = 0;

  SourceLocation where(std::size_t inside = 0) const { return source->locate(offset + inside); }
};

/// The statements of a file and of those that it includes, in the order in which they run.
struct Script {
  std::vector<ScriptStatement> statements;
  std::vector<std::shared_ptr<const SourceText>> sources;
};

struct ScriptFolders {
  std::filesystem::path project;            // `\i FILE` counts from here, `\ir FILE` from the file in which it stands
  std::filesystem::path shown_relative_to;  // for messages
};

/// Reads a file with all that it includes. Throws ProjectError at the line of an include that can't be read, that reads
/// itself, and of any other line of a shell.
Script read_script(const std::filesystem::path& file, const ScriptFolders& folders, const Lexicon& lexicon);
/// The same for text that is no file; `\ir` counts from the project's folder.
Script read_script(SourceText source, const ScriptFolders& folders, const Lexicon& lexicon);

/// A statement or, where `is_shell`, a line such as `\i FILE` between statements.
struct ScriptPiece {
  StatementText statement;
  bool is_shell = false;
};
struct ScriptPieces {
  std::vector<ScriptPiece> pieces;
  std::string_view trailing;
  std::size_t trailing_offset = 0;
};
/// `text` cut up, lines of the shell too. Never throws.
ScriptPieces split_script(std::string_view text, const Lexicon& lexicon);

}  // namespace retort
