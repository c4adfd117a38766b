#include "driver/postgresql/server_message.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/ascii.hpp"
#include "dialect/postgresql/lexicon.hpp"
#include "sql/token.hpp"

namespace retort::postgresql {

namespace {

std::string field(const PGresult* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? std::string() : std::string(text);
}

/// The byte at which character `position` (from 1) of UTF-8 text starts.
std::size_t byte_of_character(std::string_view text, long position) {
  std::size_t byte = 0;
  for (long character = 1; character < position && byte < text.size(); ++character) {
    ++byte;
    while (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80) ++byte;
  }
  return byte;
}

std::optional<long> number_at(std::string_view text) {
  long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 1) return std::nullopt;
  return number;
}

/// The line that a context names in the code which stands in the statement itself: a DO block, or a function that is
/// being made. Its own entry is the outermost, so the last.
std::optional<long> body_line(std::string_view context) {
  for (const std::string_view marker : {"inline_code_block line ", "near line "}) {
    const std::size_t found = context.rfind(marker);
    if (found != std::string_view::npos) return number_at(context.substr(found + marker.size()));
  }
  return std::nullopt;
}

/// The byte at which line `line` of the body begins, at its first letter. The body's line 1 is the one of its opening
/// quote.
std::optional<std::size_t> byte_of_body_line(std::string_view sql, long line) {
  const std::vector<Token> tokens = significant_tokens(sql, lexicon());
  const auto body = std::find_if(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.kind == TokenKind::string && token.text.find('\n') != std::string_view::npos;
  });
  if (body == tokens.end()) return std::nullopt;
  std::size_t at = body->offset;
  for (long passed = 1; passed < line; ++passed) {
    at = sql.find('\n', at);
    if (at == std::string_view::npos || at >= body->end()) return std::nullopt;
    ++at;
  }
  const std::size_t letter = sql.find_first_not_of(" \t", at);
  return letter == std::string_view::npos ? at : letter;
}

std::optional<std::size_t> place(const Result& failed, std::string_view sql, const std::string& context) {
  if (const auto position = number_at(failed.diagnosis(PG_DIAG_STATEMENT_POSITION)))
    return byte_of_character(sql, *position);
  if (const auto line = body_line(context)) return byte_of_body_line(sql, *line);
  return std::nullopt;
}

}  // namespace

ServerMessage server_message(const Result& failed, std::string_view sql) {
  ServerMessage message;
  message.code = failed.diagnosis(PG_DIAG_SQLSTATE);
  message.text = failed.diagnosis(PG_DIAG_MESSAGE_PRIMARY);
  // libpq's own messages have no fields.
  if (message.text.empty()) message.text = trim(PQresultErrorMessage(failed.handle()));
  message.detail = failed.diagnosis(PG_DIAG_MESSAGE_DETAIL);
  message.hint = failed.diagnosis(PG_DIAG_MESSAGE_HINT);
  message.context = failed.diagnosis(PG_DIAG_CONTEXT);
  message.offset = place(failed, sql, message.context);
  return message;
}

void throw_server_error(const ServerMessage& message, const ConnectOptions& options, const std::string& blocker) {
  const std::string& code = message.code;
  if (code == "55P03" || code == "40P01" || code == "40001") {
    throw Contention(blocker.empty() ? message.text : fmt::format("{}: it waited for {}", message.text, blocker),
                     message);
  }
  if (code == "57014" && options.statement_timeout.count() > 0) {
    throw DatabaseError(fmt::format("{} (statement_timeout is {:g} s)", message.text,
                                    static_cast<double>(options.statement_timeout.count()) / 1000.0),
                        message);
  }
  std::string hint;
  if (code == "25001") hint = "it can't stand in a transaction: give it a step `-- retort: upgrade autocommit`";
  throw DatabaseError(message.text, message, std::nullopt, hint);
}

std::string notice_text(const PGresult* notice) {
  std::string text = fmt::format("{}: {}", field(notice, PG_DIAG_SEVERITY), field(notice, PG_DIAG_MESSAGE_PRIMARY));
  if (const std::string detail = field(notice, PG_DIAG_MESSAGE_DETAIL); !detail.empty())
    text += "\n  detail: " + detail;
  if (const std::string hint = field(notice, PG_DIAG_MESSAGE_HINT); !hint.empty()) text += "\n  hint: " + hint;
  return text;
}

std::string connection_message(const PGconn* handle) { return std::string(trim(PQerrorMessage(handle))); }

}  // namespace retort::postgresql
