// A migration of another tool, read and not yet a revision.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "revision/revision_id.hpp"

namespace retort {

enum class Tool {
  dbmate,
  golang_migrate,
  diesel,
  pairs,  // NAME.up.sql and NAME.down.sql, by nobody's rule but their names
  alembic,
};
/// As `--from` spells it: "golang-migrate".
std::string_view to_string(Tool);
/// Throws UsageError, with the ones that there are.
Tool tool_named(std::string_view name);
/// The table that the tool keeps its versions in, where nobody told it another name; empty where it keeps none.
std::string_view default_version_table(Tool);

/// One direction, as the tool would run it.
struct MigrationScript {
  SourceText source;
  bool transactional = true;  // the tool runs all of it in one transaction
  // BEGIN and COMMIT of its own say where its transactions are: what stands outside of them is in none.
  bool says_transactions = false;
  std::string left_out = {};  // a table: statements about it are not the migration's own
};

struct Migration {
  std::string name;     // as its tool shows it: "20260101120000_users.sql"
  std::string version;  // as its version table has it
  std::string message;
  RevisionId id;
  std::optional<MigrationScript> up, down;
  std::vector<std::string> remarks;  // what of it is not taken, and why
  // What only Alembic's have; the others follow one another.
  std::vector<RevisionId> revises;
  std::vector<std::string> branch_labels;
  std::vector<std::string> depends_on;
  std::string create_date;
};

/// The id of a revision that was this version: the version itself, or, where an id can't be spelled so, as much of it
/// as can be with a hash behind it.
RevisionId id_of_version(std::string_view version);

/// "20260101120000_create_users" -> "create users"; what is left where there is no title.
std::string message_of(std::string_view name);

/// "2026-01-01 12:00:00 UTC" of "20260101120000", and of "2026-01-01-120000"; empty for what is no time.
std::string date_of_version(std::string_view version);

}  // namespace retort
