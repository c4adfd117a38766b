#include "change_proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "dialect/sqlite/dialect.hpp"
#include "dialect/sqlite/rowid.hpp"
#include "driver/sqlite/driver.hpp"
#include "execute/run.hpp"
#include "operation/describe.hpp"
#include "revision/draft.hpp"
#include "sql/quote.hpp"
#include "sql/split.hpp"

namespace retort::test {
namespace {

const Lexicon& lexicon() { return sqlite::dialect().lexicon(); }

const BookkeepingNames& names() {
  static const BookkeepingNames kNames{{{}, lexicon().identifier("retort_version")},
                                       {{}, lexicon().identifier("retort_journal")}};
  return kNames;
}

std::unique_ptr<Connection> open(const std::filesystem::path& database) {
  ConnectOptions options;
  options.create = true;
  return sqlite::driver().connect(Url::parse("sqlite:" + database.string()), options);
}

Operations differences(const Schema& from, const Schema& to, const DiffOptions& options) {
  Answers answers;
  answers.no_renames = true;
  return diff(from, to, sqlite::dialect().capabilities({3, 40, 1}), lexicon(), answers, options).operations;
}

/// Where the columns of `before` are after the change: what must keep its content.
struct Survivors {
  struct Column {
    std::string before, after;
    bool as_text = false;  // its type changed: '7' may have become 7
  };
  struct Table {
    std::string before, after;
    std::vector<Column> columns;
    bool counts = false;  // AUTOINCREMENT on both sides: the highest id ever given stays given
  };
  std::vector<Table> tables;
};

/// `from` with the operations' renames, less what they drop or fill.
Survivors survivors_of(const Schema& from, const Schema& to, const Operations& operations) {
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
    Survivors::Table table{quote(lexicon(), before), quote(lexicon(), after), {}};
    for (const Column& column : old_table->columns) {
      const auto renamed = column_now.find({before, column.name});
      const Identifier now = renamed == column_now.end() ? column.name : renamed->second;
      const Column* kept = new_table->find_column(now);
      if (kept == nullptr || column.generated || kept->generated || filled.count({before, now}) > 0) continue;
      const bool dropped = std::any_of(operations.begin(), operations.end(), [&](const Operation& operation) {
        const auto* drop = std::get_if<DropColumn>(&operation);
        return drop != nullptr && original(drop->table) == before && drop->column.name == column.name;
      });
      if (!dropped)
        table.columns.push_back({quote(lexicon(), column.name), quote(lexicon(), now), column.type != kept->type});
    }
    const std::optional<Identifier> old_rowid = sqlite::rowid_name(*old_table);
    const std::optional<Identifier> new_rowid = sqlite::rowid_name(*new_table);
    if (old_rowid && new_rowid && sqlite::rowid_alias(*old_table) == nullptr && sqlite::rowid_alias(*new_table) == nullptr)
      table.columns.push_back({quote(lexicon(), *old_rowid), quote(lexicon(), *new_rowid), false});
    const auto counts = [](const Table& side) { return side.primary_key && side.primary_key->autoincrement; };
    table.counts = counts(*old_table) && counts(*new_table);
    if (!table.columns.empty()) result.tables.push_back(std::move(table));
  }
  return result;
}

/// The rows of the surviving columns, sorted, under the names of before (`after` false) or after.
std::string rows_of(const RawClient& client, const std::filesystem::path& database, const Survivors& survivors,
                    bool after) {
  std::string script;
  for (const Survivors::Table& table : survivors.tables) {
    std::string fields;
    for (const Survivors::Column& column : table.columns) {
      const std::string& name = after ? column.after : column.before;
      if (!fields.empty()) fields += ", ";
      fields += column.as_text ? fmt::format("quote(CAST({} AS TEXT))", name) : fmt::format("quote({})", name);
    }
    const std::string& name = after ? table.after : table.before;
    script += fmt::format("SELECT {}, {} FROM {} ORDER BY {};\n", quote_literal(table.before), fields, name, fields);
    if (table.counts) {
      script += fmt::format("SELECT 'sequence', seq FROM sqlite_sequence WHERE lower(name) = lower({});\n",
                            quote_literal(unquote(name)));
    }
  }
  return script.empty() ? std::string() : client(database, script);
}

std::string shadow_tables(const Schema& schema) {
  std::vector<std::string> literals;
  for (const auto& [key, definition] : schema.definitions)
    if (key.kind == ObjectKind::virtual_table) literals.push_back(quote_literal(key.name.name.text()));
  std::string result;
  for (const std::string& literal : literals) result += (result.empty() ? "" : ", ") + literal;
  return result;
}

class Proof {
 public:
  Proof(const Change& change, const GeneratedChange& generated, const std::filesystem::path& folder,
        const RawClient& client)
      : change_(change),
        generated_(generated),
        folder_(folder),
        client_(client),
        database_(folder / "app.db"),
        survivors_(survivors_of(generated.from, generated.to, generated.scripts.upgrade.operations)) {}

