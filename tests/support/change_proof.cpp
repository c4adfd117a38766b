#include "change_proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "diff/privileges.hpp"
#include "execute/run.hpp"
#include "operation/describe.hpp"
#include "revision/draft.hpp"
#include "sql/quote.hpp"

namespace retort::test {
namespace {

/// Where the columns of `before` are after the change: what must keep its content.
struct Survivors {
  struct Column {
    std::string before, after;
    bool retyped = false;
  };
  struct Table {
    std::string before, after;
    std::vector<Column> columns;
    std::string counters_before, counters_after;  // queries: the highest id ever given stays given
  };
  std::vector<Table> tables;
};

/// `from` with the operations' renames, less what they drop or fill.
Survivors survivors_of(const GeneratedChange& generated, const Change& change, const Engine& engine) {
  const Schema& from = generated.from;
  const Schema& to = generated.to;
  const OperationList& operations = generated.scripts.upgrade.operations;
  const Lexicon& lexicon = engine.lexicon();
  std::map<ObjectName, ObjectName> table_now;  // as it is called before -> after
  for (const auto& [name, table] : from.tables) table_now[name] = name;
  std::map<std::pair<ObjectName, Identifier>, Identifier> column_now;
  std::set<std::pair<ObjectName, Identifier>> filled;
  const auto original = [&](const ObjectName& now) {
    for (const auto& [before, after] : table_now)
      if (after == now) return before;
    return now;
  };
  for (const Operation& operation : operations) {
    if (const auto* table_rename = std::get_if<RenameTable>(&operation)) {
      table_now[original(table_rename->from)] = table_rename->to;
    } else if (const auto* drop = std::get_if<DropTable>(&operation)) {
      table_now.erase(original(drop->table.name));
    } else if (const auto* column_rename = std::get_if<RenameColumn>(&operation)) {
      const ObjectName table = original(column_rename->table);
      auto first = std::make_pair(table, column_rename->from);
      for (const auto& [key, now] : column_now)
        if (key.first == table && now == column_rename->from) first = key;
      column_now[first] = column_rename->to;
    } else if (const auto* alter = std::get_if<AlterColumn>(&operation)) {
      if (alter->existing) filled.insert({original(alter->table), alter->to.name});
    }
  }
  Survivors result;
  for (const auto& [before, after] : table_now) {
    const Table* old_table = from.find_table(before);
    const Table* new_table = to.find_table(after);
    if (old_table == nullptr || new_table == nullptr) continue;
    Survivors::Table table{quote(lexicon, before), quote(lexicon, after), {}, {}, {}};
    for (const Column& column : old_table->columns) {
      const auto renamed = column_now.find({before, column.name});
      const Identifier now = renamed == column_now.end() ? column.name : renamed->second;
      const Column* kept = new_table->find_column(now);
      if (kept == nullptr || column.generated || kept->generated || filled.count({before, now}) > 0) continue;
      const bool dropped = std::any_of(operations.begin(), operations.end(), [&](const Operation& operation) {
        const auto* drop = std::get_if<DropColumn>(&operation);
        return drop != nullptr && original(drop->table) == before && drop->column.name == column.name;
      });
      const std::string path = before.name.text() + "." + column.name.text();
      const bool rewritten = std::count(change.rewrites.begin(), change.rewrites.end(), path) > 0;
      if (!dropped && !rewritten)
        table.columns.push_back({quote(lexicon, column.name), quote(lexicon, now), column.type != kept->type});
    }
    const auto [hidden_before, hidden_after] = engine.hidden_column(*old_table, *new_table);
    if (!hidden_before.empty()) table.columns.push_back({hidden_before, hidden_after, false});
    table.counters_before = engine.counters(*old_table, *new_table, false);
    table.counters_after = engine.counters(*old_table, *new_table, true);
    if (!table.columns.empty()) result.tables.push_back(std::move(table));
  }
  return result;
}

/// The rows of the surviving columns, sorted, under the names of before (`after` false) or after.
std::string rows_of(LiveDatabase& database, const Survivors& survivors, bool after, const Engine& engine) {
  std::string script;
  for (const Survivors::Table& table : survivors.tables) {
    std::string fields;
    for (const Survivors::Column& column : table.columns) {
      if (!fields.empty()) fields += ", ";
      fields += engine.value_text(after ? column.after : column.before, column.retyped);
    }
    script += fmt::format("SELECT {}, {} FROM {} ORDER BY {};\n", quote_literal(table.before), fields,
                          engine.own_rows(after ? table.after : table.before), fields);
    script += after ? table.counters_after : table.counters_before;
  }
  return script.empty() ? std::string() : database.run(script);
}

/// As a person edits the file: the value, and the todo taken out.
void decide(std::vector<Statement>& statements, const std::map<std::string, std::string>& decided) {
  for (Statement& statement : statements) {
    if (!statement.todo) continue;
    for (const auto& [column, value] : decided) {
      const std::size_t dot = column.rfind('.');
      const std::string left = fmt::format("UPDATE {} SET {} = ", column.substr(0, dot), column.substr(dot + 1));
      if (!statement.text.starts_with(left)) continue;
      statement.text.replace(left.size(), statement.text.find(" WHERE ") - left.size(), value);
      statement.todo.reset();
      break;
    }
  }
}

/// The lines of one text that are not in the other, and the other way.
std::string line_difference(const std::string& expected, const std::string& found) {
  const auto lines = [](const std::string& text) {
    std::multiset<std::string> result;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) result.insert(line);
    return result;
  };
  const std::multiset<std::string> a = lines(expected), b = lines(found);
  std::vector<std::string> only_a, only_b;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only_a));
  std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(only_b));
  std::string text;
  for (const std::string& line : only_a) text += "    - " + line + "\n";
  for (const std::string& line : only_b) text += "    + " + line + "\n";
  return text;
}

