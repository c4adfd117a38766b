// Each column has a list of values to try. Columns of foreign keys take the values of a row of the parent, which is
// made first. A column that a check names tries the check's literals and their neighbours; a check that names no other
// column is asked about each by the engine itself. Then rows are tried in the order of an odometer over those lists
// until one is taken.
//
// Where foreign keys go round in a circle that no NULL opens, the row that points back is made first, at a key that the
// row it points at is promised to get; the engine checks keys at the end.
//
// Values are unlikely ones: a revision that inserts the row with id 1 should not meet a row that was made up. Columns
// that may be NULL get a value, too, so that its loss would show.
#include "verify/synthetic_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort {
namespace {

constexpr std::int64_t kNumber = 900001;
constexpr int kAttempts = 2000;

using Candidates = std::vector<Value>;

bool holds(const std::string& type, std::string_view word) { return type.find(word) != std::string::npos; }

/// N in "VARCHAR(N)"; 0 where there is none.
std::size_t length_in(const std::string& type) {
  const std::size_t open = type.find('(');
  std::size_t length = 0;
  if (open != std::string::npos) std::from_chars(type.data() + open + 1, type.data() + type.size(), length);
  return length;
}

/// What fits the declared type.
Candidates candidates_by_type(const Column& column) {
  const std::string type = ascii_upper(column.type);
  if (holds(type, "BOOL")) return {std::int64_t{1}, std::int64_t{0}};
  if (holds(type, "INT") && !holds(type, "POINT")) return {kNumber, std::int64_t{1}, std::int64_t{0}};
  if (holds(type, "TIMESTAMP") || holds(type, "DATETIME")) return {std::string("2001-02-03 04:05:06")};
  if (holds(type, "DATE")) return {std::string("2001-02-03")};
  if (holds(type, "TIME")) return {std::string("04:05:06")};
  if (holds(type, "BLOB")) return {Blob{std::string("\x01\xfe", 2)}};
  if (holds(type, "JSON")) return {std::string("{}")};
  if (holds(type, "CHAR") || holds(type, "TEXT") || holds(type, "CLOB") || type.empty()) {
    const std::string text = "retort";
    const std::size_t length = length_in(type);
    return {length > 0 && length < text.size() ? text.substr(0, length) : text, std::string("a"), std::string("")};
  }
  if (holds(type, "REAL") || holds(type, "FLOA") || holds(type, "DOUB") || holds(type, "DEC") || holds(type, "NUM"))
    return {900001.5, 1.0, 0.0};
  return {kNumber, std::string("retort")};
}

void add_number(std::string_view digits, Candidates& candidates) {
  std::int64_t integer = 0;
  const auto [rest, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), integer);
  if (failure != std::errc()) return;
  if (rest == digits.data() + digits.size()) {
    for (const std::int64_t neighbour : {integer, integer + 1, integer - 1}) candidates.emplace_back(neighbour);
  } else {
    candidates.emplace_back(std::stod(std::string(digits)));
  }
}

class RowMaker {
 public:
  RowMaker(Connection& connection, const Schema& schema, std::vector<ObjectName>& filled)
      : connection_(connection), schema_(schema), lexicon_(connection.dialect().lexicon()), filled_(filled) {}

  std::string add(const Table& table) {
    std::map<Identifier, Candidates> values;
    open_.insert(table.name);
    for (const ForeignKey& key : table.foreign_keys) {
      const std::string problem = take_parent(table, key, values);
      if (!problem.empty()) return problem;
    }
    open_.erase(table.name);
    std::vector<const Column*> columns;
    std::vector<Candidates> candidates;
    for (const Column& column : table.columns) {
      if (column.generated) continue;
      columns.push_back(&column);
      const auto promised = promised_.find({table.name, column.name});
      const auto fixed = values.find(column.name);
      if (promised != promised_.end()) {
        candidates.push_back({promised->second});
      } else {
        candidates.push_back(fixed != values.end() ? fixed->second : candidates_of(table, column));
      }
    }
    return try_rows(table, columns, candidates);
  }

 private:
  bool has_rows(const ObjectName& table) {
    return !connection_.query(fmt::format("SELECT 1 FROM {} LIMIT 1", quote(lexicon_, table))).rows.empty();
  }

  /// Fixes the key's columns to a row of the parent, to NULL, or, where the table points at itself, to the row's own
  /// key.
  std::string take_parent(const Table& table, const ForeignKey& key, std::map<Identifier, Candidates>& values) {
    const Table* parent = schema_.find_table(key.target);
    if (parent == nullptr) return fmt::format("its parent {} is not there", key.target.to_string());
    std::vector<Identifier> target = key.target_columns;
    if (target.empty() && parent->primary_key) {
      for (const KeyPart& part : parent->primary_key->columns) target.push_back(*part.column);
    }
    if (target.size() != key.columns.size())
      return fmt::format("its foreign key to {} fits no key", key.target.to_string());

    if (key.target == table.name && !has_rows(table.name)) {
      for (std::size_t i = 0; i < target.size(); ++i) {
        const Column* own = table.find_column(key.columns[i]);
        const Column* theirs = table.find_column(target[i]);
        if (own != nullptr && own->not_null && theirs != nullptr)
          values[key.columns[i]] = {candidates_by_type(*theirs).front()};
        else
          values[key.columns[i]] = {Value()};
      }
      return {};
    }
    if (!has_rows(key.target)) {
      if (open_.contains(key.target)) {
        if (!take_null(table, key, values)) take_promise(*parent, key, target, values);
        return {};
      }
      const std::string problem = add(*parent);
      if (!problem.empty())
        return take_null(table, key, values) ? std::string()
                                             : fmt::format("parent {}: {}", key.target.to_string(), problem);
    }
    std::vector<std::string> columns;
    for (const Identifier& column : target) columns.push_back(quote(lexicon_, column));
    const Rows rows =
        connection_.query(fmt::format("SELECT {} FROM {} LIMIT 1", join(columns, ", "), quote(lexicon_, key.target)));
    for (std::size_t i = 0; i < key.columns.size(); ++i) values[key.columns[i]] = {rows.rows.at(0).at(i)};
    return {};
  }

