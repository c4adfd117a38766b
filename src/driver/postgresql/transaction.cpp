#include "driver/postgresql/transaction.hpp"

#include <fmt/format.h>

#include "driver/postgresql/lock.hpp"
#include "driver/postgresql/pins.hpp"

namespace retort::postgresql {

namespace {

std::string joined(const Result& result) {
  std::string all;
  for (int row = 0; row < result.rows(); ++row) {
    for (int column = 0; column < result.columns(); ++column) {
      const std::string_view text = result.text(row, column);
      all += fmt::format("{}:{}", text.size(), text);
    }
  }
  return all;
}

}  // namespace

Transaction::Transaction(Session& session, Watch& watch) : session_(session), watch_(watch) {
  if (session.in_transaction()) throw std::logic_error("a transaction begins inside a transaction");
  Patience patience(session);
  while (!begin()) patience.wait();
  open_ = true;
}

Transaction::~Transaction() {
  if (open_) session_.roll_back();
}

bool Transaction::begin() {
  // READ COMMITTED, so that what is read after the lock was had is what stands then.
  std::vector<Request> requests{
      {"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", {}, true},
      pins(session_.options(), Lasting::transaction),
      {"SELECT pg_catalog.pg_try_advisory_xact_lock($1)", {lock_key(session_.options())}, true}};
  if (!watch_.query.empty()) requests.push_back({watch_.query, {}, true});
  try {
    const std::vector<Result> results = session_.run(requests);
    if (!results[2].boolean(0, 0)) {
      session_.roll_back();
      return false;
    }
    if (!watch_.query.empty()) watch_.seen = joined(results.back());
  } catch (...) {
    session_.roll_back();
    throw;
  }
  return true;
}

void Transaction::require_open() const {
  if (open_ && session_.transaction_status() == PQTRANS_INTRANS) return;
  throw DatabaseError("the step's transaction is not open any more",
                      {"25P01", "something ended the transaction; nothing of the step stays", {}});
}

void Transaction::commit() {
  require_open();
  std::vector<Request> requests = session_.take_put_off();
  if (!watch_.query.empty()) requests.push_back({watch_.query, {}, true});
  // Skipped where anything before it fails, or where the run is interrupted before it.
  requests.push_back({"COMMIT", {}, true});
  const std::vector<Result> results = session_.run(requests);
  open_ = session_.in_transaction();
  // A transaction that had failed ends by COMMIT, too, in a rollback, and that is no error.
  if (open_ || std::string_view(PQcmdStatus(const_cast<PGresult*>(results.back().handle()))) != "COMMIT")
    throw DatabaseError("the server rolled the transaction back", {"25000", "COMMIT did not commit", {}});
  if (!watch_.query.empty()) watch_.known = joined(results[results.size() - 2]);
}

}  // namespace retort::postgresql
