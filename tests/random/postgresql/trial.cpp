#include "random/postgresql/trial.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "driver/driver.hpp"
#include "retort/postgresql.hpp"
#include "support/kept_scratch.hpp"
#include "support/postgresql_states.hpp"
#include "support/unequal.hpp"

namespace retort::test::postgresql {
namespace {

constexpr int kRows = 4;

// All that the generator makes lies in schemas of its own.
constexpr const char* kDropSchemas =
    "DO $$ DECLARE name text; BEGIN FOR name IN SELECT quote_ident(nspname) FROM pg_namespace"
    " WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema') LOOP"
    " EXECUTE 'DROP SCHEMA ' || name || ' CASCADE'; END LOOP; END $$";

const Driver& driver() { return retort::postgresql::driver(); }

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

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

bool empty(Scratch& scratch) {
  scratch.connection().execute(kDropSchemas);
  return true;
}

}  // namespace

Trial::Trial(const std::string& server, const std::string& url, std::filesystem::path folder)
    : url_(url),
      folder_(std::move(folder)),
      raw_(url),
      connection_(driver().connect(Url::parse(url), {})),
      scratch_driver_(keep_scratch(driver().with_scratch({Url::parse(server), std::nullopt, false}), empty)) {
  raw_.execute("PREPARE catalogue AS " + read_file(RETORT_SOURCE_DIR "/tests/support/postgresql_catalogue.sql"));
}

void Trial::run(const std::vector<Pair>& pairs) {
  Answers answers;
  answers.no_renames = true;
  std::vector<std::string> first, second;
  for (const Pair& pair : pairs) {
    append(answers.renames, pair.answers.renames);
    append(answers.existing, pair.answers.existing);
    for (const auto& [one, other] : pair.kept_rows) first.push_back(one), second.push_back(other);
  }
  raw_.execute("ROLLBACK");
  raw_.execute(kDropSchemas);
  for (const Pair& pair : pairs) raw_.execute(pair.after.sql());
  const State to = state();
  raw_.execute(kDropSchemas);
  for (const Pair& pair : pairs) raw_.execute(pair.before.sql());
  raw_.execute("SET session_replication_role = replica");
  for (const Pair& pair : pairs) raw_.execute(pair.before.rows(kRows));
  raw_.execute("SET session_replication_role = origin");
  const State from = state();
  const std::vector<std::string> kept = raw_.values(first);
  const command::GeneratedScripts found = scripts(from, to, answers);
  go("there", found.upgrade.statements, to, second, kept);
  go("back", found.downgrade.statements, from, first, kept);
}

Trial::State Trial::state() {
  return {driver().inspect(*connection_, {}), raw_.column("SET search_path = pg_catalog; EXECUTE catalogue")};
}

command::GeneratedScripts Trial::scripts(const State& from, const State& to, const Answers& answers) {
  PostgresqlStates states(*scratch_driver_, url_, folder_, false);  // a new one: it remembers all that it saw
  const command::GeneratedScripts found = command::autogenerate(
      from.schema, to.schema, driver().dialect(), connection_->version(), answers,
      [&](const Schema& a, const Schema& b, const Answers& told) { return states->difference(a, b, told); });
  if (!found.questions.empty()) throw std::runtime_error("open question about " + found.questions[0].to.to_string());
  return found;
}

void Trial::go(const std::string& way, const std::vector<Statement>& statements, const State& to,
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
    if (found.facts.count(fact) != to.facts.count(fact)) message += "\n  not there: " + fact;
  for (const std::string& fact : found.facts)
    if (found.facts.count(fact) != to.facts.count(fact)) message += "\n  not wanted: " + fact;
  if (!message.empty()) fail("the catalogue is not the target's" + message);
  const std::vector<std::string> rows = raw_.values(queries);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i] != kept[i]) fail("other rows: " + queries[i] + "\n  " + kept[i] + "\n  " + rows[i]);
}

}  // namespace retort::test::postgresql
