// The revisions that are compiled into a program: files as text, revisions written in C++, and C++ functions that run
// beside either.
#pragma once

#include <functional>
#include <initializer_list>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

#include "retort/direction.hpp"

namespace retort {

class Operations;
class Transaction;

/// A revision file, as retort_embed_revisions writes it into a program.
struct EmbeddedRevision {
  std::string name;    // "20261120083000_add_status.sql"
  std::string text;    // its bytes
  std::string sha256;  // of the bytes, 64 lower-case hexadecimal digits; empty: not compared
};

/// A revision written in C++ (docs/library.md). `upgrade` and `downgrade` only say what is to be done: they are called
/// whenever the revision is read, for the engine at hand, with no database near, and must say the same each time.
struct CompiledRevision {
  std::string id;
  std::vector<std::string> revises;  // none: a base; several: a merge
  std::string message;
  std::function<void(Operations&)> upgrade;
  std::function<void(Operations&)> downgrade = {};  // none: one of the next two says why
  std::string irreversible = {};                    // there is no way back, because
  std::string no_downgrade = {};                    // nothing has to be done on the way back, because
  std::vector<std::string> branch_labels = {};
  std::vector<std::string> depends_on = {};
  std::string create_date = {};  // "2026-11-20 08:30:00 UTC"
  std::string where = {};        // "db/add_status.cpp:12", for messages
};

/// A C++ function that runs inside a step's transaction.
using StepFunction = std::function<void(Transaction&)>;

struct StepFunctionOptions {
  /// Which step of the revision, from 1. 0: of an upgrade the last that has a transaction, of a downgrade the first.
  int step = 0;
  /// What the journal tells the function by, together with the revision: give it another one when the function is
  /// changed, as a statement that was changed has another text.
  std::string version = "1";
};

/// What a program is linked with. A value: copies are independent.
class Revisions {
 public:
  struct Function {
    std::string revision;
    Direction direction = Direction::upgrade;
    StepFunction run;
    StepFunctionOptions options;
  };

  Revisions& add(EmbeddedRevision file) {
    files_.push_back(std::move(file));
    return *this;
  }
  Revisions& add(CompiledRevision revision, std::source_location where = std::source_location::current());
  /// A class with static members: texts `id`, `revises` ("" for a base) and `message`, functions upgrade(Operations&)
  /// and downgrade(Operations&), or a text `irreversible` or `no_downgrade` in place of that.
  template <class R>
  Revisions& add(std::source_location where = std::source_location::current()) {
    CompiledRevision revision;
    revision.id = R::id;
    if (!std::string_view(R::revises).empty()) revision.revises.emplace_back(R::revises);
    revision.message = R::message;
    revision.upgrade = &R::upgrade;
    if constexpr (requires { R::irreversible; }) {
      revision.irreversible = R::irreversible;
    } else if constexpr (requires { R::no_downgrade; }) {
      revision.no_downgrade = R::no_downgrade;
    } else {
      revision.downgrade = &R::downgrade;
    }
    return add(std::move(revision), where);
  }
  /// The files, revisions and functions of another part of the program as well.
  Revisions& add(const Revisions& others);

  /// Runs `function` after the statements of a step of the upgrade, in its transaction.
  Revisions& after_upgrade(std::string revision, StepFunction function, StepFunctionOptions options = {});
  /// Runs `function` before the statements of a step of the downgrade, in its transaction.
  Revisions& before_downgrade(std::string revision, StepFunction function, StepFunctionOptions options = {});

  bool empty() const { return files_.empty() && compiled_.empty() && functions_.empty(); }
  const std::vector<EmbeddedRevision>& files() const { return files_; }
  const std::vector<CompiledRevision>& compiled() const { return compiled_; }
  const std::vector<Function>& functions() const { return functions_; }

 private:
  std::vector<EmbeddedRevision> files_;
  std::vector<CompiledRevision> compiled_;
  std::vector<Function> functions_;
};

}  // namespace retort
