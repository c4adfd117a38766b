// What is read of a CREATE TABLE is written as a statement that reads the same; what is not read says so.
#include <cstdint>

#include "dialect/sqlite/ddl.hpp"
#include "dialect/sqlite/hash.hpp"
#include "require.hpp"
#include "retort/error.hpp"

namespace {

using namespace retort::sqlite;

void check_index(const retort::Table& table, std::string_view sql) {
  const ReadIndex read = read_create_index(sql, table);
  const std::string text = write_create_index(table.name, read.index);
  REQUIRE(read_create_index(text, table).index == read.index);
}

void check_table(std::string_view sql, std::string_view rest) {
  const retort::Table table = read_create_table(sql);
  const std::string text = write_create_table(table);
  const retort::Table again = read_create_table(text);
  REQUIRE(again == table);
  REQUIRE(write_create_table(again) == text);
  REQUIRE(table_hash(again, {}) == table_hash(table, {}));
  if (!rest.empty()) check_index(table, rest);
}

}  // namespace

/// A CREATE TABLE, and behind a NUL a CREATE INDEX on it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = bytes.find('\0');
  try {
    check_table(bytes.substr(0, end), end == std::string_view::npos ? std::string_view() : bytes.substr(end + 1));
  } catch (const retort::ProjectError& error) {
    REQUIRE(std::string_view(error.what()).starts_with("not read: "));
  }
  return 0;
}
