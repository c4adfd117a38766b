#include "execute/bookkeeping.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "plan/complete.hpp"
#include "sql/quote.hpp"

namespace retort {

namespace {

constexpr std::string_view kColumns =
    "revision, revises, direction, step, steps, statement, hash, state, started, finished, username, hostname, "
    "file_name, "
    "file_text";

std::string quoted(Connection& connection, const ObjectName& name) {
  return quote(connection.dialect().lexicon(), name);
}

int int_of(const Value& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  return number != nullptr ? static_cast<int>(*number) : 0;
}

std::optional<std::string> text_or_none(const Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
  return text_of(value);
}

Value value_of(const std::optional<std::string>& text) { return text ? Value(*text) : Value(); }
Value value_of(int number) { return static_cast<std::int64_t>(number); }

std::vector<RevisionId> split_ids(const std::string& text) {
  std::vector<RevisionId> ids;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(", ", start), text.size());
    ids.push_back(text.substr(start, end - start));
    start = end + 2;
  }
  return ids;
}

JournalEntry entry_of(const Row& row) {
  JournalEntry entry;
  entry.id = std::get<std::int64_t>(row.at(0));
  entry.revision = text_of(row.at(1));
  entry.revises = split_ids(text_of(row.at(2)));
  entry.direction = text_of(row.at(3));
  entry.step = int_of(row.at(4));
  entry.steps = int_of(row.at(5));
  if (!std::holds_alternative<std::monostate>(row.at(6))) entry.statement = int_of(row.at(6));
  entry.hash = text_of(row.at(7));
  entry.state = text_of(row.at(8));
  entry.started = text_of(row.at(9));
  entry.finished = text_of(row.at(10));
  entry.user = text_of(row.at(11));
  entry.host = text_of(row.at(12));
  entry.file_name = text_or_none(row.at(13));
  entry.file_text = text_or_none(row.at(14));
  return entry;
}

std::string insert_row(Connection& connection, const BookkeepingNames& names) {
  return fmt::format("INSERT INTO {} ({}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                     quoted(connection, names.journal), kColumns);
}

Row values_of(const JournalEntry& entry) {
  return {entry.revision,
          join(entry.revises, ", "),
          entry.direction,
          value_of(entry.step),
          value_of(entry.steps),
          entry.statement ? value_of(*entry.statement) : Value(),
          entry.hash,
          entry.state,
          entry.started,
          entry.finished.empty() ? Value() : Value(entry.finished),
          entry.user,
          entry.host,
          value_of(entry.file_name),
          value_of(entry.file_text)};
}

}  // namespace

std::string heads_query(Connection& connection, const BookkeepingNames& names) {
  return "SELECT version_num FROM " + quoted(connection, names.version_table);
}

Heads heads_of(const Rows& rows) {
  Heads heads;
  for (const Row& row : rows.rows) heads.insert(text_of(row.at(0)));
  return heads;
}

Heads read_heads(Connection& connection, const BookkeepingNames& names) {
  if (!connection.has_table(names.version_table)) return {};
  return heads_of(connection.query(heads_query(connection, names)));
}

std::vector<JournalEntry> read_journal(Connection& connection, const BookkeepingNames& names, Texts texts) {
  std::vector<JournalEntry> journal;
  if (!connection.has_table(names.journal)) return journal;
  const std::string_view text = texts == Texts::read ? "file_text" : "NULL";
  const Rows rows = connection.query(fmt::format(
      "SELECT id, revision, revises, direction, step, steps, statement, hash, state, started, finished, username, "
      "hostname, file_name, {} FROM {} ORDER BY id",
      text, quoted(connection, names.journal)));
  journal.reserve(rows.rows.size());
  for (const Row& row : rows.rows) journal.push_back(entry_of(row));
  return journal;
}

