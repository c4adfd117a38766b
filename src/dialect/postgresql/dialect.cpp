#include "dialect/postgresql/dialect.hpp"

#include "dialect/postgresql/change_rules.hpp"
#include "dialect/postgresql/hash.hpp"
#include "dialect/postgresql/lexicon.hpp"
#include "dialect/postgresql/lower.hpp"
#include "dialect/postgresql/online.hpp"
#include "dialect/postgresql/refusal.hpp"
#include "dialect/postgresql/render.hpp"

namespace retort::postgresql {
namespace {

class PostgresqlDialect final : public Dialect {
 public:
  std::string_view name() const override { return "postgresql"; }
  const Lexicon& lexicon() const override { return postgresql::lexicon(); }

  Capabilities capabilities(const ServerVersion&) const override {
    Capabilities capabilities;
    capabilities.renames_objects = true;
    capabilities.statements_a_load = 200;
    return capabilities;
  }

  OperationList lower(const OperationList& operations, const Schema& before,
                      const ServerVersion& version) const override {
    return postgresql::lower(operations, before, version);
  }
  OperationList online(OperationList lowered, const Schema& before) const override {
    return postgresql::online(std::move(lowered), before);
  }
  std::vector<Statement> render(const Operation& operation, const ServerVersion& version) const override {
    return postgresql::render(operation, version);
  }
  bool alters(const Definition& from, const Definition& to) const override { return postgresql::alters(from, to); }
  bool alters(const Index& from, const Index& to, bool partitioned) const override {
    return postgresql::alters(from, to, partitioned);
  }
  bool alters(const Constraint& from, const Constraint& to, bool partitioned) const override {
    return postgresql::alters(from, to, partitioned);
  }
  bool alters(const Column& from, const Column& to) const override { return postgresql::alters(from, to); }
  bool disturbs(const Operation& change, const ObjectKey& dependent) const override {
    return postgresql::disturbs(change, dependent);
  }

  std::string table_hash(const Table& table, const std::vector<Definition>& triggers) const override {
    return postgresql::table_hash(table, triggers);
  }
  std::string refusal(std::string_view statement, StepMode mode) const override {
    return postgresql::refusal(statement, mode);
  }
};

}  // namespace

const Dialect& dialect() {
  static const PostgresqlDialect kDialect;
  return kDialect;
}

}  // namespace retort::postgresql
