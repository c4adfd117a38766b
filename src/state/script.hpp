// SQL files as the engine's shell reads them: statements, and lines of the shell between them.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// One statement, and the file in which it stands.
struct ScriptStatement {
  std::shared_ptr<const SourceText> source;
  std::string_view text;  // into *source
  std::size_t offset = 0;
  std::optional<std::string_view> rows = std::nullopt;  // of COPY … FROM stdin: what stands behind it in the file

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

/// Reads a file with all that it includes. Lines of a shell that only show something (\echo, \timing) are passed over.
/// Throws ProjectError at the line of an include that can't be read, that reads itself, of any other line of a shell,
/// and of rows behind COPY that never end.
Script read_script(const std::filesystem::path& file, const ScriptFolders& folders, const Lexicon& lexicon);
/// The same for text that is no file; `\ir` counts from the project's folder.
Script read_script(SourceText source, const ScriptFolders& folders, const Lexicon& lexicon);

}  // namespace retort
