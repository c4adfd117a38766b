#include "dialect/postgresql/view_query.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "dialect/postgresql/lexicon.hpp"
#include "sql/token.hpp"

namespace retort::postgresql {
namespace {

/// A plain SELECT: the elements of its list, and its FROM up to the next clause, each as tokens.
struct Query {
  std::vector<std::vector<std::string>> columns;
  std::vector<std::string> from;
};

bool is_any(const Token& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token.is_word(word); });
}

/// None where the query is more than one SELECT, or begins with WITH or DISTINCT.
std::optional<Query> read_query(const std::string& create) {
  const std::vector<Token> tokens = significant_tokens(create, lexicon());
  auto next = std::find_if(tokens.begin(), tokens.end(), [](const Token& token) { return token.is_word("AS"); });
  if (next == tokens.end() || ++next == tokens.end() || !next->is_word("SELECT")) return std::nullopt;
  if (++next != tokens.end() && next->is_word("DISTINCT")) return std::nullopt;
  Query query;
  query.columns.emplace_back();
  enum { list, from, rest } part = list;
  int depth = 0;
  for (; next != tokens.end(); ++next) {
    if (depth == 0 && is_any(*next, {"UNION", "INTERSECT", "EXCEPT"})) return std::nullopt;
    if (depth == 0 && part == list && next->is_word("FROM")) part = from;
    if (depth == 0 && is_any(*next, {"WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT", "OFFSET", "FETCH", "FOR"}))
      part = rest;
    if (next->is_symbol("(") || next->is_symbol("[")) ++depth;
    if (next->is_symbol(")") || next->is_symbol("]")) --depth;
    if (part == list && depth == 0 && next->is_symbol(",")) {
      query.columns.emplace_back();
    } else if (part == list) {
      query.columns.back().emplace_back(next->text);
    } else if (part == from) {
      query.from.emplace_back(next->text);
    }
  }
  return query;
}

template <class T>
bool begins_with(const std::vector<T>& all, const std::vector<T>& start) {
  return start.size() <= all.size() && std::equal(start.begin(), start.end(), all.begin());
}

}  // namespace

bool can_replace_view(const Definition& from, const Definition& to) {
  if (!begins_with(to.columns, from.columns)) return false;
  const std::optional<Query> old_query = read_query(from.sql.text);
  const std::optional<Query> new_query = read_query(to.sql.text);
  return old_query && new_query && begins_with(new_query->columns, old_query->columns) &&
         begins_with(new_query->from, old_query->from);
}

}  // namespace retort::postgresql
