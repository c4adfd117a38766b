// The values are not judged by a copy of SQLite's conversion rules: they go through a temporary table whose columns
// have the new and the old affinity, and are compared with what they were. Only values that a conversion can change are
// put through.
#include "driver/sqlite/copies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/ascii.hpp"
#include "dialect/sqlite/canonical.hpp"
#include "dialect/sqlite/ddl.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "driver/sqlite/catalogue.hpp"
#include "driver/sqlite/prepared.hpp"
#include "sql/classify.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort::sqlite {

namespace {

using Tokens = std::vector<Token>;

Identifier name_in(const Token& token) { return lexicon().identifier(unquote(token.text)); }
bool is_name(const Token& token) { return token.kind == TokenKind::word || token.kind == TokenKind::quoted_identifier; }

/// The texts between top-level commas of tokens [begin, end).
std::vector<std::string> split_list(std::string_view sql, const Tokens& tokens, std::size_t begin, std::size_t end) {
  std::vector<std::string> items;
  int depth = 0;
  std::size_t start = begin;
  for (std::size_t i = begin; i <= end; ++i) {
    if (i < end && tokens[i].is_symbol("(")) ++depth;
    if (i < end && tokens[i].is_symbol(")")) --depth;
    if (i < end && (depth > 0 || !tokens[i].is_symbol(","))) continue;
    if (start < i) items.emplace_back(sql.substr(tokens[start].offset, tokens[i - 1].end() - tokens[start].offset));
    start = i + 1;
  }
  return items;
}

/// Fills in columns and source; false where the statement has another shape.
bool read_shape(std::string_view sql, Copy& copy) {
  const Tokens tokens = significant_tokens(sql, lexicon());
  const auto open = static_cast<std::size_t>(
      std::find_if(tokens.begin(), tokens.end(), [](const Token& token) { return token.is_symbol("("); }) -
      tokens.begin());
  std::size_t close = open;
  while (close < tokens.size() && !tokens[close].is_symbol(")")) ++close;
  if (close + 1 >= tokens.size() || !tokens[close + 1].is_word("SELECT")) return false;
  int depth = 0;
  std::size_t from = close + 2;
  for (; from < tokens.size(); ++from) {
    if (tokens[from].is_symbol("(")) ++depth;
    if (tokens[from].is_symbol(")")) --depth;
    if (depth == 0 && tokens[from].is_word("FROM")) break;
  }
  if (from + 1 >= tokens.size() || !is_name(tokens[from + 1])) return false;
  copy.source = name_in(tokens[from + 1]);
  const std::vector<std::string> names = split_list(sql, tokens, open + 1, close);
  const std::vector<std::string> values = split_list(sql, tokens, close + 2, from);
  if (names.size() != values.size()) return false;
  for (std::size_t i = 0; i < names.size(); ++i)
    copy.columns.push_back({lexicon().identifier(unquote(names[i])), values[i]});
  return from + 2 == tokens.size();
}

const ColumnFacts* find_column(const TableFacts& table, const Identifier& name) {
  for (const ColumnFacts& column : table.columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

/// The column whose value the expression hands on: itself, or the first argument of coalesce(), which `existing` makes.
/// What else a person wrote, CAST for one, is meant.
const ColumnFacts* source_column(const TableFacts& source, std::string_view expression) {
  const Tokens tokens = significant_tokens(expression, lexicon());
  const bool coalesce = tokens.size() > 4 && (tokens[0].is_word("coalesce") || tokens[0].is_word("ifnull")) &&
                        tokens[1].is_symbol("(") && tokens[3].is_symbol(",");
  const std::size_t name = coalesce ? 2 : 0;
  if ((tokens.size() != 1 && !coalesce) || !is_name(tokens[name])) return nullptr;
  return find_column(source, name_in(tokens[name]));
}

Affinity affinity_of(const TableFacts& table, const ColumnFacts& column) {
  if (table.strict && ascii_iequals(column.type, "ANY")) return Affinity::blob;
  const Affinity declared = affinity(column.type);
  return declared == Affinity::integer ? Affinity::numeric : declared;  // they store alike
}

std::string_view type_with(Affinity affinity) {
  switch (affinity) {
    case Affinity::text:
      return "TEXT";
    case Affinity::numeric:
    case Affinity::integer:
      return "NUMERIC";
    case Affinity::real:
      return "REAL";
    case Affinity::blob:
      return "BLOB";
  }
  return "";
}

/// Which values the affinity can change at all.
std::string may_change(const std::string& value, Affinity to) {
  if (to == Affinity::text) return fmt::format("typeof({}) IN ('integer', 'real')", value);
  if (to == Affinity::real)
    return fmt::format(
        "(typeof({0}) = 'text' OR (typeof({0}) = 'integer' AND {0} NOT BETWEEN -9007199254740992 AND "
        "9007199254740992))",
        value);
  return fmt::format("typeof({}) = 'text'", value);
}

std::string changed_values(Session& session, const Copy& copy, const ColumnFacts& column, const Identifier& to,
                           Affinity before, Affinity after) {
  const std::string value = quote(lexicon(), column.name);
  session.run("DROP TABLE IF EXISTS temp._retort_round_trip");
  session.run(
      fmt::format("CREATE TEMP TABLE _retort_round_trip (was, via {}, back {})", type_with(after), type_with(before))
          .c_str());
  session.run(fmt::format("INSERT INTO temp._retort_round_trip (was, via) SELECT {0}, {0} FROM main.{1} WHERE {2}",
                          value, quote(lexicon(), copy.source), may_change(value, after))
                  .c_str());
  session.run("UPDATE temp._retort_round_trip SET back = via");
  std::string told;
  {
    Prepared rows(
        session,
        "SELECT count(*) OVER (), quote(was), quote(via) FROM temp._retort_round_trip WHERE back IS NOT was LIMIT 1");
    if (rows.step()) {
      const std::int64_t count = rows.integer(0);
      told =
          fmt::format("{} of column '{}' would change ({} becomes {})",
                      count == 1 ? "1 value" : fmt::format("{} values", count), to.text(), rows.text(1), rows.text(2));
    }
  }
  session.run("DROP TABLE temp._retort_round_trip");
  return told;
}

std::int64_t count(Session& session, const std::string& from) {
  Prepared rows(session, "SELECT count(*) FROM main." + from);
  return rows.step() ? rows.integer(0) : 0;
}

std::vector<Copy::Column> columns_by_name(const TableFacts& built) {
  std::vector<Copy::Column> columns;
  for (const ColumnFacts& column : built.columns) columns.push_back({column.name, quote(lexicon(), column.name)});
  return columns;
}

std::vector<std::string> losses(Session& session, const Copy& copy, const TableFacts& source, const TableFacts& built) {
  std::vector<std::string> found;
  const bool alias = has_rowid_alias(built);
  for (const Copy::Column& column : copy.columns_known ? copy.columns : columns_by_name(built)) {
    const ColumnFacts* to = find_column(built, column.to);
    const ColumnFacts* from = source_column(source, column.expression);
    if (to == nullptr || (from == nullptr && !copy.columns_known)) continue;
    if (alias && to->primary_key == 1) {
      const std::int64_t nulls =
          count(session, fmt::format("{} WHERE ({}) IS NULL", quote(lexicon(), copy.source), column.expression));
      if (nulls > 0) {
        found.push_back(fmt::format("{} NULL of column '{}' would become invented ids", nulls, to->name.text()));
      }
    }
    if (from == nullptr) continue;
    const Affinity before = affinity_of(source, *from);
    const Affinity after = affinity_of(built, *to);
    if (before == after || after == Affinity::blob) continue;
    std::string told = changed_values(session, copy, *from, to->name, before, after);
    if (!told.empty()) found.push_back(std::move(told));
  }
  return found;
}

}  // namespace

std::optional<Copy> read_copy(const Statement& statement) {
  const StatementClass what = classify(statement.text, lexicon());
  if (what.kind != StatementKind::insert || !what.object) return std::nullopt;
  const Identifier& built = what.object->name;
  if (!built.key().starts_with(kRebuildPrefix)) return std::nullopt;
  Copy copy;
  copy.built = built;
  copy.columns_known = read_shape(statement.text, copy);
  if (copy.source.empty()) copy.source = lexicon().identifier(built.text().substr(kRebuildPrefix.size()));
  copy.lossy_allowed =
      std::find(statement.allows.begin(), statement.allows.end(), "lossy-copy") != statement.allows.end();
  return copy;
}

void check_copy(Session& session, const Copy& copy) {
  const std::optional<TableFacts> source = read_table_facts(session, copy.source);
  const std::optional<TableFacts> built = read_table_facts(session, copy.built);
  if (!source || !built) return;
  const std::int64_t had = count(session, quote(lexicon(), copy.source));
  const std::int64_t has = count(session, quote(lexicon(), copy.built));
  if (had != has) {
    throw ProjectError(fmt::format("table '{}' has {} rows, and its copy has {}: dropping it would lose rows",
                                   copy.source.text(), had, has),
                       std::nullopt, "a rebuild copies every row; delete rows in a step before it");
  }
  if (copy.lossy_allowed) return;
  const std::vector<std::string> found = losses(session, copy, *source, *built);
  if (found.empty()) return;
  throw ProjectError(
      fmt::format("copying table '{}' would lose data: {}", copy.source.text(), join(found, "; ")), std::nullopt,
      "put the values right in a step before, or accept it with `-- retort: allow lossy-copy REASON` above the "
      "INSERT");
}

}  // namespace retort::sqlite
