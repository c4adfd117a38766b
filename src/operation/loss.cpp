#include "operation/loss.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/ascii.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort {
namespace {

std::string column_path(const ObjectName& table, const Identifier& column) {
  return table.to_string() + "." + column.text();
}

/// VARCHAR(20): base "VARCHAR", length 20; -1 where there is none.
struct TypeName {
  std::string base;
  long length = -1;
};

TypeName parse_type(const std::string& type) {
  const std::string upper = ascii_upper(type);
  const std::size_t open = upper.find('(');
  TypeName name{std::string(trim(upper.substr(0, open))), -1};
  if (open == std::string::npos) return name;
  const std::size_t close = upper.find(')', open);
  if (close != std::string::npos) name.base += upper.substr(close + 1);  // timestamp(3) without time zone
  const char* digits = upper.data() + open + 1;
  std::from_chars(digits, upper.data() + upper.size(), name.length);
  return name;
}

int integer_rank(const std::string& base) {
  static constexpr std::array<std::string_view, 5> kRanks = {"TINYINT", "SMALLINT", "MEDIUMINT", "INTEGER", "BIGINT"};
  const auto found = std::find(kRanks.begin(), kRanks.end(), base == "INT" ? "INTEGER" : base);
  return found == kRanks.end() ? -1 : static_cast<int>(found - kRanks.begin());
}

bool is_text(const std::string& base) {
  return base == "TEXT" || base == "CITEXT" || base == "CLOB" || base.find("CHAR") != std::string::npos;
}

struct Widening {
  std::string_view from;
  std::string_view to;
};

/// Beside integers and texts. That an integer has a text is left out: SQLite's columns hold what they like.
constexpr std::array kWidenings = {
    Widening{"SMALLINT", "NUMERIC"},
    Widening{"INTEGER", "NUMERIC"},
    Widening{"BIGINT", "NUMERIC"},
    Widening{"SMALLINT", "REAL"},
    Widening{"SMALLINT", "DOUBLE PRECISION"},
    Widening{"INTEGER", "DOUBLE PRECISION"},
    Widening{"REAL", "DOUBLE PRECISION"},
    Widening{"DATE", "TIMESTAMP WITHOUT TIME ZONE"},
    Widening{"CIDR", "INET"},
    Widening{"JSON", "JSONB"},
    Widening{"JSONB", "JSON"},
    Widening{"MACADDR", "MACADDR8"},
};

/// numeric(p,s): all digits on both sides of the point; without p and s it holds everything.
bool numeric_holds_all(const std::string& from, const std::string& to) {
  const auto precision = [](const std::string& type) {
    std::pair<long, long> result{-1, 0};
    const std::size_t open = type.find('(');
    if (open == std::string::npos) return result;
    const char* end = type.data() + type.size();
    const auto read = std::from_chars(type.data() + open + 1, end, result.first);
    if (read.ptr != end && *read.ptr == ',') std::from_chars(read.ptr + 1, end, result.second);
    return result;
  };
  const auto [to_digits, to_scale] = precision(to);
  if (to_digits < 0) return true;
  const auto [from_digits, from_scale] = precision(from);
  return from_digits >= 0 && from_scale <= to_scale && from_digits - from_scale <= to_digits - to_scale;
}

/// True where every value of `from` is a value of `to`, and reads the same. Unknown types are not.
bool holds_all(const std::string& from, const std::string& to) {
  const bool is_array = to.ends_with("[]");
  if (from.ends_with("[]") != is_array) return false;
  if (is_array) return holds_all(from.substr(0, from.size() - 2), to.substr(0, to.size() - 2));
  const TypeName a = parse_type(from);
  const TypeName b = parse_type(to);
  if (a.base == "NUMERIC" && b.base == "NUMERIC") return numeric_holds_all(from, to);
  if (b.base == "TEXT" && from.find('.') != std::string::npos) return true;  // an enum's label, a domain's value
  if (b.length < 0 && std::any_of(kWidenings.begin(), kWidenings.end(), [&](const Widening& widening) {
        return widening.from == a.base && widening.to == b.base;
      }))
    return true;
  if (integer_rank(a.base) >= 0 && integer_rank(b.base) >= 0) return integer_rank(a.base) <= integer_rank(b.base);
  if (is_text(a.base) && is_text(b.base)) return b.length < 0 || (a.length >= 0 && a.length <= b.length);
  return a.base == b.base && (b.length < 0 || (a.length >= 0 && a.length <= b.length)) &&
         from.find(',') == to.find(',');
}

void type_loss(const ObjectName& table, const Column& from, const Column& to, std::vector<Loss>& losses) {
  if (from.generated) return;
  const std::string path = column_path(table, to.name);
  if (to.generated) {
    losses.push_back({table, to.name, fmt::format("the values of column '{}', which is computed from now on", path)});
  } else if (from.type != to.type && !holds_all(from.type, to.type)) {
    losses.push_back({table, to.name,
                      fmt::format("values of column '{}' that {} can't hold (it was {})", path,
                                  to.type.empty() ? "a column without a type" : to.type,
                                  from.type.empty() ? "without a type" : from.type)});
  }
}

/// "text" of "text COLLATE …".
std::string without_collation(const std::string& type) { return type.substr(0, type.find(" COLLATE ")); }

/// What turns round starts again.
bool runs_down(const Options& options, std::string_view key) { return option(options, key).starts_with('-'); }

Loss column_loss(const ObjectName& table, const Identifier& column) {
  return {table, column, fmt::format("the values of column '{}'", column_path(table, column))};
}

/// Every name that an expression spells; comparison by folded text is enough to say that it reads a column.
void add_names(const std::string& expression, std::set<std::string>& names) {
  static const Lexicon kAnyQuotes = [] {
    Lexicon lexicon;
    lexicon.bracket_identifiers = lexicon.backtick_identifiers = true;
    return lexicon;
  }();
  for (const Token& token : significant_tokens(expression, kAnyQuotes)) {
    if (token.kind == TokenKind::word || token.kind == TokenKind::quoted_identifier) {
      names.insert(ascii_lower(unquote(token.text)));
    }
  }
}

struct Losses {
  std::vector<Loss> operator()(const DropTable& o) const {
    return {{o.table.name, std::nullopt, fmt::format("all rows of table '{}'", o.table.name.to_string())}};
  }
  std::vector<Loss> operator()(const DropColumn& o) const {
    if (o.column.generated) return {};
    return {column_loss(o.table, o.column.name)};
  }
  std::vector<Loss> operator()(const AlterColumn& o) const {
    std::vector<Loss> result;
    type_loss(o.table, o.from, o.to, result);
    const bool counts = !option(o.from.options, "identity").empty() && !option(o.to.options, "identity").empty();
    if (counts && runs_down(o.from.options, "identity:increment") != runs_down(o.to.options, "identity:increment"))
      result.push_back(
          {o.table, o.to.name, fmt::format("the last number of column '{}'", column_path(o.table, o.to.name))});
    return result;
  }
  /// What a materialised view or a foreign table shows is somewhere else.
  std::vector<Loss> operator()(const DropDefinition& o) const {
    const ObjectKey& key = o.definition.key;
    if (key.kind == ObjectKind::virtual_table)
      return {{key.name, std::nullopt, fmt::format("all rows of virtual table '{}'", key.name.to_string())}};
    if (key.kind == ObjectKind::sequence)
      return {{key.name, std::nullopt, fmt::format("the last value of sequence '{}'", key.name.to_string())}};
    return {};
  }
  std::vector<Loss> operator()(const AlterDefinition& o) const {
    std::vector<Loss> result;
    if (o.to.key.kind == ObjectKind::sequence &&
        runs_down(o.from.options, "increment") != runs_down(o.to.options, "increment"))
      result.push_back(
          {o.to.key.name, std::nullopt, fmt::format("the last value of sequence '{}'", o.to.key.name.to_string())});
    const std::string to_base = without_collation(o.to.sql.text);
    const std::string from_base = without_collation(o.from.sql.text);
    if (o.to.key.kind == ObjectKind::domain && !holds_all(from_base, to_base))
      result.push_back({o.to.key.name, std::nullopt,
                        fmt::format("values of domain '{}' that {} can't hold (it was {})", o.to.key.name.to_string(),
                                    to_base, from_base)});
    const auto is_gone = [&](const std::string& value) {
      return std::find(o.to.values.begin(), o.to.values.end(), value) == o.to.values.end();
    };
    for (const std::string& value : o.from.values) {
      if (!is_gone(value)) continue;
      const std::string path = o.to.key.name.to_string();
      if (o.to.key.kind == ObjectKind::enum_type)
        result.push_back(
            {o.to.key.name, std::nullopt, fmt::format("the meaning of rows that hold '{}' of enum '{}'", value, path)});
      if (o.to.key.kind == ObjectKind::composite_type)
        result.push_back({o.to.key.name, std::nullopt, fmt::format("the values of attribute '{}.{}'", path, value)});
    }
    return result;
  }
  /// Columns that no copy reads, and columns that are copied into a type that may not hold them.
  std::vector<Loss> operator()(const RebuildTable& o) const {
    std::set<std::string> read;
    for (const RebuildTable::Copy& copy : o.copies) add_names(copy.expression, read);
    std::vector<Loss> result;
    for (const Column& column : o.from.columns) {
      if (column.generated) continue;
      const Column* kept = o.to.find_column(column.name);
      if (kept != nullptr) {
        type_loss(o.from.name, column, *kept, result);
      } else if (read.count(ascii_lower(column.name.text())) == 0) {
        result.push_back(column_loss(o.from.name, column.name));
      }
    }
    return result;
  }
  /// Nothing of what is stored: keys, checks, names and texts; or nobody knows (Execute).
  template <class Other>
  std::vector<Loss> operator()(const Other&) const {
    return {};
  }
};

}  // namespace

std::vector<Loss> losses(const Operation& operation) { return std::visit(Losses{}, operation); }

}  // namespace retort
