// How the new table is filled:
//
//   1. A stored column that stays is copied by name; where it turns NOT NULL and somebody said what NULLs become,
//      coalesce() puts that in. A generated column is computed, never copied.
//   2. A new column gets the value that somebody said, else its default. Where it needs one that only a person can say,
//      a NULL stands in its place, and a todo beside it.
//   3. Rowids stay: other tables may hold them (FTS5 with external content does). Where neither table has an INTEGER
//      PRIMARY KEY they are copied under a name that no column shadows; a new INTEGER PRIMARY KEY takes their values.
#include "dialect/sqlite/rebuild.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "dialect/sqlite/rowid.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort::sqlite {
namespace {

/// What the operations say about one column of the new table.
struct ColumnFate {
  const AddColumn* added = nullptr;
  const AlterColumn* altered = nullptr;
};

ColumnFate fate_of(const Identifier& column, const OperationList& merged) {
  ColumnFate fate;
  for (const Operation& operation : merged) {
    if (const auto* add = std::get_if<AddColumn>(&operation); add != nullptr && add->column.name == column)
      fate = {add, nullptr};
    if (const auto* alter = std::get_if<AlterColumn>(&operation); alter != nullptr && alter->to.name == column) {
      if (alter->existing || fate.altered == nullptr) fate.altered = alter;
    }
  }
  return fate;
}

/// On one line, without comments: it stands inside a statement.
std::string one_line(const std::string& expression) {
  std::string text;
  for (const Token& token : tokenize(expression, lexicon())) {
    const bool gap = !token.significant();
    if (gap && (text.empty() || text.back() == ' ')) continue;
    text += gap ? " " : std::string(token.text);
  }
  return std::string(trim(text));
}

std::string quoted(const Identifier& name) { return quote(lexicon(), name); }

/// How the old table's row number is read; none where it has none.
std::optional<std::string> rowid_expression(const Table& from) {
  if (const std::optional<Identifier> name = rowid_name(from)) return quoted(*name);
  const Column* alias = rowid_alias(from);
  return alias != nullptr ? std::optional(quoted(alias->name)) : std::nullopt;
}

class Filler {
 public:
  Filler(RebuildTable& rebuild, const OperationList& merged) : rebuild_(rebuild), merged_(merged) {}

  void fill() {
    copy_rowid();
    for (const Column& column : rebuild_.to.columns) {
      if (!column.generated) fill(column);
    }
    if (rebuild_.copies.empty()) keep_rows();
    if (!todos_.empty()) rebuild_.todo = join(todos_, "; ");
  }

 private:
  void copy_rowid() {
    if (rowid_alias(rebuild_.to) != nullptr) return;
    const std::optional<Identifier> name = rowid_name(rebuild_.to);
    const std::optional<std::string> value = rowid_expression(rebuild_.from);
    if (name && value) rebuild_.copies.push_back({*name, *value});
  }

  void fill(const Column& column) {
    const ColumnFate fate = fate_of(column.name, merged_);
    if (fate.added != nullptr) return fill_new(column, *fate.added);
    std::string value = quoted(column.name);
    if (fate.altered != nullptr && fate.altered->existing) {
      value = fmt::format("coalesce({}, {})", value, one_line(*fate.altered->existing));
    }
    rebuild_.copies.push_back({column.name, value});
  }

  void fill_new(const Column& column, const AddColumn& add) {
    if (add.existing) {
      rebuild_.copies.push_back({column.name, one_line(*add.existing)});
    } else if (rowid_alias(rebuild_.to) == rebuild_.to.find_column(column.name)) {
      if (const auto value = rowid_expression(rebuild_.from)) rebuild_.copies.push_back({column.name, *value});
    } else if (add.todo) {
      rebuild_.copies.push_back({column.name, "NULL"});
      todos_.push_back(fmt::format("the value of column '{}.{}' for rows that exist, in place of NULL",
                                   rebuild_.to.name.to_string(), column.name.text()));
    }
  }

  /// Every column is new and has a default: there are still as many rows as before.
  void keep_rows() {
    for (const Column& column : rebuild_.to.columns) {
      if (column.generated) continue;
      rebuild_.copies.push_back({column.name, column.server_default ? column.server_default->text : "NULL"});
      return;
    }
  }

  RebuildTable& rebuild_;
  const OperationList& merged_;
  std::vector<std::string> todos_;
};

}  // namespace

RebuildTable make_rebuild(Table from, Table to, const OperationList& merged, std::vector<Definition> triggers) {
  RebuildTable rebuild{std::move(from), std::move(to), {}, triggers, std::move(triggers), std::nullopt};
  Filler(rebuild, merged).fill();
  return rebuild;
}

}  // namespace retort::sqlite
