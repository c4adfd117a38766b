// A field of a row, as every engine gives and takes it.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace retort {

struct Blob {
  std::string bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};
/// A field of a row, and a parameter of a statement. monostate is NULL.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;
using Row = std::vector<Value>;
struct Rows {
  std::vector<std::string> columns;
  std::vector<Row> rows;
};

/// Text of a value that is known to be text or number; "" for NULL.
std::string text_of(const Value&);

}  // namespace retort