Applied read_applied(Connection& connection, const BookkeepingNames& names, Texts texts) {
  // The journal first: where somebody commits in between, the newer heads only make progress that is over look undone,
  // and applied_from drops that.
  const std::vector<JournalEntry> journal = read_journal(connection, names, texts);
  return applied_from(read_heads(connection, names), journal);
}

Applied read_applied(Connection& connection, const BookkeepingNames& names, const RevisionGraph& files) {
  Applied applied = read_applied(connection, names);
  if (has_vanished(files, applied) || ran_on_vanished(files, applied))
    applied = read_applied(connection, names, Texts::read);
  carry_over(applied, files);
  if (!has_vanished(files, applied)) drop_overtaken(applied, files);
  return applied;
}

bool has_bookkeeping(Connection& connection, const BookkeepingNames& names) {
  return connection.has_table(names.version_table) && connection.has_table(names.journal);
}

std::string progress_query(Connection& connection, const BookkeepingNames& names) {
  // One scalar of the journal's end, so that no query reads all of it.
  return fmt::format(
      "SELECT version_num, '' FROM {0} UNION ALL "
      "SELECT * FROM (SELECT state, CAST(id AS VARCHAR(20)) FROM {1} ORDER BY id DESC LIMIT 1) AS newest",
      quoted(connection, names.version_table), quoted(connection, names.journal));
}

void ensure_bookkeeping(Connection& connection, const Driver& driver, const BookkeepingNames& names) {
  if (has_bookkeeping(connection, names)) return;
  const std::unique_ptr<StepTransaction> transaction = connection.begin();
  try {
    for (const std::string& statement : driver.bookkeeping_ddl(names.version_table, names.journal))
      connection.execute(statement);
  } catch (const Contention&) {
    throw;
  } catch (const DatabaseError& error) {
    throw DatabaseError(fmt::format("{} and {} can't be made: {}", names.version_table.to_string(),
                                    names.journal.to_string(), error.what()),
                        error.server(), std::nullopt,
                        error.hint().empty() ? "let a role that may make them run `retort ensure-version`, or what "
                                               "`retort ensure-version --sql` prints"
                                             : error.hint());
  }
  transaction->commit();
}

void write_heads(Connection& connection, const BookkeepingNames& names, const Heads& from, const Heads& to) {
  std::vector<RevisionId> gone;
  std::vector<RevisionId> come;
  std::set_difference(from.begin(), from.end(), to.begin(), to.end(), std::back_inserter(gone));
  std::set_difference(to.begin(), to.end(), from.begin(), from.end(), std::back_inserter(come));
  const std::string table = quoted(connection, names.version_table);
  const std::size_t changed = std::min(gone.size(), come.size());
  for (std::size_t i = 0; i < changed; ++i) {
    connection.enqueue(fmt::format("UPDATE {} SET version_num = $1 WHERE version_num = $2", table), {come[i], gone[i]});
  }
  for (std::size_t i = changed; i < gone.size(); ++i) {
    connection.enqueue(fmt::format("DELETE FROM {} WHERE version_num = $1", table), {gone[i]});
  }
  for (std::size_t i = changed; i < come.size(); ++i) {
    connection.enqueue(fmt::format("INSERT INTO {} (version_num) VALUES ($1)", table), {come[i]});
  }
}

std::int64_t write_journal(Connection& connection, const BookkeepingNames& names, const JournalEntry& entry) {
  const Rows rows = connection.query(insert_row(connection, names) + " RETURNING id", values_of(entry));
  return std::get<std::int64_t>(rows.rows.at(0).at(0));
}

void add_to_journal(Connection& connection, const BookkeepingNames& names, const JournalEntry& entry) {
  connection.enqueue(insert_row(connection, names), values_of(entry));
}

void finish_journal(Connection& connection, const BookkeepingNames& names, std::int64_t id, const std::string& finished,
                    const std::string& state) {
  connection.enqueue(
      fmt::format("UPDATE {} SET state = $1, finished = $2 WHERE id = $3", quoted(connection, names.journal)),
      {state, finished, id});
}

}  // namespace retort
