// One walk, made twice: by the range's own revisions, and by the one that is to replace them.
//
//   1  above       a database comes down from head with the seeds' rows, to the end of the range; empty tables get a row
//   2  down        below the range; the second database is at its end by the old name, and is carried over first
//   3  up          empty tables get a row, and up again
//   4  down        below the range again
//
// Both begin with the same rows, so whatever they hold after 2, 3 and 4 must be the same, too. Where the range can't be
// taken back, both begin below it and go up once.
//
// A row that was made up may be one that the revisions themselves can't take; then there are none. A column that has
// other values when the range's own revisions run twice (random(), now()) is left out, and named.
#include "verify/squash_proof.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/listed.hpp"
#include "operation/describe.hpp"
#include "verify/synthetic_row.hpp"
#include "verify/walk.hpp"

namespace retort {
namespace {

std::string count(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

/// One column of a table, as an image of its own.
RowImage column_of(const ObjectName& name, const TableRows& table, std::size_t column) {
  TableRows only;
  only.columns = {table.columns[column]};
  for (const Row& row : table.rows) only.rows.push_back({row[column]});
  RowImage image;
  image.tables.emplace(name, std::move(only));
  return image;
}

}  // namespace

bool SquashProof::irreversible() const {
  return std::any_of(range_.ids.begin(), range_.ids.end(), [&](const RevisionId& id) {
    const std::optional<NoDowngrade>& none = graph_.find(id)->no_downgrade;
    return none && none->irreversible;
  });
}

CheckResult SquashProof::prove(States& squashed, const RevisionId& id) {
  const Way& own = own_way();
  CheckResult result;
  result.name = fmt::format("{} is what {} are", id, count(range_.ids.size(), "revision"));
  Way other;
  try {
    other = walk(squashed, id, made_up_);
  } catch (const Interrupted&) {
    throw;
  } catch (const Error& error) {
    result.fail(difference_of(error));
    return result;
  }
  std::size_t rows = 0, tables = 0;
  for (std::size_t i = 0; i < own.visits.size(); ++i) {
    rows = std::max(rows, own.visits[i].rows.count());
    tables = std::max(tables, own.visits[i].schema->tables.size());
    compare(own.visits[i], other.visits[i], result);
    if (result.status == CheckResult::Status::failed) return result;  // what comes after it follows from it
  }
  std::string text = fmt::format("{}, {}; {}", count(tables, "table"), count(rows, "row"),
                                 own.reversible ? "down, up and down" : "up only, it is irreversible");
  for (const std::string& each : own.said) text += "; " + each;
  result.looked_at = text + (result.looked_at.empty() ? "" : "; " + result.looked_at);
  return result;
}

const SquashProof::Way& SquashProof::own_way() {
  if (own_) return *own_;
  try {
    return own_.emplace(walk(states_, range_.end, true));
  } catch (const Interrupted&) {
    throw;
  } catch (const Error&) {
    made_up_ = false;
  }
  try {
    return own_.emplace(walk(states_, range_.end, false));
  } catch (const Interrupted&) {
    throw;
  } catch (const Error& error) {
    throw ProjectError(
        fmt::format("nothing can be held against these revisions, for they fail themselves: {}", difference_of(error)),
        error.where(), "mend them first: `retort verify --all` says what is wrong");
  }
}

SquashProof::Way SquashProof::walk(States& on, const RevisionId& top, bool made_up) const {
  Way way;
  way.reversible = !irreversible();
  Walk begun(states_, graph_, seeds_);
  if (!way.reversible) {
    begun.stop("the range is irreversible");
    begun.begin_at(below_);
  } else if (!begun.come_down_to({range_.end})) {
    begun.begin_at({range_.end});
  }
  Connection& connection = begun.connection();
  if (made_up) fill(way, connection);
  if (!begun.origin().empty()) way.said.push_back(begun.origin());
  if (way.reversible) {
    on.move(connection, below_, Direction::downgrade);
    look(way, "after the downgrade", connection);
    if (made_up) fill(way, connection);
  }
  note_empty(way, connection);
  on.move(connection, {top}, Direction::upgrade);
  look(way, "after the upgrade", connection);
  if (!way.reversible) return way;
  on.move(connection, below_, Direction::downgrade);
  look(way, "after the second downgrade", connection);
  return way;
}

void SquashProof::look(Way& way, std::string when, Connection& connection) const {
  Visit visit;
  visit.when = std::move(when);
  visit.schema = states_.inspect(connection);
  visit.rows = read_rows(connection, *visit.schema);
  way.visits.push_back(std::move(visit));
}

void SquashProof::fill(Way& way, Connection& connection) const {
  const std::shared_ptr<const Schema> schema = states_.inspect(connection);
  std::vector<ObjectName> filled;
  std::size_t empty = 0;
  for (const auto& [name, table] : schema->tables) {
    if (table.partition_by || has_rows(connection, name)) continue;
    if (!add_synthetic_row(connection, *schema, table, filled).empty()) ++empty;
  }
  const auto say = [&](const std::string& text) {
    if (std::find(way.said.begin(), way.said.end(), text) == way.said.end()) way.said.push_back(text);
  };
  std::vector<std::string> names;
  for (const ObjectName& name : filled) names.push_back(name.to_string());
  if (!names.empty()) say(fmt::format("synthetic row{} in {}", names.size() == 1 ? "" : "s", listed(names)));
  if (empty > 0) say(fmt::format("no row could be made for {}", count(empty, "table")));
}

void SquashProof::note_empty(Way& way, Connection& connection) const {
  for (const auto& [name, table] : states_.inspect(connection)->tables)
    if (!table.partition_by && !has_rows(connection, name)) way.empty.push_back(name);
}

std::vector<ObjectName> SquashProof::unseen() {
  const Way& own = own_way();
  if (!own.reversible) return own.empty;
  const Schema& below = *own.visits.front().schema;
  const Schema& above = *own.visits[1].schema;
  std::vector<ObjectName> result;
  for (const ObjectName& name : own.empty) {
    const Table* now = above.find_table(name);
    const Table* before = below.find_table(name);
    if (now == nullptr || before == nullptr || !(*now == *before)) result.push_back(name);
  }
  return result;
}

void SquashProof::compare(const Visit& own, const Visit& other, CheckResult& result) {
  Answers answers;
  answers.no_renames = true;
  if (own.schema != other.schema) {
    for (const std::string& line : describe(states_.difference(*own.schema, *other.schema, answers).operations))
      result.fail(fmt::format("{}: {}", own.when, line));
    if (own.schema->not_covered != other.schema->not_covered)
      result.fail(fmt::format("{}: the objects that Retort does not read are not the same", own.when));
  }
  if (compare_rows(own.rows, other.rows, {}).empty()) return;
  std::set<std::string> names;
  const Exempt exempt = volatile_columns(own.when, names);
  for (const std::string& line : compare_rows(own.rows, other.rows, exempt))
    result.fail(fmt::format("{}: {}", own.when, line));
  for (const std::string& name : names) {
    if (result.looked_at.find(name) != std::string::npos) continue;
    result.looked_at +=
        fmt::format("{}{} is not the same twice, and not compared", result.looked_at.empty() ? "" : "; ", name);
  }
}

Exempt SquashProof::volatile_columns(const std::string& when, std::set<std::string>& names) {
  if (!again_) again_ = walk(states_, range_.end, made_up_);
  Exempt exempt;
  for (std::size_t i = 0; i < own_->visits.size(); ++i) {
    if (own_->visits[i].when != when) continue;
    for (const auto& [name, table] : own_->visits[i].rows.tables) {
      const auto other = again_->visits[i].rows.tables.find(name);
      if (other == again_->visits[i].rows.tables.end()) continue;
      for (std::size_t column = 0; column < table.columns.size(); ++column) {
        if (compare_rows(column_of(name, table, column), again_->visits[i].rows, {}).empty()) continue;
        exempt.columns.insert({name, table.columns[column]});
        names.insert(name.to_string() + "." + table.columns[column].text());
      }
    }
  }
  return exempt;
}

}  // namespace retort
