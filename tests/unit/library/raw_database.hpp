// A SQLite database as the engine's own client sees it.
#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace retort {

class RawDatabase {
 public:
  explicit RawDatabase(const std::filesystem::path& path) { sqlite3_open(path.c_str(), &handle_); }
  ~RawDatabase() { sqlite3_close(handle_); }
  RawDatabase(const RawDatabase&) = delete;
  RawDatabase& operator=(const RawDatabase&) = delete;

  sqlite3* handle() { return handle_; }
  void execute(const std::string& sql) {
    char* message = nullptr;
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &message) != SQLITE_OK) {
      const std::string said = message;
      sqlite3_free(message);
      throw std::runtime_error(said);
    }
  }
  /// Rows by '|' and newlines.
  std::string query(const std::string& sql) {
    std::string text;
    const auto add = [](void* to, int count, char** values, char**) {
      auto& all = *static_cast<std::string*>(to);
      for (int i = 0; i < count; ++i)
        all += std::string(i > 0 ? "|" : "") + (values[i] != nullptr ? values[i] : "NULL");
      all += "\n";
      return 0;
    };
    if (sqlite3_exec(handle_, sql.c_str(), add, &text, nullptr) != SQLITE_OK) return sqlite3_errmsg(handle_);
    return text;
  }

 private:
  sqlite3* handle_ = nullptr;
};

}  // namespace retort
