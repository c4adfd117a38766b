// [managed] include and exclude: which objects Retort looks at.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

namespace retort {

/// One glob over "schema.name" (or "name"), for all kinds or for one ("view:report_*"). One for schemas ("schema:auth")
/// is for all that is in them, too.
struct FilterPattern {
  std::string kind;  // empty: any
  std::string glob;  // * and ?
};

struct Filter {
  std::vector<FilterPattern> include;  // empty: everything
  std::vector<FilterPattern> exclude;
  std::function<bool(std::string_view kind, const ObjectName&)> counts = {};  // a program's own word; none: all do
  bool admits(std::string_view kind, const ObjectName&) const;
  bool excludes(std::string_view kind, const ObjectName&) const;
  bool empty() const { return include.empty() && exclude.empty() && !counts; }
};

/// Takes out what the filter does not admit. A table takes along what is nothing without it: its triggers, rules and
/// policies, partitions, and the sequences of its columns. A schema stays where it is named, and where something in it
/// does.
void apply(const Filter&, Schema&);

}  // namespace retort
