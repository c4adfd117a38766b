#include "support/kept_scratch.hpp"

#include <exception>
#include <utility>
#include <vector>

namespace retort::test {
namespace {

struct Shelf {
  EmptyScratch empty;
  std::vector<std::unique_ptr<Scratch>> free;
};

class Borrowed final : public Scratch {
 public:
  Borrowed(std::shared_ptr<Shelf> shelf, std::unique_ptr<Scratch> scratch)
      : shelf_(std::move(shelf)), scratch_(std::move(scratch)) {}
  ~Borrowed() override {
    // Nobody knows what an error left behind.
    if (std::uncaught_exceptions() == exceptions_ && shelf_->empty(*scratch_))
      shelf_->free.push_back(std::move(scratch_));
  }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  Connection& connection() override { return scratch_->connection(); }

 private:
  std::shared_ptr<Shelf> shelf_;
  std::unique_ptr<Scratch> scratch_;
  int exceptions_ = std::uncaught_exceptions();
};

class KeepingDriver final : public Driver {
 public:
  KeepingDriver(std::shared_ptr<const Driver> driver, std::shared_ptr<Shelf> shelf)
      : driver_(std::move(driver)), shelf_(std::move(shelf)) {}

  std::unique_ptr<Scratch> make_scratch() const override {
    if (shelf_->free.empty()) return std::make_unique<Borrowed>(shelf_, driver_->make_scratch());
    std::unique_ptr<Scratch> scratch = std::move(shelf_->free.back());
    shelf_->free.pop_back();
    return std::make_unique<Borrowed>(shelf_, std::move(scratch));
  }
  std::unique_ptr<Driver> with_stubs(const Stubs&) const override {
    return std::make_unique<KeepingDriver>(driver_, shelf_);
  }

  const Dialect& dialect() const override { return driver_->dialect(); }
  std::unique_ptr<Connection> connect(const Url& url, const ConnectOptions& options) const override {
    return driver_->connect(url, options);
  }
  Schema inspect(Connection& connection, const InspectOptions& options) const override {
    return driver_->inspect(connection, options);
  }
  std::string catalogue_hash(Connection& connection) const override { return driver_->catalogue_hash(connection); }
  bool exists(const Url& url) const override { return driver_->exists(url); }
  ServerVersion scratch_version() const override { return driver_->scratch_version(); }
  BodyReport check_bodies(Connection& connection) const override { return driver_->check_bodies(connection); }
  bool texts_settle() const override { return driver_->texts_settle(); }
  std::string canonical_version() const override { return driver_->canonical_version(); }
  std::vector<std::string> bookkeeping_ddl(const ObjectName& version_table, const ObjectName& journal) const override {
    return driver_->bookkeeping_ddl(version_table, journal);
  }
  const Shell& shell() const override { return driver_->shell(); }
  void drop_database(const Url& url, const ConnectOptions& options) const override {
    driver_->drop_database(url, options);
  }

 private:
  std::shared_ptr<const Driver> driver_;
  std::shared_ptr<Shelf> shelf_;
};

}  // namespace

std::unique_ptr<Driver> keep_scratch(std::unique_ptr<Driver> driver, EmptyScratch empty) {
  auto shelf = std::make_shared<Shelf>();
  shelf->empty = std::move(empty);
  return std::make_unique<KeepingDriver>(std::shared_ptr<const Driver>(std::move(driver)), std::move(shelf));
}

}  // namespace retort::test
