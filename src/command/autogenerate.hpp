// Two schemas -> the statements of a revision, both ways. The downgrade is no list of inverted operations: it is the
// diff the other way.
#pragma once

#include <functional>
#include <vector>

#include "dialect/dialect.hpp"
#include "diff/diff.hpp"
#include "operation/loss.hpp"

namespace retort::command {

/// One direction.
struct Script {
  OperationList operations;  // as a person thinks of them, before the dialect lowered them
  std::vector<Statement> statements;
  std::vector<Loss> losses;
  std::vector<std::string> todos() const;
};

/// Complete only where `questions` is empty.
struct GeneratedScripts {
  Script upgrade, downgrade;
  std::vector<RenameQuestion> questions;
};

/// Lowers and renders what turns `from` into something else. All generated DDL comes out in one mode, so that it stands
/// in one step: where one statement needs foreign keys off, all of it gets them off. Statements that change data keep
/// their own. `online`: in the forms that hold no long locks.
Script make_script(const Difference&, const Schema& from, const Dialect&, const ServerVersion&, bool online = false);

/// What turns one schema into another.
using Differ = std::function<Difference(const Schema& from, const Schema& to, const Answers&)>;

GeneratedScripts autogenerate(const Schema& from, const Schema& to, const Dialect&, const ServerVersion&,
                              const Answers&, const Differ&, bool online = false);
/// By the dialect's own rules, without a server.
GeneratedScripts autogenerate(const Schema& from, const Schema& to, const Dialect&, const ServerVersion&,
                              const Answers&, const DiffOptions&);

}  // namespace retort::command
