// What a revision in C++ said, against what is in the database: names become the objects that are there.
#pragma once

#include <string>

#include "dialect/dialect.hpp"
#include "operation/apply.hpp"

namespace retort::compiled {

class Resolution {
 public:
  Resolution(const Dialect& dialect, const Schema& before) : dialect_(dialect), now_(before) {}

  const Lexicon& lexicon() const { return dialect_.lexicon(); }
  /// The schema after all that was added.
  const Schema& now() const { return now_; }
  /// All of these throw ProjectError naming what is not there.
  const Table& table(const ObjectName& name) const;
  const Column& column(const ObjectName& table, const Identifier& name) const;
  const Definition& definition(const ObjectKey& key) const;
  /// Of a table or a materialised view.
  const std::map<Identifier, Index>& indexes(const ObjectName& relation) const;

  void add(Operation operation);
  OperationList take() { return std::move(operations_); }

 private:
  const Dialect& dialect_;
  Schema now_;
  OperationList operations_;
};

/// Drops the table's indexes and constraints that name the column, which then can go as well.
void drop_what_names(Resolution& resolution, const ObjectName& table, const Identifier& column);

}  // namespace retort::compiled
