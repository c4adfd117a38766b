// Everything at once: torture.sql, whose objects have every attribute that the reader knows.
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/ascii.hpp"
#include "catalogue_of.hpp"
#include "dialect/postgresql/lexicon.hpp"
#include "schema/json.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {
namespace {

using namespace testing;
using retort::testing::kPostgresqlVersions;

std::string path(const std::string& name) { return RETORT_SOURCE_DIR "/tests/unit/driver_postgresql/" + name; }

std::string file(const std::string& name) {
  const std::ifstream in(path(name));
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// A database of it a version, made once: it has six hundred statements.
const PostgresqlDatabase& tortured(int major) {
  static std::map<int, PostgresqlDatabase> databases;
  const auto [found, made] = databases.try_emplace(major, major);
  if (made) found->second.execute(file("torture.sql") + (major >= 18 ? file("torture_18.sql") : ""));
  return found->second;
}

std::string name_of(const ObjectName& name) { return quote(lexicon(), name); }

/// How a definition is dropped; "" for what is not one CREATE statement.
std::string drop(const Definition& definition) {
  const ObjectKey& key = definition.key;
  const std::string name = name_of(key.name);
  switch (key.kind) {
    case ObjectKind::schema:
    case ObjectKind::enum_type:
    case ObjectKind::composite_type:
    case ObjectKind::domain:
    case ObjectKind::sequence:
    case ObjectKind::default_privileges:
      return "";
    case ObjectKind::range_type:
      return "DROP TYPE " + name + " CASCADE";
    case ObjectKind::function:
    case ObjectKind::procedure:
    case ObjectKind::aggregate:
      return fmt::format("DROP {} {}{} CASCADE", to_string(key.kind), name, key.part.text());
    case ObjectKind::op:
      return fmt::format("DROP OPERATOR {}.{} {} CASCADE", name_of({{}, key.name.schema}), key.name.name.text(),
                         key.part.text());
    case ObjectKind::cast:
    case ObjectKind::transform:
      return fmt::format("DROP {} {} CASCADE", to_string(key.kind), key.part.text());
    case ObjectKind::operator_class:
    case ObjectKind::operator_family:
      return fmt::format("DROP {} {}{} CASCADE", to_string(key.kind), name, key.part.text());
    case ObjectKind::trigger:
    case ObjectKind::rule:
    case ObjectKind::policy:
      return fmt::format("DROP {} {} ON {}", to_string(key.kind), name_of({{}, key.name.name}), name_of(definition.on));
    case ObjectKind::foreign_server:
      return "DROP SERVER " + name + " CASCADE";
    case ObjectKind::user_mapping:
      return fmt::format("DROP USER MAPPING{} SERVER {}", key.part.text(), name);
    default:
      return fmt::format("DROP {} {} CASCADE", to_string(key.kind), name);
  }
}

void run(PGconn* connection, const std::string& sql) {
  PGresult* result = PQexec(connection, sql.c_str());
  const ExecStatusType status = PQresultStatus(result);
  PQclear(result);
  if (status != PGRES_COMMAND_OK) throw std::runtime_error(sql + ": " + PQerrorMessage(connection));
}

TEST(PostgresqlTorture, NothingIsLeftUnread) {
  for (const int major : kPostgresqlVersions) {
    RETORT_NEEDS_POSTGRESQL(major);
    const Schema schema = read(tortured(major).url());
    for (const NotCovered& object : schema.not_covered) {
      ADD_FAILURE() << major << ": " << object.kind << " " << object.name.to_string() << ": " << object.reason;
    }
    const auto count = [&](const char* sql) { return std::stoul(tortured(major).query(sql)); };
    EXPECT_EQ(schema.tables.size(),
              count("SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p') AND oid >= 16384"));
    std::map<ObjectKind, unsigned long> kinds;
    for (const auto& [key, definition] : schema.definitions) ++kinds[key.kind];
    const char* members = "SELECT objid FROM pg_depend WHERE deptype IN ('e', 'i')";
    EXPECT_EQ(kinds[ObjectKind::view], count("SELECT count(*) FROM pg_class WHERE relkind = 'v' AND oid >= 16384"));
    EXPECT_EQ(kinds[ObjectKind::sequence],
              count("SELECT count(*) FROM pg_class WHERE relkind = 'S' AND oid NOT IN (SELECT objid FROM pg_depend "
                    "WHERE deptype = 'i')"));
    EXPECT_EQ(
        kinds[ObjectKind::function] + kinds[ObjectKind::procedure] + kinds[ObjectKind::aggregate],
        count(fmt::format("SELECT count(*) FROM pg_proc WHERE oid >= 16384 AND oid NOT IN ({})", members).c_str()));
    EXPECT_EQ(
        kinds[ObjectKind::op],
        count(fmt::format("SELECT count(*) FROM pg_operator WHERE oid >= 16384 AND oid NOT IN ({})", members).c_str()));
    EXPECT_EQ(kinds[ObjectKind::trigger],
              count("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgparentid = 0"));
    EXPECT_EQ(kinds[ObjectKind::policy], count("SELECT count(*) FROM pg_policy"));
    EXPECT_EQ(kinds[ObjectKind::publication], count("SELECT count(*) FROM pg_publication"));
    unsigned long indexes = 0;
    for (const auto& [name, table] : schema.tables) {
      indexes += table.indexes.size() + table.uniques.size() + table.exclusions.size() + (table.primary_key ? 1 : 0);
    }
    for (const auto& [key, definition] : schema.definitions) indexes += definition.indexes.size();
    EXPECT_EQ(indexes,
              count("SELECT count(*) FROM pg_index WHERE indrelid >= 16384 AND indrelid NOT IN (SELECT oid FROM "
                    "pg_class WHERE relnamespace = 'pg_toast'::regnamespace)"));
  }
}

/// An object or an edge a line.
std::string listing(const Schema& schema) {
  std::string text;
  for (const auto& [name, table] : schema.tables) text += "table " + to_json(table).dump() + "\n";
  for (const auto& [key, definition] : schema.definitions) {
    text += std::string(to_string(key.kind)) + " " + to_json(definition).dump() + "\n";
  }
  return text + edges(schema);
}

// torture_N.expected is what was read once, and then read by a person. RETORT_UPDATE=1 writes it anew.
TEST(PostgresqlTorture, IsReadAsExpected) {
  for (const int major : kPostgresqlVersions) {
    RETORT_NEEDS_POSTGRESQL(major);
    const std::string found = listing(read(tortured(major).url()));
    const std::string name = fmt::format("torture_{}.expected", major);
    if (std::getenv("RETORT_UPDATE") != nullptr) std::ofstream(path(name)) << found;
    const std::string expected = file(name);
    const std::vector<std::string_view> found_lines = split_lines(found);
    const std::vector<std::string_view> expected_lines = split_lines(expected);
    const std::set<std::string_view> all_found(found_lines.begin(), found_lines.end());
    const std::set<std::string_view> all_expected(expected_lines.begin(), expected_lines.end());
    for (const std::string_view line : expected_lines) EXPECT_TRUE(all_found.contains(line)) << name << " - " << line;
    for (const std::string_view line : found_lines) EXPECT_TRUE(all_expected.contains(line)) << name << " + " << line;
    EXPECT_TRUE(found == expected) << name << ": in another order";
  }
}

/// Functions whose texts say something; the others are there for what uses them.
bool worth_making(const ObjectKey& key) {
  static const std::set<std::string> kNames = {"f", "returns_table", "uses_f", "windowed", "odd name", "polymorphic"};
  return key.kind != ObjectKind::function || kNames.contains(key.name.name.text());
}

/// Drops a definition with all that hangs on it, makes it again from its text, and reads that. Leaves all as it was.
Definition made_again(PGconn* connection, const Definition& definition) {
  run(connection, "BEGIN; SET LOCAL search_path = pg_catalog");
  try {
    run(connection, drop(definition));
    run(connection, definition.sql.text);
    Schema again = read_catalogue(connection, {});
    run(connection, "ROLLBACK");
    return again.definitions.at(definition.key);
  } catch (...) {
    run(connection, "ROLLBACK");
    throw;
  }
}

// The server may spell a text otherwise once it has been loaded from one, and never again after that.
TEST(PostgresqlTorture, TextsLoadBackAsTheyWere) {
  for (const int major : kPostgresqlVersions) {
    RETORT_NEEDS_POSTGRESQL(major);
    const PostgresqlDatabase& database = tortured(major);
    const Schema schema = read(database.url());
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(database.url().c_str()), &PQfinish);
    PQsetNoticeProcessor(
        connection.get(), [](void*, const char*) {}, nullptr);
    run(connection.get(), "SET check_function_bodies = off");
    int made = 0;
    std::vector<std::string> drifting;
    for (const auto& [key, definition] : schema.definitions) {
      if (drop(definition).empty() || !worth_making(key)) continue;
      try {
        Definition before = definition;
        Definition after = made_again(connection.get(), before);
        EXPECT_EQ(after.columns, before.columns) << major << ": " << key.to_string();
        if (after.sql != before.sql || after.sql.text != before.sql.text) {
          drifting.push_back(key.name.name.text());
          before = std::move(after);
          after = made_again(connection.get(), before);
        }
        EXPECT_EQ(after.sql.canonical, before.sql.canonical) << major << ": " << key.to_string();
        EXPECT_EQ(after.sql.text, before.sql.text) << major << ": " << key.to_string();
        ++made;
      } catch (const std::exception& error) {
        ADD_FAILURE() << major << ": " << to_string(key.kind) << " " << key.to_string() << ": " << error.what() << "\n"
                      << definition.sql.text;
      }
    }
    EXPECT_EQ(drifting, (std::vector<std::string>{"returns_table", "v_values"})) << major;
    EXPECT_GT(made, 90) << major;
  }
}

}  // namespace
}  // namespace retort::postgresql
