// The whole catalogue by a fixed number of bulk queries, whatever the number of objects, in one snapshot and under
// pinned settings: the server's texts depend on them, and nothing of them outlives the reading.
#include "driver/postgresql/read_catalogue.hpp"

#include <algorithm>
#include <tuple>

#include "driver/postgresql/readers.hpp"

namespace retort::postgresql {
namespace {

// pg_temp is named so that it is searched last: a temporary pg_class must not hide the real one. jit: compiling takes
// longer than any of these queries. work_mem: what is sorted goes to the disk otherwise, from a thousand tables on.
constexpr std::string_view kSettings =
    "SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; "
    "SET LOCAL IntervalStyle = postgres; SET LOCAL bytea_output = hex; SET LOCAL quote_all_identifiers = off; "
    "SET LOCAL standard_conforming_strings = on; SET LOCAL extra_float_digits = 3; SET LOCAL jit = off; "
    "SET LOCAL work_mem = '64MB'";

class Snapshot {
 public:
  explicit Snapshot(PGconn* connection)
      : connection_(connection), own_(PQtransactionStatus(connection) == PQTRANS_IDLE) {
    const std::string begin = own_ ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; " : "SAVEPOINT retort_inspect; ";
    run(begin + std::string(kSettings));
  }
  ~Snapshot() {
    PQclear(PQexec(connection_, own_ ? "ROLLBACK" : "ROLLBACK TO retort_inspect; RELEASE retort_inspect"));
  }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  void run(const std::string& sql) {
    read_rows(connection_, sql, [](const CatalogueRow&) {});
  }

  PGconn* connection_;
  bool own_;
};

}  // namespace

Schema read_catalogue(PGconn* connection, const InspectOptions& options, const Cancellation& cancellation) {
  const Snapshot snapshot(connection);
  Catalogue catalogue(connection, PQserverVersion(connection) / 10000, options);
  for (const auto read : {read_comments,    read_privileges,        read_collation_names, read_operator_class_names,
                          read_inheritance, read_relations,         read_columns,         read_constraints,
                          read_indexes,     read_sequences,         read_views,           read_foreign_tables,
                          read_types,       read_routines,          read_attachments,     read_operators,
                          read_text_search, read_small_definitions, read_not_covered,     read_dependencies}) {
    cancellation.check();
    read(catalogue);
  }
  Schema schema = std::move(catalogue.schema);
  for (auto& [name, table] : schema.tables) normalize(table);
  std::sort(schema.not_covered.begin(), schema.not_covered.end(), [](const NotCovered& a, const NotCovered& b) {
    return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
  });
  return schema;
}

}  // namespace retort::postgresql
