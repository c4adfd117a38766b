// What the file of a to-do list holds.
#pragma once

#include <retort/model.hpp>

#include <cstdint>
#include <optional>
#include <string>

struct Task {
  std::int64_t id;
  std::string title;
  bool done;
  std::int32_t priority;
  std::optional<std::string> due;  // "2026-11-20"
};

// clang-format off
template <>
inline constexpr auto retort::model<Task> = table<Task>("tasks",
    column<&Task::id>(primary_key, identity),
    column<&Task::title>(),
    column<&Task::done>(server_default(false)),
    column<&Task::priority>(server_default("0")),
    column<&Task::due>(),
    index<&Task::due>("ix_tasks_open", {.where = "NOT done"}));
// clang-format on

inline void models(retort::Metadata& metadata) { metadata.add<Task>(); }
