// An option that is not set has the default of the type and the direction: when the direction turns, all that was a
// default is another, and the server, which has no memory of what was one, must be told. The numbers that it counted
// before are mostly none of the new direction's: it starts again.
#include "dialect/postgresql/sequence_changes.hpp"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "dialect/postgresql/definition_ddl.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {
namespace {

bool is_descending(const Options& options) { return option(options, "increment").starts_with('-'); }

std::string start_of(const Options& options) {
  const std::string& start = option(options, "start");
  if (!start.empty()) return start;
  const std::string& bound = option(options, is_descending(options) ? "maxvalue" : "minvalue");
  return !bound.empty() ? bound : is_descending(options) ? "-1" : "1";
}

struct Bounds {
  long long least = 1;
  long long most = std::numeric_limits<long long>::max();

  bool holds(const Bounds& other) const { return least <= other.least && other.most <= most; }
};

long long number(const std::string& text, long long by_default) {
  long long value = by_default;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// As far as they bind: the defaults of the type bind a sequence only where the type's own range does.
Bounds bounds_of(const Options& options) {
  Bounds bounds;
  if (is_descending(options)) bounds = {std::numeric_limits<long long>::min(), -1};
  bounds.least = number(option(options, "minvalue"), bounds.least);
  bounds.most = number(option(options, "maxvalue"), bounds.most);
  return bounds;
}

}  // namespace

std::vector<std::string> sequence_changes(const Options& from, const Options& to) {
  const bool turns = is_descending(from) != is_descending(to);
  std::vector<std::string> changes;
  for (const std::string_view word : {"type", "increment", "minvalue", "maxvalue", "cache", "cycle"}) {
    const bool wanted = has_option(to, word);
    const bool same = wanted == has_option(from, word) && option(to, word) == option(from, word);
    const bool is_bound = word == "minvalue" || word == "maxvalue";
    if (same && !(turns && is_bound)) continue;
    changes.push_back(sequence_setting(word, wanted && word == "cycle" ? "true" : option(to, word)));
  }
  if (start_of(from) != start_of(to)) changes.push_back(sequence_setting("start", start_of(to)));
  if (turns && !bounds_of(to).holds(bounds_of(from))) changes.emplace_back("RESTART");
  return changes;
}

void move_into_bounds(const std::string& sequence, const Options& from, const Options& to, Statements& statements) {
  if (is_descending(from) != is_descending(to)) return;
  const Bounds before = bounds_of(from);
  const Bounds after = bounds_of(to);
  const auto move = [&](std::string_view choose, std::string_view compare, long long bound) {
    statements.push_back(
        plain(fmt::format("SELECT setval({}, {}(last_value, {}), is_called AND last_value {} {}) FROM {}",
                          quote_literal(sequence), choose, bound, compare, bound, sequence)));
  };
  if (!is_descending(to) && after.least > before.least && after.least <= before.most)
    move("greatest", ">=", after.least);
  if (is_descending(to) && after.most < before.most && after.most >= before.least) move("least", "<=", after.most);
}

std::string count_on_statement(const std::string& sequence, const ObjectName& table, const Identifier& column,
                               const Options& options) {
  const bool descending = is_descending(options);
  const std::string name = quoted(column);
  std::string within = fmt::format("{} {} {}", name, descending ? "<=" : ">=", start_of(options));
  if (const std::string& last = option(options, descending ? "minvalue" : "maxvalue"); !last.empty())
    within += fmt::format(" AND {} {} {}", name, descending ? ">=" : "<=", last);
  return fmt::format("SELECT setval({}, {}({})) FROM {} WHERE {} HAVING count(*) > 0", sequence,
                     descending ? "min" : "max", name, quoted(table), within);
}

}  // namespace retort::postgresql
