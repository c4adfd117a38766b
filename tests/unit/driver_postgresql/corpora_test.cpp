// Real schemas, counted by the server itself.
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <map>

#include "catalogue_of.hpp"

namespace retort::postgresql {
namespace {

using namespace testing;
using retort::testing::kPostgresqlVersions;

std::filesystem::path corpora() {
  const char* from_environment = std::getenv("RETORT_CORPORA");
  return from_environment != nullptr ? from_environment : RETORT_SOURCE_DIR "/../shared/corpora";
}

// Of one schema of the database, in the reader's words.
constexpr const char* kCounts = R"(
SELECT string_agg(kind || ' ' || n, ', ' ORDER BY kind) FROM (
  SELECT kind, count(*) AS n FROM (
    SELECT CASE relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
                        WHEN 'c' THEN 'composite type' WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' ELSE 'table' END AS kind
    FROM pg_class c WHERE c.oid >= 16384 AND relkind <> 't' AND relnamespace <> 'pg_toast'::regnamespace
      AND oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype = 'e')
      AND (relkind <> 'c' OR reltype NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_type'::regclass AND deptype = 'e'))
    UNION ALL SELECT CASE typtype WHEN 'e' THEN 'enum' ELSE 'domain' END FROM pg_type WHERE typtype IN ('e', 'd') AND oid >= 16384
      AND oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_type'::regclass AND deptype = 'e')
    UNION ALL SELECT CASE prokind WHEN 'a' THEN 'aggregate' WHEN 'p' THEN 'procedure' ELSE 'function' END FROM pg_proc
      WHERE oid >= 16384 AND oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_proc'::regclass AND deptype = 'e')
    UNION ALL SELECT 'column' FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
      WHERE c.oid >= 16384 AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
    UNION ALL SELECT CASE contype WHEN 'f' THEN 'foreign key' ELSE 'check' END FROM pg_constraint
      WHERE conrelid >= 16384 AND contype IN ('f', 'c') AND conparentid = 0 AND (contype = 'f' OR conislocal)
    UNION ALL SELECT 'trigger' FROM pg_trigger WHERE NOT tgisinternal AND tgparentid = 0
    UNION ALL SELECT 'rule' FROM pg_rewrite WHERE rulename <> '_RETURN' AND oid >= 16384
    UNION ALL SELECT 'extension' FROM pg_extension WHERE extname <> 'plpgsql'
    UNION ALL SELECT 'schema' FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')
    UNION ALL SELECT 'comment' FROM pg_description WHERE objoid >= 16384
      AND (classoid, objoid) NOT IN (SELECT classid, objid FROM pg_depend WHERE deptype = 'e')
      AND classoid <> 'pg_extension'::regclass
  ) o GROUP BY kind) k
)";

unsigned commented(const Options& options) {
  unsigned count = 0;
  for (const auto& [key, value] : options) {
    if (key == "comment" || key.starts_with("comment:")) ++count;
  }
  return count;
}

std::string counts(const Schema& schema) {
  std::map<std::string, unsigned> of;
  const auto add_indexes = [&](const std::map<Identifier, Index>& indexes) {
    for (const auto& [name, index] : indexes) of["comment"] += commented(index.options);
    of["index"] += static_cast<unsigned>(indexes.size());
  };
  for (const auto& [name, table] : schema.tables) {
    ++of["table"];
    of["column"] += static_cast<unsigned>(table.columns.size());
    of["foreign key"] += static_cast<unsigned>(table.foreign_keys.size());
    of["check"] += static_cast<unsigned>(table.checks.size());
    of["index"] += static_cast<unsigned>(table.uniques.size() + table.exclusions.size() + (table.primary_key ? 1 : 0));
    add_indexes(table.indexes);
    if (!table.comment.empty()) ++of["comment"];
    for (const Column& column : table.columns) {
      if (!column.comment.empty()) ++of["comment"];
      if (column.options.contains("identity:sequence")) ++of["sequence"];
    }
    for (const Check& check : table.checks) of["comment"] += commented(check.options);
    for (const Unique& unique : table.uniques) of["comment"] += commented(unique.options);
    for (const ForeignKey& key : table.foreign_keys) of["comment"] += commented(key.options);
    if (table.primary_key) of["comment"] += commented(table.primary_key->options);
  }
  for (const auto& [key, definition] : schema.definitions) {
    if (key.kind == ObjectKind::schema && key.name.name.text() == "public") continue;
    ++of[std::string(to_string(key.kind))];
    add_indexes(definition.indexes);
    if (key.kind != ObjectKind::extension) of["comment"] += commented(definition.options);
  }
  std::string text;
  for (const auto& [kind, count] : of) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", kind, count);
  }
  return text;
}

TEST(PostgresqlCorpora, AreReadWhole) {
  if (!std::filesystem::exists(corpora())) GTEST_SKIP() << "no corpora: RETORT_CORPORA says where they are";
  for (const int major : kPostgresqlVersions) {
    RETORT_NEEDS_POSTGRESQL(major);
    for (const char* name : {"sakila", "pagila", "chinook", "adventureworks"}) {
      const PostgresqlDatabase database(major);
      const std::string load = fmt::format("psql -XqAt -v ON_ERROR_STOP=1 -d '{}' -f '{}' >/dev/null 2>&1",
                                           database.url(), (corpora() / name / "postgresql.sql").string());
      ASSERT_EQ(std::system(load.c_str()), 0) << load;
      const Schema schema = read(database.url());
      EXPECT_EQ(counts(schema), database.query(kCounts)) << name << " on " << major;
      EXPECT_TRUE(schema.not_covered.empty()) << name;
      for (const auto& [table_name, table] : schema.tables) {
        for (const ForeignKey& key : table.foreign_keys) {
          EXPECT_NE(schema.find_table(key.target), nullptr) << table_name.to_string();
        }
      }
    }
  }
}

}  // namespace
}  // namespace retort::postgresql
