#include "command/answers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "retort/error.hpp"
#include "sql/quote.hpp"

namespace retort::command {

namespace {

/// What stands on one side of the equals sign: "function:public.f(integer)".
struct NamePath {
  std::vector<Identifier> parts;
  std::string arguments;   // "(integer)"
  std::size_t length = 0;  // bytes read

  const Identifier& last() const { return parts.back(); }
};

bool ends_bare_name(char c, bool is_routine) { return c == '.' || c == '=' || (is_routine && c == '('); }

// Dotted names up to an equals sign that stands outside quotes.
NamePath read_path(std::string_view text, const Lexicon& lexicon, bool is_routine = false) {
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
      while (at < text.size() && !ends_bare_name(text[at], is_routine)) ++at;
    }
    const std::string name = unquote(text.substr(start, at - start));
    if (name.empty()) return {};
    path.parts.push_back(lexicon.identifier(name));
    if (at >= text.size() || text[at] != '.') break;
    ++at;
  }
  if (is_routine && at < text.size() && text[at] == '(') {
    const std::size_t end = std::min(text.find(')', at), text.size() - 1) + 1;
    path.arguments = text.substr(at, end - at);
    at = end;
  }
  path.length = at;
  return path;
}

std::string spelled(const Identifier& name) {
  const bool plain = std::none_of(name.text().begin(), name.text().end(),
                                  [](char c) { return ends_bare_name(c, true) || c == '"' || c == ' '; });
  if (plain) return name.text();
  std::string quoted = "\"";
  for (const char c : name.text()) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string spelled(const ObjectName& name) {
  return (name.schema.empty() ? "" : spelled(name.schema) + ".") + spelled(name.name);
}

bool is_routine(ObjectKind kind) {
  return kind == ObjectKind::function || kind == ObjectKind::procedure || kind == ObjectKind::aggregate;
}

/// "materialized_view": the word in front of the colon.
std::string word_of(ObjectKind kind) {
  if (kind == ObjectKind::enum_label) return "label";
  if (kind == ObjectKind::enum_type) return "type";
  std::string word(to_string(kind));
  std::replace(word.begin(), word.end(), ' ', '_');
  return word;
}

/// The kind that a text begins with, which is taken off. Any type is an enum until it is looked for.
std::optional<ObjectKind> take_kind(std::string_view& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view word = text.substr(0, colon);
  std::optional<ObjectKind> found;
  for (auto kind = ObjectKind::schema; kind <= ObjectKind::subscription;
       kind = static_cast<ObjectKind>(static_cast<int>(kind) + 1)) {
    if (word == word_of(kind) && kind != ObjectKind::column_default) found = kind;
  }
  if (found) text.remove_prefix(colon + 1);
  return found;
}

/// Whether it is named with its table or type in front.
bool is_part(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::column:
    case ObjectKind::constraint:
    case ObjectKind::enum_label:
    case ObjectKind::attribute:
    case ObjectKind::trigger:
    case ObjectKind::rule:
    case ObjectKind::policy:
      return true;
    default:
      return false;
  }
}

ObjectKey part_key(ObjectKind kind, const ObjectName& owner, const Identifier& name) {
  if (kind == ObjectKind::trigger || kind == ObjectKind::rule || kind == ObjectKind::policy)
    return {kind, {owner.schema, name}, owner.name};
  return {kind, owner, name};
}

/// "t", "s.t": the last two of what is left of a path without its last `without` names.
ObjectName name_in(const NamePath& path, std::size_t without = 0) {
  const std::size_t count = path.parts.size() - without;
  return {count > 1 ? path.parts[count - 2] : Identifier(), path.parts[count - 1]};
}

/// None where the paths can't be two names of one such object.
std::optional<Answers::Rename> rename_of_part(ObjectKind kind, const NamePath& from, const NamePath& to) {
  if (from.parts.size() != 2 && from.parts.size() != 3) return std::nullopt;
  if (to.parts.size() != 1) {
    if (to.parts.size() != from.parts.size()) return std::nullopt;
    if (!std::equal(from.parts.begin(), std::prev(from.parts.end()), to.parts.begin())) return std::nullopt;
  }
  const ObjectName owner = name_in(from, 1);
  return Answers::Rename(part_key(kind, owner, from.last()), part_key(kind, owner, to.last()), true);
}

