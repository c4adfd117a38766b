// What the programs of refused.txt begin with.
#pragma once

#include <cstdint>
#include <optional>
#include <retort/model.hpp>
#include <string>
#include <vector>

using namespace retort;

struct Team {
  std::int64_t id;
  std::string name;
};
struct User {
  std::int64_t id;
  std::string email;
  std::optional<std::int64_t> team_id;
};
enum class Level { low, high };
