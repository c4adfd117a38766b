#include "driver/postgresql/pins.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include "sql/quote.hpp"

namespace retort::postgresql {

namespace {

constexpr std::chrono::milliseconds kShortestTimeout{50};

struct Pin {
  std::string_view name;
  std::string_view value;
};
constexpr std::array kPins{
    Pin{"search_path", "public"},
    Pin{"TimeZone", "UTC"},
    Pin{"DateStyle", "ISO, MDY"},
    Pin{"IntervalStyle", "postgres"},
    Pin{"bytea_output", "hex"},
    Pin{"quote_all_identifiers", "off"},
    Pin{"standard_conforming_strings", "on"},
    Pin{"extra_float_digits", "3"},
};

std::string set(std::string_view name, std::string_view value, Lasting lasting) {
  return fmt::format("pg_catalog.set_config('{}', '{}', {})", name, value, lasting == Lasting::transaction);
}

/// Each transaction begins with these, so they are put together once.
std::string always_set(Lasting lasting) {
  std::string sql = "SELECT ";
  for (const Pin& pin : kPins) sql += set(pin.name, pin.value, lasting) + ", ";
  return sql;
}

/// Also where lock_wait is nothing: most locks are free at once, and some a moment later. None: the server's own.
std::optional<std::chrono::milliseconds> lock_timeout(const ConnectOptions& options) {
  if (options.lock_timeout.count() <= 0) return std::nullopt;
  return std::min(options.lock_timeout, std::max(options.lock_wait, kShortestTimeout));
}

}  // namespace

Request pins(const ConnectOptions& options, Lasting lasting, LockWaits waits) {
  static const std::string for_transaction = always_set(Lasting::transaction);
  static const std::string for_session = always_set(Lasting::session);
  std::string sql = lasting == Lasting::transaction ? for_transaction : for_session;
  if (waits == LockWaits::patient) {
    sql += set("lock_timeout", "0", lasting) + ", ";
  } else if (const auto limit = lock_timeout(options)) {
    sql += set("lock_timeout", fmt::format("{}", limit->count()), lasting) + ", ";
  }
  sql += set("statement_timeout", fmt::format("{}", options.statement_timeout.count()), lasting);
  return {std::move(sql), {}, true};
}

std::string startup_options(const ConnectOptions& options) {
  std::string text;
  for (const Pin& pin : kPins) {
    text += fmt::format(" -c {}=", pin.name);
    for (const char letter : pin.value) text += letter == ' ' ? std::string("\\ ") : std::string(1, letter);
  }
  if (const auto limit = lock_timeout(options)) text += fmt::format(" -c lock_timeout={}", limit->count());
  return text + " -c statement_timeout=0";
}

std::string settings_of(const ConnectOptions& options) {
  std::string sql;
  for (const Pin& pin : kPins) sql += fmt::format("SET {} = {}; ", pin.name, quote_literal(pin.value));
  if (const auto limit = lock_timeout(options)) sql += fmt::format("SET lock_timeout = {}; ", limit->count());
  return sql + fmt::format("SET statement_timeout = {};", options.statement_timeout.count());
}

std::string is_pinned(const ConnectOptions& options) {
  if (options.statement_timeout.count() > 0) return "false";
  // What only looks like PostgreSQL may lack some, and is told by its version.
  std::string sql = "pg_catalog.current_setting('statement_timeout') = '0'";
  for (const Pin& pin : kPins)
    sql += fmt::format(" AND coalesce(pg_catalog.current_setting('{}', true), '') = '{}'", pin.name, pin.value);
  if (const auto limit = lock_timeout(options)) {
    sql += fmt::format(
        " AND pg_catalog.current_setting('lock_timeout')::pg_catalog.interval = '{} milliseconds'::pg_catalog.interval",
        limit->count());
  }
  return sql;
}

std::string_view settle_constraints() {
  // By name, a schema's constraints are all meant that bear it, and one that is not deferrable is an error.
  return "DO $retort$\n"
         "DECLARE\n"
         "  named text;\n"
         "  late text;\n"
         "BEGIN\n"
         "  SELECT pg_catalog.string_agg(DISTINCT n.name, ', '),\n"
         "    pg_catalog.string_agg(DISTINCT n.name, ', ') FILTER (WHERE c.condeferred AND NOT EXISTS (SELECT FROM\n"
         "      pg_catalog.pg_constraint o WHERE o.connamespace = c.connamespace AND o.conname = c.conname AND NOT "
         "o.condeferrable))\n"
         "  INTO named, late\n"
         "  FROM pg_catalog.pg_constraint c,\n"
         "    LATERAL (SELECT pg_catalog.format('%I.%I', s.nspname, c.conname) AS name FROM pg_catalog.pg_namespace s\n"
         "      WHERE s.oid = c.connamespace AND pg_catalog.has_schema_privilege(s.oid, 'USAGE')\n"
         "      AND NOT pg_catalog.pg_is_other_temp_schema(s.oid)) n\n"
         "  WHERE c.condeferrable;\n"
         "  IF named IS NOT NULL THEN EXECUTE 'SET CONSTRAINTS ' || named || ' IMMEDIATE'; END IF;\n"
         "  IF late IS NOT NULL THEN EXECUTE 'SET CONSTRAINTS ' || late || ' DEFERRED'; END IF;\n"
         "END $retort$";
}

std::vector<Request> reset() {
  std::vector<Request> requests;
  for (const char* sql :
       {"RESET SESSION AUTHORIZATION", "RESET ROLE", "RESET ALL", "CLOSE ALL", "UNLISTEN *", "DISCARD TEMP"})
    requests.push_back({sql, {}, true});
  return requests;
}

}  // namespace retort::postgresql
