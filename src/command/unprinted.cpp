#include "command/unprinted.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "command/autogenerate.hpp"
#include "revision/draft.hpp"
#include "sql/classify.hpp"
#include "sql/lexer.hpp"
#include "sql/quote.hpp"
#include "sql/split.hpp"

namespace retort::command {

namespace {

namespace fs = std::filesystem;

/// A database of its own that Alembic can connect to, too.
class Place {
 public:
  /// `schema`: where Alembic's version table is to be, which Alembic does not make; empty: the default one.
  Place(const Driver& driver, const ConnectOptions& options, const std::string& schema) : driver_(driver) {
    scratch_ = driver.make_scratch();
    if (const std::optional<Url> url = scratch_->url()) {
      url_ = url->with_password();
      const Lexicon& lexicon = scratch_->connection().dialect().lexicon();
      if (!schema.empty())
        scratch_->connection().execute("CREATE SCHEMA IF NOT EXISTS " + quote(lexicon, lexicon.identifier(schema)));
      return;
    }
    std::string pattern = (fs::temp_directory_path() / "retort-adopt-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw Error("can't make a temporary folder");
    folder_ = pattern;
    const std::string path = (folder_ / "scratch.db").string();
    url_ = "sqlite:///" + path;
    ConnectOptions own = options;
    own.read_only = false;
    own.create = true;
    connection_ = driver.connect(Url::parse("sqlite:" + path), own);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    connection_.reset();
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }

  const std::string& url() const { return url_; }
  Schema inspect(const ObjectName& own) {
    return driver_.inspect(connection_ ? *connection_ : scratch_->connection(), InspectOptions{{own}});
  }

 private:
  const Driver& driver_;
  std::unique_ptr<Scratch> scratch_;
  std::unique_ptr<Connection> connection_;
  fs::path folder_;
  std::string url_;
};

/// What one run did with rows.
struct RowsTouched {
  std::set<std::string> read, written;
  std::vector<std::string> statements;  // that change rows, or read them
  bool any() const { return !read.empty() || !written.empty(); }
};

bool is_catalogue(const std::string& name) {
  return name.starts_with("sqlite_") || name.starts_with("pg_") || name == "information_schema";
}

/// Alembic's batch mode copies a table by this name.
bool is_batch_copy(const std::string& name) { return name.starts_with("_alembic_tmp_"); }

/// The names behind FROM and JOIN, without a schema's.
std::set<std::string> tables_read(std::string_view statement, const Lexicon& lexicon) {
  std::set<std::string> result;
  const std::vector<Token> tokens = significant_tokens(statement, lexicon);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (!tokens[i].is_word("FROM") && !tokens[i].is_word("JOIN")) continue;
    const bool qualified = i + 3 < tokens.size() && tokens[i + 2].is_symbol(".");
    const Token& first = tokens[i + 1];
    if (first.kind != TokenKind::word && first.kind != TokenKind::quoted_identifier) continue;
    const std::string schema = qualified ? lexicon.name(first.text).key() : std::string();
    const std::string name = lexicon.name(tokens[qualified ? i + 3 : i + 1].text).key();
    if (!is_catalogue(schema) && !is_catalogue(name)) result.insert(name);
  }
  return result;
}

/// What SQLAlchemy asks for itself, when it connects and when the catalogue is looked into.
bool is_own_question(std::string_view statement, const StatementClass& kind, const Lexicon& lexicon) {
  if (kind.kind == StatementKind::show) return true;
  if (kind.kind == StatementKind::pragma) return statement.find('=') == std::string_view::npos;
  const Token first = Lexer(statement, lexicon).next_significant();
  if ((!first.is_word("SELECT") && !first.is_word("WITH")) || changes_rows(kind)) return false;
  if (!tables_read(statement, lexicon).empty()) return false;
  const std::string text = ascii_lower(trim(statement));
  const auto begins = [&](std::string_view question) { return text.starts_with(question); };
  const bool has_from = text.find(" from ") != std::string::npos || text.find("\nfrom ") != std::string::npos;
  return has_from || text == "select version()" || text == "select pg_catalog.version()" ||
         text == "select current_schema()" || begins("select cast('test plain returns' as") ||
         begins("select cast('test unicode returns' as") || begins("select 'x' as some_label");
}

/// What ran, but for such questions, and for the version table.
std::vector<RanStatement> own_statements(const std::vector<RanStatement>& ran, const Lexicon& lexicon,
                                         const std::string& version_table) {
  std::vector<RanStatement> result;
  for (const RanStatement& statement : ran) {
    const StatementClass kind = classify(statement.text, lexicon);
    if (kind.object && kind.object->name.key() == version_table) continue;
    if (tables_read(statement.text, lexicon).contains(version_table)) continue;
    if (!is_own_question(statement.text, kind, lexicon)) result.push_back(statement);
  }
  return result;
}

/// Whether its Python may go on with what a change returned.
bool gives_rows(std::string_view statement, const Lexicon& lexicon) {
  int depth = 0;
  for (const Token& token : significant_tokens(statement, lexicon)) {
    if (token.is_symbol("(")) ++depth;
    if (token.is_symbol(")")) --depth;
    if (depth == 0 && token.is_word("RETURNING")) return true;
  }
  return false;
}

RowsTouched rows_touched(const std::vector<RanStatement>& ran, const Lexicon& lexicon) {
  RowsTouched touched;
  for (const RanStatement& statement : ran) {
    const StatementClass kind = classify(statement.text, lexicon);
    if (kind.object && is_batch_copy(kind.object->name.key())) continue;
    const Token first = Lexer(statement.text, lexicon).next_significant();
    std::set<std::string> read;
    if (first.is_word("SELECT") || first.is_word("WITH")) read = tables_read(statement.text, lexicon);
    if (changes_rows(kind) && kind.object) touched.written.insert(kind.object->to_string());
    if (changes_rows(kind) && kind.object && gives_rows(statement.text, lexicon)) read.insert(kind.object->to_string());
    if (!read.empty() || changes_rows(kind)) touched.statements.push_back(statement.text);
    touched.read.merge(read);
  }
  return touched;
}

/// Why the script is not to be relied on; empty where it is.
std::string doubt(const std::optional<MigrationScript>& script, const Lexicon& lexicon) {
  if (!script) return {};
  const SplitText split = split_statements(script->source.text(), lexicon);
  for (const StatementText& statement : split.statements) {
    const Token first = Lexer(statement.text, lexicon).next_significant();
    if (!first.is_word("SELECT") && !first.is_word("WITH")) continue;
    if (changes_rows(classify(statement.text, lexicon)) || tables_read(statement.text, lexicon).empty()) continue;
    return "it prints a query of rows, to which its Python got no answer";
  }
  return {};
}

void doubt(std::optional<MigrationScript>& script, std::string& why, const Lexicon& lexicon) {
  const std::string found = doubt(script, lexicon);
  if (found.empty()) return;
  why = found;
  script.reset();
}

std::string names(const std::set<std::string>& all) { return join({all.begin(), all.end()}, ", "); }

class UnprintedRuns {
 public:
  UnprintedRuns(Workspace& workspace, States& states, const AlembicPlace& place, const AlembicChain& chain)
      : workspace_(workspace),
        states_(states),
        alembic_(place),
        chain_(chain),
        own_{lexicon().identifier(chain.version_schema.empty() ? lexicon().default_schema
                                                               : std::string_view(chain.version_schema)),
             lexicon().identifier(chain.version_table)} {}

