#include <set>

#include "random/postgresql/generator.hpp"

namespace retort::test::postgresql {
namespace {

class Features {
 public:
  std::vector<std::string> of(const Model& model) {
    note(model.spaces.size() > 1, "several schemas");
    for (const UserType& type : model.types) note(true, kinds_[static_cast<int>(type.kind)]);
    for (const UserType& type : model.types) {
      note(type.check != 0, "check of a domain");
      note(type.base_type != 0, "domain over an enum");
    }
    for (const Sequence& sequence : model.sequences)
      note(true, sequence.owner_table != 0 ? "owned sequence" : "sequence");
    for (const Table& table : model.tables) of(model, table);
    for (const View& view : model.views) of(model, view);
    for (const Function& function : model.functions) note(true, functions_[static_cast<int>(function.kind)]);
    for (const Trigger& trigger : model.triggers) {
      note(true, "trigger");
      note(trigger.column != 0, "UPDATE OF trigger");
      note(trigger.when && trigger.column != 0, "trigger WHEN");
      note(trigger.disabled, "disabled trigger");
    }
    of_comments(model);
    return {found_.begin(), found_.end()};
  }

 private:
  void note(bool has, const char* feature) {
    if (has) found_.insert(feature);
  }

  void of(const Model& model, const Table& table) {
    note(table.parts == Table::Parts::range, "partitions by range");
    note(table.parts == Table::Parts::list, "partitions by list");
    note(table.parts == Table::Parts::hash, "partitions by hash");
    for (const Partition& partition : table.partitions) {
      note(partition.number < 0, "default partition");
      note(!partition.parts.empty(), "partitions of a partition");
    }
    note(table.row_security, "row security");
    note(table.fillfactor, "storage parameter of a table");
    note(table.unlogged, "unlogged table");
    note(!table.policies.empty(), "policy");
    for (const Column& column : table.columns) {
      note(column.not_null, "NOT NULL");
      note(!column.default_sql.empty(), "default");
      note(column.default_sql == "now()", "default that is called");
      note(column.sequence != 0, "nextval");
      note(column.identity == 1, "identity ALWAYS");
      note(column.identity == 2, "identity BY DEFAULT");
      note(column.generated_from != 0, "generated column");
      note(!column.collation.empty(), "collation");
      note(column.array, "array of a user's type");
      if (column.user_type != 0) note(true, columns_[static_cast<int>(model.type(column.user_type)->kind)]);
      if (column.user_type == 0) found_.insert("type " + column.type.substr(0, column.type.find('(')));
    }
    for (const Key& key : table.keys) {
      note(true, key.primary ? "primary key" : key.excludes ? "exclusion constraint" : "unique constraint");
      note(!key.primary && key.columns.size() > 1, "composite unique constraint");
      note(key.primary && key.columns.size() > 1, "composite primary key");
      note(key.name.empty(), "automatic name of a key");
      note(key.include != 0, "INCLUDE of a constraint");
      note(key.deferrable, "deferrable key");
      note(key.nulls_not_distinct, "NULLS NOT DISTINCT");
    }
    for (const Reference& reference : table.references) {
      note(true, "foreign key");
      note(reference.table == table.id, "foreign key to itself");
      note(reference.on_delete != 0, "ON DELETE");
      note(reference.on_update != 0, "ON UPDATE");
      note(reference.deferred, "deferred foreign key");
      note(reference.not_valid, "NOT VALID");
      note(model.table(reference.table)->parts != Table::Parts::none, "foreign key to a partitioned table");
    }
    for (const Check& check : table.checks) {
      note(true, "check");
      note(check.function != 0, "check with a function");
      note(check.other != 0, "check of two columns");
    }
    for (const Index& index : table.indexes) {
      found_.insert("index by " + index.method);
      note(index.unique, "unique index");
      note(index.where != 0, "partial index");
      note(index.include != 0, "INCLUDE of an index");
      note(index.name.empty(), "automatic name of an index");
      note(index.function != 0, "index on a function");
      note(index.parts[0].form == 4, "index on an expression");
      note(index.parts[0].form == 3, "index with a collation");
      note(table.parts != Table::Parts::none, "index of a partitioned table");
    }
  }

  void of(const Model& model, const View& view) {
    note(true, view.materialized ? "materialized view" : "view");
    note(view.indexed, "index of a materialized view");
    note(view.security_barrier, "option of a view");
    note(view.function != 0, "view with a function");
    note(view.form == 2, "grouping view");
    const View* under = model.view(view.over);
    note(under != nullptr, "view on a view");
    note(under != nullptr && model.view(under->over) != nullptr, "three layers of views");
  }

  void of_comments(const Model& model) {
    const auto any = [&](const auto& list, const char* feature) {
      for (const auto& one : list) note(!one.comment.empty(), feature);
    };
    any(model.spaces, "comment on a schema");
    any(model.types, "comment on a type");
    any(model.sequences, "comment on a sequence");
    any(model.tables, "comment on a table");
    any(model.views, "comment on a view");
    any(model.functions, "comment on a function");
    any(model.triggers, "comment on a trigger");
    for (const Table& table : model.tables) {
      any(table.columns, "comment on a column");
      any(table.keys, "comment on a constraint");
      any(table.indexes, "comment on an index");
    }
  }

  static constexpr const char* kinds_[] = {"enum", "domain", "composite type"};
  static constexpr const char* columns_[] = {"column of an enum", "column of a domain", "column of a composite type"};
  static constexpr const char* functions_[] = {"function", "trigger function", "function of a table's rows",
                                               "function with a standard body"};
  std::set<std::string> found_;
};

}  // namespace

std::vector<std::string> features_of(const Model& model) { return Features().of(model); }

}  // namespace retort::test::postgresql
