// A new revision, before it is a file.
#pragma once

#include <string>
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
  std::string create_date;             // "2026-11-20 08:30:00 UTC"
  std::vector<std::string> notes;      // further header lines
  std::vector<Statement> upgrade;      // grouped into steps by mode, data statements apart
  std::vector<Statement> downgrade;    // empty: the file holds a todo for a person, or nothing to do where both are empty
  std::optional<NoDowngrade> no_downgrade;
};

/// The default of `script.sql.tmpl`: what `init` writes into the revisions folder. Placeholders: ${message}, ${id},
/// ${revises}, ${create_date}, ${headers} (labels, depends on, notes), ${upgrade}, ${downgrade}.
std::string_view default_script_template();

/// The file's text. `script_template` is the text of script.sql.tmpl; throws ProjectError on an unknown or a missing placeholder
/// (at `template_name` and its line). What it returns parses to the same header and steps.
std::string format_revision(const Draft& draft, const SourceText& script_template);

/// "Add status to orders!" -> "add_status_to_orders", cut at a word where possible; as Alembic's slug.
std::string slug(std::string_view message, int max_length);

}  // namespace retort
