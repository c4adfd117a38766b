// Random pairs of schemas with rows: the difference, applied, gives the target; the rows that it does not itself change
// are the same; and the way back leads back.
//
//   run_random PAIRS SEED      the same seed gives the same pairs everywhere; pair N alone is `run_random 1 SEED+N`
//
// Prints the seed and how often each edit and each feature of a schema came up: fewer than one in a hundred fails.
#include <fmt/format.h>

#include <cstdlib>
#include <functional>
#include <iostream>
#include <set>
#include <stdexcept>

#include "base/ascii.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "support/migrate.hpp"
#include "support/random_schema.hpp"
#include "support/random_tally.hpp"

namespace retort::test {
namespace {

/// What a schema has, by the generator's own model of it.
std::set<std::string> features_of(const RandomModel& model) {
  std::set<std::string> found;
  const auto note = [&](bool has, const char* feature) {
    if (has) found.insert(feature);
  };
  for (const RandomTable& table : model.tables) {
    note(table.without_rowid, "WITHOUT ROWID");
    note(table.strict, "STRICT");
    note(table.key_kind == RandomPrimaryKey::none, "no primary key");
    note(table.key_kind == RandomPrimaryKey::rowid_alias, "INTEGER PRIMARY KEY");
    note(table.key_kind == RandomPrimaryKey::autoincrement, "AUTOINCREMENT");
    note(table.key_kind == RandomPrimaryKey::no_alias, "INTEGER PRIMARY KEY DESC");
    note(table.key.columns.size() > 1, "composite primary key");
    note(table.key.on_conflict, "ON CONFLICT of a primary key");
    for (const RandomColumn& column : table.columns) {
      note(column.not_null, "NOT NULL");
      note(!column.default_sql.empty(), "default");
      note(column.default_sql.starts_with("("), "expression default");
      note(!column.collation.empty(), "collation");
      note(column.generated_from != 0 && !column.stored, "virtual generated column");
      note(column.generated_from != 0 && column.stored, "stored generated column");
    }
    for (const RandomKey& unique : table.uniques) {
      note(true, "unique constraint");
      note(unique.on_conflict, "ON CONFLICT of a unique constraint");
      note(!unique.name.empty(), "named unique constraint");
    }
    for (const RandomReference& reference : table.references) {
      note(true, "foreign key");
      note(reference.table == table.id, "foreign key to itself");
      note(reference.target_column != 0, "foreign key to a named column");
      note(reference.on_delete != 0, "ON DELETE");
      note(reference.on_update != 0, "ON UPDATE");
      note(reference.deferred, "deferred foreign key");
    }
    note(!table.checks.empty(), "check");
    for (const RandomIndex& index : table.indexes) {
      note(true, "index");
      note(index.unique, "unique index");
      note(index.where != 0, "partial index");
      for (const RandomIndex::Part& part : index.parts) {
        note(part.form == 1 || part.form == 4, "descending index");
        note(part.form == 2, "collated index");
        note(part.form >= 3, "index on an expression");
      }
    }
  }
  for (const RandomView& view : model.views) {
    note(true, "view");
    note(model.find_view(view.table) != nullptr, "view on a view");
    note(view.columns.empty(), "view of *");
  }
  for (const RandomTrigger& trigger : model.triggers) {
    note(true, "trigger");
    note(model.find_view(trigger.on) != nullptr, "INSTEAD OF trigger");
    note(trigger.column != 0, "UPDATE OF trigger");
  }
  return found;
}

using Rows = std::vector<SqliteDatabase::Row>;

void expect_rows(SqliteDatabase& database, const std::string& query, const Rows& rows, const Migration& migration) {
  if (database.query(query) == rows) return;
  throw std::runtime_error("other rows: " + query + "\n" + script_of(migration.statements));
}

void there_and_back(const RandomPair& pair) {
  const Schema before = SqliteDatabase(pair.before.sql()).schema();
  const Schema after = SqliteDatabase(pair.after.sql()).schema();
  SqliteDatabase database(pair.before.sql() + pair.before.rows(4));
  std::vector<Rows> rows;
  for (const auto& [first, second] : pair.kept_rows) rows.push_back(database.query(first));
  const Migration there = migrate(database, after, pair.answers);
  for (std::size_t i = 0; i < rows.size(); ++i) expect_rows(database, pair.kept_rows[i].second, rows[i], there);
  const Migration back = migrate(database, before, reversed(pair.answers, before, after, sqlite::lexicon()));
  for (std::size_t i = 0; i < rows.size(); ++i) expect_rows(database, pair.kept_rows[i].first, rows[i], back);
}

// So many kinds of edits and features the generator has.
constexpr std::size_t kEdits = 34, kFeatures = 36;

int run(std::uint64_t pairs, std::uint64_t seed) {
  RandomTally tally;
  std::cout << fmt::format("{} pairs, seed {}\n", pairs, seed);
  for (std::uint64_t i = 0; i < pairs; ++i) {
    const RandomPair pair = RandomSchemas(seed + i).next();
    std::set<std::string> has = features_of(pair.before);
    has.merge(features_of(pair.after));
    tally.add(pair.edits, {has.begin(), has.end()});
    try {
      there_and_back(pair);
    } catch (const std::exception& error) {
      std::cout << fmt::format("FAILED seed {}: {}\n{}\nbefore:\n{}after:\n{}", seed + i, join(pair.edits, "; "),
                               error.what(), pair.before.sql(), pair.after.sql());
      return 1;
    }
  }
  return tally.report(kEdits, kFeatures) ? 0 : 1;
}

}  // namespace
}  // namespace retort::test

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: run_random PAIRS SEED\n";
    return 2;
  }
  return retort::test::run(std::strtoull(argv[1], nullptr, 10), std::strtoull(argv[2], nullptr, 10));
}
