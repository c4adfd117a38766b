#include "cli/print_error.hpp"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/ascii.hpp"
#include "driver/server_lines.hpp"
#include "execute/failure.hpp"
#include "project/hooks.hpp"

namespace retort::cli {

namespace {

std::optional<std::string> source_line(const SourceLocation& where, const std::filesystem::path& working_directory) {
  if (where.line <= 0) return std::nullopt;
  std::ifstream file(working_directory / where.file);
  std::string text;
  for (int line = 0; line < where.line; ++line)
    if (!std::getline(file, text)) return std::nullopt;
  if (!text.empty() && text.back() == '\r') text.pop_back();
  return text;
}

std::string_view kind_of(const Error& error) {
  if (dynamic_cast<const UsageError*>(&error)) return "usage";
  if (dynamic_cast<const ProjectError*>(&error)) return "project";
  if (dynamic_cast<const DatabaseError*>(&error)) return "database";
  if (dynamic_cast<const LockTimeout*>(&error)) return "lock_timeout";
  if (dynamic_cast<const HookFailed*>(&error)) return "hook_failed";
  if (dynamic_cast<const MigrationFailed*>(&error)) return "migration_failed";
  if (dynamic_cast<const Interrupted*>(&error)) return "interrupted";
  return "error";
}

const ServerMessage* server_of(const Error& error) {
  if (const auto* database = dynamic_cast<const DatabaseError*>(&error)) return &database->server();
  if (const auto* failed = dynamic_cast<const StatementFailed*>(&error)) return &failed->server();
  return nullptr;
}

void add_server(nlohmann::ordered_json& document, const ServerMessage& server) {
  if (!server.code.empty()) document["code"] = server.code;
  if (!server.detail.empty()) document["detail"] = server.detail;
  if (!server.hint.empty()) document["server_hint"] = server.hint;
  if (!server.context.empty()) document["context"] = server.context;
}

void print_json(const Output& output, const Error& error) {
  nlohmann::ordered_json document = {{"kind", kind_of(error)}, {"message", error.what()}};
  if (error.where()) {
    nlohmann::ordered_json where = {{"file", error.where()->file}};
    if (error.where()->line > 0) where["line"] = error.where()->line;
    if (error.where()->column > 0) where["column"] = error.where()->column;
    document["where"] = where;
  }
  if (!error.hint().empty()) document["hint"] = error.hint();
  if (const ServerMessage* server = server_of(error)) add_server(document, *server);
  document["exit_status"] = error.exit_status();
  output.line(
      nlohmann::ordered_json{{"error", document}}.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

// Tabs stay tabs, and a character of several bytes is one space, so that the caret stands below what it means.
std::string caret_line(std::string_view text, int column) {
  std::string result;
  for (int at = 1; at < column && at <= static_cast<int>(text.size()); ++at) {
    const auto byte = static_cast<unsigned char>(text[static_cast<std::size_t>(at - 1)]);
    if ((byte & 0xC0) != 0x80) result += byte == '\t' ? '\t' : ' ';
  }
  return result + '^';
}

void print_place(const Output& output, const SourceLocation& where, const std::filesystem::path& working_directory) {
  output.warn("  at " + where.to_string());
  const std::optional<std::string> text = source_line(where, working_directory);
  if (!text || trim(*text).empty()) return;
  const std::string number = std::to_string(where.line);
  output.warn(fmt::format("  {} | {}", number, *text));
  if (where.column <= 0) return;
  output.warn(fmt::format("  {} | {}", std::string(number.size(), ' '),
                          output.paint_err(Colour::red, caret_line(*text, where.column))));
}

}  // namespace

void print_error(const Output& output, const Error& error, const std::filesystem::path& working_directory) {
  if (output.json) print_json(output, error);
  output.warn(fmt::format("retort: {} {}", output.paint_err(Colour::red, "error:"), error.what()));
  // Of a migration that failed, the message itself has them, above what it says about the database.
  if (const auto* database = dynamic_cast<const DatabaseError*>(&error))
    for (const std::string& line : server_lines(database->server())) output.warn("  " + line);
  if (error.where() && !error.where()->file.empty()) print_place(output, *error.where(), working_directory);
  if (!error.hint().empty()) output.warn(fmt::format("  {} {}", output.paint_err(Colour::cyan, "hint:"), error.hint()));
}

}  // namespace retort::cli
