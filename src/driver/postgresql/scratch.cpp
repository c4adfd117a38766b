#include "driver/postgresql/scratch.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <random>

#include "dialect/postgresql/lexicon.hpp"
#include "driver/postgresql/connection.hpp"
#include "driver/postgresql/open.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {

namespace {

constexpr std::string_view kPrefix = "retort_scratch_";
constexpr std::string_view kMark = "retort scratch database";

std::string new_name() {
  std::random_device random;
  return fmt::format("{}{}_{:08x}{:08x}", kPrefix, ::getpid(), random(), random());
}

std::string in_sql(const std::string& name) { return quote(lexicon(), Identifier(name)); }

DatabaseLocale locale_of(Session& session) {
  // As JSON, for the columns have other names in each version.
  const Result found = session.query(
      "SELECT pg_catalog.pg_encoding_to_char(encoding), datcollate, datctype, "
      "pg_catalog.to_jsonb(d) ->> 'datlocprovider', "
      "coalesce(pg_catalog.to_jsonb(d) ->> 'datlocale', pg_catalog.to_jsonb(d) ->> 'daticulocale'), "
      "pg_catalog.to_jsonb(d) ->> 'daticurules' "
      "FROM pg_catalog.pg_database d WHERE datname = pg_catalog.current_database()");
  const auto text = [&](int column) { return std::string(found.text(0, column)); };
  return {text(0), text(1), text(2), text(3), text(4), text(5)};
}

bool may_create(Session& session) {
  if (session.pooled()) return false;  // a pooler knows the databases that its own file names
  return session.query("SELECT rolsuper OR rolcreatedb FROM pg_catalog.pg_roles WHERE rolname = current_user")
      .boolean(0, 0);
}

std::string create_database(const std::string& name, const std::optional<DatabaseLocale>& locale) {
  std::string sql = fmt::format("CREATE DATABASE {} TEMPLATE template0", in_sql(name));
  if (!locale) return sql;
  sql += fmt::format(" ENCODING {} LC_COLLATE {} LC_CTYPE {}", quote_literal(locale->encoding),
                     quote_literal(locale->collate), quote_literal(locale->ctype));
  if (locale->provider == "i") {
    sql += fmt::format(" LOCALE_PROVIDER icu ICU_LOCALE {}", quote_literal(locale->locale));
    if (!locale->rules.empty()) sql += fmt::format(" ICU_RULES {}", quote_literal(locale->rules));
  }
  if (locale->provider == "b")
    sql += fmt::format(" LOCALE_PROVIDER builtin BUILTIN_LOCALE {}", quote_literal(locale->locale));
  if (locale->provider == "c") sql += " LOCALE_PROVIDER libc";
  return sql;
}

/// What processes that were killed left behind. One that lives keeps a connection in its database.
void sweep(Session& session) {
  const Result left = session.query(
      "SELECT datname FROM pg_catalog.pg_database d "
      "WHERE pg_catalog.starts_with(datname::text, $1) "
      "AND pg_catalog.shobj_description(oid, 'pg_database') LIKE $2 || ', made at %' "
      "AND pg_catalog.substring(pg_catalog.shobj_description(oid, 'pg_database'), 'made at ([-0-9: ]+) "
      "UTC')::timestamp "
      "    < pg_catalog.now() AT TIME ZONE 'UTC' - interval '1 hour' "
      "AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid) "
      "AND EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE rolname = current_user AND (rolsuper OR r.oid = datdba)) "
      "ORDER BY datname",
      {std::string(kPrefix), std::string(kMark)});
  for (int row = 0; row < left.rows(); ++row) {
    const Request drop{fmt::format("DROP DATABASE IF EXISTS {}", in_sql(std::string(left.text(row, 0)))), {}, false};
    session.quietly({&drop, 1});  // somebody else may be at it
  }
}

class TemporaryDatabase final : public Scratch {
 public:
  TemporaryDatabase(std::shared_ptr<ThrowawayServer> server, Url at, const std::optional<DatabaseLocale>& locale,
                    bool sweeps)
      : server_(std::move(server)), name_(new_name()), maintenance_(open_session(at, {})) {
    if (sweeps) sweep(*maintenance_);
    create(locale);
    try {
      at.database = name_;
      at.options.erase("dbname");
      url_ = at;
      connection_ = std::make_unique<PostgresqlConnection>(open_session(at, options()));
    } catch (...) {
      drop();
      throw;
    }
  }
  ~TemporaryDatabase() override {
    connection_.reset();
    drop();
  }
  TemporaryDatabase(const TemporaryDatabase&) = delete;
  TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;

