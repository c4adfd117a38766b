#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "driver/sqlite/prepared.hpp"
#include "driver/sqlite/row_rules.hpp"
#include "driver/sqlite/session.hpp"

namespace retort::sqlite {

class SqliteConnection final : public Connection {
 public:
  explicit SqliteConnection(std::unique_ptr<Session> session);

  const Dialect& dialect() const override;
  ServerVersion version() const override;
  std::string address() const override;
  const RowRules& row_rules() const override { return sqlite::row_rules(); }
  Rows query(std::string_view sql, const Row& parameters) override;
  void execute(std::string_view sql) override;
  std::unique_ptr<StepTransaction> begin_step(StepMode mode) override;
  std::unique_ptr<StepTransaction> begin() override;
  bool changed_elsewhere() override;
  bool runs_in_transaction(std::string_view sql) const override;
  void on_wait(std::function<void(const std::string& holder)> tell) override { session_->on_wait(std::move(tell)); }
  bool has_table(const ObjectName& table) override;

  Session& session() { return *session_; }

 private:
  Prepared& prepared(std::string_view sql);

  std::unique_ptr<Session> session_;
  std::unordered_map<std::string, Prepared> kept_;
  std::int64_t data_version_ = 0;
};

/// The session behind a connection of this driver. REQUIRES: it is one.
Session& session_of(Connection& connection);

}  // namespace retort::sqlite
