// `retort squash`: one revision in place of several, proven.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "command/context.hpp"
#include "command/hooks.hpp"
#include "verify/check_result.hpp"

namespace retort::command {

struct SquashOptions {
  std::optional<std::string> range;  // "A:B", both ends with it; none: see below
  bool drafts = false;               // all that the main branch does not have
  std::string message;               // empty: "squash A to B"
  std::optional<RevisionId> id;
  std::optional<std::filesystem::path> version_path;
  bool dry_run = false;  // proves, and writes nothing
  /// For tests: told "written" and "removed PATH", each when it is so.
  std::function<void(std::string_view)> fault;
};

struct SquashResult {
  enum class Status {
    written,
    proven,        // with dry_run
    not_the_same,  // the proof failed: nothing was written
    finished,      // an earlier squash had been interrupted: what was left of the old files is removed
  };
  Status status = Status::written;
  std::filesystem::path path;  // absolute
  std::string text;
  RevisionId id;
  std::vector<RevisionId> revises;
  std::vector<RevisionId> replaces;
  bool is_difference = false;  // of the two ends; else the sections of all, in order
  std::string why_sections;
  CheckResult proof;
  std::vector<std::filesystem::path> removed;
  std::vector<HookRun> hooks;
};

/// Without a range and without `drafts` it only finishes a squash that was interrupted. Throws UsageError where the
/// revisions can't be squashed, and ProjectError where they fail themselves; nothing is written then.
SquashResult squash(const Context&, const SquashOptions&);

}  // namespace retort::command
