// For a revision R and the state before it, with the rows R0: up, rows R1; down, catalogue and rows equal to R0; up,
// equal to R1. Rows are only ever compared between two visits of the same state, so no renamed column has to be
// matched: what the revision itself drops or creates can't be expected back, and is exempt by name.
//
// Two passes. Upwards, on a database without rows, each revision's change is read off the catalogue before and after
// it. Downwards, a second database walks from head with the seeds' rows, and stops below each revision for its proof.
#include "verify/round_trip.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/ascii.hpp"
#include "operation/describe.hpp"
#include "state/replay.hpp"
#include "verify/revision_change.hpp"
#include "verify/synthetic_row.hpp"
#include "verify/walk.hpp"

namespace retort {
namespace {

std::string count(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

/// A state as it was found.
struct Image {
  Schema schema;
  RowImage rows;
};

class RoundTrips {
 public:
  RoundTrips(States& states, const Driver& driver, const RevisionGraph& graph, const std::vector<Script>& seeds,
             const DiffOptions& options)
      : states_(states), driver_(driver), graph_(graph), walk_(states, graph, seeds), options_(options) {}

  std::vector<CheckResult> prove(const std::set<RevisionId>& revisions) {
    read_changes(revisions);
    std::vector<CheckResult> results;
    for (auto file = graph_.order().rbegin(); file != graph_.order().rend(); ++file) {
      if (revisions.contains((*file)->id)) results.push_back(prove(**file));
    }
    std::reverse(results.begin(), results.end());
    return results;
  }

 private:
  void read_changes(const std::set<RevisionId>& revisions) {
    const std::unique_ptr<Scratch> scratch = driver_.make_scratch();
    std::optional<Schema> before;  // where the revision before this one was looked at, too
    std::string why;
    for (const auto& file : graph_.order()) {
      if (!why.empty()) {
        broken_[file->id] = why;
        continue;
      }
      try {
        const bool wanted = revisions.contains(file->id);
        if (wanted && !before) before = states_.inspect(scratch->connection());
        replay_revision(scratch->connection(), *file);
        if (!wanted) {
          before.reset();
          continue;
        }
        Schema after = states_.inspect(scratch->connection());
        changes_.emplace(file->id, change_of(*file, *before, after, lexicon()));
        before = std::move(after);
      } catch (const ProjectError& error) {
        broken_[file->id] = difference_of(error);
        why = fmt::format("revision {} before it can't be replayed", file->id);
      }
    }
  }

  CheckResult prove(const RevisionFile& file) {
    CheckResult result;
    result.name = "round trip of " + file.id;
    if (const auto broken = broken_.find(file.id); broken != broken_.end()) {
      result.fail(broken->second);
      return result;
    }
    try {
      run_proof(file, changes_.at(file.id), result);
    } catch (const Interrupted&) {
      throw;
    } catch (const Error& error) {
      result.fail(difference_of(error));
    }
    if (result.status == CheckResult::Status::failed)
      walk_.abandon(fmt::format("the round trip of {} failed", file.id));
    return result;
  }

  void run_proof(const RevisionFile& file, const RevisionChange& change, CheckResult& result) {
    std::set<RevisionId> below = graph_.ancestors({file.id});
    below.erase(file.id);
    const Heads before = graph_.tips(below);
    const Heads after = {file.id};
    Connection& connection = walk_.stand_at(before);

    std::vector<std::string> said;
    fill(connection, change, said);
    const Image first = look(connection);
    result.looked_at = looked_at(change, first, said);

    states_.move(connection, after, Direction::upgrade);
    const Image upgraded = look(connection);
    if (file.no_downgrade && file.no_downgrade->irreversible) {
      result.looked_at += "; up only, it is irreversible: " + file.no_downgrade->reason;
      compare_kept(change, first, upgraded, result);
      walk_.abandon(fmt::format("revision {} is irreversible", file.id));
      return;
    }

    states_.move(connection, before, Direction::downgrade);
    const Image downgraded = look(connection);
    compare_catalogues(connection, first, downgraded, "after the downgrade", result);
    states_.move(connection, after, Direction::upgrade);
    const Image again = look(connection);
    compare_catalogues(connection, upgraded, again, "after the second upgrade", result);
    if (file.no_downgrade) {
      result.looked_at += "; rows are not compared, the downgrade does nothing: " + file.no_downgrade->reason;
      return;
    }
    add("after the downgrade", compare_rows(first.rows, downgraded.rows, change.before), result);
    add("after the second upgrade", compare_rows(upgraded.rows, again.rows, change.after), result);
  }

  /// Rows for what the revision changes and nobody has rows for.
  void fill(Connection& connection, const RevisionChange& change, std::vector<std::string>& said) {
    const Schema schema = states_.inspect(connection);
    std::vector<std::string> made;
    for (const ObjectName& name : change.touched) {
      const Table* table = schema.find_table(name);
      if (table == nullptr) continue;
      if (read_rows(connection, Schema{{{name, *table}}, {}, {}}).count() > 0) continue;
      const std::string problem = add_synthetic_row(connection, schema, *table);
      if (problem.empty()) {
        made.push_back(name.to_string());
      } else {
        said.push_back(fmt::format("{} has no rows, and none could be made: {}", name.to_string(), problem));
      }
    }
    if (!made.empty()) said.insert(said.begin(), "synthetic row in " + join(made, ", "));
  }

  Image look(Connection& connection) const {
    Image image;
    image.schema = states_.inspect(connection);
    image.rows = read_rows(connection, image.schema);
    return image;
  }

  std::string looked_at(const RevisionChange& change, const Image& image, const std::vector<std::string>& said) const {
    std::string text = fmt::format("{} changed, {}", count(static_cast<std::size_t>(change.tables_changed), "table"),
                                   count(image.rows.count(), "row"));
    for (const std::string& each : said) text += "; " + each;
    if (!change.named.empty()) text += "; exempt: " + join(change.named, ", ");
    if (!walk_.origin().empty()) text += "; " + walk_.origin();
    return text;
  }

  /// What an irreversible revision leaves alone: columns that are the same before and after it.
  void compare_kept(const RevisionChange& change, const Image& from, const Image& to, CheckResult& result) const {
    if (change.writes_rows) {
      result.looked_at += "; rows are not compared, its own statements change them";
      return;
    }
    Exempt exempt = change.before;
    exempt.columns.insert(change.after.columns.begin(), change.after.columns.end());
    for (const auto& [name, table] : from.schema.tables) {
      const Table* other = to.schema.find_table(name);
      for (const Column& column : table.columns) {
        const Column* now = other != nullptr ? other->find_column(column.name) : nullptr;
        if (now != nullptr && now->type != column.type) exempt.columns.insert({name, column.name});
      }
    }
    add("after the upgrade", compare_rows(from.rows, to.rows, exempt), result);
  }

  void compare_catalogues(Connection& connection, const Image& expected, const Image& found, std::string_view when,
                          CheckResult& result) const {
    Answers answers;
    answers.no_renames = true;
    const Difference difference =
        diff(expected.schema, found.schema, driver_.dialect().capabilities(connection.version()), lexicon(), answers,
             options_);
    for (const Operation& operation : difference.operations)
      result.fail(fmt::format("{}: {}", when, describe(operation)));
    if (expected.schema.not_covered != found.schema.not_covered)
      result.fail(fmt::format("{}: the objects that Retort does not read are not the same", when));
  }

  static void add(std::string_view when, const std::vector<std::string>& differences, CheckResult& result) {
    for (const std::string& difference : differences) result.fail(fmt::format("{}: {}", when, difference));
  }

  const Lexicon& lexicon() const { return driver_.dialect().lexicon(); }

  States& states_;
  const Driver& driver_;
  const RevisionGraph& graph_;
  Walk walk_;
  DiffOptions options_;
  std::map<RevisionId, RevisionChange> changes_;
  std::map<RevisionId, std::string> broken_;  // can't be replayed, and why
};

}  // namespace

std::vector<CheckResult> prove_round_trips(States& states, const Driver& driver, const RevisionGraph& graph,
                                           const std::set<RevisionId>& revisions, const std::vector<Script>& seeds,
                                           const DiffOptions& options) {
  if (revisions.empty()) return {};
  return RoundTrips(states, driver, graph, seeds, options).prove(revisions);
}

}  // namespace retort
