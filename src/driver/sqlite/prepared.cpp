#include "driver/sqlite/prepared.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "dialect/sqlite/lexicon.hpp"
#include "sql/token.hpp"

namespace retort::sqlite {

namespace {

/// Told by the lexer, not by preparing the rest: preparing a pragma is running it.
bool holds_statement(std::string_view rest) {
  const std::vector<Token> tokens = significant_tokens(rest, lexicon());
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& token) { return token.kind != TokenKind::semicolon; });
}

int bind_value(sqlite3_stmt* statement, int index, const Value& value) {
  struct Bind {
    sqlite3_stmt* statement;
    int index;
    int operator()(std::monostate) const { return sqlite3_bind_null(statement, index); }
    int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, index, number); }
    int operator()(double number) const { return sqlite3_bind_double(statement, index, number); }
    int operator()(const std::string& text) const {
      return sqlite3_bind_text64(statement, index, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    int operator()(const Blob& blob) const {
      return sqlite3_bind_blob64(statement, index, blob.bytes.data(), blob.bytes.size(), SQLITE_STATIC);
    }
  };
  return std::visit(Bind{statement, index}, value);
}

}  // namespace

Prepared::Prepared(Session& session, std::string_view sql) : session_(&session) {
  sqlite3_stmt* handle = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(session.handle(), sql.data(), static_cast<int>(sql.size()), 0, &handle, &tail);
  handle_.reset(handle);
  if (code != SQLITE_OK) session.fail(code);
  if (handle == nullptr) throw DatabaseError("there is no statement here", {"SQLITE_MISUSE", "not a statement", 0});
  const auto read = static_cast<std::size_t>(tail - sql.data());
  if (read < sql.size() && holds_statement(sql.substr(read))) {
    throw DatabaseError("a second statement stands behind the first", {"SQLITE_MISUSE", "two statements", read});
  }
}

void Prepared::bind(const Row& parameters) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const int index = sqlite3_bind_parameter_index(handle_.get(), fmt::format("${}", i + 1).c_str());
    if (index == 0)
      throw std::logic_error(fmt::format("the statement has no parameter ${}: {}", i + 1, sqlite3_sql(handle_.get())));
    const int code = bind_value(handle_.get(), index, parameters[i]);
    if (code != SQLITE_OK) session_->fail(code);
  }
}

bool Prepared::step() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) session_->fail(code);
  return false;
}

void Prepared::run() {
  while (step()) {
  }
}

void Prepared::reset() noexcept {
  sqlite3_reset(handle_.get());
  sqlite3_clear_bindings(handle_.get());
}

std::string Prepared::column_name(int column) const {
  const char* name = sqlite3_column_name(handle_.get(), column);
  return name == nullptr ? std::string() : std::string(name);
}

std::string_view Prepared::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

Value Prepared::value(int column) const {
  switch (sqlite3_column_type(handle_.get(), column)) {
    case SQLITE_INTEGER:
      return integer(column);
    case SQLITE_FLOAT:
      return sqlite3_column_double(handle_.get(), column);
    case SQLITE_TEXT:
      return std::string(text(column));
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
      return Blob{bytes == nullptr ? std::string() : std::string(bytes, size)};
    }
    default:
      return std::monostate{};
  }
}

}  // namespace retort::sqlite
