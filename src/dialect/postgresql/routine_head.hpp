// The head of a function or procedure, from the text of pg_get_functiondef: what CREATE OR REPLACE can't change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace retort::postgresql {

struct Parameter {
  std::string declaration;  // "IN a integer", as it is written
  bool has_default = false;
  friend bool operator==(const Parameter&, const Parameter&) = default;
};

struct RoutineHead {
  std::vector<Parameter> parameters;
  std::string returns;  // "SETOF integer", "TABLE(a integer)"; "" of a procedure
  std::string language;
  bool immutable = false;
  bool window = false;
  bool string_body = false;  // AS 'text': the server does not know what it names
};

/// Never throws: of a text that is no such statement, what could be read.
RoutineHead read_routine_head(std::string_view create);

/// Whether CREATE OR REPLACE can make `to` of `from`, and leaves what stands on it whole: an index on an immutable
/// function would go on, unsorted, if that became volatile.
bool can_replace(const RoutineHead& from, const RoutineHead& to);

}  // namespace retort::postgresql
