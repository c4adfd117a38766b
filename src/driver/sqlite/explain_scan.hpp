// Views and triggers before and after a step: what could be prepared before, must be afterwards.
//
// SQLite lets a view or trigger name what does not exist, and finds out when somebody uses it. So before the first
// statement that alters or drops something, the definitions that mention it, and those that mention them, are each
// prepared in a statement that uses them; and again after the last. A double-quoted name whose column is gone is worse
// than broken: it becomes a string. So what they read is compared as well.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "driver/sqlite/accesses.hpp"
#include "driver/sqlite/probes.hpp"
#include "driver/sqlite/reviewed.hpp"

namespace retort::sqlite {

class ExplainScan {
 public:
  /// foreign_keys_off: also every kind of statement on the tables that are altered or dropped. transactional: their
  /// views and triggers only, which costs nothing where there are none.
  ExplainScan(Session& session, StepMode mode) : session_(session), tables_too_(mode == StepMode::foreign_keys_off) {}

  /// Before a statement runs.
  void before(const Footprint& footprint);
  /// What worked before the step and does not now, with the engine's message.
  std::vector<std::string> newly_broken();

 private:
  /// A statement that uses an object. No event: SELECT.
  struct Use {
    Identifier object;
    std::optional<TriggerEvent> event;
    friend auto operator<=>(const Use&, const Use&) = default;
  };
  struct Definition {
    bool is_view = false;
    Identifier name;
    Identifier table;
    std::string sql;
  };

  std::vector<Definition> read_definitions();
  Probe look(const Use& use);
  std::set<Use> uses_around(const std::set<Identifier>& changed, const std::vector<Definition>& definitions) const;
  std::string tell(const Use& use, const std::string& error, const std::vector<Definition>& now) const;
  std::vector<std::string> names_that_became_strings(const Accesses& was, const Accesses& is,
                                                     const std::vector<Definition>& now) const;

  Session& session_;
  bool tables_too_;
  std::set<Identifier> seen_;
  std::map<Use, Accesses> worked_;                  // before the step
  std::map<Identifier, std::string> texts_before_;  // of views and triggers
};

}  // namespace retort::sqlite
