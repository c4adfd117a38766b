#pragma once

#include <string>
#include <vector>

/// The notes in a PostgreSQL database, a connection a call. All throw std::runtime_error with what the server said.
class Notes {
 public:
  explicit Notes(std::string url) : url_(std::move(url)) {}
  /// JSON, the newest first.
  std::string list() const;
  void add(const std::string& author, const std::string& body) const;

 private:
  std::string query(const char* sql, const std::vector<const char*>& parameters) const;
  std::string url_;
};
