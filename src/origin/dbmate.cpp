#include "origin/dbmate.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/ascii.hpp"
#include "retort/error.hpp"

namespace retort {

namespace {

struct Marker {
  bool found = false;
  std::size_t line_begin = 0;
  std::size_t line_end = 0;  // behind its newline
  std::string_view options;
};

/// "-- migrate:up OPTIONS" at the beginning of a line.
std::optional<std::string_view> options_of(std::string_view line, std::string_view direction) {
  if (!line.starts_with("--")) return std::nullopt;
  std::string_view rest = line.substr(2);
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) rest.remove_prefix(1);
  const std::string word = fmt::format("migrate:{}", direction);
  if (!rest.starts_with(word)) return std::nullopt;
  rest.remove_prefix(word.size());
  if (!rest.empty() && rest.front() != ' ' && rest.front() != '\t') return std::nullopt;
  return trim(rest);
}

/// The first one from `begin` on, as dbmate looks for it: line by line, whatever statement the line is in.
Marker find_marker(std::string_view text, std::string_view direction, std::size_t begin = 0) {
  while (begin < text.size()) {
    const std::size_t newline = std::min(text.find('\n', begin), text.size());
    if (const auto options = options_of(text.substr(begin, newline - begin), direction))
      return {true, begin, std::min(newline + 1, text.size()), *options};
    begin = newline + 1;
  }
  return {};
}

/// One of each, and above them lines of comment alone: dbmate runs nothing else.
void check_markers(const SourceText& source, const Marker& up, const Marker& down) {
  const std::string& text = source.text();
  constexpr std::string_view kHint = "dbmate refuses such a file, too";
  const auto refuse = [&](const std::string& problem, std::size_t offset) {
    throw ProjectError(problem, source.locate(offset), std::string(kHint));
  };
  if (!up.found) throw ProjectError("no \"-- migrate:up\"", SourceLocation{source.name(), 1, 0}, std::string(kHint));
  if (down.found && down.line_begin < up.line_begin)
    refuse("\"-- migrate:down\" stands above \"-- migrate:up\"", down.line_begin);
  for (const auto& [marker, direction] : {std::pair{&up, "up"}, std::pair{&down, "down"}}) {
    if (!marker->found) continue;
    if (const Marker second = find_marker(text, direction, marker->line_end); second.found)
      refuse(fmt::format("a second \"-- migrate:{}\"", direction), second.line_begin);
  }
  std::size_t offset = 0;
  for (const std::string_view line : split_lines(std::string_view(text).substr(0, up.line_begin))) {
    const std::string_view said = trim(line);
    if (!said.empty() && !said.starts_with("--")) refuse("a statement stands above \"-- migrate:up\"", offset);
    offset += line.size() + 1;
  }
}

/// Reads "transaction:false"; what else stands there is told.
void read_options(std::string_view options, MigrationScript& script, std::vector<std::string>& remarks) {
  while (!(options = trim(options)).empty()) {
    const std::string_view option = options.substr(0, options.find_first_of(" \t"));
    options.remove_prefix(option.size());
    if (option == "transaction:false")
      script.transactional = false;
    else if (option != "transaction:true")
      remarks.push_back(fmt::format("dbmate's option {} means nothing here", option));
  }
}

MigrationScript script_of(const SourceText& source, std::string text, const Marker& marker,
                          std::vector<std::string>& remarks) {
  MigrationScript script;
  script.source = SourceText(source.name(), std::move(text));
  read_options(marker.options, script, remarks);
  return script;
}

}  // namespace

bool is_dbmate_name(std::string_view name) {
  return name.ends_with(".sql") && !name.empty() && name.front() >= '0' && name.front() <= '9';
}

bool has_dbmate_up(std::string_view text) { return find_marker(text, "up").found; }

Migration read_dbmate(const std::string& name, const SourceText& source) {
  const std::string& text = source.text();
  const Marker up = find_marker(text, "up");
  const Marker down = find_marker(text, "down");
  check_markers(source, up, down);
  Migration migration;
  migration.name = name;
  migration.version = name.substr(0, name.find_first_not_of("0123456789"));
  migration.id = id_of_version(migration.version);
  migration.message = message_of(name.substr(0, name.size() - 4));
  migration.create_date = date_of_version(migration.version);
  // Comments above the first line speak of the way up.
  const std::size_t up_end = down.found ? down.line_begin : text.size();
  migration.up = script_of(source, text.substr(0, up.line_begin) + text.substr(up.line_end, up_end - up.line_end), up,
                           migration.remarks);
  if (down.found) migration.down = script_of(source, text.substr(down.line_end), down, migration.remarks);
  return migration;
}

}  // namespace retort
