// Random pairs of PostgreSQL schemas with rows: the difference, applied, gives the target, by Retort's reader and by
// the tests' own; the rows that it does not itself change are the same; and the way back leads back.
//
//   run_postgresql_random MAJOR PAIRS SEED     the same seed gives the same pairs; pair N alone: run_... MAJOR 1 SEED+N
//
// Many pairs stand in one database at once, each in schemas of its own, and are taken there and back together: a batch
// costs four readings of the catalogue, whatever its size. One that fails is run again pair by pair. Prints how often
// each edit and each feature of a schema came up: fewer than one in a hundred fails.
#include <fmt/format.h>
#include <libpq-fe.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <stdexcept>

#include "command/autogenerate.hpp"
#include "driver/postgresql/driver.hpp"
#include "random/postgresql/generator.hpp"
#include "support/postgresql_database.hpp"
#include "support/unequal.hpp"

namespace retort::test::postgresql {
namespace {

constexpr std::size_t kBatch = 25;
constexpr int kRows = 4;

/// The tests' own hands on a database: libpq and no more.
class RawDatabase {
 public:
  explicit RawDatabase(const std::string& url) : connection_(PQconnectdb(url.c_str()), &PQfinish) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
    execute("SET client_min_messages = error; SET search_path = pg_catalog; SET datestyle = iso; SET timezone = 'UTC'");
  }

  using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;
  Result execute(const std::string& sql) const {
    Result result(PQexec(connection_.get(), sql.c_str()), &PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return result;
    const char* at = PQresultErrorField(result.get(), PG_DIAG_STATEMENT_POSITION);
    std::string message = PQerrorMessage(connection_.get());
    if (at != nullptr)
      message += "  at: " + sql.substr(static_cast<std::size_t>(std::max(0, std::atoi(at) - 200)), 300) + "\n";
    throw std::runtime_error(message);
  }

  /// What stands in the first column, sorted.
  std::multiset<std::string> column(const std::string& sql) const {
    const Result result = execute(sql);
    std::multiset<std::string> values;
    for (int row = 0; row < PQntuples(result.get()); ++row) values.emplace(PQgetvalue(result.get(), row, 0));
    return values;
  }
  std::vector<std::string> values(const std::vector<std::string>& queries) const {
    std::string all;
    for (const std::string& query : queries)
      all += (all.empty() ? "(" : " UNION ALL (") +
             fmt::format("SELECT {}, ({})", queries.size() + static_cast<std::size_t>(&query - queries.data()), query) +
             ")";
    std::vector<std::string> found;
    if (queries.empty()) return found;
    const Result result = execute(all + " ORDER BY 1");
    for (int row = 0; row < PQntuples(result.get()); ++row) found.emplace_back(PQgetvalue(result.get(), row, 1));
    return found;
  }

  /// As the runner does: steps of their mode, each in a transaction or each statement on its own.
  void run(const std::vector<Statement>& statements) const {
    std::string together;
    const auto flush = [&] {
      if (!together.empty()) execute(together);
      together.clear();
    };
    for (const Statement& statement : statements) {
      // Rows hold none of the labels that an edit drops: what a person would have to say of them is of no matter here.
      const bool of_label = statement.todo && statement.text.starts_with("UPDATE ");
      if (statement.todo && !of_label) throw std::runtime_error("a todo: " + *statement.todo + "\n  " + statement.text);
      if (statement.mode == StepMode::autocommit || statement.data) {
        flush();
        execute(statement.text);
      } else {
        together += statement.text + ";\n";
      }
    }
    flush();
  }

 private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error("can't read " + path);
  return text.str();
}

std::string script_of(const std::vector<Statement>& statements) {
  std::string script;
  for (const Statement& statement : statements)
    script += statement.text + (statement.mode == StepMode::autocommit ? ";  -- autocommit\n" : ";\n");
  return script;
}

struct State {
  Schema schema;
  std::multiset<std::string> facts;
};

class Trial {
 public:
  explicit Trial(const std::string& url) : raw_(url), connection_(driver().connect(Url::parse(url), {})) {
    facts_ = read_file(std::string(RETORT_SOURCE_DIR) + "/tests/live/postgresql_catalogue.sql");
  }

  /// Throws where anything is not as it should be; the database is empty again in any case.
  void run(const std::vector<Pair>& pairs) {
    std::string before, after, rows, drop;
    Answers answers;
    answers.no_renames = true;
    std::vector<std::string> first, second;
    for (const Pair& pair : pairs) {
      before += pair.before.sql();
      after += pair.after.sql();
      rows += pair.before.rows(kRows);
      drop += pair.before.drop_sql() + pair.after.drop_sql();
      const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
      append(answers.renames, pair.answers.renames);
      append(answers.existing, pair.answers.existing);
      for (const auto& [one, other] : pair.kept_rows) first.push_back(one), second.push_back(other);
    }
    raw_.execute("ROLLBACK");
    raw_.execute(drop);
    raw_.execute(after);
    const State to = state();
    raw_.execute(drop);
    raw_.execute(before);
    raw_.execute("SET session_replication_role = replica;\n" + rows + "SET session_replication_role = origin");
    const State from = state();
    const std::vector<std::string> kept = raw_.values(first);
    const command::GeneratedScripts scripts = command::autogenerate(from.schema, to.schema, driver().dialect(),
                                                                    connection_->version(), answers, DiffOptions());
    if (!scripts.questions.empty())
      throw std::runtime_error("open question about " + scripts.questions[0].to.to_string());
    go("there", scripts.upgrade.statements, to, second, kept);
    go("back", scripts.downgrade.statements, from, first, kept);
    raw_.execute(drop);
  }

