#include "driver/postgresql/result.hpp"

#include <charconv>

namespace retort::postgresql {

namespace {

// pg_type.dat; these never change.
enum TypeOid : Oid {
  kBool = 16,
  kBytea = 17,
  kInt8 = 20,
  kInt2 = 21,
  kInt4 = 23,
  kOid = 26,
  kFloat4 = 700,
  kFloat8 = 701,
};

std::string unescape_bytes(std::string_view text) {
  std::size_t size = 0;
  // The text ends in NUL: libpq sees to that.
  unsigned char* bytes = PQunescapeBytea(reinterpret_cast<const unsigned char*>(text.data()), &size);
  if (bytes == nullptr) throw std::bad_alloc();
  std::string result(reinterpret_cast<const char*>(bytes), size);
  PQfreemem(bytes);
  return result;
}

template <typename Number>
Number number_of(std::string_view text) {
  Number number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

bool Result::failed() const {
  switch (PQresultStatus(handle_.get())) {
    case PGRES_BAD_RESPONSE:
    case PGRES_FATAL_ERROR:
    case PGRES_PIPELINE_ABORTED:
      return true;
    default:
      return false;
  }
}

std::string_view Result::text(int row, int column) const {
  const char* field = PQgetvalue(handle_.get(), row, column);
  if (field == nullptr) return {};
  return {field, static_cast<std::size_t>(PQgetlength(handle_.get(), row, column))};
}

std::int64_t Result::integer(int row, int column) const { return number_of<std::int64_t>(text(row, column)); }

Value Result::value(int row, int column) const {
  if (is_null(row, column)) return std::monostate{};
  switch (PQftype(handle_.get(), column)) {
    case kBool:
      return std::int64_t{boolean(row, column) ? 1 : 0};
    case kInt2:
    case kInt4:
    case kInt8:
    case kOid:
      return integer(row, column);
    case kFloat4:
    case kFloat8:
      return number_of<double>(text(row, column));
    case kBytea:
      return Blob{unescape_bytes(text(row, column))};
    default:
      return std::string(text(row, column));
  }
}

Rows Result::all() const {
  Rows all;
  for (int column = 0; column < columns(); ++column) all.columns.emplace_back(PQfname(handle_.get(), column));
  all.rows.resize(static_cast<std::size_t>(rows()));
  for (int row = 0; row < rows(); ++row) {
    Row& to = all.rows[static_cast<std::size_t>(row)];
    to.reserve(static_cast<std::size_t>(columns()));
    for (int column = 0; column < columns(); ++column) to.push_back(value(row, column));
  }
  return all;
}

std::string Result::diagnosis(int field) const {
  const char* text = PQresultErrorField(handle_.get(), field);
  return text == nullptr ? std::string() : std::string(text);
}

}  // namespace retort::postgresql