std::optional<Answers::Rename> rename_of_whole(ObjectKind kind, const NamePath& from, const NamePath& to) {
  const std::size_t most = kind == ObjectKind::schema ? 1 : 2;
  if (from.parts.size() > most || to.parts.size() > most) return std::nullopt;
  ObjectKey before{kind, name_in(from), Identifier(from.arguments)};
  ObjectKey after{kind, name_in(to), Identifier(to.arguments.empty() ? from.arguments : to.arguments)};
  if (after.name.schema.empty()) after.name.schema = before.name.schema;
  return Answers::Rename(std::move(before), std::move(after), true);
}

std::optional<Answers::Rename> rename_of(ObjectKind kind, const NamePath& from, const NamePath& to) {
  return is_part(kind) ? rename_of_part(kind, from, to) : rename_of_whole(kind, from, to);
}

/// Without a kind: a table, or a column of one. `a.b=c` is taken for a column here; the diff knows better where there
/// is a schema `a` and no such table.
std::optional<Answers::Rename> rename_without_kind(const NamePath& from, const NamePath& to, const Lexicon& lexicon) {
  if (from.parts.size() == 1 && to.parts.size() == 1) return rename_of_whole(ObjectKind::table, from, to);
  if (lexicon.default_schema.empty() && from.parts.size() != 2) return std::nullopt;
  if (const auto column = rename_of_part(ObjectKind::column, from, to)) return column;
  return lexicon.default_schema.empty() ? std::nullopt : rename_of_whole(ObjectKind::table, from, to);
}

}  // namespace

Answers::Rename parse_rename(std::string_view text, const Lexicon& lexicon) {
  const bool has_schemas = !lexicon.default_schema.empty();
  const auto wrong = [&, all = text] {
    return UsageError(fmt::format("--rename {}: expected OLD=NEW for a table, or TABLE.OLD=NEW for a column{}", all,
                                  has_schemas ? ", or KIND:OLD=NEW" : ""),
                      std::nullopt,
                      has_schemas ? "for example: --rename users.nick=nickname, --rename index:ix_old=ix_new, "
                                    "--rename label:mood.sad=unhappy"
                                  : "for example: --rename users.nick=nickname");
  };
  std::optional<ObjectKind> kind;
  if (has_schemas) kind = take_kind(text);
  const bool routine = kind && is_routine(*kind);
  const NamePath from = read_path(text, lexicon, routine);
  if (from.parts.empty() || from.length >= text.size() || text[from.length] != '=') throw wrong();
  const std::string_view rest = text.substr(from.length + 1);
  const NamePath to = read_path(rest, lexicon, routine);
  if (to.parts.empty() || to.length != rest.size()) throw wrong();
  const std::optional<Answers::Rename> rename =
      kind ? rename_of(*kind, from, to) : rename_without_kind(from, to, lexicon);
  if (!rename) throw wrong();
  return *rename;
}

Answers::Existing parse_existing(std::string_view text, const Lexicon& lexicon) {
  const NamePath path = read_path(text, lexicon);
  const std::size_t most = lexicon.default_schema.empty() ? 2 : 3;
  const bool fits = path.parts.size() >= 2 && path.parts.size() <= most;
  if (!fits || path.length + 1 >= text.size() || text[path.length] != '=')
    throw UsageError(fmt::format("--existing {}: expected TABLE.COLUMN=EXPRESSION", text), std::nullopt,
                     "for example: --existing \"orders.status='new'\"");
  return {name_in(path, 1), path.last(), std::string(text.substr(path.length + 1))};
}

std::string rename_flag(const RenameQuestion& question, const ObjectKey& from) {
  const ObjectKey& to = question.to;
  if (to.kind == ObjectKind::table) return fmt::format("--rename {}={}", spelled(from.name), spelled(to.name));
  const bool by_part = is_part(to.kind);
  const bool is_on =
      by_part && from.name.name != to.name.name;  // a trigger and its like are named apart from their table
  const std::string kind = to.kind == ObjectKind::column ? "" : word_of(to.kind) + ":";
  std::string before = spelled(from.name) + from.part.text();
  std::string after = to.name.schema == from.name.schema ? spelled(to.name.name) : spelled(to.name);
  if (by_part) {
    before = is_on ? spelled(ObjectName{from.name.schema, from.part}) + "." + spelled(from.name.name)
                   : spelled(from.name) + "." + spelled(from.part);
    after = is_on ? spelled(to.name.name) : spelled(to.part);
  }
  const char* quote = is_routine(to.kind) ? "'" : "";
  return fmt::format("--rename {}{}{}={}{}", quote, kind, before, after, quote);
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
