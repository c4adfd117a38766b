// Which fields of two values differ, in words: one generic pass over fields().
#pragma once

#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort {

/// One differing field, "not null": `from` and `to` as a person would write them ("none" where there is no value).
struct FieldChange {
  std::string field;
  std::string from;
  std::string to;
};

std::vector<FieldChange> changes(const Column& from, const Column& to);
std::vector<FieldChange> changes(const Index& from, const Index& to);

}  // namespace retort
