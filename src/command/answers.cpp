#include "command/answers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "sql/quote.hpp"

namespace retort::command {

namespace {

struct NamePath {
  std::vector<Identifier> parts;
  std::size_t length = 0;  // bytes read
};

bool ends_bare_name(char c) { return c == '.' || c == '='; }

// Dotted names up to an equals sign that stands outside quotes.
NamePath read_path(std::string_view text, const Lexicon& lexicon) {
  NamePath path;
  std::size_t at = 0;
  while (true) {
    const std::size_t start = at;
    if (at < text.size() && text[at] == '"') {
      for (++at; at < text.size(); ++at) {
        if (text[at] != '"') continue;
        if (at + 1 < text.size() && text[at + 1] == '"')
          ++at;
        else
          break;
      }
      if (at < text.size()) ++at;
    } else {
      while (at < text.size() && !ends_bare_name(text[at])) ++at;
    }
    const std::string name = unquote(text.substr(start, at - start));
    if (name.empty()) return {};
    path.parts.push_back(lexicon.identifier(name));
    if (at >= text.size() || text[at] != '.') break;
    ++at;
  }
  path.length = at;
  return path;
}

std::string spelled(const Identifier& name) {
  const bool plain = std::none_of(name.text().begin(), name.text().end(),
                                  [](char c) { return ends_bare_name(c) || c == '"' || c == ' '; });
  if (plain) return name.text();
  std::string quoted = "\"";
  for (const char c : name.text()) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

}  // namespace

Answers::Rename parse_rename(std::string_view text, const Lexicon& lexicon) {
  const auto wrong = [&] {
    return UsageError(fmt::format("--rename {}: expected OLD=NEW for a table, or TABLE.OLD=NEW for a column", text),
                      std::nullopt, "for example: --rename users.nick=nickname");
  };
  const NamePath from = read_path(text, lexicon);
  if (from.parts.empty() || from.length >= text.size() || text[from.length] != '=') throw wrong();
  const std::string_view rest = text.substr(from.length + 1);
  const NamePath to = read_path(rest, lexicon);
  if (to.parts.empty() || to.length != rest.size()) throw wrong();
  if (from.parts.size() == 1 && to.parts.size() == 1) return {std::nullopt, from.parts[0], to.parts[0], true};
  if (from.parts.size() != 2 || to.parts.size() > 2) throw wrong();
  if (to.parts.size() == 2 && to.parts[0] != from.parts[0]) throw wrong();
  return {ObjectName{{}, from.parts[0]}, from.parts[1], to.parts.back(), true};
}

Answers::Existing parse_existing(std::string_view text, const Lexicon& lexicon) {
  const NamePath path = read_path(text, lexicon);
  if (path.parts.size() != 2 || path.length + 1 >= text.size() || text[path.length] != '=')
    throw UsageError(fmt::format("--existing {}: expected TABLE.COLUMN=EXPRESSION", text), std::nullopt,
                     "for example: --existing \"orders.status='new'\"");
  return {ObjectName{{}, path.parts[0]}, path.parts[1], std::string(text.substr(path.length + 1))};
}

std::string rename_flag(const RenameQuestion& question, const Identifier& from) {
  const std::string table = question.table ? spelled(question.table->name) + "." : std::string();
  return fmt::format("--rename {}{}={}", table, spelled(from), spelled(question.to));
}

Answers merged(const Answers& first, const Answers& second) {
  Answers result = first;
  result.no_renames = first.no_renames || second.no_renames;
  result.renames.insert(result.renames.end(), second.renames.begin(), second.renames.end());
  result.not_renamed.insert(result.not_renamed.end(), second.not_renamed.begin(), second.not_renamed.end());
  result.existing.insert(result.existing.end(), second.existing.begin(), second.existing.end());
  return result;
}

}  // namespace retort::command