  Connection& connection() override { return *connection_; }
  std::optional<Url> url() const override { return url_; }

 private:
  static ConnectOptions options() {
    ConnectOptions options;
    options.lock_timeout = std::chrono::milliseconds(0);
    return options;
  }

  void create(const std::optional<DatabaseLocale>& locale) {
    maintenance_->alone(create_database(name_, locale));
    if (server_ != nullptr) return;  // which takes all that it has along when it goes
    const Result now =
        maintenance_->query("SELECT pg_catalog.to_char(pg_catalog.now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')");
    maintenance_->alone(fmt::format("COMMENT ON DATABASE {} IS {}", in_sql(name_),
                                    quote_literal(fmt::format("{}, made at {} UTC", kMark, now.text(0, 0)))));
  }

  void drop() noexcept {
    const Request drop{fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", in_sql(name_)), {}, false};
    maintenance_->quietly({&drop, 1});
  }

  std::shared_ptr<ThrowawayServer> server_;
  std::string name_;
  Url url_;
  std::unique_ptr<Session> maintenance_;
  std::unique_ptr<PostgresqlConnection> connection_;
};

}  // namespace

ScratchSource::Chosen ScratchSource::choose() const {
  Chosen chosen;
  std::optional<int> target_version;
  bool target_may = false;
  if (place_.target) {
    try {
      ConnectOptions options;
      options.read_only = true;
      const std::unique_ptr<Session> session = open_session(*place_.target, options);
      target_version = session->server_version();
      chosen.locale = locale_of(*session);
      target_may = !place_.target_protected && may_create(*session);
    } catch (const DatabaseError&) {
      // Nobody answers there: then it says nothing about scratch databases either.
    }
  }
  if (place_.configured) {
    const std::unique_ptr<Session> session = open_session(*place_.configured, {});
    chosen.server = place_.configured;
    chosen.version = session->server_version();
    if (!chosen.locale) chosen.locale = locale_of(*session);
    return chosen;
  }
  if (target_may) {
    chosen.server = place_.target;
    chosen.version = *target_version;
    return chosen;
  }
  chosen.binaries = choose_binaries(target_version.value_or(0) / 10000);
  chosen.version = chosen.binaries.version;
  return chosen;
}

const ScratchSource::Chosen& ScratchSource::chosen() {
  if (!chosen_) chosen_ = choose();
  return *chosen_;
}

int ScratchSource::server_version() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return chosen().version;
}

std::string ScratchSource::version() {
  const std::lock_guard<std::mutex> lock(mutex_);
  const Chosen& from = chosen();
  std::string locale = "default";
  if (from.locale) {
    const DatabaseLocale& own = *from.locale;
    locale =
        fmt::format("{} {} {} {} {} {}", own.encoding, own.collate, own.ctype, own.provider, own.locale, own.rules);
  }
  return fmt::format("postgresql {} {}", from.version, locale);
}

std::unique_ptr<Scratch> ScratchSource::make() {
  const std::lock_guard<std::mutex> lock(mutex_);
  const Chosen& from = chosen();
  if (from.server) {
    const bool sweeps = !std::exchange(swept_, true);
    return std::make_unique<TemporaryDatabase>(nullptr, *from.server, from.locale, sweeps);
  }
  std::shared_ptr<ThrowawayServer> server = ThrowawayServer::shared(from.binaries);
  const Url at = server->url("postgres");
  return std::make_unique<TemporaryDatabase>(std::move(server), at, from.locale, false);
}

}  // namespace retort::postgresql