  std::map<RevisionId, UnprintedRevision> run() {
    for (const AlembicRevision& revision : chain_.revisions) {
      if (revision.not_printed_up.empty() && revision.not_printed_down.empty()) continue;
      workspace_.context().cancellation.check();
      result_[revision.migration.id] = run_one(revision);
    }
    return std::move(result_);
  }

 private:
  UnprintedRevision run_one(const AlembicRevision& revision) {
    UnprintedRevision made;
    const RevisionId& id = revision.migration.id;
    const bool needs_up = !revision.not_printed_up.empty();
    const bool needs_down = !revision.not_printed_down.empty() && !revision.refuses_down;
    if (revision.refuses_down) made.no_way_back = revision.not_printed_down;
    if (!needs_up && !needs_down) return made;
    Schema after;
    try {
      if (!database_) database_.emplace(workspace_.driver(), workspace_.connect_options(), chain_.version_schema);
      if (needs_up) {
        bring_below(revision.migration);
        const Schema before = database_->inspect(own_);
        const std::vector<RanStatement> ran = alembic_step(alembic_, database_->url(), id, true);
        after = database_->inspect(own_);
        made.up = what_ran(before, after, ran, Direction::upgrade, revision.not_printed_up);
      } else {
        alembic_upgrade(alembic_, database_->url(), {id});
        after = database_->inspect(own_);
      }
    } catch (const ProjectError& error) {
      workspace_.context().cancellation.check();  // Ctrl-C ends Alembic's Python, too
      // Where env.py itself can't be run, no revision is to blame.
      if (nothing_is_printed())
        throw ProjectError(error.what(), std::nullopt,
                           "nothing could be printed either: " + chain_.revisions.front().not_printed_up);
      if (needs_up) made.up = unfinished(Direction::upgrade, revision.not_printed_up, error.what());
      if (needs_down) made.down = unfinished(Direction::downgrade, revision.not_printed_down, error.what());
      database_.reset();  // nobody knows how far it came
      return made;
    }
    if (!needs_down) return made;
    try {
      const std::vector<RanStatement> ran = alembic_step(alembic_, database_->url(), id, false);
      made.down = what_ran(after, database_->inspect(own_), ran, Direction::downgrade, revision.not_printed_down);
    } catch (const ProjectError& error) {
      workspace_.context().cancellation.check();
      made.no_way_back = error.what();
      database_.reset();  // nobody knows how far it came
    }
    return made;
  }

