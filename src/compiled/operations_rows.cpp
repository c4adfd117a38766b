// SQL, rows, views and C++ functions.
#include <fmt/format.h>

#include <limits>

#include "base/ascii.hpp"
#include "compiled/described.hpp"
#include "compiled/recording.hpp"
#include "retort/operations.hpp"
#include "sql/quote.hpp"
#include "sql/split.hpp"

namespace retort {

using compiled::object_name;

namespace {

std::string hexadecimal(const std::string& bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

/// As INSERT takes it in whatever type the column has: PostgreSQL reads a quoted one as that type's text.
std::string literal(const Value& value, DialectName dialect) {
  const bool quotes_all = dialect == DialectName::postgresql;
  const auto number = [&](const auto& its_value) {
    const std::string text = fmt::format("{}", its_value);
    return quotes_all ? quote_literal(text) : text;
  };
  if (std::holds_alternative<std::monostate>(value)) return "NULL";
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return number(*integer);
  if (const auto* real = std::get_if<double>(&value)) {
    // SQLite has no words for it; a number beyond all others is read as infinity.
    if (!quotes_all && *real == std::numeric_limits<double>::infinity()) return "9e999";
    if (!quotes_all && *real == -std::numeric_limits<double>::infinity()) return "-9e999";
    if (!quotes_all && *real != *real) return "NULL";
    return number(*real);
  }
  if (const auto* blob = std::get_if<Blob>(&value)) {
    const std::string digits = hexadecimal(blob->bytes);
    return quotes_all ? fmt::format("'\\x{}'", digits) : fmt::format("x'{}'", digits);
  }
  return quote_literal(std::get<std::string>(value));
}

/// Statements stay below what servers and people read at once.
constexpr std::size_t kRowsAStatement = 500;

}  // namespace

void Operations::execute(const SqlText& sql) {
  if (!sql.exists_on(dialect())) return;
  const std::string_view text = sql.for_dialect(dialect());
  if (text.empty())
    throw ProjectError(fmt::format("execute: there are no words for {}", to_string(dialect())), std::nullopt,
                       "say them with .on(dialect, …), or where the statement is needed with .only(dialect)");
  for (const StatementText& statement : split_statements(text, recording_.lexicon()).statements)
    recording_.add_sql(std::string(statement.text));
}

void Operations::bulk_insert(const QualifiedName& table, const std::vector<std::string>& columns,
                             const std::vector<Row>& rows) {
  const Lexicon& lexicon = recording_.lexicon();
  std::vector<std::string> names;
  for (const std::string& column : columns) names.push_back(quote(lexicon, lexicon.identifier(column)));
  const ObjectName name = object_name(table, lexicon);
  const std::string head = fmt::format("INSERT INTO {} ({}) VALUES", quote(lexicon, name), join(names, ", "));
  for (std::size_t begin = 0; begin < rows.size(); begin += kRowsAStatement) {
    std::string statement = head;
    for (std::size_t i = begin; i < std::min(rows.size(), begin + kRowsAStatement); ++i) {
      if (rows[i].size() != columns.size())
        throw ProjectError(fmt::format("bulk_insert into {}: row {} has {} values for {} columns", name.to_string(),
                                       i + 1, rows[i].size(), columns.size()));
      std::vector<std::string> values;
      for (const Value& value : rows[i]) values.push_back(literal(value, dialect()));
      statement += fmt::format("{}\n  ({})", i == begin ? "" : ",", join(values, ", "));
    }
    recording_.add_sql(std::move(statement));
  }
}

void Operations::create_view(const QualifiedName& name, const SqlText& query) {
  if (!query.exists_on(dialect())) return;
  const Lexicon& lexicon = recording_.lexicon();
  recording_.add_sql(
      fmt::format("CREATE VIEW {} AS {}", quote(lexicon, object_name(name, lexicon)), query.for_dialect(dialect())));
}

void Operations::drop_view(const QualifiedName& name) {
  const Lexicon& lexicon = recording_.lexicon();
  recording_.add_sql(fmt::format("DROP VIEW {}", quote(lexicon, object_name(name, lexicon))));
}

void Operations::run(StepFunction function, const std::string& version) {
  recording_.add_call(std::move(function), version);
}

void Operations::autocommit_block(const std::function<void(Operations&)>& body) {
  recording_.autocommit([&] { body(*this); });
}

void Operations::batch_alter_table(const QualifiedName& table, const std::function<void(BatchOperations&)>& body) {
  BatchOperations batch(*this, table);
  body(batch);
}

}  // namespace retort
