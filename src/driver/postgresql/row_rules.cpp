// Values are texts, which the server reads as the column's type. A type is what format_type() prints; types of the
// schema are looked up in it: an enum's labels, a domain's base type with the literals of its checks.
#include "driver/postgresql/row_rules.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "dialect/postgresql/lexicon.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {
namespace {

struct Sample {
  std::string_view type;
  std::array<std::string_view, 3> values;  // empty ones don't count
};

// clang-format off
constexpr std::array kSamples = {
    Sample{"smallint", {"9001", "1", "0"}},
    Sample{"integer", {"900001", "1", "0"}},
    Sample{"bigint", {"900001", "1", "0"}},
    Sample{"oid", {"900001"}},
    Sample{"real", {"9001.5", "1", "0"}},
    Sample{"double precision", {"900001.5", "1", "0"}},
    Sample{"money", {"901.50", "1", "0"}},
    Sample{"boolean", {"true", "false"}},
    Sample{"text", {"retort", "a"}},
    Sample{"name", {"retort", "a"}},
    Sample{"\"char\"", {"r"}},
    Sample{"bytea", {"\\x01fe"}},
    Sample{"uuid", {"5e700000-0000-4000-8000-000000900001"}},
    Sample{"date", {"2001-02-03"}},
    Sample{"time without time zone", {"04:05:06"}},
    Sample{"time with time zone", {"04:05:06+00"}},
    Sample{"timestamp without time zone", {"2001-02-03 04:05:06"}},
    Sample{"timestamp with time zone", {"2001-02-03 04:05:06+00"}},
    Sample{"interval", {"1 day 02:03:04"}},
    Sample{"json", {"{\"retort\": 1}", "[]"}},
    Sample{"jsonb", {"{\"retort\": 1}", "[]"}},
    Sample{"jsonpath", {"$.retort"}},
    Sample{"xml", {"<retort/>"}},
    Sample{"inet", {"192.0.2.1"}},
    Sample{"cidr", {"192.0.2.0/24"}},
    Sample{"macaddr", {"08:00:2b:01:02:03"}},
    Sample{"macaddr8", {"08:00:2b:01:02:03:04:05"}},
    Sample{"point", {"(1,2)"}},
    Sample{"line", {"{1,2,3}"}},
    Sample{"lseg", {"[(1,2),(3,4)]"}},
    Sample{"box", {"(3,4),(1,2)"}},
    Sample{"path", {"((1,2),(3,4))"}},
    Sample{"polygon", {"((1,2),(3,4),(5,1))"}},
    Sample{"circle", {"<(1,2),3>"}},
    Sample{"int4range", {"[900001,900002)", "empty"}},
    Sample{"int8range", {"[900001,900002)", "empty"}},
    Sample{"numrange", {"[900001,900002)", "empty"}},
    Sample{"daterange", {"[2001-02-03,2001-02-04)", "empty"}},
    Sample{"tsrange", {"[2001-02-03 04:05:06,2001-02-04 00:00:00)", "empty"}},
    Sample{"tstzrange", {"[2001-02-03 04:05:06+00,2001-02-04 00:00:00+00)", "empty"}},
    Sample{"int4multirange", {"{[900001,900002)}", "{}"}},
    Sample{"int8multirange", {"{[900001,900002)}", "{}"}},
    Sample{"nummultirange", {"{[900001,900002)}", "{}"}},
    Sample{"datemultirange", {"{[2001-02-03,2001-02-04)}", "{}"}},
    Sample{"tsmultirange", {"{}"}},
    Sample{"tstzmultirange", {"{}"}},
    Sample{"tsvector", {"retort"}},
    Sample{"tsquery", {"retort"}},
    Sample{"pg_lsn", {"0/900001"}},
    Sample{"xid", {"900001"}},
    Sample{"regclass", {"pg_catalog.pg_class"}},
    Sample{"regtype", {"integer"}},
    Sample{"regproc", {"pg_catalog.now"}},
};
// clang-format on

/// "timestamp(3) with time zone" -> "timestamp with time zone" and {3}.
std::string without_modifier(const std::string& type, std::vector<int>& modifier) {
  const std::size_t open = type.find('(');
  const std::size_t close = type.find(')', open);
  if (open == std::string::npos || close == std::string::npos) return type;
  for (std::size_t at = open; at < close; at = type.find(',', at + 1)) {
    int number = 0;
    if (std::from_chars(type.data() + at + 1, type.data() + close, number).ec == std::errc())
      modifier.push_back(number);
  }
  return type.substr(0, open) + type.substr(close + 1);
}

std::vector<Value> texts(const std::vector<std::string>& values) { return {values.begin(), values.end()}; }

std::vector<Value> numerics(const std::vector<int>& modifier) {
  if (modifier.empty()) return texts({"900001.5", "1", "0"});
  const int whole = modifier[0] - (modifier.size() > 1 ? modifier[1] : 0);
  if (whole <= 0) return texts({"0"});
  const std::string digits = std::string("900001").substr(0, static_cast<std::size_t>(std::min(whole, 6)));
  return texts({digits + (modifier.size() > 1 && modifier[1] > 0 ? ".5" : ""), "1", "0"});
}

std::string quoted_element(const std::string& value) {
  std::string text = "{\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + "\"}";
}

std::vector<Value> values_of(const std::string& type, const Schema& schema, int depth);

std::vector<Value> values_of(const Definition& definition, const Schema& schema, int depth) {
  switch (definition.key.kind) {
    case ObjectKind::enum_type:
      return texts({definition.values.rbegin(), definition.values.rend()});  // the default is mostly the first
    case ObjectKind::domain: {
      const std::string& base = definition.sql.canonical;
      std::vector<Value> values = values_of(base.substr(0, base.find(" COLLATE ")), schema, depth + 1);
      for (const auto& [key, text] : definition.options) {
        if (split_option(key).first != "check") continue;
        const std::vector<Value> literals = literals_in(text, lexicon());
        values.insert(values.end(), literals.begin(), literals.end());
      }
      return values;
    }
    case ObjectKind::composite_type:
      return texts({"(" + std::string(definition.values.empty() ? 0 : definition.values.size() - 1, ',') + ")"});
    default:
      return texts({"empty"});  // a range
  }
}

bool is_type(ObjectKind kind) {
  return kind == ObjectKind::enum_type || kind == ObjectKind::domain || kind == ObjectKind::composite_type ||
         kind == ObjectKind::range_type;
}

std::vector<Value> values_of(const std::string& type, const Schema& schema, int depth) {
  if (type.ends_with("[]")) {
    std::vector<Value> values;
    for (const Value& element : values_of(type.substr(0, type.find("[]")), schema, depth))
      values.emplace_back(quoted_element(text_of(element)));
    return values;
  }
  std::vector<int> modifier;
  const std::string bare = without_modifier(type, modifier);
  for (const Sample& sample : kSamples) {
    if (sample.type != bare) continue;
    std::vector<Value> values;
    for (const std::string_view value : sample.values)
      if (!value.empty()) values.emplace_back(std::string(value));
    return values;
  }
  const std::size_t length = modifier.empty() ? 0 : static_cast<std::size_t>(modifier[0]);
  if (bare == "numeric") return numerics(modifier);
  if (bare == "character varying" || bare == "character")
    return texts({std::string("retort").substr(0, length == 0 ? 6 : length), "a"});
  if (bare == "bit" || bare == "bit varying") return texts({std::string(std::max<std::size_t>(length, 1), '1')});
  if (bare.starts_with("interval")) return texts({"1 day", "1 year"});
  if (depth < 16) {
    for (const auto& [key, definition] : schema.definitions)
      if (is_type(key.kind) && quote(lexicon(), key.name) == type) return values_of(definition, schema, depth);
  }
  // An extension's, or one that nobody has heard of.
  return texts({"retort", "1", "{}", "()", "", "1.0.0", "POINT(1 2)", "a=>1", "[1,2,3]"});
}

class PostgresqlRowRules final : public RowRules {
 public:
  std::vector<Value> values(const std::string& type, const Schema& schema) const override {
    return values_of(type, schema, 0);
  }
  std::string parameter(int number, const std::string& type) const override {
    return fmt::format("CAST(CAST(${} AS text) AS {})", number, type);
  }
  std::string before_values(const Table& table) const override {
    for (const Column& column : table.columns)
      if (option(column.options, "identity") == "ALWAYS") return " OVERRIDING SYSTEM VALUE";
    return {};
  }
  // Those that are not DEFERRABLE are checked at once all the same.
  std::string defer_foreign_keys() const override { return "SET CONSTRAINTS ALL DEFERRED"; }
};

}  // namespace

const RowRules& row_rules() {
  static const PostgresqlRowRules kRules;
  return kRules;
}

}  // namespace retort::postgresql
