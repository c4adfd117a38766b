// All the models of a program: what its database should look like.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "retort/detail/description.hpp"
#include "retort/error.hpp"
#include "retort/table_builder.hpp"

namespace retort {

class Driver;

/// Models that are wrong by themselves or do not fit together: a name twice, a foreign key to what is no model, a type
/// that the engine does not have. Says which table and column, and what to say instead. Exit 2.
class ModelError : public Error {
 public:
  using Error::Error;
};

/// Names for constraints and indexes that have none, in SQLAlchemy's tokens: %(table_name)s, %(column_0_name)s,
/// %(column_0_label)s, %(column_0_key)s (with 0N and 0_N for all columns), %(referred_table_name)s,
/// %(referred_column_0_name)s, %(constraint_name)s. Empty: the engine's own name. A name that is longer than the engine
/// takes is cut, and ends in four digits of its hash.
struct NamingConvention {
  std::string index = "ix_%(column_0_label)s";
  std::string unique = {};
  /// With %(constraint_name)s: for the checks that have a name; without: for those that have none.
  std::string check = {};
  std::string foreign_key = {};
  std::string primary_key = {};
};

/// What CREATE makes and is no table, as text.
struct DefinitionText {
  enum class Form { statements, view, materialized_view };
  Form form = Form::statements;
  const char* name = nullptr;  // of a view
  SqlText text;                // statements; the query of a view
  const char* renamed_from = nullptr;
  bool before_tables = false;
};
struct DefinitionOptions {
  const char* renamed_from = nullptr;
  /// Tables need it: an extension, a domain, a function that a default calls. All others come after all tables, in the
  /// order in which they were added.
  bool before_tables = false;
};
/// One statement or several:
///   definition("CREATE FUNCTION …")
///   definition(sql::text("CREATE EXTENSION citext").only(dialect::postgresql))
constexpr DefinitionText definition(SqlText statements, DefinitionOptions options = {}) {
  return {DefinitionText::Form::statements, nullptr, statements, options.renamed_from, options.before_tables};
}
/// `name` may have a schema: "app.active_users".
constexpr DefinitionText view(const char* name, SqlText query, DefinitionOptions options = {}) {
  return {DefinitionText::Form::view, name, query, options.renamed_from, options.before_tables};
}
constexpr DefinitionText materialized_view(const char* name, SqlText query, DefinitionOptions options = {}) {
  return {DefinitionText::Form::materialized_view, name, query, options.renamed_from, options.before_tables};
}

namespace detail {
struct MetadataState;
}

class Metadata {
 public:
  Metadata();
  ~Metadata();
  Metadata(Metadata&&) noexcept;
  Metadata& operator=(Metadata&&) noexcept;

  /// Takes in the model of T; `table`: under another name than its own, where one struct is several tables. What is not
  /// added does not exist. (model.hpp has the body.)
  template <class T>
  void add(std::string_view table = {});
  void add(const TableBuilder& table);
  void add(const DefinitionText& definition);
  /// For all tables, also those that are there already.
  void naming_convention(const NamingConvention& convention);

  /// Makes what the models say and the database does not have: for tests, and for a database that no revision ever
  /// touches. What is there already is left as it is, also where the models say otherwise. Without version table or
  /// journal. Throws ModelError; DatabaseError.
  void create_all(const Driver& driver, const std::string& url) const;
  /// Drops what the models say, where it is there. Nothing else goes along: throws DatabaseError where something that
  /// no model says stands on it.
  void drop_all(const Driver& driver, const std::string& url) const;

  /// For Retort itself: what was taken in, as src/model reads it.
  const detail::MetadataState& state() const { return *state_; }

 private:
  void add_model(const detail::ModelView& model, std::string_view table);
  std::unique_ptr<detail::MetadataState> state_;
};

}  // namespace retort
