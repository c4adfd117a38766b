#pragma once

#include <memory>
#include <string>

#include "driver/postgresql/row_rules.hpp"
#include "driver/postgresql/session.hpp"
#include "driver/postgresql/transaction.hpp"

namespace retort::postgresql {

class PostgresqlConnection final : public Connection {
 public:
  explicit PostgresqlConnection(std::unique_ptr<Session> session) : session_(std::move(session)) {}

  const Dialect& dialect() const override;
  const RowRules& row_rules() const override { return postgresql::row_rules(); }
  ServerVersion version() const override;
  std::string address() const override { return session_->place(); }
  Rows query(std::string_view sql, const Row& parameters) override;
  void enqueue(std::string_view sql, const Row& parameters) override;
  void execute(std::string_view sql) override;
  void copy_in(std::string_view sql, std::string_view rows) override;
  std::unique_ptr<StepTransaction> begin_step(StepMode mode) override;
  void check_mode(StepMode mode) override;
  std::unique_ptr<StepTransaction> begin() override;
  bool changed_elsewhere() override;
  void watch(const std::string& query) override;
  std::optional<Rows> watched() override;
  std::unique_ptr<RunLock> lock_run(const std::function<bool()>& still_needed) override;
  bool runs_in_transaction(std::string_view sql) const override;
  InDoubt settle(const Statement& statement) override;
  void on_wait(std::function<void(const std::string& holder)> tell) override { session_->on_wait(std::move(tell)); }
  void on_notice(std::function<void(const std::string& notice)> tell) override { session_->on_notice(std::move(tell)); }
  bool has_table(const ObjectName& table) override;

  Session& session() { return *session_; }

 private:
  std::unique_ptr<Session> session_;
  Watch watch_;
};

/// 150018 is 15.18.
ServerVersion version_of(int server_version_num);

/// The session behind a connection of this driver. REQUIRES: it is one.
Session& session_of(Connection& connection);

}  // namespace retort::postgresql
