// Statements come from the same renderer as those of migrations. The lines above them are put in afterwards: a
// statement is known by how it begins, a column by its line; none of these is there twice.
#include "state/model_script.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sql/quote.hpp"
#include "state/model_answers.hpp"
#include "state/schema_sql.hpp"

namespace retort {
namespace {

std::string above(const DeclaredNote& note, std::string_view indent) {
  std::string lines;
  if (!note.renamed_from.empty()) lines += fmt::format("{}-- retort: renamed-from {}\n", indent, note.renamed_from);
  if (!note.existing.empty()) lines += fmt::format("{}-- retort: existing {}\n", indent, note.existing);
  return lines;
}

/// How the statement begins that makes it; none for kinds that are found by reading the statement.
std::vector<std::string> beginnings(const ObjectKey& object, const Lexicon& lexicon) {
  const std::string name = quote(lexicon, object.name);
  const std::string bare = quote(lexicon, object.name.name);
  switch (object.kind) {
    case ObjectKind::enum_type:
      return {fmt::format("CREATE TYPE {} ", name)};
    case ObjectKind::index:
      return {fmt::format("CREATE INDEX {} ON", bare), fmt::format("CREATE UNIQUE INDEX {} ON", bare)};
    case ObjectKind::table:
    case ObjectKind::column:
      return {fmt::format("CREATE TABLE {} (", name), fmt::format("CREATE UNLOGGED TABLE {} (", name)};
    default:
      return {};
  }
}

[[noreturn]] void refuse(const DeclaredNote& note) {
  throw ModelError(
      fmt::format("{}: its renamed_from or existing finds no place in the schema's text", note.object.to_string()),
      std::nullopt, "say it with `retort revision --rename` or `--existing`");
}

/// The line of a column in its CREATE TABLE.
void note_column(std::string& statement, const DeclaredNote& note, const Lexicon& lexicon) {
  const std::string line = fmt::format("\n  {} ", quote(lexicon, note.object.part));
  const std::size_t at = statement.find(line);
  if (at == std::string::npos || statement.find(line, at + 1) != std::string::npos) refuse(note);
  statement.insert(at + 1, above(note, "  "));
}

/// Whether the lines, above this statement, would speak of the note's object.
bool binds(const std::string& statement, const DeclaredNote& note, const Lexicon& lexicon) {
  try {
    const Answers answers = model_answers(SourceText("", above(note, "") + statement), lexicon);
    return answers.renames.size() == 1 && answers.renames.front().to == note.object;
  } catch (const ProjectError&) {
    return false;  // nothing that has a name
  }
}

void place(std::vector<std::string>& statements, const DeclaredNote& note, const Lexicon& lexicon) {
  if (beginnings(note.object, lexicon).empty()) {
    for (std::string& statement : statements) {
      if (!binds(statement, note, lexicon)) continue;
      statement.insert(0, above(note, ""));
      return;
    }
  }
  for (const std::string& beginning : beginnings(note.object, lexicon)) {
    for (std::string& statement : statements) {
      if (!statement.starts_with(beginning)) continue;
      if (note.object.kind == ObjectKind::column) return note_column(statement, note, lexicon);
      statement.insert(0, above(note, ""));
      return;
    }
  }
  refuse(note);
}

}  // namespace

void add_notes(std::vector<std::string>& statements, std::vector<DeclaredNote> notes, const Lexicon& lexicon) {
  // Columns first: with the lines above it, a statement no longer begins with CREATE.
  std::stable_sort(notes.begin(), notes.end(), [](const DeclaredNote& a, const DeclaredNote& b) {
    return (a.object.kind == ObjectKind::column) > (b.object.kind == ObjectKind::column);
  });
  for (const DeclaredNote& note : notes) place(statements, note, lexicon);
}

std::string model_script(const Declared& declared, const Dialect& dialect, const ServerVersion& version) {
  std::vector<std::string> statements = declared.first;
  std::vector<std::string> tables = schema_sql(declared.schema, dialect, version);
  add_notes(tables, declared.notes, dialect.lexicon());
  statements.insert(statements.end(), tables.begin(), tables.end());
  statements.insert(statements.end(), declared.definitions.begin(), declared.definitions.end());
  std::string text;
  for (const std::string& statement : statements) {
    text += statement;
    text += statement.ends_with(';') ? "\n\n" : ";\n\n";
  }
  return text;
}

std::vector<std::string> unmanaged_sql(const Declared& declared, const Dialect& dialect, const ServerVersion& version) {
  Schema schema;
  for (const auto& [name, table] : declared.schema.tables) {
    if (declared.unmanaged.contains(name)) schema.tables.emplace(name, table);
  }
  if (schema.tables.empty()) return {};
  for (const auto& [key, definition] : declared.schema.definitions) {
    const bool is_needed = std::any_of(
        declared.schema.dependencies.begin(), declared.schema.dependencies.end(),
        [&](const DependencyEdge& edge) { return edge.on == key && schema.tables.contains(edge.object.name); });
    const bool is_its_schema = key.kind == ObjectKind::schema &&
                               std::any_of(schema.tables.begin(), schema.tables.end(),
                                           [&](const auto& entry) { return entry.first.schema == key.name.name; });
    if (is_needed || is_its_schema) schema.definitions.emplace(key, definition);
  }
  // What they refer to and is managed may not be there yet.
  for (auto& [name, table] : schema.tables)
    std::erase_if(table.foreign_keys, [&](const ForeignKey& key) { return !schema.tables.contains(key.target); });
  for (const DependencyEdge& edge : declared.schema.dependencies)
    if (schema.tables.contains(edge.object.name)) schema.dependencies.push_back(edge);
  return schema_sql(schema, dialect, version);
}

}  // namespace retort