  void bring_below(const Migration& migration) {
    std::vector<RevisionId> below = migration.revises;
    below.insert(below.end(), migration.depends_on.begin(), migration.depends_on.end());
    if (!below.empty()) alembic_upgrade(alembic_, database_->url(), below);
  }

  bool nothing_is_printed() const {
    return std::none_of(chain_.revisions.begin(), chain_.revisions.end(), [](const AlembicRevision& revision) {
      return revision.migration.up || revision.migration.down;
    });
  }

  StepText what_ran(const Schema& from, const Schema& to, const std::vector<RanStatement>& all, Direction direction,
                    const std::string& why) {
    const std::vector<RanStatement> ran = own_statements(all, lexicon(), chain_.version_table);
    const RowsTouched rows = rows_touched(ran, lexicon());
    const bool whole = std::all_of(ran.begin(), ran.end(), [](const RanStatement& each) { return each.whole; });
    StepText text = whole && rows.read.empty() ? as_it_ran(ran, direction) : difference(from, to, rows, direction);
    text.remarks.push_back(fmt::format("{}: {} ({})", to_string(direction),
                                       whole && rows.read.empty()
                                           ? "taken as Alembic ran it on a scratch database; it can't be printed"
                                           : "the difference that it made on a scratch database; it can't be printed",
                                       why));
    return text;
  }

  StepText as_it_ran(const std::vector<RanStatement>& ran, Direction direction) const {
    std::string script;
    for (const RanStatement& statement : ran) script += std::string(trim(statement.text)) + ";\n";
    return step_text({SourceText("", std::move(script))}, direction, workspace_.dialect());
  }

  StepText difference(const Schema& from, const Schema& to, const RowsTouched& rows, Direction direction) {
    StepText text;
    const std::vector<RenameQuestion> questions = states_.difference(from, to, {}).questions;
    Answers answers;
    answers.no_renames = true;
    const Script script =
        make_script(states_.difference(from, to, answers), from, workspace_.dialect(), workspace_.version());
    text.statements = script.statements.size();
    const std::size_t limit =
        static_cast<std::size_t>(workspace_.dialect().capabilities(workspace_.version()).statements_a_load);
    if (!script.statements.empty()) text.text = format_steps(direction, script.statements, limit, lexicon()) + "\n";
    for (const Statement& statement : script.statements)
      if (statement.todo) text.todos.push_back(*statement.todo);
    std::vector<std::string> todos;
    for (const RenameQuestion& question : questions)
      todos.push_back(fmt::format("{} is made anew above; if it is {} by another name, write the rename",
                                  describe(question.to), describe(question.candidates.front().from)));
    if (!rows.read.empty())
      todos.push_back(fmt::format(
          "rows of {} are read by the Python of this revision{}: write what it does in SQL", names(rows.read),
          rows.written.empty() ? "" : fmt::format(", rows of {} written", names(rows.written))));
    else if (!rows.written.empty())
      todos.push_back(
          fmt::format("rows of {} are written by the Python of this revision: write that in SQL", names(rows.written)));
    if (!todos.empty()) add_todos(text, direction, todos, rows.statements);
    return text;
  }

  void add_todos(StepText& text, Direction direction, const std::vector<std::string>& todos,
                 const std::vector<std::string>& statements) const {
    if (!text.text.empty()) text.text += '\n';
    text.text += fmt::format("-- retort: {}\n", to_string(direction));
    for (const std::string& todo : todos) text.text += fmt::format("-- retort: todo {}\n", todo);
    if (!statements.empty()) text.text += "-- It ran there:\n";
    for (const std::string& statement : statements)
      for (const std::string_view line : split_lines(statement))
        text.text += plain_comment(fmt::format("--   {}", line)) + "\n";
    text.todos.insert(text.todos.end(), todos.begin(), todos.end());
  }

  StepText unfinished(Direction direction, const std::string& why, const std::string& failure) const {
    StepText text;
    text.remarks.push_back(fmt::format("{}: not printed ({})", to_string(direction), why));
    add_todos(text, direction, {fmt::format("write what its Python does: it did not run either ({})", failure)}, {});
    return text;
  }

  static std::string describe(const ObjectKey& key) {
    return fmt::format("{} {}", to_string(key.kind), key.to_string());
  }
  const Lexicon& lexicon() const { return workspace_.dialect().lexicon(); }

  Workspace& workspace_;
  States& states_;
  const AlembicPlace& alembic_;
  const AlembicChain& chain_;
  ObjectName own_;
  std::optional<Place> database_;
  std::map<RevisionId, UnprintedRevision> result_;
};

}  // namespace

void doubt_queries(AlembicChain& chain, const Lexicon& lexicon) {
  for (AlembicRevision& revision : chain.revisions) {
    doubt(revision.migration.up, revision.not_printed_up, lexicon);
    doubt(revision.migration.down, revision.not_printed_down, lexicon);
  }
}

std::map<RevisionId, UnprintedRevision> run_unprinted(Workspace& workspace, States& states, const AlembicPlace& place,
                                                      const AlembicChain& chain) {
  return UnprintedRuns(workspace, states, place, chain).run();
}

}  // namespace retort::command
