// A table described by strings, for schemas that are known only at run time. The same words as for models (model.hpp).
//
//   metadata.add(table("users")
//                    .column("id", BigInteger(), {.nullable = false, .primary_key = true, .identity = true})
//                    .column("email", String(255), {.nullable = false, .unique = true})
//                    .index("ix_users_email_lower", {expression_part("lower(email)")}));
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "retort/types.hpp"

namespace retort {

namespace detail {
struct BuiltTable;
}

/// Texts are copied; null: none.
struct ColumnOptions {
  bool nullable = true;
  bool primary_key = false;
  bool unique = false;
  bool indexed = false;
  bool identity = false;
  bool identity_always = false;
  bool autoincrement = false;
  SqlText server_default = {};
  SqlText computed = {};
  bool stored = true;
  SqlText check = {};
  SqlText collation = {};
  const char* comment = nullptr;
  const char* renamed_from = nullptr;
  const char* existing = nullptr;
};

/// A column, or an expression.
struct IndexPart {
  std::string text;
  bool is_expression = false;
  bool descending = false;
  bool nulls_reversed = false;
  std::string operator_class = {};
  std::string collation = {};

  IndexPart(std::string column) : text(std::move(column)) {}
  IndexPart(const char* column) : text(column) {}
  IndexPart(std::string words, bool expression) : text(std::move(words)), is_expression(expression) {}
};
/// `expression_part("lower(email)")`
inline IndexPart expression_part(std::string words) { return {std::move(words), true}; }

struct TableIndexOptions {
  SqlText where = {};
  bool unique = false;
  const char* method = nullptr;
  std::vector<std::string> include = {};
  bool nulls_not_distinct = false;
  const char* comment = nullptr;
  const char* renamed_from = nullptr;
};
struct TableKeyOptions {
  std::vector<std::string> include = {};
  bool nulls_not_distinct = false;
  bool deferrable = false;
  bool initially_deferred = false;
};
/// Actions are SQL's words: "CASCADE". `schema`: of the target.
struct TableForeignKeyOptions {
  const char* name = nullptr;
  const char* schema = nullptr;
  const char* on_delete = nullptr;
  const char* on_update = nullptr;
  bool deferrable = false;
  bool initially_deferred = false;
  bool match_full = false;
};

/// Each function returns the table itself. Throws ModelError where words are no action; the rest is checked when models
/// are put together. Copies share one table.
class TableBuilder {
 public:
  explicit TableBuilder(std::string_view name);

  TableBuilder& schema(SqlText name);
  TableBuilder& comment(std::string_view text);
  TableBuilder& renamed_from(std::string_view name);
  TableBuilder& managed(bool is_managed);
  TableBuilder& strict();
  TableBuilder& without_rowid();
  TableBuilder& unlogged();
  TableBuilder& storage(std::string_view parameters);
  TableBuilder& partition_by(std::string_view words);

  TableBuilder& column(std::string_view name, const Type& type, const ColumnOptions& options = {});
  /// Without a name the naming convention names it, as with all of these.
  TableBuilder& primary_key(const std::vector<std::string>& columns, std::string_view name = {},
                            const TableKeyOptions& options = {});
  TableBuilder& unique(const std::vector<std::string>& columns, std::string_view name = {},
                       const TableKeyOptions& options = {});
  TableBuilder& check(SqlText expression, std::string_view name = {});
  /// No `target_columns`: its primary key.
  TableBuilder& foreign_key(const std::vector<std::string>& columns, std::string_view target,
                            const std::vector<std::string>& target_columns = {},
                            const TableForeignKeyOptions& options = {});
  TableBuilder& exclude(SqlText definition, std::string_view name = {});
  TableBuilder& index(std::string_view name, const std::vector<IndexPart>& parts,
                      const TableIndexOptions& options = {});

  /// For Retort itself: what was said, as src/model reads it.
  const std::shared_ptr<detail::BuiltTable>& built() const { return built_; }

 private:
  std::shared_ptr<detail::BuiltTable> built_;
};

inline TableBuilder table(std::string_view name) { return TableBuilder(name); }

}  // namespace retort
