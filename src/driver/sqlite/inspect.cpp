// The whole catalogue in one read transaction: texts by dialect/sqlite/ddl.hpp, each held against the pragmas.
//
// 1. What can't be read, or is not what the engine makes of it, is in not_covered with the reason, and nowhere else.
// 2. A virtual table whose module is there is a definition; its shadow tables are the module's, and are not shown.
// Without the
//    module nobody can tell what is a shadow: the virtual table and all tables NAME_… are not covered.
// 3. sqlite_%, temporary objects and Retort's own tables with their indexes and triggers are left out.
#include "driver/sqlite/inspect.hpp"

#include <algorithm>

#include "dialect/sqlite/ddl.hpp"
#include "driver/sqlite/accesses.hpp"
#include "driver/sqlite/catalogue.hpp"
#include "driver/sqlite/cross_check.hpp"
#include "driver/sqlite/definitions.hpp"
#include "driver/sqlite/probes.hpp"

namespace retort::sqlite {

namespace {

class ReadTransaction {
 public:
  explicit ReadTransaction(Session& session) : session_(session), own_(!session.in_transaction()) {
    session.statement_started();
    if (own_) session_.run("BEGIN");
  }
  ~ReadTransaction() {
    if (own_) sqlite3_exec(session_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;

 private:
  Session& session_;
  bool own_;
};

void leave_out(const InspectOptions& options, Catalogue& catalogue) {
  std::erase_if(catalogue.rows, [&](const CatalogueRow& row) {
    return options.own_tables.contains(ObjectName{{}, row.table});
  });
}

class Reader {
 public:
  Reader(Session& session, const Catalogue& catalogue, Schema& schema)
      : session_(session), catalogue_(catalogue), schema_(schema) {}

  void read() {
    int ordinal = 0;
    for (const CatalogueRow& row : catalogue_.rows) {
      ++ordinal;
      if (row.is_virtual) read_virtual_table(row, ordinal);
    }
    for (const CatalogueRow& row : catalogue_.rows) {
      if (row.type == "table" && !row.is_virtual) read_table(row);
    }
    for (const CatalogueRow& row : catalogue_.rows) {
      if (row.type == "index") read_index(row);
    }
    read_definitions(session_, catalogue_, schema_);
    std::sort(schema_.not_covered.begin(), schema_.not_covered.end(), [](const NotCovered& a, const NotCovered& b) {
      return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
    });
  }

 private:
  void not_covered(std::string kind, const Identifier& name, std::string reason) {
    schema_.not_covered.push_back({std::move(kind), ObjectName{{}, name}, std::move(reason)});
  }

  void read_virtual_table(const CatalogueRow& row, int ordinal) {
    const std::string error = probe(session_, select_from(row.name)).error;
    if (!error.empty()) {
      without_module_.push_back(row.name);
      return not_covered("virtual table", row.name, "not read: " + error);
    }
    try {
      Definition definition = read_definition(ObjectKind::virtual_table, row.name.text(), "", row.sql);
      definition.ordinal = ordinal;
      schema_.definitions.emplace(definition.key, std::move(definition));
    } catch (const ProjectError& error_of_text) {
      not_covered("virtual table", row.name, error_of_text.what());
    }
  }

  /// The virtual table without a module to which a table of this name may belong.
  const Identifier* owner_of(const Identifier& table) const {
    for (const Identifier& owner : without_module_) {
      if (table.key().starts_with(owner.key() + "_")) return &owner;
    }
    return nullptr;
  }

  void read_table(const CatalogueRow& row) {
    const TableFacts& facts = catalogue_.tables.at(row.name);
    if (facts.type == "shadow") return;
    if (const Identifier* owner = owner_of(row.name)) {
      return not_covered("table", row.name, "not read: it may be part of the virtual table '" + owner->text() + "'");
    }
    try {
      Table table = read_create_table(row.sql);
      table.name = ObjectName{{}, row.name};
      const std::string wrong = table_disagreement(session_, table, facts);
      if (!wrong.empty()) return not_covered("table", row.name, "not read: " + wrong);
      schema_.tables.emplace(table.name, std::move(table));
    } catch (const ProjectError& error) {
      not_covered("table", row.name, error.what());
    }
  }

  void read_index(const CatalogueRow& row) {
    const auto found = schema_.tables.find(ObjectName{{}, row.table});
    if (found == schema_.tables.end() || row.sql.empty()) return;  // its table is told
    Table& table = found->second;
    try {
      Index index = read_create_index(row.sql, table).index;
      const std::string wrong = index_disagreement(index, table, catalogue_.tables.at(row.table));
      if (!wrong.empty()) return not_covered("index", row.name, "not read: " + wrong);
      table.indexes.emplace(index.name, std::move(index));
    } catch (const ProjectError& error) {
      not_covered("index", row.name, error.what());
    }
  }

  Session& session_;
  const Catalogue& catalogue_;
  Schema& schema_;
  std::vector<Identifier> without_module_;
};

}  // namespace

Schema inspect(Session& session, const InspectOptions& options) {
  const ReadTransaction transaction(session);
  Catalogue catalogue = read_catalogue(session);
  leave_out(options, catalogue);
  Schema schema;
  Reader(session, catalogue, schema).read();
  return schema;
}

}  // namespace retort::sqlite
