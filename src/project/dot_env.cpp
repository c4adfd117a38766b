#include "project/dot_env.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"

namespace retort {
namespace {

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class DotEnvReader {
 public:
  explicit DotEnvReader(const SourceText& source) : source_(source), text_(source.text()) {}

  DotEnv read() {
    DotEnv values;
    while (skip_to_entry()) {
      const std::size_t start = at_;
      std::string key = read_key();
      DotEnvValue value = read_value();
      value.line = source_.locate(start).line;
      values.insert_or_assign(std::move(key), std::move(value));
    }
    return values;
  }

 private:
  bool skip_to_entry() {
    while (at_ < text_.size()) {
      if (text_[at_] == '#') {
        skip_line();
      } else if (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n') {
        ++at_;
      } else {
        return true;
      }
    }
    return false;
  }

  void skip_line() { at_ = std::min(text_.find('\n', at_), text_.size()); }
  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }

  std::string read_name() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name_character(text_[at_])) ++at_;
    return std::string(text_.substr(start, at_ - start));
  }

  std::string read_key() {
    const std::size_t start = at_;
    std::string key = read_name();
    if (key == "export" && at_ < text_.size() && text_[at_] != '=') {
      skip_blanks();
      key = read_name();
    }
    skip_blanks();
    if (key.empty() || (key[0] >= '0' && key[0] <= '9') || at_ >= text_.size() || text_[at_] != '=')
      fail(start, "expected KEY=VALUE");
    ++at_;
    return key;
  }

  DotEnvValue read_value() {
    skip_blanks();
    if (at_ >= text_.size()) return {};
    const char quote = text_[at_];
    if (quote != '\'' && quote != '"') return read_bare();

    DotEnvValue value = read_quoted(quote);
    skip_blanks();
    if (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '#') fail(at_, "text after the closing quote");
    skip_line();
    return value;
  }

  DotEnvValue read_bare() {
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    std::string_view value = text_.substr(at_, end - at_);
    // A '#' starts a comment only after a blank: passwords and URLs may hold one.
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (value[i] == '#' && (i == 0 || value[i - 1] == ' ' || value[i - 1] == '\t')) {
        value = value.substr(0, i);
        break;
      }
    }
    at_ = end;
    return {std::string(trim(value)), 0, false};
  }

  DotEnvValue read_quoted(char quote) {
    const std::size_t start = at_++;
    DotEnvValue value;
    value.literal = quote == '\'';
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == quote) {
        ++at_;
        return value;
      }
      if (quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size()) {
        value.text += unescaped(text_[++at_]);
      } else {
        value.text += text_[at_];
      }
    }
    fail(start, "this quote is never closed");
  }

  static std::string unescaped(char c) {
    switch (c) {
      case 'n':
        return "\n";
      case 'r':
        return "\r";
      case 't':
        return "\t";
      case '"':
      case '\\':
      case '$':
        return std::string(1, c);
      default:
        return std::string("\\") + c;
    }
  }

  // The message never quotes the line: it may hold a password.
  [[noreturn]] void fail(std::size_t offset, const std::string& message) const {
    throw ProjectError(message, source_.locate(offset));
  }

  const SourceText& source_;
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

DotEnv parse_dot_env(const SourceText& source) { return DotEnvReader(source).read(); }

}  // namespace retort
