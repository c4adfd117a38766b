// The header ends before the first line that is no line comment, or that is a directive or nearly one. Its first line
// is the message; then each line is a field ("Revises: 3f2a"), an error (nearly a field) or a note.
//
// A note that is taken for a misspelt field costs its author one edit. A misspelt field that is taken for a note costs
// a dependency that nobody sees. So names are compared by their letters only, and with a few edits to spare.
#include "revision/header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "revision/directive.hpp"

namespace retort {
namespace {

struct Field {
  std::string_view name;
  std::string_view letters;  // lower case, without blanks
};
constexpr std::array<Field, 7> kFields = {{{"Revision ID", "revisionid"},
                                           {"Revises", "revises"},
                                           {"Create Date", "createdate"},
                                           {"Branch Labels", "branchlabels"},
                                           {"Depends On", "dependson"},
                                           {"Replaces", "replaces"},
                                           {"Replaced File", "replacedfile"}}};
constexpr std::string_view kOtherWordForRevises = "downrevision";  // Alembic's name of the same thing
constexpr std::size_t kLongestName = 20;

struct FieldReading {
  std::string_view field;  // an exact one's name
  std::string_view value;
  std::string_view suggestion;  // of a near miss: the field that is meant
};

std::string letters_of(std::string_view text) {
  std::string letters;
  for (const char c : ascii_lower(text)) {
    if (c >= 'a' && c <= 'z') letters += c;
  }
  return letters;
}

/// The field that a name is nearly; empty where none is near.
std::string_view nearly(std::string_view name) {
  const std::string letters = letters_of(name);
  if (letters == kOtherWordForRevises) return "Revises";
  for (const Field& field : kFields) {
    const std::size_t limit = field.letters.size() <= 8 ? 1 : 2;
    if (edit_distance(letters, field.letters) <= limit) return field.name;
  }
  return {};
}

/// "Depends On 3f2a": a field without its colon, when what follows can only be ids.
bool is_list_of_ids(std::string_view text) {
  if (text.empty() || text.find_first_of("0123456789") == std::string_view::npos) return false;
  const auto blank_inside = [](std::string_view item) {
    return trim(item).find_first_of(" \t") != std::string_view::npos;
  };
  while (true) {
    const std::size_t comma = text.find(',');
    if (blank_inside(text.substr(0, comma))) return false;
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}

FieldReading read_without_colon(std::string_view line) {
  for (const Field& field : kFields) {
    if (line.size() < field.name.size() || !ascii_iequals(line.substr(0, field.name.size()), field.name)) continue;
    const std::string_view rest = line.substr(field.name.size());
    if (rest.empty() && line == field.name) return {{}, {}, field.name};
    if (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t') && is_list_of_ids(trim(rest)))
      return {{}, {}, field.name};
  }
  return {};
}

FieldReading read_field(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon > kLongestName) return read_without_colon(line);
  const std::string_view name = trim(line.substr(0, colon));
  for (const Field& field : kFields) {
    if (name == field.name) return {field.name, trim(line.substr(colon + 1)), {}};
  }
  return {{}, {}, nearly(name)};
}

class HeaderReader {
 public:
  HeaderReader(const SourceText& source, RevisionFile& file) : source_(source), text_(source.text()), file_(file) {}

  std::size_t read() {
    skip_blank_lines();
    const std::size_t begin = offset_;
    for (bool first = true; at_comment_line(); first = false) read_line(first);
    if (offset_ == begin) {
      throw error(offset_, "there is no header",
                  "begin the file with comment lines: the message, then \"-- Revision ID: …\" and \"-- Revises: …\"");
    }
    require_fields(begin);
    std::vector<std::string>& notes = file_.notes;
    while (!notes.empty() && notes.back().empty()) notes.pop_back();
    return offset_;
  }

 private:
  ProjectError error(std::size_t offset, const std::string& message, const std::string& hint) const {
    return ProjectError(message, source_.locate(offset), hint);
  }

  std::size_t line_end() const { return std::min(text_.find('\n', offset_), text_.size()); }
  std::string_view line() const { return text_.substr(offset_, line_end() - offset_); }
  void next_line() { offset_ = std::min(line_end() + 1, text_.size()); }

  void skip_blank_lines() {
    while (offset_ < text_.size() && trim(line()).empty()) next_line();
  }

  bool at_comment_line() const {
    const std::string_view comment = trim(line());
    if (!comment.starts_with("--")) return false;
    return read_comment(comment, line().starts_with("--")).kind == CommentReading::Kind::text;
  }

  void read_line(bool first) {
    const std::string_view comment = trim(line());
    const std::string_view content = trim(comment.substr(2));
    const std::size_t at = offset_ + static_cast<std::size_t>(comment.data() - line().data());
    const int number = source_.locate(offset_).line;
    next_line();
    const FieldReading reading = read_field(content);
    if (first) {
      if (!reading.field.empty()) {
        throw error(at, fmt::format("the header begins with \"{}\": its first line is the message", reading.field),
                    "write a line above it that says what the revision does");
      }
      file_.message = content;
    } else if (!reading.suggestion.empty()) {
      throw error(
          at, fmt::format("\"{}\" is no header field", content),
          fmt::format("write \"-- {}: …\" (if it is a note, begin the line with another word)", reading.suggestion));
    } else if (!reading.field.empty()) {
      read_value(reading, reading.value.empty() ? at : static_cast<std::size_t>(reading.value.data() - text_.data()),
                 number);
    } else if (!content.empty() || (!file_.notes.empty() && !file_.notes.back().empty())) {
      file_.notes.emplace_back(content);
    }
  }

  void read_value(const FieldReading& reading, std::size_t at, int number) {
    const std::string name(reading.field);
    if (name == "Revision ID") {
      once(name, file_.lines.id, at, number);
      file_.id = reading.value;
      check_id(name, file_.id, at);
    } else if (name == "Create Date") {
      once(name, create_date_line_, at, number);
      file_.create_date = reading.value;
    } else if (name == "Revises") {
      once(name, file_.lines.revises, at, number);
      read_list(name, reading.value, at, file_.revises);
    } else if (name == "Branch Labels") {
      once(name, file_.lines.branch_labels, at, number);
      read_list(name, reading.value, at, file_.branch_labels);
    } else if (name == "Depends On") {
      once(name, file_.lines.depends_on, at, number);
      read_list(name, reading.value, at, file_.depends_on);
    } else if (name == "Replaced File") {
      read_replaced_file(name, reading.value, at);
    } else {
      once(name, file_.lines.replaces, at, number);
      read_replaced(name, reading.value, at);
    }
  }

  /// "a, b, c = s": the last one is where the revision ends, under each name that this state ever had.
  void read_replaced(const std::string& name, std::string_view value, std::size_t at) {
    const std::size_t comma = value.rfind(',');
    std::size_t before = 0;
    if (comma != std::string_view::npos) {
      read_list(name, value.substr(0, comma), at, file_.replaces);
      before = file_.replaces.size();
      value.remove_prefix(comma + 1);
    }
    constexpr std::string_view kSame = " = ";
    for (std::size_t end = 0; end != std::string_view::npos;) {
      end = value.find(kSame);
      read_list(name, trim(value.substr(0, end)), at, file_.replaces);
      if (end != std::string_view::npos) value.remove_prefix(end + kSame.size());
    }
    file_.stands_at.assign(file_.replaces.begin() + static_cast<std::ptrdiff_t>(before), file_.replaces.end());
    if (std::find(file_.replaces.begin(), file_.replaces.end(), file_.id) == file_.replaces.end()) return;
    throw error(at, fmt::format("revision {} replaces itself", file_.id), "name those that it stands for");
  }

  /// "ID TEXT UPGRADE MESSAGE", a line a file.
  void read_replaced_file(const std::string& name, std::string_view value, std::size_t at) {
    const auto word = [&value] {
      const std::size_t end = std::min(value.find_first_of(" \t"), value.size());
      const std::string_view text = value.substr(0, end);
      value = trim(value.substr(end));
      return std::string(text);
    };
    ReplacedFile file;
    file.id = word();
    file.text = word();
    file.upgrade = word();
    file.message = value;
    check_id(name, file.id, at);
    if (!is_mark(file.text) || !is_mark(file.upgrade)) {
      throw error(at, fmt::format("\"{}\" does not say what {} was", name, file.id),
                  "it has the id, then two words of 12 hexadecimal digits: put back what squash wrote");
    }
    file_.replaced_files.push_back(std::move(file));
  }

  void once(const std::string& name, int& seen, std::size_t at, int number) const {
    if (seen != 0) {
      throw error(at, fmt::format("a second \"{}\"; the first is in line {}", name, seen),
                  name == "Revision ID" ? "a revision has one" : "write one line, its values separated by commas");
    }
    seen = number;
  }

  void read_list(const std::string& name, std::string_view value, std::size_t at,
                 std::vector<std::string>& list) const {
    if (value.empty()) return;
    for (std::size_t comma = 0; comma != std::string_view::npos;) {
      comma = value.find(',');
      std::string item(trim(value.substr(0, comma)));
      check_id(name, item, at);
      if (std::find(list.begin(), list.end(), item) != list.end()) {
        throw error(at, fmt::format("\"{}\" names {} twice", name, item), "name it once");
      }
      list.push_back(std::move(item));
      if (comma != std::string_view::npos) value.remove_prefix(comma + 1);
    }
  }

  void check_id(const std::string& name, const std::string& id, std::size_t at) const {
    const std::string problem = id_problem(id);
    if (problem.empty()) return;
    const std::string shown =
        id.empty() ? std::string(name == "Revision ID" ? "it" : "an item") : fmt::format("\"{}\"", id);
    const bool base = name == "Revises" && (ascii_iequals(id, "none") || ascii_iequals(id, "base"));
    std::string hint = "choose another one, as in \"3f2a9c1b7d04\"";
    if (name != "Revision ID")
      hint = "ids and labels hold no blanks, quotes, slashes and none of , @ : +; several are separated by commas";
    if (base) hint = "leave \"-- Revises:\" empty: the revision is a base then";
    throw error(at, fmt::format("\"{}\": {} {}", name, shown, problem), hint);
  }

  void require_fields(std::size_t begin) const {
    for (const auto& [name, line_number] :
         {std::pair<std::string_view, int>{"Revision ID", file_.lines.id}, {"Revises", file_.lines.revises}}) {
      if (line_number != 0) continue;
      const std::size_t elsewhere = text_.find(fmt::format("\n-- {}:", name), offset_ == 0 ? 0 : offset_ - 1);
      if (elsewhere != std::string_view::npos) {
        throw error(elsewhere + 1,
                    fmt::format("\"{}\" stands outside of the header, which ends at the first empty line", name),
                    "move it up into the leading comment block; an empty line in there is written \"--\"");
      }
      throw error(begin, fmt::format("the header has no \"{}\"", name),
                  name == "Revises" ? "add \"-- Revises: PARENT\", or \"-- Revises:\" for a base"
                                    : "add \"-- Revision ID: …\", as in \"-- Revision ID: 3f2a9c1b7d04\"");
    }
    if (std::find(file_.revises.begin(), file_.revises.end(), file_.id) != file_.revises.end()) {
      throw ProjectError(fmt::format("revision {} revises itself", file_.id),
                         SourceLocation{source_.name(), file_.lines.revises, 1},
                         "name its parent, or nothing for a base");
    }
  }

  const SourceText& source_;
  std::string_view text_;
  RevisionFile& file_;
  std::size_t offset_ = 0;
  int create_date_line_ = 0;
};

}  // namespace

std::size_t read_header(const SourceText& source, RevisionFile& file) { return HeaderReader(source, file).read(); }

std::string mistaken_for(std::string_view line, bool first) {
  if (read_comment(fmt::format("-- {}", line), true).kind != CommentReading::Kind::text) return "a directive";
  const FieldReading reading = read_field(trim(line));
  if (!reading.field.empty()) return std::string(reading.field);
  return first ? std::string() : std::string(reading.suggestion);
}

}  // namespace retort