class Proof {
 public:
  Proof(const Change& change, const GeneratedChange& generated, Engine& engine)
      : change_(change), generated_(generated), engine_(engine), survivors_(survivors_of(generated, change, engine)) {}

  std::vector<std::string> run() {
    const std::string before = engine_.catalogue(change_.before);
    const std::string after = engine_.catalogue(change_.after);
    database_ = engine_.database(change_.before + "\n" + change_.rows);
    const std::string rows = rows_now(false);
    RevisionFile file = parse_revision(SourceText("case.sql", generated_.revision), engine_.lexicon());
    const RevisionId id = file.id;
    graph_ = RevisionGraph({std::move(file)});

    if (!step({id}, Direction::upgrade, "upgrade", generated_.to, after)) return failures_;
    const std::string rows_up = rows_now(true);
    expect_equal("upgrade: rows", rows, rows_up);
    if (change_.one_way) return failures_;
    if (!step({}, Direction::downgrade, "downgrade", generated_.from, before)) return failures_;
    expect_equal("downgrade: rows", rows, rows_now(false));
    if (!step({id}, Direction::upgrade, "second upgrade", generated_.to, after)) return failures_;
    expect_equal("second upgrade: rows", rows_up, rows_now(true));
    return failures_;
  }

 private:
  OperationList left_to_do(const Schema& found, const Schema& expected) {
    Answers answers;
    answers.no_renames = true;
    return engine_.difference(found, expected, answers, change_.options).operations;
  }

  std::string rows_now(bool after) { return rows_of(*database_, survivors_, after, engine_); }

  /// False where going on makes no sense.
  bool step(const Heads& target, Direction direction, const std::string& what, const Schema& expected,
            const std::string& catalogue) {
    const std::string health = database_->health();
    try {
      database_->with_connection([&](Connection& connection) {
        RunOptions options;
        options.names = engine_.names();
        options.user = options.host = "test";
        options.now = [] { return std::string("2026-01-01T00:00:00Z"); };
        Observer observer;
        retort::run(graph_, target, direction, engine_.driver(), connection, options, observer);
        const Schema found =
            engine_.driver().inspect(connection, {{options.names.version_table, options.names.journal}});
        for (const Operation& left : left_to_do(found, expected)) {
          failures_.push_back(what + ": left to do: " + describe(left));
        }
        for (const NotCovered& object : found.not_covered)
          failures_.push_back(what + ": not read: " + object.name.to_string());
      });
    } catch (const Error& error) {
      failures_.push_back(fmt::format("{}: {}{}{}", what, error.what(),
                                      error.where() ? " at " + error.where()->to_string() : "",
                                      error.hint().empty() ? "" : " (" + error.hint() + ")"));
      return false;
    }
    expect_equal(what + ": catalogue by the raw client", catalogue, database_->catalogue());
    expect_equal(what + ": health", health, database_->health());
    return true;
  }

  void expect_equal(const std::string& what, const std::string& expected, const std::string& found) {
    if (expected == found) return;
    failures_.push_back(fmt::format("{} differ (-: expected, +: found)\n{}", what, line_difference(expected, found)));
  }

  const Change& change_;
  const GeneratedChange& generated_;
  Engine& engine_;
  const Survivors survivors_;
  std::unique_ptr<LiveDatabase> database_;
  RevisionGraph graph_;
  std::vector<std::string> failures_;
};

}  // namespace

GeneratedChange generate(const Change& change, Engine& engine) {
  GeneratedChange result;
  result.from = engine.read(change.before);
  result.to = engine.read(change.after);
  if (!change.options.privileges) {  // as the program reads models and chain
    leave_out_owners(result.from);
    leave_out_owners(result.to);
  }
  const Dialect& dialect = engine.dialect();
  result.scripts = command::autogenerate(result.from, result.to, dialect, engine.version(), change.answers,
                                         [&](const Schema& from, const Schema& to, const Answers& answers) {
                                           return engine.difference(from, to, answers, change.options);
                                         });
  if (!result.scripts.questions.empty()) return result;
  decide(result.scripts.upgrade.statements, change.decided);
  decide(result.scripts.downgrade.statements, change.decided);
  Draft draft;
  draft.message = "case";
  draft.id = "0123456789ab";
  draft.create_date = "2026-01-01 00:00:00 UTC";
  draft.upgrade = result.scripts.upgrade.statements;
  draft.downgrade = result.scripts.downgrade.statements;
  result.revision =
      format_revision(draft, SourceText("script.sql.tmpl", std::string(default_script_template())), dialect.lexicon());
  return result;
}

std::vector<std::string> prove(const Change& change, const GeneratedChange& generated, Engine& engine) {
  return Proof(change, generated, engine).run();
}

}  // namespace retort::test
