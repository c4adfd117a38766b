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
  return base == "TEXT" || base == "CLOB" || base.find("CHAR") != std::string::npos;
}

/// True where every value of `from` is a value of `to`, and reads the same. Unknown types are not.
bool holds_all(const std::string& from, const std::string& to) {
  const TypeName a = parse_type(from);
  const TypeName b = parse_type(to);
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
    return result;
  }
  std::vector<Loss> operator()(const DropDefinition& o) const {
    if (o.definition.key.kind != ObjectKind::virtual_table) return {};
    const ObjectName& name = o.definition.key.name;
    return {{name, std::nullopt, fmt::format("all rows of virtual table '{}'", name.to_string())}};
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
