// Each operation as the statements that do it. The rebuild is the one that takes several; its order is proven in
// docs/sqlite.md, "The rebuild", and its numbers stand beside the code here.
#include "dialect/sqlite/render.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "base/ascii.hpp"
#include "dialect/sqlite/ddl.hpp"
#include "dialect/sqlite/dialect.hpp"
#include "dialect/sqlite/lexicon.hpp"
#include "operation/loss.hpp"
#include "sql/quote.hpp"

namespace retort::sqlite {
namespace {

using Statements = std::vector<Statement>;

std::string quoted(const Identifier& name) { return quote(lexicon(), name); }
std::string quoted(const ObjectName& name) { return quote(lexicon(), name); }

Statement plain(std::string text) { return {std::move(text), StepMode::transactional, false, {}, {}, {}, {}}; }
/// With foreign keys on, DROP TABLE deletes from the tables that refer to it, or fails.
Statement keys_off(std::string text) { return {std::move(text), StepMode::foreign_keys_off, false, {}, {}, {}, {}}; }

template <class T>
std::vector<std::string> names_of(const std::vector<T>& values, Identifier T::*name) {
  std::vector<std::string> names;
  for (const T& value : values) names.push_back((value.*name).text());
  return names;
}

// ---- the rebuild

RebuildGuard guard(const RebuildTable& rebuild) {
  RebuildGuard guard;
  guard.table = rebuild.from.name.name.text();
  guard.columns = names_of(rebuild.from.columns, &Column::name);
  for (const auto& [name, index] : rebuild.from.indexes) guard.indexes.push_back(name.text());
  for (const Definition& trigger : rebuild.triggers_before) guard.triggers.push_back(trigger.key.name.name.text());
  guard.hash = dialect().table_hash(rebuild.from, rebuild.triggers_before);
  return guard;
}

std::string copy_text(const RebuildTable& rebuild, const Identifier& built) {
  std::vector<std::string> columns;
  std::vector<std::string> values;
  for (const RebuildTable::Copy& copy : rebuild.copies) {
    columns.push_back(quoted(copy.to));
    values.push_back(copy.expression);
  }
  return fmt::format("INSERT OR ABORT INTO {} ({})\nSELECT {}\nFROM {}", quoted(built), join(columns, ", "),
                     join(values, ", "), quoted(rebuild.from.name));
}

bool has_sequence(const Table& table) { return table.primary_key && table.primary_key->autoincrement; }

/// The highest id that was ever given stays given, also where its row, or every row, is gone. The copy has made a row
/// of its own in sqlite_sequence only if it copied any; RENAME takes the row along.
void carry_sequence(const RebuildTable& rebuild, const Identifier& built, Statements& statements) {
  if (!has_sequence(rebuild.from) || !has_sequence(rebuild.to)) return;
  const std::string name = quote_literal(built.text());
  statements.push_back(keys_off(fmt::format("DELETE FROM sqlite_sequence WHERE name = {}", name)));
  statements.push_back(keys_off(
      fmt::format("INSERT INTO sqlite_sequence (name, seq)\nSELECT {}, seq FROM sqlite_sequence WHERE name = {}", name,
                  quote_literal(rebuild.from.name.name.text()))));
}

Statements render_rebuild(const RebuildTable& rebuild) {
  const Identifier built = lexicon().identifier(std::string(kRebuildPrefix) + rebuild.to.name.name.text());
  Statements statements;
  statements.push_back(keys_off(write_create_table(rebuild.to, &built)));
  statements.back().rebuild = guard(rebuild);

  statements.push_back(keys_off(copy_text(rebuild, built)));
  statements.back().todo = rebuild.todo;
  carry_sequence(rebuild, built, statements);

  statements.push_back(keys_off(fmt::format("DROP TABLE {}", quoted(rebuild.from.name))));
  // Without it RENAME would look into every view and trigger, and they speak of a table that is not there.
  statements.push_back(keys_off("PRAGMA legacy_alter_table = ON"));
  statements.push_back(keys_off(fmt::format("ALTER TABLE {} RENAME TO {}", quoted(built), quoted(rebuild.to.name))));
  statements.push_back(keys_off("PRAGMA legacy_alter_table = OFF"));

  for (const auto& [name, index] : rebuild.to.indexes)
    statements.push_back(keys_off(write_create_index(rebuild.to.name, index)));
  for (const Definition& trigger : rebuild.triggers_after) statements.push_back(keys_off(trigger.sql.text));
  return statements;
}

// ---- all others

std::string add_column_text(const AddColumn& add) {
  std::string text = fmt::format("ALTER TABLE {} ADD COLUMN {}", quoted(add.table), write_column(add.column));
  for (const ForeignKey& key : add.references) {
    if (key.name) text += " CONSTRAINT " + quoted(*key.name);
    text += " " + write_references(key);
  }
  return text;
}

struct Render {
  Statements operator()(const CreateTable& o) const {
    Statements statements{plain(write_create_table(o.table))};
    for (const auto& [name, index] : o.table.indexes)
      statements.push_back(plain(write_create_index(o.table.name, index)));
    return statements;
  }
  Statements operator()(const DropTable& o) const { return {keys_off("DROP TABLE " + quoted(o.table.name))}; }
  Statements operator()(const RenameTable& o) const {
    return {plain(fmt::format("ALTER TABLE {} RENAME TO {}", quoted(o.from), quoted(o.to)))};
  }
  Statements operator()(const AddColumn& o) const { return {plain(add_column_text(o))}; }
  Statements operator()(const DropColumn& o) const {
    return {plain(fmt::format("ALTER TABLE {} DROP COLUMN {}", quoted(o.table), quoted(o.column.name)))};
  }
  Statements operator()(const RenameColumn& o) const {
    return {plain(fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", quoted(o.table), quoted(o.from), quoted(o.to)))};
  }
  Statements operator()(const CreateIndex& o) const { return {plain(write_create_index(o.table, o.index))}; }
  Statements operator()(const DropIndex& o) const { return {plain("DROP INDEX " + quoted(o.index.name))}; }

  Statements operator()(const CreateDefinition& o) const { return {plain(o.definition.sql.text)}; }
  Statements operator()(const DropDefinition& o) const {
    const std::string name = quoted(o.definition.key.name);
    switch (o.definition.key.kind) {
      case ObjectKind::virtual_table:
        return {keys_off("DROP TABLE " + name)};
      case ObjectKind::view:
        return {plain("DROP VIEW " + name)};
      case ObjectKind::trigger:
        return {plain("DROP TRIGGER " + name)};
      default:
        return not_lowered();
    }
  }
  Statements operator()(const RebuildTable& o) const { return render_rebuild(o); }
  Statements operator()(const Execute& o) const {
    return {{o.sql, StepMode::transactional, o.data, {}, {}, o.todo, {}}};
  }

  /// `lower` leaves none of the others: it makes rebuilds of them.
  template <class Other>
  Statements operator()(const Other&) const {
    return not_lowered();
  }

 private:
  [[noreturn]] static Statements not_lowered() {
    throw std::logic_error("SQLite renders only what its lower() returned");
  }
};

}  // namespace

std::vector<Statement> render(const Operation& operation) {
  Statements statements = std::visit(Render{}, operation);
  for (const Loss& loss : losses(operation)) statements.front().comments.push_back("loses: " + loss.what);
  return statements;
}

}  // namespace retort::sqlite
