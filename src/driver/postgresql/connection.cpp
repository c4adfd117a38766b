#include "driver/postgresql/connection.hpp"

#include "dialect/postgresql/dialect.hpp"
#include "driver/postgresql/lock.hpp"
#include "driver/postgresql/reviewed.hpp"
#include "driver/postgresql/settle.hpp"
#include "driver/postgresql/step_transaction.hpp"

namespace retort::postgresql {

const Dialect& PostgresqlConnection::dialect() const { return postgresql::dialect(); }

ServerVersion version_of(int number) { return {number / 10000, number % 10000, 0}; }

ServerVersion PostgresqlConnection::version() const { return version_of(session_->server_version()); }

Rows PostgresqlConnection::query(std::string_view sql, const Row& parameters) {
  return session_->query(std::string(sql), parameters).all();
}

void PostgresqlConnection::enqueue(std::string_view sql, const Row& parameters) {
  if (session_->in_transaction()) {
    session_->put_off({std::string(sql), parameters, true});
  } else {
    session_->query(std::string(sql), parameters);
  }
}

void PostgresqlConnection::execute(std::string_view sql) { session_->alone(sql); }

void PostgresqlConnection::copy_in(std::string_view sql, std::string_view rows) { session_->copy_in(sql, rows); }

std::unique_ptr<StepTransaction> PostgresqlConnection::begin_step(StepMode mode) {
  return start_step(*session_, watch_, mode);
}

void PostgresqlConnection::check_mode(StepMode mode) {
  if (mode == StepMode::autocommit) refuse_pooler(*session_);
}

std::unique_ptr<StepTransaction> PostgresqlConnection::begin() { return start_own_transaction(*session_, watch_); }

bool PostgresqlConnection::changed_elsewhere() {
  if (watch_.query.empty() || session_->locked() || !session_->in_transaction()) return true;
  if (watch_.known == watch_.seen) return false;
  watch_.known = watch_.seen;
  return true;
}

std::unique_ptr<RunLock> PostgresqlConnection::lock_run(const std::function<bool()>& still_needed) {
  if (session_->pooled()) return nullptr;
  return SessionLock::wait(*session_, still_needed);
}

std::optional<Rows> PostgresqlConnection::watched() {
  if (watch_.query.empty()) return std::nullopt;
  if (!session_->opened()) session_->flush();
  return session_->opened().all();
}

void PostgresqlConnection::watch(const std::string& query) { watch_ = {query, std::nullopt, {}}; }

bool PostgresqlConnection::runs_in_transaction(std::string_view sql) const {
  return postgresql::runs_in_transaction(sql);
}

InDoubt PostgresqlConnection::settle(const Statement& statement) { return postgresql::settle(*session_, statement); }

bool PostgresqlConnection::has_table(const ObjectName& table) {
  const std::string schema = table.schema.empty() ? std::string("public") : table.schema.text();
  const Result found = session_->query(
      "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
      "WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'p')",
      {schema, table.name.text()});
  return found.rows() > 0;
}

Session& session_of(Connection& connection) { return dynamic_cast<PostgresqlConnection&>(connection).session(); }

}  // namespace retort::postgresql
