#include "driver/sqlite/quoted_strings.hpp"

#include "driver/sqlite/open.hpp"
#include "driver/sqlite/prepared.hpp"

namespace retort::sqlite {

std::map<DefinitionName, std::string> rewrite_quoted_strings(const std::vector<CatalogueRow>& rows) {
  Url memory;
  memory.scheme = "sqlite";
  memory.database = ":memory:";
  const std::unique_ptr<Session> session = open_session(memory, {});
  session->configure(SQLITE_DBCONFIG_DQS_DDL, true);
  session->configure(SQLITE_DBCONFIG_DQS_DML, true);
  // Broken views do not stop the rewriting, and trigger bodies are not resolved when they are made.
  session->configure(SQLITE_DBCONFIG_WRITABLE_SCHEMA, true);

  for (const CatalogueRow& row : rows) {
    if (row.type == "index" || row.sql.empty()) continue;
    // Fails where a module or function is missing; then those that name it are not rewritten.
    sqlite3_exec(session->handle(), row.sql.c_str(), nullptr, nullptr, nullptr);
  }
  constexpr const char* kRename =
      "CREATE TABLE _retort_dummy (a); ALTER TABLE _retort_dummy RENAME COLUMN a TO b; DROP TABLE _retort_dummy";
  sqlite3_exec(session->handle(), kRename, nullptr, nullptr, nullptr);

  std::map<DefinitionName, std::string> texts;
  for (const CatalogueRow& row : rows) {
    if (row.type == "view" || row.type == "trigger") texts[{row.type, row.name}] = row.sql;
  }
  Prepared rewritten(*session, "SELECT type, name, sql FROM main.sqlite_schema WHERE type IN ('view', 'trigger')");
  while (rewritten.step()) {
    const auto found = texts.find({std::string(rewritten.text(0)), Identifier::folded(std::string(rewritten.text(1)))});
    if (found != texts.end()) found->second = rewritten.text(2);
  }
  return texts;
}

}  // namespace retort::sqlite
