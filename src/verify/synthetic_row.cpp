// Each column has a list of values to try. Columns of foreign keys take the values of a row of the parent, which is
// made first. A column that a check names tries the check's literals and their neighbours, one that a table is
// partitioned by those of the bounds; a check that names no other column is asked about each by the engine itself. Then
// rows are tried in the order of an odometer over those lists until one is taken, each behind a savepoint: where an
// error ends the transaction, it ends no more than the attempt.
//
// Where foreign keys go round in a circle that no NULL opens, the row that points back is made first, at a key that the
// row it points at is promised to get; the engine checks keys at the end.
//
// Values are unlikely ones: a revision that inserts the row with id 1 should not meet a row that was made up. Columns
// that may be NULL get a value, too, so that its loss would show.
#include "verify/synthetic_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "base/ascii.hpp"
#include "retort/error.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"
#include "verify/row_image.hpp"

namespace retort {
namespace {

constexpr int kAttempts = 2000;

using Candidates = std::vector<Value>;

class RowMaker {
 public:
  RowMaker(Connection& connection, const Schema& schema, std::vector<ObjectName>& filled)
      : connection_(connection),
        rules_(connection.row_rules()),
        schema_(schema),
        lexicon_(connection.dialect().lexicon()),
        filled_(filled) {}

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

    if (key.target == table.name && !has_rows(connection_, table.name)) {
      for (std::size_t i = 0; i < target.size(); ++i) {
        const Column* own = table.find_column(key.columns[i]);
        const Column* theirs = table.find_column(target[i]);
        if (own != nullptr && own->not_null && theirs != nullptr)
          values[key.columns[i]] = {candidates_of(table, *theirs).front()};
        else
          values[key.columns[i]] = {Value()};
        if (theirs != nullptr && !std::holds_alternative<std::monostate>(values[key.columns[i]].front()))
          values[theirs->name] = values[key.columns[i]];
      }
      return {};
    }
    if (!has_rows(connection_, key.target)) {
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
    connection_.execute(rules_.defer_foreign_keys());
    for (std::size_t i = 0; i < target.size(); ++i) {
      const Column* column = parent.find_column(target[i]);
      if (column == nullptr) continue;
      const auto promise =
          promised_.try_emplace({parent.name, target[i]}, candidates_of(parent, *column).front()).first;
      values[key.columns[i]] = {promise->second};
    }
  }

  /// What fits the type, and the literals of the checks and bounds that name the column; less what such a check
  /// refuses.
  Candidates candidates_of(const Table& table, const Column& column) {
    Candidates result = rules_.values(column.type, schema_);
    std::vector<const Check*> own;  // checks of this column alone
    bool is_checked = false;
    for (const Check& check : table.checks) {
      const std::set<Identifier> named = columns_in(table, check.expression.text);
      if (!named.contains(column.name)) continue;
      is_checked = true;
      if (named.size() == 1) own.push_back(&check);
      append(result, literals_in(check.expression.text, lexicon_));
    }
    Candidates bounds = literals_of_bounds(table, column);
    if (!is_checked && bounds.empty()) return {first_fitting(column, result)};
    std::move(result.begin(), result.end(), std::back_inserter(bounds));
    if (!column.not_null) bounds.emplace_back();
    Candidates fitting;
    std::copy_if(bounds.begin(), bounds.end(), std::back_inserter(fitting), [&](const Value& value) {
      return fits("NULL", column, value) && std::all_of(own.begin(), own.end(), [&](const Check* check) {
               return fits(check->expression.text, column, value);
             });
    });
    return fitting.empty() ? bounds : fitting;
  }

  Value first_fitting(const Column& column, const Candidates& values) {
    if (values.size() > 1)
      for (const Value& value : values)
        if (fits("NULL", column, value)) return value;
    return values.front();
  }

  /// Where the column is one that the table, or a table that it is a partition of, is partitioned by.
  Candidates literals_of_bounds(const Table& table, const Column& column) const {
    std::vector<std::string> bounds;
    bool is_key = false;
    const auto look_at = [&](const Table& partitioned) {
      is_key = is_key ||
               (partitioned.partition_by && columns_in(table, partitioned.partition_by->text).contains(column.name));
    };
    look_at(table);
    for (const Table* at = &table; at != nullptr && at->partition_of;) {
      bounds.push_back(at->partition_of->bound);
      at = schema_.find_table(at->partition_of->table);
      if (at != nullptr) look_at(*at);
    }
    std::set<ObjectName> below = {table.name};
    for (bool more = table.partition_by.has_value(); more;) {
      more = false;
      for (const auto& [name, partition] : schema_.tables) {
        if (!partition.partition_of || !below.contains(partition.partition_of->table) || !below.insert(name).second)
          continue;
        bounds.push_back(partition.partition_of->bound);
        look_at(partition);
        more = true;
      }
    }
    Candidates literals;
    if (!is_key) return literals;
    for (const std::string& bound : bounds) append(literals, literals_in(bound, lexicon_));
    return literals;
  }

  static void append(Candidates& to, Candidates from) { std::move(from.begin(), from.end(), std::back_inserter(to)); }

  std::set<Identifier> columns_in(const Table& table, const std::string& expression) const {
    std::set<Identifier> named;
    for (const Token& token : significant_tokens(expression, lexicon_)) {
      if (token.kind != TokenKind::word && token.kind != TokenKind::quoted_identifier) continue;
      const Identifier name = lexicon_.name(token.text);
      if (table.find_column(name) != nullptr) named.insert(name);
    }
    return named;
  }

  /// Asked of the engine. What it can't answer this way may fit; a value that is none of the type does not.
  bool fits(const std::string& check, const Column& column, const Value& value) {
    try {
      const Rows rows = with_savepoint([&] {
        return connection_.query(
            fmt::format("SELECT CASE WHEN NOT ({0}\n) THEN 1 END, {2} FROM (SELECT {1} AS {2}) AS made_up", check,
                        rules_.parameter(1, column.type), quote(lexicon_, column.name)),
            {value});
      });
      return text_of(rows.rows.at(0).at(0)) != "1";
    } catch (const DatabaseError& error) {
      // SQLSTATE: data exceptions, and what a domain refuses.
      return !error.server().code.starts_with("22") && !error.server().code.starts_with("23");
    }
  }

  template <class Attempt>
  Rows with_savepoint(Attempt attempt) {
    connection_.execute("SAVEPOINT retort_attempt");
    try {
      Rows result = attempt();
      connection_.execute("RELEASE SAVEPOINT retort_attempt");
      return result;
    } catch (const DatabaseError&) {
      connection_.execute("ROLLBACK TO SAVEPOINT retort_attempt");
      connection_.execute("RELEASE SAVEPOINT retort_attempt");
      throw;
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
                                : fmt::format("INSERT INTO {} ({}){} VALUES ({})", quote(lexicon_, table.name),
                                              join(names, ", "), rules_.before_values(table), join(places, ", "));
    std::vector<std::size_t> turn(columns.size(), 0);
    std::string problem;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      Row row;
      for (std::size_t i = 0; i < columns.size(); ++i) row.push_back(candidates[i][turn[i]]);
      try {
        with_savepoint([&] { return connection_.query(sql, row); });
        if (!has_rows(connection_, table.name)) return "a trigger takes the row away again";
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
  const RowRules& rules_;
  const Schema& schema_;
  const Lexicon& lexicon_;
  std::set<ObjectName> open_;                                    // tables whose row waits for a parent's
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
