#pragma once

#include <map>
#include <string>
#include <vector>

#include "driver/sqlite/session.hpp"

namespace retort::sqlite {

/// What ANALYZE found out about tables that are rebuilt: DROP TABLE takes it away, and the planner would miss it.
class Statistics {
 public:
  explicit Statistics(Session& session) : session_(session) {}

  /// Before the table is dropped.
  void save(const Identifier& table);
  /// After the table is back: `to` is its name now. Rows of indexes that are no longer the same are left out; so are
  /// all, where somebody has analysed the table since.
  void restore(const Identifier& from, const Identifier& to);

 private:
  struct Line {
    Value index;  // NULL: the table itself
    Value statistics;
    std::string signature;  // of the index as it was
  };
  bool has_statistics();
  std::string signature(const Identifier& table, const Value& index);

  Session& session_;
  std::map<Identifier, std::vector<Line>> saved_;
};

}  // namespace retort::sqlite
