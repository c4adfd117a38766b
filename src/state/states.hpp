// Any source -> canonical Schema. The database is the parser: desired schemas and chains are loaded into a scratch
// database of the real engine and read back.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "diff/diff.hpp"
#include "driver/driver.hpp"
#include "execute/bookkeeping.hpp"
#include "model/declared.hpp"
#include "project/project.hpp"
#include "revision/graph.hpp"
#include "state/load_script.hpp"
#include "state/model_answers.hpp"

namespace retort {

struct ModelsSource {};  // what the project says: schema.sql, or the program's own models
struct ChainSource {
  Heads at;
};                         // the revisions replayed from base up to these
struct DatabaseSource {};  // the environment's live catalogue
struct FileSource {
  std::filesystem::path path;
};
struct UrlSource {
  Url url;
};
struct EmptySource {};
using Source = std::variant<ModelsSource, ChainSource, DatabaseSource, FileSource, UrlSource, EmptySource>;

/// The version table and the journal, as the settings name them.
BookkeepingNames bookkeeping_names(const Settings& settings, const Lexicon& lexicon);

class States {
 public:
  /// `environment` may be none for commands that need no target. All references outlive this.
  States(const Driver& driver, const Project& project, const Settings& settings, const Environment* environment,
         const RevisionGraph& graph);
  ~States();
  States(const States&) = delete;
  States& operator=(const States&) = delete;
  /// The models that are linked into the program: where there are any, they are what ModelsSource means, and `schema`
  /// of the project names no file. Throws ModelError, and ProjectError where it does.
  void use_models(const Metadata& models);
  /// There is something to load a ModelsSource from.
  bool has_models() const;

  /// "models", "chain", "chain@REV", "database", "empty", a path that ends in .sql, a URL. Throws UsageError.
  Source parse(std::string_view text) const;
  /// Cached by content and server version where the project allows it. Filtered by [managed].
  /// A SQLite file of the environment that is not there is an empty database, and a note says so. Nothing is created.
  /// Throws ProjectError with file and line of the statement that the engine refused.
  Schema load(const Source&);
  /// What turns `from` into `to`, or what has to be asked first. Where only texts differ that the server may have put
  /// into other words, both are loaded again in scratch until they stay as they are (at most three times), and then
  /// compared.
  Difference difference(const Schema& from, const Schema& to, const Answers& answers);
  /// What `[managed]` says about comparing.
  DiffOptions diff_options() const;
  /// Of the engine that canonical schemas come from.
  const ServerVersion& version() const;
  /// What schema.sql says about renames and values for rows that exist: `-- retort: renamed-from`, `-- retort:
  /// existing`.
  Answers model_answers();
  /// The same of linked models, by the object that each speaks of; none where the project's files are the models.
  std::vector<DeclaredNote> model_notes();
  /// Statements that make the tables that linked models leave to somebody else.
  const std::vector<std::string>& unmanaged() const;
  /// What a person should know of what was loaded, each once: "24 data statements of db/schema.sql passed over: rows
  /// belong in seeds", foreign keys and views of the models that can't work.
  const std::vector<std::string>& notes() const;
  /// Calls `tell` with each note when it comes up.
  void on_note(std::function<void(const std::string&)> tell);
  /// What ends long work with Interrupted.
  void interrupt_with(Cancellation cancellation);
  const Cancellation& cancellation() const;

  /// A scratch database at `heads`, replayed with the real runner and its bookkeeping tables: for proofs.
  std::unique_ptr<Scratch> replay(const Heads& heads);
  /// Takes such a database on to `target`. Throws what `run` throws.
  void move(Connection& connection, const Heads& target, Direction direction);
  /// Its catalogue, unfiltered, less Retort's own tables. The last few are kept.
  std::shared_ptr<const Schema> inspect(Connection& connection) const;
  /// The seeds, read and split. Throws ProjectError.
  std::vector<Script> seeds();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace retort
