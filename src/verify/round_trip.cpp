// Two passes. Upwards, on a database without rows, each revision's change is read off the catalogue before and after
// it. Downwards, a second database walks from head with the seeds' rows, and stops at each revision R for its proof:
//
//   1  above R     rows S
//   2  down        the catalogue is the chain's before R; tables whose rows are at stake and that have none get one:
//                  rows R0
//   3  up          the catalogue is the chain's after R; rows R1, in which S came back
//   4  down        catalogue and rows equal those of 2
//   5  up          catalogue and rows equal those of 3
//   6  down        what 2 made up is removed, and the walk goes on
//
// Rows are only ever compared between two visits of the same state, so no renamed column has to be matched: what the
// revision itself drops or creates can't be expected back, and is exempt by name. Without 1, a downgrade that loses
// values would have lost them before R0 is looked at. S says nothing where R writes rows itself: head may know better.
#include "verify/round_trip.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/listed.hpp"
#include "operation/describe.hpp"
#include "schema/json.hpp"
#include "sql/quote.hpp"
#include "state/replay.hpp"
#include "verify/revision_change.hpp"
#include "verify/synthetic_row.hpp"
#include "verify/walk.hpp"

namespace retort {
namespace {

std::string count(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string hash_of(const Schema& schema) { return content_hash(to_json(schema).dump()); }

/// A state as it was found.
struct Image {
  std::shared_ptr<const Schema> schema;
  RowImage rows;
};

class RoundTrips {
 public:
  RoundTrips(States& states, const Driver& driver, const RevisionGraph& graph, const std::vector<Script>& seeds)
      : states_(states), driver_(driver), graph_(graph), walk_(states, graph, seeds) {}

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
    std::shared_ptr<const Schema> before;  // where the revision before this one was looked at, too
    std::string why;
    for (const auto& file : graph_.order()) {
      states_.cancellation().check();
      if (!why.empty()) {
        broken_[file->id] = why;
        continue;
      }
      try {
        const bool wanted = revisions.contains(file->id);
        if (wanted && !before) before = states_.inspect(scratch->connection());
        if (wanted) hashes_before_[file->id] = hash_of(*before);
        const RevisionFile ran = replay_revision(scratch->connection(), {driver_, states_.cancellation()}, *file);
        if (!wanted) {
          before.reset();
          continue;
        }
        std::shared_ptr<const Schema> after = states_.inspect(scratch->connection());
        changes_.emplace(file->id, change_of(ran, *before, *after, driver_.dialect()));
        before = std::move(after);
      } catch (const Interrupted&) {
        throw;
      } catch (const Error& error) {
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
    if (result.status == CheckResult::Status::failed) walk_.stop(fmt::format("the round trip of {} failed", file.id));
    return result;
  }

  void run_proof(const RevisionFile& file, const RevisionChange& change, CheckResult& result) {
    std::set<RevisionId> below = graph_.ancestors({file.id});
    below.erase(file.id);
    const Heads before = graph_.tips(below);
    const Heads after = {file.id};
    const bool irreversible = file.no_downgrade && file.no_downgrade->irreversible;

    std::optional<RowImage> above;
    if (irreversible) {
      walk_.stop(fmt::format("revision {} is irreversible", file.id));
      walk_.begin_at(before);
    } else if (walk_.come_down_to(after)) {
      if (!change.writes_rows && !file.no_downgrade) above = look(walk_.connection()).rows;
      states_.move(walk_.connection(), before, Direction::downgrade);
    } else {
      walk_.begin_at(before);
    }
    Connection& connection = walk_.connection();
    compare_with_chain(connection, file.id, before, result);

    std::vector<std::string> said;
    const std::vector<ObjectName> filled = fill(connection, change, said);
    const Image first = look(connection);
    result.looked_at = looked_at(change, first, said);
    states_.move(connection, after, Direction::upgrade);
    const Image upgraded = look(connection);
    if (above) compare_above(*above, upgraded.rows, change, result);
    if (irreversible) {
      result.looked_at += "; up only, it is irreversible: " + file.no_downgrade->reason;
      compare_kept(change, first, upgraded, result);
      walk_.stop({});
      return;
    }

    states_.move(connection, before, Direction::downgrade);
    const Image downgraded = look(connection);
    compare_catalogues(*first.schema, *downgraded.schema, "after the downgrade", result);
    if (!file.no_downgrade)
      add("after the downgrade", compare_rows(first.rows, downgraded.rows, change.before), result);
    states_.move(connection, after, Direction::upgrade);
    const Image again = look(connection);
    compare_catalogues(*upgraded.schema, *again.schema, "after the second upgrade", result);
    if (!file.no_downgrade)
      add("after the second upgrade", compare_rows(upgraded.rows, again.rows, change.after), result);
    if (file.no_downgrade)
      result.looked_at += "; rows are not compared, the downgrade does nothing: " + file.no_downgrade->reason;
    if (result.status == CheckResult::Status::passed) clear(connection, before, filled);
  }

  /// Rows for what is at stake and nobody has rows for. Returns the tables that got one, parents first.
  std::vector<ObjectName> fill(Connection& connection, const RevisionChange& change, std::vector<std::string>& said) {
    const std::shared_ptr<const Schema> schema = states_.inspect(connection);
    std::vector<ObjectName> filled;
    for (const ObjectName& name : change.touched) {
      const Table* table = schema->find_table(name);
      if (table == nullptr) continue;
      if (has_rows(connection, name)) continue;
      const std::string problem = add_synthetic_row(connection, *schema, *table, filled);
      if (!problem.empty())
        said.push_back(fmt::format("{} has no rows, and none could be made: {}", name.to_string(), problem));
    }
    std::vector<std::string> names;
    for (const ObjectName& name : filled) names.push_back(name.to_string());
    if (!names.empty())
      said.insert(said.begin(), fmt::format("synthetic row{} in {}", names.size() == 1 ? "" : "s", listed(names)));
    return filled;
  }

  /// A made-up row must not stand in the way of an older revision's downgrade, whose checks it was not made for.
  void clear(Connection& connection, const Heads& before, const std::vector<ObjectName>& filled) {
    try {
      states_.move(connection, before, Direction::downgrade);
      const std::unique_ptr<StepTransaction> transaction = connection.begin();
      connection.execute(connection.row_rules().defer_foreign_keys());  // they may go round in a circle
      for (auto name = filled.rbegin(); name != filled.rend(); ++name)
        connection.execute(fmt::format("DELETE FROM {}", quote(lexicon(), *name)));
      transaction->commit();
    } catch (const DatabaseError& error) {
      walk_.stop(fmt::format("a made-up row can't be removed: {}", error.what()));
    }
  }

  Image look(Connection& connection) const {
    Image image;
    image.schema = states_.inspect(connection);
    image.rows = read_rows(connection, *image.schema);
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
    for (const auto& [name, table] : from.schema->tables) {
      const Table* other = to.schema->find_table(name);
      for (const Column& column : table.columns) {
        const Column* now = other != nullptr ? other->find_column(column.name) : nullptr;
        if (now != nullptr && now->type != column.type) exempt.columns.insert({name, column.name});
      }
    }
    add("after the upgrade", compare_rows(from.rows, to.rows, exempt), result);
  }

  /// Rows of head that went down and came up again. Tables that had none there may hold a made-up one now.
  static void compare_above(const RowImage& above, const RowImage& now, const RevisionChange& change,
                            CheckResult& result) {
    Exempt exempt = change.after;
    for (const auto& [name, table] : above.tables) {
      if (table.rows.empty()) exempt.tables.insert(name);
    }
    add("down and up again", compare_rows(above, now, exempt), result);
  }

  /// The first time that a state is met after a downgrade, there is nothing but the chain itself to hold it against.
  void compare_with_chain(Connection& connection, const RevisionId& id, const Heads& before,
                          CheckResult& result) const {
    const std::shared_ptr<const Schema> found = states_.inspect(connection);
    if (hash_of(*found) == hashes_before_.at(id)) return;
    const std::unique_ptr<Scratch> chain = driver_.make_scratch();
    replay_steps(chain->connection(), {driver_, states_.cancellation()}, graph_, before);
    compare_catalogues(*states_.inspect(chain->connection()), *found, "after the downgrade", result);
  }

  void compare_catalogues(const Schema& expected, const Schema& found, std::string_view when,
                          CheckResult& result) const {
    if (&expected == &found) return;  // not even a text differs
    Answers answers;
    answers.no_renames = true;
    const Difference difference = states_.difference(expected, found, answers);
    add(when, describe(difference.operations), result);
    if (expected.not_covered != found.not_covered)
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
  std::map<RevisionId, RevisionChange> changes_;
  std::map<RevisionId, std::string>
      hashes_before_;                         // of the chain's state before: a thousand schemas are too many to keep
  std::map<RevisionId, std::string> broken_;  // can't be replayed, and why
};

}  // namespace

std::vector<CheckResult> prove_round_trips(States& states, const Driver& driver, const RevisionGraph& graph,
                                           const std::set<RevisionId>& revisions, const std::vector<Script>& seeds) {
  if (revisions.empty()) return {};
  return RoundTrips(states, driver, graph, seeds).prove(revisions);
}

}  // namespace retort
