#include "execute/journal_writer.hpp"

#include <algorithm>
#include <filesystem>

#include "sql/token.hpp"

namespace retort {

void JournalWriter::carried_over(const RevisionGraph& graph) {
  for (const RevisionId& row : applied_.rows) {
    const RevisionFile* file = graph.find(row);
    if (file == nullptr || file->id == row) continue;
    JournalEntry entry;
    entry.revision = file->id;
    entry.revises = {row};
    entry.direction = "replace";
    entry.steps = static_cast<int>(file->upgrade.size());
    entry.state = "done";
    entry.started = entry.finished = options_.now();
    entry.user = options_.user;
    entry.host = options_.host;
    entry.file_name = std::filesystem::path(file->source.name()).filename().string();
    if (!options_.is_protected && !file->source.text().empty()) entry.file_text = file->source.text();
    if (file->upgrade.empty()) add_to_journal(connection_, options_.names, entry);
    for (const Step& step : file->upgrade) {
      ++entry.step;
      entry.hash = step.hash;
      add_to_journal(connection_, options_.names, entry);
      entry.file_text.reset();
    }
  }
}

void JournalWriter::overtaken(const std::vector<RevisionId>& revisions) {
  for (const RevisionId& id : revisions) {
    JournalEntry entry;
    entry.revision = id;
    entry.direction = "repair";
    entry.state = "overtaken";
    entry.started = entry.finished = options_.now();
    entry.user = options_.user;
    entry.host = options_.host;
    add_to_journal(connection_, options_.names, entry);
  }
}

void JournalWriter::step_done(const PlannedStep& step, const std::string& started) {
  JournalEntry entry = row_of(step, started);
  entry.hash = step.body != nullptr ? step.body->hash : "";
  add_to_journal(connection_, options_.names, complete(std::move(entry), *step.file, true));
  if (step.last) write_heads(connection_, options_.names, applied_.heads, step.heads_after);
}

void JournalWriter::statement_done(const PlannedStep& step, int statement, const std::string& started) {
  add_to_journal(connection_, options_.names, complete(statement_row(step, statement, started), *step.file, true));
}

std::int64_t JournalWriter::statement_started(const PlannedStep& step, int statement, const std::string& started) {
  return write_journal(connection_, options_.names,
                       complete(statement_row(step, statement, started), *step.file, false));
}

void JournalWriter::statement_finished(std::int64_t row) {
  finish_journal(connection_, options_.names, row, options_.now());
}

void JournalWriter::statement_failed(std::int64_t row) {
  finish_journal(connection_, options_.names, row, options_.now(), "failed");
}

JournalEntry JournalWriter::row_of(const PlannedStep& step, const std::string& started) const {
  JournalEntry entry;
  entry.revision = step.file->id;
  entry.revises = step.file->revises;
  entry.direction = to_string(step.direction);
  entry.step = step.number;
  entry.steps = step.of;
  entry.started = started;
  entry.user = options_.user;
  entry.host = options_.host;
  return entry;
}

JournalEntry JournalWriter::statement_row(const PlannedStep& step, int statement, const std::string& started) const {
  JournalEntry entry = row_of(step, started);
  entry.statement = statement;
  entry.hash =
      token_hash(step.body->statements[static_cast<std::size_t>(statement) - 1].text, connection_.dialect().lexicon());
  return entry;
}

JournalEntry JournalWriter::complete(JournalEntry entry, const RevisionFile& file, bool done) {
  entry.state = done ? "done" : "started";
  if (done) entry.finished = options_.now();
  const bool vanished = std::binary_search(vanished_.begin(), vanished_.end(), file.id);
  const auto known = applied_.file_names.find(file.id);
  if (!vanished)
    entry.file_name = std::filesystem::path(file.source.name()).filename().string();
  else if (known != applied_.file_names.end())
    entry.file_name = known->second;
  const bool has_text = !file.source.text().empty();  // a revision in C++ has none
  if (has_text && !options_.is_protected && text_written_ != file.id) entry.file_text = file.source.text();
  text_pending_ = file.id;
  return entry;
}

}  // namespace retort
