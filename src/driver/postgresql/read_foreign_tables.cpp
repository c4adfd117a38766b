// A foreign table's text: columns, checks and parents from what the other queries read, its server and options from
// here.
#include <fmt/format.h>

#include "driver/postgresql/readers.hpp"
#include "driver/postgresql/text_list.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kForeignTables = R"(
SELECT t.ftrelid, quote_ident(s.srvname), t.ftoptions, pg_get_expr(c.relpartbound, c.oid)
FROM pg_foreign_table t JOIN pg_foreign_server s ON s.oid = t.ftserver JOIN pg_class c ON c.oid = t.ftrelid
)";

// "{schema_name=a,table_name=b}" as SQL has it; empty where there are none.
std::string options_clause(std::string_view list) {
  std::vector<std::string> parts;
  Options options;
  add_settings(list, "", options);
  for (const auto& [key, value] : options) {
    parts.push_back(quoted({{}, Identifier(key.substr(1))}) + " " + quote_literal(value));
  }
  return parts.empty() ? "" : " OPTIONS (" + fmt::format("{}", fmt::join(parts, ", ")) + ")";
}

std::string constraint(const std::optional<Identifier>& name) {
  return name ? " CONSTRAINT " + quoted({{}, *name}) : std::string();
}

std::string not_null(const Column& column) {
  if (!column.not_null) return "";
  return constraint(column.not_null_name) + " NOT NULL" +
         (column.options.contains("not null:no inherit") ? " NO INHERIT" : "");
}

std::string column_text(const ForeignColumn& foreign) {
  const Column& column = foreign.column;
  std::string text = quoted({{}, column.name}) + " " + column.type + options_clause(foreign.options);
  if (column.collation) text += " COLLATE " + column.collation->text();
  if (column.server_default) text += " DEFAULT " + column.server_default->text;
  if (column.generated) {
    text += " GENERATED ALWAYS AS (" + column.generated->expression.text + ")" +
            (column.generated->stored ? " STORED" : " VIRTUAL");
  }
  return text + not_null(column);
}

std::string check_text(const Check& check) {
  return constraint(check.name).substr(1) + " CHECK (" + check.expression.text + ")" +
         (check.no_inherit ? " NO INHERIT" : "") + (check.not_valid ? " NOT VALID" : "") +
         (check.options.contains("not enforced") ? " NOT ENFORCED" : "");
}

// What can be set on a column afterwards, and its comment and privileges.
void add_column_options(const ForeignColumn& foreign, Definition& table) {
  const std::string& name = foreign.column.name.text();
  if (!foreign.column.comment.empty()) table.options["comment:" + name] = foreign.column.comment;
  for (const auto& [key, value] : foreign.column.options) {
    if (key.starts_with("privileges:")) table.options[key + "." + name] = value;
    if (key == "statistics" || key == "storage") table.options[key + ":" + name] = value;
    if (key.starts_with("parameter:")) table.options["column " + key + "." + name] = value;
  }
}

std::string parents_of(Catalogue& catalogue, Oid oid) {
  std::string text;
  const auto found = catalogue.parents.find(oid);
  if (found == catalogue.parents.end()) return text;
  for (const Oid parent : found->second) {
    if (const Relation* relation = catalogue.find_relation(parent)) {
      text += (text.empty() ? "" : ", ") + quoted(relation->name);
    }
  }
  return text;
}

void write(Catalogue& catalogue, const CatalogueRow& row, Definition& table) {
  const ForeignParts& parts = catalogue.foreign_parts[row.oid(0)];
  const bool partition = !row.null(3);
  std::vector<std::string> lines;
  for (const ForeignColumn& column : parts.columns) {
    table.columns.push_back(column.column.name);
    add_column_options(column, table);
    if (!column.column.inherited) lines.push_back("    " + column_text(column));
  }
  for (const Check& check : parts.checks) {
    lines.push_back("    " + check_text(check));
    const std::string& comment = option(check.options, "comment");
    if (!comment.empty()) table.options["constraint comment:" + check.name->text()] = comment;
  }
  const std::string body = fmt::format("{}", fmt::join(lines, ",\n"));
  const std::string parents = parents_of(catalogue, row.oid(0));
  std::string text = "CREATE FOREIGN TABLE " + quoted(table.key.name);
  if (partition) {
    text += " PARTITION OF " + parents + (lines.empty() ? "" : " (\n" + body + "\n)") + " " + row.string(3);
  } else {
    text +=
        " (" + (lines.empty() ? "" : "\n" + body + "\n") + ")" + (parents.empty() ? "" : " INHERITS (" + parents + ")");
  }
  text += " SERVER " + row.string(1);
  table.sql = {text + options_clause(row.text(2)), text};  // some wrappers refuse a table that is made without
  add_settings(row.text(2), "option", table.options);
}

}  // namespace

void read_foreign_tables(Catalogue& catalogue) {
  catalogue.query(kForeignTables, [&](const CatalogueRow& row) {
    const Relation* relation = catalogue.find_relation(row.oid(0));
    if (relation == nullptr || relation->definition == nullptr) return;
    write(catalogue, row, *relation->definition);
    catalogue.foreign_parts.erase(row.oid(0));
  });
}

}  // namespace retort::postgresql