  static bool take_null(const Table& table, const ForeignKey& key, std::map<Identifier, Candidates>& values) {
    for (const Identifier& name : key.columns) {
      const Column* column = table.find_column(name);
      if (column == nullptr || column->not_null) continue;
      values[name] = {Value()};
      return true;
    }
    return false;
  }

  /// Fixes the key's columns to what a row of the parent, which waits for this one, will have.
  void take_promise(const Table& parent, const ForeignKey& key, const std::vector<Identifier>& target,
                    std::map<Identifier, Candidates>& values) {
    connection_.execute("PRAGMA defer_foreign_keys = ON");
    for (std::size_t i = 0; i < target.size(); ++i) {
      const Column* column = parent.find_column(target[i]);
      if (column == nullptr) continue;
      const auto promise = promised_.try_emplace({parent.name, target[i]}, candidates_of(parent, *column).front()).first;
      values[key.columns[i]] = {promise->second};
    }
  }

  /// What fits the type, and the literals of the checks that name the column; less what such a check refuses.
  Candidates candidates_of(const Table& table, const Column& column) {
    Candidates result = candidates_by_type(column);
    std::vector<const Check*> own;  // checks of this column alone
    bool is_checked = false;
    for (const Check& check : table.checks) {
      const std::vector<Token> tokens = significant_tokens(check.expression.text, lexicon_);
      const std::set<Identifier> named = columns_in(table, tokens);
      if (!named.contains(column.name)) continue;
      is_checked = true;
      if (named.size() == 1) own.push_back(&check);
      for (const Token& token : tokens) {
        if (token.kind == TokenKind::number) add_number(token.text, result);
        if (token.kind == TokenKind::string && token.text.front() == '\'') result.emplace_back(unquote(token.text));
      }
    }
    if (!is_checked) return {result.front()};
    if (!column.not_null) result.emplace_back();
    Candidates fitting;
    std::copy_if(result.begin(), result.end(), std::back_inserter(fitting), [&](const Value& value) {
      return std::all_of(own.begin(), own.end(), [&](const Check* check) { return fits(*check, column, value); });
    });
    return fitting.empty() ? result : fitting;
  }

  std::set<Identifier> columns_in(const Table& table, const std::vector<Token>& tokens) const {
    std::set<Identifier> named;
    for (const Token& token : tokens) {
      if (token.kind != TokenKind::word && token.kind != TokenKind::quoted_identifier) continue;
      const Identifier name = lexicon_.name(token.text);
      if (table.find_column(name) != nullptr) named.insert(name);
    }
    return named;
  }

  /// Asked of the engine. What it can't answer this way (the column's affinity is not known here) may fit.
  bool fits(const Check& check, const Column& column, const Value& value) {
    try {
      const Rows rows = connection_.query(
          fmt::format("SELECT NOT ({}\n) FROM (SELECT $1 AS {})", check.expression.text, quote(lexicon_, column.name)),
          {value});
      return text_of(rows.rows.at(0).at(0)) != "1";
    } catch (const DatabaseError&) {
      return true;
    }
  }

  std::string try_rows(const Table& table, const std::vector<const Column*>& columns,
                       const std::vector<Candidates>& candidates) {
    std::vector<std::string> names, places;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      names.push_back(quote(lexicon_, columns[i]->name));
      places.push_back(fmt::format("${}", i + 1));
    }
    const std::string sql = columns.empty()
                                ? fmt::format("INSERT INTO {} DEFAULT VALUES", quote(lexicon_, table.name))
                                : fmt::format("INSERT INTO {} ({}) VALUES ({})", quote(lexicon_, table.name),
                                              join(names, ", "), join(places, ", "));
    std::vector<std::size_t> turn(columns.size(), 0);
    std::string problem;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      Row row;
      for (std::size_t i = 0; i < columns.size(); ++i) row.push_back(candidates[i][turn[i]]);
      try {
        connection_.query(sql, row);
        if (!has_rows(table.name)) return "a trigger takes the row away again";
        filled_.push_back(table.name);
        return {};
      } catch (const DatabaseError& error) {
        if (problem.empty()) problem = error.server().text;
      }
      std::size_t wheel = 0;
      while (wheel < turn.size() && ++turn[wheel] == candidates[wheel].size()) turn[wheel++] = 0;
      if (wheel == turn.size()) break;
    }
    return problem;
  }

  Connection& connection_;
  const Schema& schema_;
  const Lexicon& lexicon_;
  std::set<ObjectName> open_;  // tables whose row waits for a parent's
  std::map<std::pair<ObjectName, Identifier>, Value> promised_;  // what a row that is not made yet has to have
  std::vector<ObjectName>& filled_;
};

}  // namespace

std::string add_synthetic_row(Connection& connection, const Schema& schema, const Table& table,
                              std::vector<ObjectName>& filled) {
  const std::size_t filled_before = filled.size();
  std::string problem;
  try {
    const std::unique_ptr<StepTransaction> transaction = connection.begin();
    problem = RowMaker(connection, schema, filled).add(table);
    if (problem.empty()) transaction->commit();
  } catch (const DatabaseError& error) {
    problem = error.server().text;
  }
  if (!problem.empty()) filled.resize(filled_before);
  return problem;
}

}  // namespace retort