  std::vector<std::string> run() {
    std::filesystem::create_directories(folder_);
    client_(database_, "PRAGMA foreign_keys = ON;\n" + change_.before + "\n" + change_.rows);
    fresh_catalogue("before.db", change_.before, before_catalogue_);
    fresh_catalogue("after.db", change_.after, after_catalogue_);
    const std::string rows = rows_of(client_, database_, survivors_, false);
    RevisionFile file = parse_revision(SourceText("case.sql", generated_.revision), lexicon());
    const RevisionId id = file.id;
    graph_ = RevisionGraph({std::move(file)});

    if (!step({id}, Direction::upgrade, "upgrade", generated_.to, after_catalogue_)) return failures_;
    const std::string rows_up = rows_of(client_, database_, survivors_, true);
    expect_equal("upgrade: rows", rows, rows_up);
    if (!step({}, Direction::downgrade, "downgrade", generated_.from, before_catalogue_)) return failures_;
    expect_equal("downgrade: rows", rows, rows_of(client_, database_, survivors_, false));
    if (!step({id}, Direction::upgrade, "second upgrade", generated_.to, after_catalogue_)) return failures_;
    expect_equal("second upgrade: rows", rows_up, rows_of(client_, database_, survivors_, true));
    return failures_;
  }

 private:
  void fresh_catalogue(const char* name, const std::string& sql, std::string& catalogue) {
    client_(folder_ / name, sql);
    catalogue = catalogue_of(client_, folder_ / name, shadow_tables(generated_.from));
  }

  /// False where going on makes no sense.
  bool step(const Heads& target, Direction direction, const std::string& what, const Schema& expected,
            const std::string& catalogue) {
    const std::string keys_before = client_(database_, "PRAGMA foreign_key_check;");
    try {
      const auto connection = open(database_);
      RunOptions options;
      options.names = names();
      options.user = options.host = "test";
      options.now = [] { return std::string("2026-01-01T00:00:00Z"); };
      Observer observer;
      retort::run(graph_, target, direction, sqlite::driver(), *connection, options, observer);
      const Schema found = sqlite::driver().inspect(*connection, {{names().version_table, names().journal}});
      for (const Operation& left : differences(found, expected, change_.options)) {
        failures_.push_back(what + ": left to do: " + describe(left));
      }
      for (const NotCovered& object : found.not_covered)
        failures_.push_back(what + ": not read: " + object.name.to_string());
    } catch (const Error& error) {
      failures_.push_back(fmt::format("{}: {}{}{}", what, error.what(),
                                      error.where() ? " at " + error.where()->to_string() : "",
                                      error.hint().empty() ? "" : " (" + error.hint() + ")"));
      return false;
    }
    expect_equal(what + ": catalogue by the raw client", catalogue,
                 catalogue_of(client_, database_, shadow_tables(generated_.from)));
    expect_equal(what + ": foreign_key_check", keys_before, client_(database_, "PRAGMA foreign_key_check;"));
    expect_equal(what + ": integrity_check", "ok\n", client_(database_, "PRAGMA integrity_check;"));
    return true;
  }

  void expect_equal(const std::string& what, const std::string& expected, const std::string& found) {
    if (expected == found) return;
    failures_.push_back(fmt::format("{} differ\n--- expected\n{}--- found\n{}", what, expected, found));
  }

  const Change& change_;
  const GeneratedChange& generated_;
  const std::filesystem::path folder_;
  const RawClient& client_;
  const std::filesystem::path database_;
  const Survivors survivors_;
  RevisionGraph graph_;
  std::string before_catalogue_, after_catalogue_;
  std::vector<std::string> failures_;
};

}  // namespace

Schema schema_of(const std::string& sql) {
  const std::unique_ptr<Scratch> scratch = sqlite::driver().make_scratch();
  for (const StatementText& statement : split_statements(sql, lexicon()).statements) {
    scratch->connection().execute(statement.text);
  }
  return sqlite::driver().inspect(scratch->connection(), {});
}

GeneratedChange generate(const Change& change) {
  GeneratedChange result;
  result.from = schema_of(change.before);
  result.to = schema_of(change.after);
  const Dialect& dialect = sqlite::dialect();
  result.scripts = command::autogenerate(result.from, result.to, dialect, {3, 40, 1}, change.answers, change.options);
  if (!result.scripts.questions.empty()) return result;
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

std::vector<std::string> prove(const Change& change, const GeneratedChange& generated,
                               const std::filesystem::path& folder, const RawClient& client) {
  return Proof(change, generated, folder, client).run();
}

}  // namespace retort::test
