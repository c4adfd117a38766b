#include "dialect/sqlite/dialect.hpp"

#include "dialect/sqlite/ddl.hpp"
#include "dialect/sqlite/hash.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "dialect/sqlite/lower.hpp"
#include "dialect/sqlite/refusal.hpp"
#include "dialect/sqlite/render.hpp"
#include "dialect/sqlite/schema_sql.hpp"

namespace retort::sqlite {
namespace {

class SqliteDialect final : public Dialect {
 public:
  std::string_view name() const override { return "sqlite"; }
  const Lexicon& lexicon() const override { return sqlite::lexicon(); }

  Capabilities capabilities(const ServerVersion&) const override {
    Capabilities capabilities;
    capabilities.foreign_keys_inline_only = true;
    capabilities.dependencies_enforced = false;
    return capabilities;
  }

  /// Views and triggers go on to speak of the old name, and what is broken makes these fail. Other changes of a table
  /// are rebuilds, which leave views alone and make triggers anew.
  bool disturbs(const Operation& change, const ObjectKey& dependent) const override {
    if (dependent.kind != ObjectKind::view && dependent.kind != ObjectKind::trigger) return false;
    return std::holds_alternative<RenameTable>(change) || std::holds_alternative<RenameColumn>(change) ||
           std::holds_alternative<DropColumn>(change);
  }

  OperationList lower(const OperationList& operations, const Schema& before, const ServerVersion&) const override {
    return sqlite::lower(operations, before);
  }
  std::vector<Statement> render(const Operation& operation, const ServerVersion&) const override {
    return sqlite::render(operation);
  }
  std::vector<std::string> render_schema(const Schema& schema, const ServerVersion&) const override {
    return sqlite::render_schema(schema);
  }
  bool is_rebuild_name(const Identifier& name) const override { return name.key().starts_with(kRebuildPrefix); }
  std::string table_hash(const Table& table, const std::vector<Definition>& triggers) const override {
    return sqlite::table_hash(table, triggers);
  }
  std::string refusal(std::string_view statement, StepMode mode) const override {
    return sqlite::refusal(statement, mode);
  }
};

}  // namespace

const Dialect& dialect() {
  static const SqliteDialect kDialect;
  return kDialect;
}

}  // namespace retort::sqlite
