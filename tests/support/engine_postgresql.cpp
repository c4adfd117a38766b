// One database a process, used again and again: making one takes ten times as long as taking everything out of it, and
// the connections that read it stay warm. What the reset leaves, the catalogue shows; then the database is made anew.
#include <fmt/format.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <deque>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

#include "driver/driver.hpp"
#include "retort/postgresql.hpp"
#include "sql/quote.hpp"
#include "support/engine.hpp"
#include "support/kept_scratch.hpp"
#include "support/postgresql_states.hpp"

namespace retort::test {
namespace {

std::string file(const char* name) {
  std::ifstream in(std::filesystem::path(RETORT_TEST_SUPPORT) / name);
  if (!in) throw std::runtime_error(std::string("can't read ") + name);
  std::stringstream content;
  content << in.rdbuf();
  return content.str();
}

/// libpq itself, none of Retort's code.
class Client {
 public:
  explicit Client(const std::string& url) : connection_(PQconnectdb(url.c_str()), &PQfinish) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
  }

  /// All statements in one string, as psql -c sends them, but each in a transaction of its own where none is open. What
  /// the last query returned.
  std::string run(const std::string& script) {
    if (script.find_first_not_of(" \n") == std::string::npos) return {};
    if (PQsendQuery(connection_.get(), script.c_str()) == 0) fail();
    std::string text, error;
    while (PGresult* raw = PQgetResult(connection_.get())) {
      const std::unique_ptr<PGresult, decltype(&PQclear)> result(raw, &PQclear);
      const ExecStatusType status = PQresultStatus(raw);
      if (status == PGRES_TUPLES_OK) append(raw, text);
      if (status == PGRES_FATAL_ERROR && error.empty()) error = PQresultErrorMessage(raw);
    }
    if (error.empty()) return text;
    if (PQtransactionStatus(connection_.get()) != PQTRANS_IDLE) PQclear(PQexec(connection_.get(), "ROLLBACK"));
    throw std::runtime_error(error + "in " + script);
  }

 private:
  [[noreturn]] void fail() { throw std::runtime_error(PQerrorMessage(connection_.get())); }
  static void append(const PGresult* result, std::string& text) {
    for (int row = 0; row < PQntuples(result); ++row) {
      for (int column = 0; column < PQnfields(result); ++column) {
        if (column > 0) text += '|';
        text += PQgetvalue(result, row, column);
      }
      text += '\n';
    }
  }

  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

/// Whom privileges are granted to, and where tables may lie: these are the server's, and stay there.
void prepare_server(Client& server) {
  const auto make = [&](const std::string& sql) {
    try {
      server.run(sql);
    } catch (const std::exception& error) {
      const std::string what = error.what();  // another process may be at it too
      if (what.find("already exists") == std::string::npos && what.find("duplicate key") == std::string::npos) throw;
    }
  };
  make("CREATE ROLE anna");
  make("CREATE ROLE bert");
  server.run("SET allow_in_place_tablespaces = on");
  make("CREATE TABLESPACE space_a LOCATION ''");
  make("CREATE TABLESPACE space_b LOCATION ''");
}

const Engine::Company kCompany{
    "CREATE TABLE t (id integer PRIMARY KEY",
    "\nCREATE TABLE company_child (id integer PRIMARY KEY,"
    " t_id integer NOT NULL REFERENCES t (id) ON DELETE CASCADE ON UPDATE CASCADE);"
    "\nCREATE TABLE company_log (what text);"
    "\nCREATE INDEX company_index ON t (id DESC) WHERE id > 0;"
    "\nCREATE VIEW company_view WITH (security_barrier) AS SELECT id FROM t WHERE id > 0;"
    "\nCREATE VIEW company_count AS SELECT count(*) AS n FROM company_view;"
    "\nCREATE MATERIALIZED VIEW company_materialized AS SELECT id, count(*) AS n FROM company_view GROUP BY id;"
    "\nCREATE UNIQUE INDEX company_materialized_index ON company_materialized (id);"
    "\nCREATE FUNCTION company_function() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN INSERT INTO company_log VALUES (TG_OP || ' ' || new.id); RETURN new; END $$;"
    "\nCREATE TRIGGER company_trigger AFTER INSERT OR UPDATE OF id ON t FOR EACH ROW WHEN (new.id > 0)"
    " EXECUTE FUNCTION company_function();"
    "\nALTER TABLE t ENABLE ALWAYS TRIGGER company_trigger;"
    "\nCREATE POLICY company_policy ON t FOR SELECT TO anna USING (id > 0);"
    "\nCREATE RULE company_rule AS ON DELETE TO company_view DO INSTEAD DELETE FROM t WHERE id = old.id;"
    "\nCOMMENT ON VIEW company_view IS 'of the company'; COMMENT ON COLUMN company_view.id IS 'its id';"
    "\nGRANT SELECT ON company_view TO anna; GRANT SELECT (id) ON t TO bert;",
    "\nINSERT INTO company_child SELECT id, id FROM ONLY t; REFRESH MATERIALIZED VIEW company_materialized;"};

constexpr const char* kReadCatalogue = "BEGIN; SET LOCAL search_path = pg_catalog; EXECUTE catalogue; COMMIT;";

class PostgresqlEngine;

class PostgresqlLive final : public LiveDatabase {
 public:
  explicit PostgresqlLive(PostgresqlEngine& engine) : engine_(engine) {}
  ~PostgresqlLive() override;
  std::string run(const std::string& script) override;
  void with_connection(const std::function<void(Connection&)>& use) override;
  std::string catalogue() override;
  std::string health() override { return {}; }

