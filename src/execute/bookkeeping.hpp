// Retort's own two tables: the version table in Alembic's shape, and the journal.
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

/// What the database says; a database without the tables is at base. Only reads.
Applied read_applied(Connection&, const BookkeepingNames&);
std::vector<JournalEntry> read_journal(Connection&, const BookkeepingNames&);
bool has_bookkeeping(Connection&, const BookkeepingNames&);
/// Makes the tables where they are missing, in a transaction of its own.
void ensure_bookkeeping(Connection&, const Driver&, const BookkeepingNames&);

// Inside an open transaction:
void write_heads(Connection&, const BookkeepingNames&, const Heads& from, const Heads& to);
/// Returns the row's id.
std::int64_t write_journal(Connection&, const BookkeepingNames&, const JournalEntry&);
void finish_journal(Connection&, const BookkeepingNames&, std::int64_t id, const std::string& finished);

}  // namespace retort
