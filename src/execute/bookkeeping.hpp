// Retort's own two tables: the version table in Alembic's shape, and the journal (docs/journal.md).
#pragma once

#include <string>
#include <vector>

#include "driver/driver.hpp"
#include "plan/applied.hpp"

namespace retort {

struct BookkeepingNames {
  ObjectName version_table;  // column version_num
  ObjectName journal;        // retort_journal
};

/// Texts of revision files can be large: they are read only where a revision has no file.
enum class Texts { skip, read };

/// What the database says; a database without the tables is at base. Only reads.
Applied read_applied(Connection&, const BookkeepingNames&, Texts = Texts::skip);
/// Heads by the names that `files` has for them (carry_over), and with the texts too where it lacks a revision that the
/// database is at (plan/complete.hpp).
Applied read_applied(Connection&, const BookkeepingNames&, const RevisionGraph& files);
Heads read_heads(Connection&, const BookkeepingNames&);
/// In order of id; empty where there is no journal.
std::vector<JournalEntry> read_journal(Connection&, const BookkeepingNames&, Texts = Texts::skip);
/// Both tables are there.
bool has_bookkeeping(Connection&, const BookkeepingNames&);
/// Whatever run gets on, changes what this query returns (Connection::watch): the version table, and the newest row of
/// the journal. REQUIRES: both tables are there.
std::string progress_query(Connection&, const BookkeepingNames&);
/// The version table alone, which is enough where nobody but this run can get on. `heads_of` reads its rows.
std::string heads_query(Connection&, const BookkeepingNames&);
Heads heads_of(const Rows& rows);
/// Makes the tables where they are missing, in a transaction of its own.
void ensure_bookkeeping(Connection&, const Driver&, const BookkeepingNames&);

// Inside an open transaction:
void write_heads(Connection&, const BookkeepingNames&, const Heads& from, const Heads& to);
/// Returns the row's id; the entry's own is not looked at.
std::int64_t write_journal(Connection&, const BookkeepingNames&, const JournalEntry&);
/// The same, of which nobody waits for the id: it may travel with what comes after it.
void add_to_journal(Connection&, const BookkeepingNames&, const JournalEntry&);
/// Turns a row that is `started` into one that is `done`, or `failed`.
void finish_journal(Connection&, const BookkeepingNames&, std::int64_t id, const std::string& finished,
                    const std::string& state = "done");

}  // namespace retort
