// The validators that CREATE FUNCTION calls, once more, on functions that are there: schemas are loaded in an order in
// which they could not have run (check_function_bodies = off). PL/pgSQL's reads the syntax only; the extension
// plpgsql_check reads the statements, and is made for this transaction where the server has it.
#include "driver/postgresql/check_bodies.hpp"

#include <fmt/format.h>

#include "retort/error.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kFunctions =
    "SELECT p.oid::bigint, p.oid::pg_catalog.regprocedure::text, l.lanname::text, v.oid::pg_catalog.regproc::text, "
    "t.tgrelid::bigint, t.tgrelid::pg_catalog.regclass::text "
    "FROM pg_catalog.pg_proc p "
    "JOIN pg_catalog.pg_language l ON l.oid = p.prolang "
    "JOIN pg_catalog.pg_proc v ON v.oid = l.lanvalidator "
    "JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace "
    "LEFT JOIN (SELECT DISTINCT tgfoid, tgrelid FROM pg_catalog.pg_trigger WHERE NOT tgisinternal) t ON t.tgfoid = "
    "p.oid "
    "WHERE l.lanname NOT IN ('internal', 'c') AND n.nspname NOT IN ('pg_catalog', 'information_schema') "
    "AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass "
    "AND d.objid = p.oid AND d.deptype = 'e') "
    "ORDER BY 2, 6";

class BodyReader {
 public:
  explicit BodyReader(Connection& connection) : connection_(connection) {}

  BodyReport read() {
    const std::unique_ptr<StepTransaction> transaction = connection_.begin();  // and never committed
    const Rows functions = connection_.query(kFunctions);
    if (functions.rows.empty()) return {};
    connection_.execute("SET LOCAL check_function_bodies = on");
    const bool deep = has_plpgsql_check();
    std::string last;
    for (const Row& row : functions.rows) {
      const std::string name = text_of(row[1]);
      if (name != last) {
        ++report_.functions;
        attempt(name, [&] { connection_.query(fmt::format("SELECT {}($1::oid)", text_of(row[3])), {row[0]}); });
      }
      last = name;
      if (deep && text_of(row[2]) == "plpgsql") look_deeper(row, name);
    }
    if (!deep)
      report_.limit = "plpgsql_check is not installed, so what the statements of PL/pgSQL name is not looked at";
    return std::move(report_);
  }

 private:
  bool has_plpgsql_check() {
    if (connection_.query("SELECT 1 FROM pg_catalog.pg_available_extensions WHERE name = 'plpgsql_check'").rows.empty())
      return false;
    return attempt({}, [&] { connection_.execute("CREATE EXTENSION IF NOT EXISTS plpgsql_check"); });
  }

  void look_deeper(const Row& row, const std::string& name) {
    const bool is_trigger = !std::holds_alternative<std::monostate>(row[4]);
    attempt(name, [&] {
      const Rows found = connection_.query(
          "SELECT message, lineno FROM plpgsql_check_function_tb($1::oid, coalesce($2::oid, 0)) WHERE level = 'error'",
          {row[0], row[4]});
      for (const Row& problem : found.rows)
        report_.problems.push_back(fmt::format("{}{}, line {}: {}", name, is_trigger ? " on " + text_of(row[5]) : "",
                                               text_of(problem[1]), text_of(problem[0])));
    });
  }

  /// Behind a savepoint; what the server says is a problem of `name`.
  template <class Act>
  bool attempt(const std::string& name, Act act) {
    connection_.execute("SAVEPOINT retort_body");
    try {
      act();
      connection_.execute("RELEASE SAVEPOINT retort_body");
      return true;
    } catch (const DatabaseError& error) {
      connection_.execute("ROLLBACK TO SAVEPOINT retort_body");
      if (!name.empty()) report_.problems.push_back(fmt::format("{}: {}", name, error.server().text));
      return false;
    }
  }

  Connection& connection_;
  BodyReport report_;
};

}  // namespace

BodyReport check_bodies(Connection& connection) { return BodyReader(connection).read(); }

}  // namespace retort::postgresql
