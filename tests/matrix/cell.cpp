#include "cell.hpp"

#include <algorithm>
#include <stdexcept>

#include "support/answers.hpp"
#include "support/record_file.hpp"

namespace retort::test {
namespace {

const std::vector<std::string> kFields{"before", "after", "rows",  "back-rows", "answers", "back-answers", "options",
                                       "expect", "back",  "alone", "refused",   "message", "because",      "stopped"};

constexpr std::string_view kTable = "CREATE TABLE t (id INTEGER PRIMARY KEY";

constexpr const char* kCompany =
    "\nCREATE TABLE company_child (id INTEGER PRIMARY KEY,"
    " t_id INTEGER NOT NULL REFERENCES t (id) ON DELETE CASCADE ON UPDATE CASCADE);"
    "\nCREATE TABLE company_log (what TEXT);"
    "\nCREATE INDEX company_index ON t (id DESC) WHERE id > 0;"
    "\nCREATE VIEW company_view AS SELECT * FROM t;"
    "\nCREATE VIEW company_count AS SELECT count(*) AS n FROM company_view;"
    "\nCREATE TRIGGER company_insert AFTER INSERT ON t BEGIN INSERT INTO company_log VALUES ('insert ' || new.id); END;"
    "\nCREATE TRIGGER company_delete BEFORE DELETE ON t BEGIN INSERT INTO company_log VALUES ('delete ' || old.id); "
    "END;"
    "\nCREATE TRIGGER company_update INSTEAD OF UPDATE ON company_view BEGIN"
    " UPDATE t SET id = new.id WHERE id = old.id; END;";
constexpr const char* kCompanyRows = "\nINSERT INTO company_child SELECT id, id FROM t;";

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

Cell head_of(const Record& record) {
  Cell cell;
  const std::size_t colon = record.title.find(": ");
  const std::string head = record.title.substr(0, colon);
  const std::size_t space = head.rfind(' ');
  if (space == std::string::npos) fail(record, "[kind.attribute change] expected");
  cell.slot = head.substr(0, space);
  cell.change = head.substr(space + 1);
  if (colon != std::string::npos) cell.example = record.title.substr(colon + 2);
  cell.where = record.where();
  cell.because = record.field("because");
  return cell;
}

Cell refused_of(const Record& record) {
  Cell cell = head_of(record);
  cell.sql.before = record.field("before");
  cell.refused = record.field("refused");
  cell.message = record.field("message");
  if (cell.message.empty() || cell.because.empty()) fail(record, "message: and because: expected");
  if (record.has("after") || record.has("expect")) fail(record, "refused: is in place of a change");
  return cell;
}

Cell change_of(const Record& record) {
  Cell cell = head_of(record);
  cell.sql.before = record.field("before");
  cell.sql.rows = record.field("rows");
  cell.sql.after = record.field("after");
  cell.sql.answers = answers_of(record.field("answers"));
  cell.sql.options.column_order = record.field("options") == "column_order";
  cell.expected = operations_of(record, "expect");
  cell.alone = record.has("alone");
  cell.stopped = record.field("stopped");
  if (cell.sql.before.empty() || cell.sql.after.empty()) fail(record, "before: and after: expected");
  return cell;
}

Cell way_back_of(const Record& record, const Cell& there) {
  Cell cell = there;
  cell.change = opposite(there.change);
  cell.where += ", back";
  std::swap(cell.sql.before, cell.sql.after);
  if (record.has("back-rows")) cell.sql.rows = record.field("back-rows");
  cell.sql.answers = answers_of(record.field("back-answers"));
  cell.expected = operations_of(record, "back");
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
        cells.push_back(refused_of(record));
      } else {
        cells.push_back(change_of(record));
        if (record.has("back")) cells.push_back(way_back_of(record, Cell(cells.back())));
      }
    }
  }
  return cells;
}

bool can_have_company(const Cell& cell) {
  const auto has_table = [](const std::string& sql) { return sql.find(kTable) != std::string::npos; };
  return !cell.alone && !cell.is_refused() && has_table(cell.sql.before) && has_table(cell.sql.after);
}

Change in_company(const Cell& cell) {
  Change change = cell.sql;
  change.before += kCompany;
  change.after += kCompany;
  change.rows += kCompanyRows;
  return change;
}

}  // namespace retort::test
