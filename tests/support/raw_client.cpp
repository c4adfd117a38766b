#include "raw_client.hpp"

#include <sqlite3.h>

#include <memory>
#include <stdexcept>

#include "project/process.hpp"

namespace retort::test {

std::string sqlite3_shell(const std::filesystem::path& database, const std::string& script) {
  ProcessOptions options;
  options.input = script;
  const ProcessResult result = run_process({"sqlite3", "-batch", "-bail", database.string()}, options);
  if (result.status != 0 || !result.errors.empty()) {
    throw std::runtime_error("sqlite3 " + database.string() + ": " + result.errors + result.output);
  }
  return result.output;
}

std::string sqlite3_library(const std::filesystem::path& database, const std::string& script) {
  sqlite3* raw = nullptr;
  const int opened = sqlite3_open(database.c_str(), &raw);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> handle(raw, sqlite3_close);
  if (opened != SQLITE_OK) throw std::runtime_error("sqlite3_open " + database.string());
  std::string output;
  const auto take = [](void* to, int count, char** values, char**) {
    auto& text = *static_cast<std::string*>(to);
    for (int i = 0; i < count; ++i) {
      if (i > 0) text += '|';
      if (values[i] != nullptr) text += values[i];
    }
    text += '\n';
    return 0;
  };
  char* message = nullptr;
  if (sqlite3_exec(raw, script.c_str(), take, &output, &message) != SQLITE_OK) {
    const std::string text = message != nullptr ? message : "?";
    sqlite3_free(message);
    throw std::runtime_error("sqlite3_exec " + database.string() + ": " + text);
  }
  return output;
}

std::string catalogue_of(const RawClient& client, const std::filesystem::path& database) {
  const std::string tables =
      "(SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
      "AND name NOT LIKE 'retort_%' AND sql NOT LIKE 'CREATE VIRTUAL %') m";
  // Names fold, as SQLite's do. Automatic index names carry the order in which keys were written, so they don't count.
  return client(database,
                "SELECT 'column', lower(m.name), lower(c.name), upper(c.type), c.\"notnull\", c.dflt_value, c.pk, "
                "c.hidden FROM " +
                    tables +
                    ", pragma_table_xinfo(m.name) c ORDER BY 1, 2, 3;"
                    "SELECT 'table', lower(m.name), l.wr, l.strict FROM " +
                    tables +
                    ", pragma_table_list l WHERE l.schema = 'main' AND l.name = m.name ORDER BY 1, 2;"
                    "SELECT 'key', lower(m.name), f.seq, lower(f.\"table\"), lower(f.\"from\"), lower(f.\"to\"), "
                    "f.on_update, f.on_delete FROM " +
                    tables +
                    ", pragma_foreign_key_list(m.name) f ORDER BY 2, 4, 5, 3, 6;"
                    "SELECT 'index', lower(m.name), CASE WHEN i.origin = 'c' THEN lower(i.name) ELSE '' END, "
                    "i.\"unique\", i.origin, i.partial, "
                    "group_concat(x.cid < 0 || ' ' || coalesce(lower(x.name), '') || ' ' || x.desc || ' ' || "
                    "upper(x.coll), ', ') FROM " +
                    tables +
                    ", pragma_index_list(m.name) i, pragma_index_xinfo(i.name) x WHERE x.key = 1 "
                    "GROUP BY m.name, i.name ORDER BY 2, 3, 5, 7;"
                    "SELECT type, lower(name), lower(tbl_name) FROM sqlite_schema WHERE type IN ('view', 'trigger') "
                    "OR sql LIKE 'CREATE VIRTUAL %' ORDER BY 1, 2;");
}

}  // namespace retort::test