 private:
  State state() { return {driver().inspect(*connection_, {}), raw_.column(facts_)}; }

  void go(const std::string& way, const std::vector<Statement>& statements, const State& to,
          const std::vector<std::string>& queries, const std::vector<std::string>& kept) {
    const auto fail = [&](const std::string& what) {
      throw std::runtime_error(way + ": " + what + "\n" + script_of(statements));
    };
    try {
      raw_.run(statements);
    } catch (const std::runtime_error& error) {
      fail(error.what());
    }
    const State found = state();
    std::string message;
    for (const std::string& line : unequal(to.schema, found.schema)) message += "\n  " + line;
    if (!message.empty()) fail("the schema is not the target's" + message);
    for (const std::string& fact : to.facts)
      if (found.facts.count(fact) == 0) message += "\n  not there: " + fact;
    for (const std::string& fact : found.facts)
      if (to.facts.count(fact) == 0) message += "\n  not wanted: " + fact;
    if (!message.empty()) fail("the catalogue is not the target's" + message);
    const std::vector<std::string> rows = raw_.values(queries);
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (rows[i] != kept[i]) fail("other rows: " + queries[i] + "\n  " + kept[i] + "\n  " + rows[i]);
  }

  static const Driver& driver() { return retort::postgresql::driver(); }
  RawDatabase raw_;
  std::unique_ptr<Connection> connection_;
  std::string facts_;
};

/// Prints the counts; false where one is below a hundredth of the pairs.
bool report(const char* what, const std::map<std::string, int>& counts, std::uint64_t pairs) {
  bool enough = true;
  std::cout << what << ":\n";
  for (const auto& [name, count] : counts) {
    const bool rare = static_cast<std::uint64_t>(count) * 100 < pairs;
    std::cout << fmt::format("  {:6}  {}{}\n", count, name, rare ? "   in less than 1% of the pairs" : "");
    enough = enough && !rare;
  }
  return enough;
}

int run(const std::string& url, std::uint64_t pairs, std::uint64_t seed) {
  constexpr std::size_t kEdits = 66, kFeatures = 100;  // what never came up is not in the maps
  std::map<std::string, int> edits, features;
  std::cout << fmt::format("{} pairs, seed {}\n", pairs, seed);
  const auto started = std::chrono::steady_clock::now();
  Trial trial(url);
  int failed = 0;
  for (std::uint64_t i = 0; i < pairs;) {
    std::vector<Pair> batch;
    const std::uint64_t first = i;
    for (; i < pairs && batch.size() < kBatch; ++i) {
      batch.push_back(make_pair(seed + i, static_cast<int>((i + 1) * 1000)));
      const Pair& pair = batch.back();
      for (const std::string& edit : std::set<std::string>(pair.edits.begin(), pair.edits.end())) ++edits[edit];
      std::set<std::string> has;
      for (const Model* model : {&pair.before, &pair.after})
        for (std::string& feature : features_of(*model)) has.insert(std::move(feature));
      for (const std::string& feature : has) ++features[feature];
    }
    try {
      trial.run(batch);
      continue;
    } catch (const std::exception& error) {
      if (batch.size() > 1)
        std::cout << fmt::format("pairs {} to {}: {}\n", seed + first, seed + i - 1,
                                 std::string(error.what()).substr(0, 300));
    }
    int here = 0;
    for (std::size_t n = 0; n < batch.size(); ++n) {
      try {
        trial.run({batch[n]});
      } catch (const std::exception& error) {
        ++here;
        std::string done;
        for (const std::string& edit : batch[n].edits) done += (done.empty() ? "" : "; ") + edit;
        std::cout << fmt::format("FAILED seed {}: {}\n{}\nbefore:\n{}after:\n{}", seed + first + n, done, error.what(),
                                 batch[n].before.sql(), batch[n].after.sql());
      }
    }
    if (here == 0)
      std::cout << fmt::format("FAILED seeds {} to {} together, none of them alone\n", seed + first, seed + i - 1);
    failed += std::max(here, 1);
    if (failed > 10 && std::getenv("RETORT_RANDOM_ALL") == nullptr) break;
  }
  if (failed > 0) return std::cout << fmt::format("{} failed\n", failed), 1;
  const bool enough =
      static_cast<int>(report("edits", edits, pairs)) + static_cast<int>(report("features", features, pairs)) == 2;
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - started).count();
  std::cout << fmt::format("{} pairs there and back in {} s\n", pairs, seconds);
  if (pairs < 300) return 0;
  if (edits.size() != kEdits || features.size() != kFeatures) {
    std::cout << fmt::format("FAILED: {} of {} edits and {} of {} features came up\n", edits.size(), kEdits,
                             features.size(), kFeatures);
    return 1;
  }
  return enough ? 0 : 1;
}

}  // namespace
}  // namespace retort::test::postgresql

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: run_postgresql_random MAJOR PAIRS SEED\n";
    return 2;
  }
  const int major = std::atoi(argv[1]);
  if (retort::testing::postgresql_url(major).empty()) {
    std::cerr << "no server: run it by tests/support/postgresql.sh with FOLDER " << major << " -- ...\n";
    return 2;
  }
  const retort::testing::PostgresqlDatabase database(major);
  return retort::test::postgresql::run(database.url(), std::strtoull(argv[2], nullptr, 10),
                                       std::strtoull(argv[3], nullptr, 10));
}
