#include "driver/postgresql/transaction.hpp"

#include <iterator>
#include <stdexcept>

#include "driver/postgresql/lock.hpp"
#include "driver/postgresql/pins.hpp"

namespace retort::postgresql {

Transaction::Transaction(Session& session, Watch& watch) : session_(session), watch_(watch) {
  if (session.in_transaction()) throw std::logic_error("a transaction begins inside a transaction");
  Patience patience(session);
  while (!begin()) patience.wait();
  open_ = true;
}

Transaction::~Transaction() {
  if (open_) session_.roll_back();
}

std::vector<Request> Transaction::opening() const {
  // READ COMMITTED, so that what is read after the lock was had is what stands then.
  std::vector<Request> requests{{"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", {}, true}};
  if (!session_.pinned()) requests.push_back(pins(session_.options(), Lasting::transaction));
  if (session_.locked() && !watch_.query.empty()) requests.push_back({watch_.query, {}, true});
  return requests;
}

bool Transaction::begin() {
  std::vector<Request> requests = opening();
  if (session_.locked()) {
    session_.put_off_opening(std::move(requests));
    return true;
  }
  const std::size_t lock = requests.size();
  requests.push_back({"SELECT pg_catalog.pg_try_advisory_xact_lock($1)", {lock_key(session_.options())}, true});
  if (watches()) requests.push_back({watch_.query, {}, true});
  try {
    const std::vector<Result> results = session_.run(requests);
    if (!results[lock].boolean(0, 0)) {
      session_.roll_back();
      return false;
    }
    if (watches()) watch_.seen = results.back().all().rows;
  } catch (...) {
    session_.roll_back();
    throw;
  }
  return true;
}

void Transaction::require_open() const {
  if (open_ && session_.in_transaction() && session_.transaction_status() != PQTRANS_INERROR) return;
  throw DatabaseError("the step's transaction is not open any more",
                      {"25P01", "something ended the transaction; nothing of the step stays", {}});
}

void Transaction::commit(std::vector<Request> next) {
  require_open();
  std::vector<Request> requests;
  if (watches()) requests.push_back({watch_.query, {}, true});
  // Skipped where anything before it fails, or where the run is interrupted before it.
  requests.push_back({"COMMIT", {}, true});
  if (!next.empty() && session_.locked() && !session_.pooled()) {
    std::vector<Request> all = opening();
    std::move(next.begin(), next.end(), std::back_inserter(all));
    session_.send_ahead(std::move(all));
  }
  const std::vector<Result> results = session_.run(requests);
  // A transaction that had failed ends by COMMIT, too, in a rollback, and that is no error.
  if (std::string_view(PQcmdStatus(const_cast<PGresult*>(results.back().handle()))) != "COMMIT")
    throw DatabaseError("the server rolled the transaction back", {"25000", "COMMIT did not commit", {}});
  open_ = false;
  if (watches()) watch_.known = results.front().all().rows;
}

}  // namespace retort::postgresql
