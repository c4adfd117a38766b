// A connection that writes a script instead of sending anything.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "driver/shell.hpp"
#include "execute/bookkeeping.hpp"

namespace retort {

/// What RunOptions::now gives where a script asks the server for the time.
inline constexpr std::string_view kServerTime = "\x01now";

/// Answers as a database would that is at `heads`, with an empty journal.
class ScriptConnection final : public Connection {
 public:
  /// All references outlive this.
  ScriptConnection(const Driver& driver, const BookkeepingNames& names, Heads heads, std::string& text)
      : driver_(driver), names_(names), heads_(std::move(heads)), text_(text) {}

  /// The first statement of the first transaction.
  void begin_with(std::string sql) { prelude_ = std::move(sql); }

  const Dialect& dialect() const override { return driver_.dialect(); }
  const RowRules& row_rules() const override;
  ServerVersion version() const override { return {}; }
  std::string address() const override { return "a script"; }

  Rows query(std::string_view sql, const Row& parameters) override;
  void enqueue(std::string_view sql, const Row& parameters) override;
  void execute(std::string_view sql) override;
  std::unique_ptr<StepTransaction> begin_step(StepMode mode) override;
  std::unique_ptr<StepTransaction> begin() override;
  bool changed_elsewhere() override { return false; }
  bool runs_in_transaction(std::string_view sql) const override { return driver_.shell().runs_in_transaction(sql); }
  void on_wait(std::function<void(const std::string&)>) override {}
  bool has_table(const ObjectName&) override { return true; }

 private:
  class Transaction;

  /// The SQL with its parameters as literals.
  std::string with_literals(std::string_view sql, const Row& parameters) const;
  std::string literal(const Value& value) const;

  const Driver& driver_;
  const BookkeepingNames& names_;
  const Heads heads_;
  std::string& text_;
  std::string prelude_;
  Transaction* open_ = nullptr;  // that the next statement stands in
};

}  // namespace retort
