// Any source -> canonical Schema. The database is the parser: desired schemas and chains are loaded into a scratch
// database of the real engine and read back.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "diff/diff.hpp"
#include "driver/driver.hpp"
#include "execute/bookkeeping.hpp"
#include "project/project.hpp"
#include "revision/graph.hpp"

namespace retort {

struct ModelsSource {};                          // what the project says: schema.sql
struct ChainSource { Heads at; };                // the revisions replayed from base up to these
struct DatabaseSource {};                        // the environment's live catalogue
struct FileSource { std::filesystem::path path; };
struct UrlSource { Url url; };
struct EmptySource {};
using Source = std::variant<ModelsSource, ChainSource, DatabaseSource, FileSource, UrlSource, EmptySource>;

class States {
 public:
  /// `environment` may be none for commands that need no target. All references outlive this.
  States(const Driver& driver, const Project& project, const Settings& settings, const Environment* environment,
         const RevisionGraph& graph);
  ~States();

  /// "models", "chain", "chain@REV", "database", "empty", a path that ends in .sql, a URL. Throws UsageError.
  Source parse(std::string_view text) const;
  /// Cached by content and server version where the project allows it. Filtered by [managed].
  /// Throws ProjectError with file and line of the statement that the engine refused.
  Schema load(const Source&);
  /// What schema.sql says about renames and values for rows that exist: `-- retort: renamed-from`, `-- retort: existing`.
  Answers model_answers();

  /// A scratch database at `heads`, replayed with the real runner: for proofs.
  std::unique_ptr<Scratch> replay(const Heads& heads);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Loads SQL statements one by one; names file, line and server message of the one that fails.
void load_script(Connection& connection, const SourceText& script);

/// The directives of a schema file that bind to the next table or column.
Answers model_answers(const SourceText& schema_file, const Lexicon& lexicon);

}  // namespace retort
