// A new revision, before it is a file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "operation/statement.hpp"
#include "revision/revision_file.hpp"

namespace retort {

struct Draft {
  std::string message;
  RevisionId id;
  std::vector<RevisionId> revises;
  std::vector<std::string> branch_labels;
  std::vector<RevisionId> depends_on;
  std::string create_date;           // "2026-11-20 08:30:00 UTC"
  std::vector<std::string> notes;    // further header lines
  std::vector<Statement> upgrade;    // grouped into steps by mode, data statements apart
  std::vector<Statement> downgrade;  // an empty side becomes a todo for a person; in a merge both sides may be empty
  std::optional<NoDowngrade> no_downgrade;
  std::size_t statements_a_step = 0;  // a step with more goes on in another; 0: any number
  // In place of the statements: steps as they stand in a file, with their directives.
  std::optional<std::string> upgrade_text = std::nullopt;
  std::optional<std::string> downgrade_text = std::nullopt;
  std::vector<RevisionId> replaces = {};   // those that it ends with last
  std::vector<RevisionId> stands_at = {};  // the end of `replaces`: as in RevisionFile
  std::vector<ReplacedFile> replaced_files = {};
};

/// The steps of one direction, with their directives. REQUIRES: statements.
std::string format_steps(Direction, const std::vector<Statement>&, std::size_t statements_a_step, const Lexicon&);

/// The default of `script.sql.tmpl`: what `init` writes into the revisions folder. Placeholders: ${message}, ${id},
/// ${revises}, ${create_date}, ${headers} (labels, depends on, notes), ${upgrade}, ${downgrade}.
std::string_view default_script_template();

/// The file's text. `script_template` is script.sql.tmpl; throws ProjectError at its line on an unknown, a missing or a
/// misplaced placeholder. What it returns parses to the same header and steps; throws UsageError where no file could
/// (a message that reads as a header field, an id with a blank).
std::string format_revision(const Draft& draft, const SourceText& script_template, const Lexicon& lexicon);

/// "Add status to orders!" -> "add_status_to_orders", cut at a word where possible; as Alembic's slug. Counts
/// characters.
std::string slug(std::string_view message, int max_length);

}  // namespace retort
