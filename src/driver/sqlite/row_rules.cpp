#include "driver/sqlite/row_rules.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/ascii.hpp"

namespace retort::sqlite {
namespace {

constexpr std::int64_t kNumber = 900001;

bool holds(const std::string& type, std::string_view word) { return type.find(word) != std::string::npos; }

/// N in "VARCHAR(N)"; 0 where there is none.
std::size_t length_in(const std::string& type) {
  const std::size_t open = type.find('(');
  std::size_t length = 0;
  if (open != std::string::npos) std::from_chars(type.data() + open + 1, type.data() + type.size(), length);
  return length;
}

class SqliteRowRules final : public RowRules {
 public:
  /// By the words of the type, as affinity goes.
  std::vector<Value> values(const std::string& declared, const Schema&) const override {
    const std::string type = ascii_upper(declared);
    if (holds(type, "BOOL")) return {std::int64_t{1}, std::int64_t{0}};
    if (holds(type, "INT") && !holds(type, "POINT")) return {kNumber, std::int64_t{1}, std::int64_t{0}};
    if (holds(type, "TIMESTAMP") || holds(type, "DATETIME")) return {std::string("2001-02-03 04:05:06")};
    if (holds(type, "DATE")) return {std::string("2001-02-03")};
    if (holds(type, "TIME")) return {std::string("04:05:06")};
    if (holds(type, "BLOB")) return {Blob{std::string("\x01\xfe", 2)}};
    if (holds(type, "JSON")) return {std::string("{}")};
    if (holds(type, "CHAR") || holds(type, "TEXT") || holds(type, "CLOB") || type.empty()) {
      const std::string text = "retort";
      const std::size_t length = length_in(type);
      return {length > 0 && length < text.size() ? text.substr(0, length) : text, std::string("a"), std::string("")};
    }
    if (holds(type, "REAL") || holds(type, "FLOA") || holds(type, "DOUB") || holds(type, "DEC") || holds(type, "NUM"))
      return {900001.5, 1.0, 0.0};
    return {kNumber, std::string("retort")};
  }

  // A CAST would give the value the type's affinity, and more: 'x' would become 0.
  std::string parameter(int number, const std::string&) const override { return fmt::format("${}", number); }
  std::string before_values(const Table&) const override { return {}; }
  std::string defer_foreign_keys() const override { return "PRAGMA defer_foreign_keys = ON"; }
};

}  // namespace

const RowRules& row_rules() {
  static const SqliteRowRules kRules;
  return kRules;
}

}  // namespace retort::sqlite
