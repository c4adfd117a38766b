// `retort revision`: writes a new revision file, or rewrites the newest one that nobody else has.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "command/autogenerate.hpp"
#include "command/context.hpp"
#include "command/hooks.hpp"

namespace retort::command {

struct RevisionOptions {
  std::string message;
  bool autogenerate = false;
  bool against_database = false;              // compare with the live database instead of the chain
  std::optional<RevisionId> id;               // --rev-id
  std::vector<std::string> heads = {"head"};  // what it revises: targets; "base": nothing
  bool splice = false;                        // also where that is no head: a branch begins there
  std::vector<std::string> branch_labels;
  std::vector<std::string> depends_on;  // targets of one revision, or labels, which are kept
  bool print_only = false;              // nothing is written: the file's text is in the result
  std::optional<std::filesystem::path> version_path;
  bool amend = false;                 // rewrite the head; implies autogenerate
  bool force = false;                 // with amend: also where the file was edited by hand
  std::vector<std::string> renames;   // "T=T2", "T.C=C2"
  std::vector<std::string> existing;  // "T.C=EXPR"
  Answers answers;                    // no_renames, and what was asked
};

struct RevisionResult {
  enum class Status { written, rewritten, printed, no_difference, questions };
  Status status = Status::written;
  std::filesystem::path path;  // absolute; of the file written
  std::string text;
  RevisionId id;
  std::vector<RevisionId> revises;
  GeneratedScripts scripts;    // empty without autogenerate
  std::vector<HookRun> hooks;  // that ran on the file
};

/// Throws UsageError or ProjectError; writes nothing where it throws these, where there is no difference and where a
/// question is open. Throws HookFailed where the file is written.
RevisionResult revision(const Context&, const RevisionOptions&);

}  // namespace retort::command
