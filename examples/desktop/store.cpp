#include "store.hpp"

#include <sqlite3.h>

#include <memory>
#include <stdexcept>

namespace {

namespace fs = std::filesystem;

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

[[noreturn]] void fail(sqlite3* database, const std::string& what) {
  throw std::runtime_error(what + ": " + sqlite3_errmsg(database));
}

Database open(const fs::path& file) {
  sqlite3* handle = nullptr;
  const int status = sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READWRITE, nullptr);
  Database database(handle, sqlite3_close);
  if (status != SQLITE_OK) fail(handle, file.string());
  sqlite3_busy_timeout(handle, 5000);
  return database;
}

Statement prepare(const Database& database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database.get(), sql, -1, &statement, nullptr) != SQLITE_OK) fail(database.get(), sql);
  return {statement, sqlite3_finalize};
}

void bind(const Statement& statement, int at, const std::string& text) {
  sqlite3_bind_text(statement.get(), at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

}  // namespace

void copy_database(const fs::path& from, const fs::path& to) {
  const fs::path unfinished = to.string() + ".part";
  fs::remove(unfinished);
  const Database database = open(from);
  const Statement copy = prepare(database, "VACUUM INTO ?");
  bind(copy, 1, unfinished.string());
  if (sqlite3_step(copy.get()) != SQLITE_DONE) fail(database.get(), "copy of " + from.string());
  fs::rename(unfinished, to);
}

void add_task(const fs::path& file, const std::string& title, int priority) {
  const Database database = open(file);
  const Statement insert = prepare(database, "INSERT INTO tasks (title, priority) VALUES (?, ?)");
  bind(insert, 1, title);
  sqlite3_bind_int(insert.get(), 2, priority);
  if (sqlite3_step(insert.get()) != SQLITE_DONE) fail(database.get(), "the task was not added");
}

std::vector<std::string> open_tasks(const fs::path& file) {
  const Database database = open(file);
  const Statement select = prepare(
      database, "SELECT id || '  !' || priority || '  ' || title FROM tasks WHERE NOT done ORDER BY priority DESC, id");
  std::vector<std::string> lines;
  while (sqlite3_step(select.get()) == SQLITE_ROW)
    lines.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(select.get(), 0)));
  return lines;
}
