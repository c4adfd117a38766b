#include "cell.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "support/answers.hpp"
#include "support/record_file.hpp"

namespace retort::test {
namespace {

const std::vector<std::string> kFields{"before",  "after",      "rows",    "back-rows", "answers",  "back-answers",
                                       "options", "expect",     "back",    "alone",     "refused",  "message",
                                       "because", "stopped",    "since",   "until",     "rewrites", "decided",
                                       "not yet", "not yet on", "one way", "expect 18", "back 18"};

[[noreturn]] void fail(const Record& record, const std::string& what) {
  throw std::runtime_error(record.where() + ": " + what);
}

std::string opposite(const std::string& change) {
  return change == "added" ? "removed" : change == "removed" ? "added" : change;
}

std::vector<std::string> operations_of(const Record& record, const std::string& field) {
  std::vector<std::string> lines = lines_of(record.field(field));
  if (lines.empty()) fail(record, "what is expected? " + field + ":");
  if (lines.front() == "no difference") {
    if (record.field("because").empty()) fail(record, "why is it no difference? because:");
    lines.clear();
  }
  return lines;
}

/// "a.b, c.d added, changed" -> each attribute with each change.
std::vector<std::pair<std::string, std::string>> places_of(const Record& record, const std::string& head) {
  static const std::vector<std::string> kChanges{"added", "changed", "removed"};
  std::vector<std::string> slots, changes;
  std::istringstream words(head);
  for (std::string word; std::getline(words, word, ',');) {
    word.erase(0, word.find_first_not_of(' '));
    const std::size_t space = word.rfind(' ');
    const std::string last = word.substr(space + 1);
    const bool is_change = std::count(kChanges.begin(), kChanges.end(), last) > 0;
    if (is_change) changes.push_back(last);
    if (!is_change) slots.push_back(word);
    if (is_change && space != std::string::npos) slots.push_back(word.substr(0, space));
  }
  std::vector<std::pair<std::string, std::string>> places;
  for (const std::string& slot : slots) {
    for (const std::string& change : changes) places.emplace_back(slot, change);
  }
  if (places.empty()) fail(record, "[kind.attribute change] expected");
  return places;
}

std::vector<Cell> heads_of(const Record& record) {
  const std::size_t colon = record.title.find(": ");
  Cell cell;
  if (colon != std::string::npos) cell.example = record.title.substr(colon + 2);
  cell.where = record.where();
  cell.because = record.field("because");
  if (record.has("since")) cell.since = std::stoi(record.field("since"));
  if (record.has("until")) cell.until = std::stoi(record.field("until"));
  std::vector<Cell> cells;
  for (const auto& [slot, change] : places_of(record, record.title.substr(0, colon))) {
    cell.slot = slot;
    cell.change = change;
    cells.push_back(cell);
  }
  return cells;
}

std::vector<Cell> refused_of(const Record& record) {
  if (record.field("message").empty() || record.field("because").empty())
    fail(record, "message: and because: expected");
  if (record.has("after") || record.has("expect")) fail(record, "refused: is in place of a change");
  std::vector<Cell> cells = heads_of(record);
  for (Cell& cell : cells) {
    cell.sql.before = record.field("before");
    cell.refused = record.field("refused");
    cell.message = record.field("message");
  }
  return cells;
}

std::vector<std::string> words_of(std::string text) {
  std::replace(text.begin(), text.end(), ',', ' ');
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

std::map<std::string, std::string> decided_of(const Record& record) {
  std::map<std::string, std::string> decided;
  for (const std::string& line : lines_of(record.field("decided"))) {
    const std::size_t equals = line.find(" = ");
    if (equals == std::string::npos) fail(record, "decided: SCHEMA.TABLE.COLUMN = VALUE");
    decided.emplace(line.substr(0, equals), line.substr(equals + 3));
  }
  return decided;
}

void set_expected(Cell& cell, const Record& record, const std::string& field) {
  cell.expected = operations_of(record, field);
  cell.expected_18 = record.has(field + " 18") ? operations_of(record, field + " 18") : cell.expected;
}

Cell change_of(const Record& record) {
  std::vector<Cell> heads = heads_of(record);
  if (heads.size() != 1) fail(record, "one attribute and one change expected");
  Cell cell = std::move(heads.front());
  cell.sql.before = record.field("before");
  cell.sql.rows = record.field("rows");
  cell.sql.after = record.field("after");
  cell.answers = record.field("answers");
  cell.sql.options = diff_options_of(record.field("options"));
  cell.sql.rewrites = words_of(record.field("rewrites"));
  cell.sql.decided = decided_of(record);
  set_expected(cell, record, "expect");
  cell.alone = record.has("alone");
  cell.stopped = record.field("stopped");
  cell.not_yet = record.field("not yet");
  cell.one_way = record.field("one way");
  cell.sql.one_way = record.has("one way");
  if (record.has("one way") && record.has("back")) fail(record, "one way: and back: exclude each other");
  cell.not_yet_on = words_of(record.field("not yet on"));
  if (cell.sql.before.empty() || cell.sql.after.empty()) fail(record, "before: and after: expected");
  return cell;
}

Cell way_back_of(const Record& record, const Cell& there) {
  Cell cell = there;
  cell.change = opposite(there.change);
  cell.where += ", back";
  std::swap(cell.sql.before, cell.sql.after);
  if (record.has("back-rows")) cell.sql.rows = record.field("back-rows");
  cell.answers = record.field("back-answers");
  set_expected(cell, record, "back");
  return cell;
}

}  // namespace

std::vector<Cell> read_cells(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".cells") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Cell> cells;
  for (const std::filesystem::path& file : files) {
    for (const Record& record : read_records(file, kFields)) {
      if (record.has("refused")) {
        std::ranges::move(refused_of(record), std::back_inserter(cells));
      } else {
        cells.push_back(change_of(record));
        if (record.has("back")) cells.push_back(way_back_of(record, Cell(cells.back())));
      }
    }
  }
  return cells;
}

bool can_have_company(const Cell& cell, const Engine::Company& company) {
  const auto has_table = [&](const std::string& sql) { return sql.find(company.table) != std::string::npos; };
  return !cell.alone && !cell.is_refused() && has_table(cell.sql.before) && has_table(cell.sql.after);
}

Change in_company(const Cell& cell, const Engine::Company& company) {
  Change change = cell.sql;
  change.before += company.sql;
  change.after += company.sql;
  change.rows += company.rows;
  return change;
}

}  // namespace retort::test
