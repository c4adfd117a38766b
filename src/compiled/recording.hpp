// What one direction of a revision in C++ says, put into steps as it is said.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiled/resolution.hpp"
#include "retort/revisions.hpp"
#include "revision/revision_file.hpp"

namespace retort::compiled {

/// One operation.
struct Change {
  std::string words;   // for people: "add_column orders.status"
  std::string values;  // all that it says: the journal's hash is made of it
  std::function<void(Resolution&)> make;
  bool allow_lossy_copy = false;
};

class Recording {
 public:
  /// `line`: where the revision is, for messages.
  Recording(const Dialect& dialect, RevisionId id, int line) : dialect_(dialect), id_(std::move(id)), line_(line) {}

  const Dialect& dialect() const { return dialect_; }
  const Lexicon& lexicon() const { return dialect_.lexicon(); }

  void add(Change change);
  /// One statement of a transactional step; of an autocommit one inside autocommit().
  void add_sql(std::string statement);
  void add_autocommit(std::string statement);
  void add_call(StepFunction function, const std::string& version);
  void autocommit(const std::function<void()>& body);

  /// The steps, with their hashes.
  std::vector<Step> take();

 private:
  enum class Last { nothing, changes, sql, autocommit, call };
  void end_changes();
  Step& step_for(Last kind);

  const Dialect& dialect_;
  RevisionId id_;
  int line_;
  std::vector<Change> changes_;  // of the step that is open
  std::vector<Step> steps_;
  Last last_ = Last::nothing;
  bool in_autocommit_ = false;
};

}  // namespace retort::compiled
