// A folder of its own with a database file in it, and a raw client beside the driver that is tested.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "driver/driver.hpp"
#include "driver/sqlite/connection.hpp"
#include "retort/error.hpp"
#include "retort/sqlite.hpp"

namespace retort::sqlite {

/// The engine's own client: what the tests believe.
class Raw {
 public:
  explicit Raw(const std::string& path) { sqlite3_open(path.c_str(), &handle_); }
  ~Raw() { sqlite3_close(handle_); }
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;
  sqlite3* handle() const { return handle_; }

  /// Every value of every row, "|" between fields and a newline between rows; "ERROR …" where it fails.
  std::string operator()(const std::string& sql) const {
    std::string rows;
    char* error = nullptr;
    const auto row = [](void* text, int count, char** values, char**) {
      auto& all = *static_cast<std::string*>(text);
      if (!all.empty()) all += '\n';
      for (int i = 0; i < count; ++i) {
        if (i > 0) all += '|';
        all += values[i] == nullptr ? "NULL" : values[i];
      }
      return 0;
    };
    if (sqlite3_exec(handle_, sql.c_str(), row, &rows, &error) != SQLITE_OK) rows = std::string("ERROR ") + error;
    sqlite3_free(error);
    return rows;
  }

 private:
  sqlite3* handle_ = nullptr;
};

class DatabaseTest : public testing::Test {
 protected:
  DatabaseTest() {
    std::string name = (std::filesystem::temp_directory_path() / "retort-driver-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~DatabaseTest() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name = "app.db") const { return (folder_ / name).string(); }
  Url url(const std::string& name = "app.db") const {
    Url url;
    url.scheme = "sqlite";
    url.database = path(name);
    return url;
  }
  static ConnectOptions writing(int lock_wait_ms = 5000) {
    ConnectOptions options;
    options.create = true;
    options.lock_wait = std::chrono::milliseconds(lock_wait_ms);
    return options;
  }
  static ConnectOptions reading() {
    ConnectOptions options;
    options.read_only = true;
    options.lock_wait = std::chrono::milliseconds(2000);
    return options;
  }
  std::unique_ptr<Connection> connect(const ConnectOptions& options) const { return driver().connect(url(), options); }
  std::unique_ptr<Connection> connect() const { return connect(writing()); }
  /// Runs SQL with the raw client.
  std::string raw(const std::string& sql) const { return Raw(path())(sql); }
  std::set<std::string> files() const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
      names.insert(entry.path().filename().string());
    return names;
  }

  std::filesystem::path folder_;
};

inline Statement statement(std::string text) {
  Statement result;
  result.text = std::move(text);
  return result;
}

/// The message, hint and code of the Kind that `act` throws; empty where it throws nothing.
template <typename Kind>
std::string thrown(const std::function<void()>& act) {
  try {
    act();
  } catch (const Kind& error) {
    std::string text = std::string(error.what()) + "\n" + error.hint();
    if constexpr (std::is_same_v<Kind, DatabaseError>) text += "\n" + error.server().code;
    return text;
  }
  return {};
}

#define EXPECT_HAS(text, part) EXPECT_NE(std::string(text).find(part), std::string::npos) << (text)
#define EXPECT_LACKS(text, part) EXPECT_EQ(std::string(text).find(part), std::string::npos) << (text)

}  // namespace retort::sqlite
