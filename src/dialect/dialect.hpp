// One engine's SQL: pure, no connection. Open set, chosen by URL and passed in.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "operation/capabilities.hpp"
#include "operation/change_rules.hpp"
#include "operation/operation.hpp"
#include "operation/statement.hpp"
#include "sql/classify.hpp"
#include "sql/lexicon.hpp"

namespace retort {

class Dialect : public ChangeRules {
 public:
  /// "sqlite": the scheme of its URLs.
  virtual std::string_view name() const = 0;
  virtual const Lexicon& lexicon() const = 0;
  virtual Capabilities capabilities(const ServerVersion&) const = 0;

  /// The same change in operations that this engine can render one by one: merges what can't be altered in place into
  /// one rebuild a table. `before` is the schema that they start from.
  virtual OperationList lower(const OperationList&, const Schema& before, const ServerVersion&) const = 0;
  /// What `lower` returned, in the forms that hold no long locks on tables that `before` has, where the engine has
  /// such.
  virtual OperationList online(OperationList lowered, const Schema& before) const {
    (void)before;
    return lowered;
  }
  /// REQUIRES: an operation that `lower` or `online` returned.
  virtual std::vector<Statement> render(const Operation&, const ServerVersion&) const = 0;
  /// A canonical schema as SQL that loads back into an empty database, one statement an element, in an order that
  /// works. None where that is the order of the diff from an empty schema: state/schema_sql.hpp is whom to ask.
  virtual std::vector<std::string> render_schema(const Schema&, const ServerVersion&) const { return {}; }

  /// Whether only a rebuild of a table names one like this, on its way to the table's own name.
  virtual bool is_rebuild_name(const Identifier&) const { return false; }
  /// Stable over versions of Retort: the hash of a table's canonical form with its indexes and the triggers on it.
  virtual std::string table_hash(const Table&, const std::vector<Definition>& triggers) const = 0;

  /// Why a statement may not stand in a step of this mode; empty if it may. Read before anything runs.
  /// (COMMIT, ATTACH, foreign_keys pragmas; DML in a foreign_keys=off step; VACUUM in a transaction.)
  virtual std::string refusal(std::string_view statement, StepMode) const = 0;
};

}  // namespace retort