 private:
  PostgresqlEngine& engine_;
  std::unique_ptr<Connection> connection_;  // its own: a run remembers what it saw
};

class PostgresqlEngine final : public Engine {
 public:
  PostgresqlEngine(const std::string& server, const std::filesystem::path& folder)
      : server_(server),
        folder_(folder),
        name_(fmt::format("matrix_{}", getpid())),
        url_(url(name_)),
        reset_(file("postgresql_reset.sql")),
        catalogue_("PREPARE catalogue AS " + file("postgresql_catalogue.sql")),
        scratch_driver_(keep_scratch(postgresql::driver().with_scratch({Url::parse(server), std::nullopt, false}),
                                     [this](Scratch& scratch) { return empty(scratch); })) {
    Client server_client(server_);
    prepare_server(server_client);
    make();
    empty_ = read_catalogue();
  }
  ~PostgresqlEngine() override {
    client_.reset();
    reader_.reset();
    try {
      Client(server_).run(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", name_));
    } catch (const std::exception&) {  // the server ends with the test
    }
  }

  std::string title() const override { return "PostgreSQL"; }
  const Driver& driver() const override { return postgresql::driver(); }
  ServerVersion version() const override { return version_; }
  BookkeepingNames names() const override {
    const Identifier schema = lexicon().identifier("public");
    return {{schema, lexicon().identifier("retort_version")}, {schema, lexicon().identifier("retort_journal")}};
  }

  std::unique_ptr<LiveDatabase> database(const std::string& sql) override {
    reset();
    dirty_ = true;
    client_->run(sql);
    return std::make_unique<PostgresqlLive>(*this);
  }
  Schema read(const std::string& sql) override { return side(sql).schema; }
  std::string catalogue(const std::string& sql) override { return side(sql).catalogue; }

  Difference difference(const Schema& from, const Schema& to, const Answers& answers,
                        const DiffOptions& options) override {
    auto& states = options.privileges ? with_privileges_ : without_privileges_;
    if (!states) {
      states = std::make_unique<PostgresqlStates>(
          *scratch_driver_, url_, folder_ / (options.privileges ? "privileges" : "project"), options.privileges);
    }
    return (*states)->difference(from, to, answers);
  }
  std::string value_text(const std::string& column, bool) const override {
    return fmt::format("coalesce(quote_literal(({})::text), 'NULL')", column);
  }
  std::string own_rows(const std::string& table) const override { return "ONLY " + table; }
  std::pair<std::string, std::string> hidden_column(const Table&, const Table&) const override { return {}; }
  /// The sequences of columns that have one on both sides.
  std::string counters(const Table& before, const Table& after, bool of_after) const override {
    const Table& table = of_after ? after : before;
    std::string sql;
    for (const Column& column : table.columns) {
      const Column* other = (of_after ? before : after).find_column(column.name);
      if (other == nullptr || !counts(column) || !counts(*other)) continue;
      const std::string owned =
          fmt::format("pg_get_serial_sequence({}, {})::regclass", quote_literal(quote(lexicon(), table.name)),
                      quote_literal(column.name.text()));
      // nextval('public.s'::regclass): it need not be the column's own
      const std::string sequence = column.server_default ? column.server_default->text.substr(7) : "(" + owned + ")";
      sql += fmt::format("SELECT 'sequence', pg_sequence_last_value{};\n", sequence);
    }
    return sql;
  }
  const Company& company() const override { return kCompany; }

  Client& client() { return *client_; }
  std::unique_ptr<Connection> connect() const {
    ConnectOptions options;
    options.lock_name = "matrix";
    return driver().connect(Url::parse(url_), options);
  }
  std::string read_catalogue() { return client_->run(kReadCatalogue); }

 private:
  struct Side {
    std::string sql;
    Schema schema;
    std::string catalogue;
  };

  static bool counts(const Column& column) {
    return column.options.count("identity") > 0 ||
           (column.server_default && column.server_default->text.starts_with("nextval("));
  }

  std::string url(const std::string& database) const { return server_.substr(0, server_.rfind('/') + 1) + database; }

  bool empty(Scratch& scratch) noexcept {
    try {
      const std::string name = text_of(scratch.connection().query("SELECT current_database()::text").rows.at(0).at(0));
      std::unique_ptr<Client>& client = scratch_clients_[name];
      if (!client) {
        client = std::make_unique<Client>(url(name));
        client->run(catalogue_);
      }
      client->run(reset_);
      return client->run(kReadCatalogue) == empty_;
    } catch (const std::exception&) {
      return false;
    }
  }

  void make() {
    client_.reset();
    reader_.reset();
    Client server(server_);
    server.run(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", name_));
    server.run(fmt::format("CREATE DATABASE {} TEMPLATE template0", name_));
    client_ = std::make_unique<Client>(url_);
    client_->run(catalogue_);
    reader_ = connect();
    version_ = reader_->version();
    dirty_ = false;
  }

  void reset() {
    if (!dirty_) return;
    try {
      client_->run("RESET ALL; " + reset_);
      dirty_ = read_catalogue() != empty_;
    } catch (const std::exception&) {
      dirty_ = true;
    }
    if (dirty_) make();
  }

  /// A cell and its way back have the same two sides.
  const Side& side(const std::string& sql) {
    for (const Side& known : sides_) {
      if (known.sql == sql) return known;
    }
    const std::unique_ptr<LiveDatabase> live = database(sql);
    Side side{sql, driver().inspect(*reader_, {}), live->catalogue()};
    if (sides_.size() == 4) sides_.pop_front();
    sides_.push_back(std::move(side));
    return sides_.back();
  }

  std::string server_;
  std::filesystem::path folder_;
  std::string name_, url_, reset_, catalogue_, empty_;
  std::unique_ptr<Client> client_;
  std::unique_ptr<Connection> reader_;
  ServerVersion version_;
  std::deque<Side> sides_;
  std::map<std::string, std::unique_ptr<Client>> scratch_clients_;
  std::unique_ptr<Driver> scratch_driver_;
  std::unique_ptr<PostgresqlStates> with_privileges_, without_privileges_;
  bool dirty_ = false;
};

PostgresqlLive::~PostgresqlLive() = default;
std::string PostgresqlLive::run(const std::string& script) { return engine_.client().run(script); }
void PostgresqlLive::with_connection(const std::function<void(Connection&)>& use) {
  if (!connection_) connection_ = engine_.connect();
  use(*connection_);
}
std::string PostgresqlLive::catalogue() { return engine_.read_catalogue(); }

}  // namespace

std::unique_ptr<Engine> make_postgresql_engine(const std::string& url, const std::filesystem::path& folder) {
  return std::make_unique<PostgresqlEngine>(url, folder);
}

}  // namespace retort::test
