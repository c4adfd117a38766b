#include "operation/text_change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "base/ascii.hpp"
#include "operation/option_text.hpp"

namespace retort {
namespace {

constexpr std::size_t kLongest = 100;
constexpr std::string_view kSpace = " \t\r\n";

bool is_alone(char c) { return c == '(' || c == ')' || c == ',' || c == ';' || c == '$'; }

/// Between white space; parentheses, commas, semicolons and the $ of quotes stand alone.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; (at = text.find_first_not_of(kSpace, at)) != std::string_view::npos;) {
    std::size_t end = at + 1;
    if (!is_alone(text[at])) {
      while (end < text.size() && kSpace.find(text[end]) == std::string_view::npos && !is_alone(text[end])) ++end;
    }
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

/// The words from `begin`, but for the last `behind`, in one line.
std::string between(std::string_view text, const std::vector<std::string_view>& words, std::size_t begin,
                    std::size_t behind) {
  if (begin + behind >= words.size()) return {};
  const std::string_view last = words[words.size() - behind - 1];
  const auto first_at = static_cast<std::size_t>(words[begin].data() - text.data());
  const auto end_at = static_cast<std::size_t>(last.data() - text.data()) + last.size();
  std::string line;
  for (const char c : text.substr(first_at, end_at - first_at)) {
    const bool is_space = kSpace.find(c) != std::string_view::npos;
    if (!is_space) line += c;
    if (is_space && !line.ends_with(' ')) line += ' ';
  }
  return line;
}

/// How many words from `at`, in steps of `step`, stand between the change and the parenthesis or comma that encloses
/// it; none where it is in no parentheses.
std::optional<std::size_t> up_to_parenthesis(const std::vector<std::string_view>& words, std::size_t count,
                                             bool backward) {
  int depth = 0;
  std::optional<std::size_t> comma;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view word = backward ? words[count - i - 1] : words[words.size() - count + i];
    if (word == (backward ? "(" : ")") && depth-- == 0) return comma.value_or(i);
    if (word == (backward ? ")" : "(")) ++depth;
    if (word == "," && depth == 0 && !comma) comma = i;
  }
  return std::nullopt;
}

using Common = std::pair<std::size_t, std::size_t>;

/// What both begin and end with, less what stands with the change in parentheses: "new.id > 0 -> new.id > 1".
Common with_neighbours(std::string_view from, const std::vector<std::string_view>& a, std::string_view to,
                       const std::vector<std::string_view>& b, std::size_t before, std::size_t behind) {
  const std::optional<std::size_t> left = up_to_parenthesis(a, before, true);
  const std::optional<std::size_t> right = up_to_parenthesis(a, behind, false);
  if (!left || !right) return {before, behind};
  const Common wider{before - *left, behind - *right};
  const bool fits = between(from, a, wider.first, wider.second).size() <= kLongest &&
                    between(to, b, wider.first, wider.second).size() <= kLongest;
  return fits ? wider : Common{before, behind};
}

/// "password=x" in a connection string, and a literal soon after a word that speaks of one: "PASSWORD 'x'".
bool may_show_secret(const std::string& part, std::string_view text, const std::vector<std::string_view>& words,
                     std::size_t begin) {
  constexpr std::size_t kNear = 4;
  if (names_secret(part) && part.find_first_of("='") != std::string::npos) return true;
  const std::size_t near = std::min(begin, kNear);
  return part.find('\'') != std::string::npos && names_secret(between(text, words, begin - near, words.size() - begin));
}

/// What is added to a list or taken out of it, without the comma that goes with it.
std::string_view without_commas(std::string_view part) {
  while (part.starts_with(',') || part.starts_with(' ')) part.remove_prefix(1);
  while (part.ends_with(',') || part.ends_with(' ')) part.remove_suffix(1);
  return part;
}

}  // namespace

std::string text_change(std::string_view from, std::string_view to) {
  const std::vector<std::string_view> a = words_of(from);
  const std::vector<std::string_view> b = words_of(to);
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t before = 0;
  while (before < most && a[before] == b[before]) ++before;
  std::size_t behind = 0;
  while (before + behind < most && a[a.size() - behind - 1] == b[b.size() - behind - 1]) ++behind;
  // What is added beside something like it: "b, " behind "a, ", and not ", b" behind "a".
  const std::vector<std::string_view>& longer = a.size() > b.size() ? a : b;
  while (before + behind == most && a.size() != b.size() && before > 0 &&
         longer[before - 1] == longer[longer.size() - behind - 1]) {
    --before;
    ++behind;
  }
  if (before + behind < most) std::tie(before, behind) = with_neighbours(from, a, to, b, before, behind);
  const std::string old_part = between(from, a, before, behind);
  const std::string new_part = between(to, b, before, behind);
  if (old_part == new_part || std::max(old_part.size(), new_part.size()) > kLongest) return {};
  if (may_show_secret(old_part, from, a, before) || may_show_secret(new_part, to, b, before)) return {};
  if (old_part.empty()) return fmt::format("{} added", without_commas(new_part));
  if (new_part.empty()) return fmt::format("{} removed", without_commas(old_part));
  return fmt::format("{} -> {}", old_part, new_part);
}

std::string_view without_parentheses(std::string_view expression) {
  if (!expression.starts_with('(') || !expression.ends_with(')')) return expression;
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const char c = expression[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0 && i + 1 < expression.size()) {
      return expression;
    }
  }
  return depth == 0 && quote == 0 ? expression.substr(1, expression.size() - 2) : expression;
}

}  // namespace retort
