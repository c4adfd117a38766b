// The journal has a row `started` for the statement, and the lock of the run that began it is free: so its server
// process is gone, too, and what the catalogue says is final. Each kind leaves its own traces:
//
//   CREATE INDEX CONCURRENTLY       the index valid: it ran. Invalid: dropped, again. None: again.
//   DROP INDEX CONCURRENTLY         the index there, valid or not: again. None: it ran.
//   REINDEX … CONCURRENTLY          invalid indexes …_ccnew and …_ccold are dropped; again.
//   DETACH PARTITION CONCURRENTLY   pending: finalized, and it ran. Still attached: again. Detached: it ran.
//   CREATE, DROP DATABASE and such  there or not.
//   VACUUM, CLUSTER, ALTER SYSTEM   again: twice is as good as once.
//   CALL, and DO that may commit    nobody knows.
//
// Names without a schema are those of `public`: each statement starts from that search_path (pins.hpp).
#include "driver/postgresql/settle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/ascii.hpp"
#include "dialect/postgresql/lexicon.hpp"
#include "sql/classify.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort::postgresql {

namespace {

using Tokens = std::vector<Token>;

std::size_t find_word(const Tokens& tokens, std::string_view word, std::size_t from = 0) {
  while (from < tokens.size() && !tokens[from].is_word(word)) ++from;
  return from;
}

/// The name that begins at `at`.
std::optional<ObjectName> name_at(const Tokens& tokens, std::size_t at) {
  if (at >= tokens.size()) return std::nullopt;
  const auto part = [&](std::size_t i) {
    return Identifier(tokens[i].kind == TokenKind::word ? ascii_lower(tokens[i].text) : unquote(tokens[i].text));
  };
  if (at + 2 < tokens.size() && tokens[at + 1].is_symbol(".")) return ObjectName{part(at), part(at + 2)};
  return ObjectName{Identifier("public"), part(at)};
}

std::string schema_of(const ObjectName& name) { return name.schema.empty() ? "public" : name.schema.text(); }

void run_alone(Session& session, const std::string& sql) { session.alone(sql); }

void drop_index(Session& session, std::string_view schema, std::string_view name) {
  const ObjectName index{Identifier(std::string(schema)), Identifier(std::string(name))};
  run_alone(session, "DROP INDEX CONCURRENTLY IF EXISTS " + quote(lexicon(), index));
}

/// Of an index by this name: whether it is valid. None: there is no such index.
std::optional<bool> is_valid_index(Session& session, const std::string& schema, const std::string& name) {
  const Result found = session.query(
      "SELECT i.indisvalid FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid "
      "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2",
      {schema, name});
  if (found.rows() == 0) return std::nullopt;
  return found.boolean(0, 0);
}

/// CREATE [UNIQUE] INDEX CONCURRENTLY [[IF NOT EXISTS] name] ON [ONLY] table
InDoubt settle_create_index(Session& session, const Tokens& tokens) {
  std::size_t at = find_word(tokens, "CONCURRENTLY") + 1;
  const std::size_t on = find_word(tokens, "ON", at);
  if (at == on) return InDoubt::unknown;  // the server chose a name, and another one if that was taken
  if (at + 3 < on && tokens[at].is_word("IF")) at += 3;
  const std::size_t table_at = on + 1 < tokens.size() && tokens[on + 1].is_word("ONLY") ? on + 2 : on + 1;
  const std::optional<ObjectName> table = name_at(tokens, table_at);
  const std::optional<ObjectName> index = name_at(tokens, at);
  if (!table || !index) return InDoubt::unknown;
  const std::optional<bool> valid = is_valid_index(session, schema_of(*table), index->name.text());
  if (!valid) return InDoubt::again;
  if (*valid) return InDoubt::ran;
  drop_index(session, schema_of(*table), index->name.text());
  return InDoubt::again;
}

InDoubt settle_drop_index(Session& session, const StatementClass& what) {
  if (!what.object) return InDoubt::unknown;
  return is_valid_index(session, schema_of(*what.object), what.object->name.text()) ? InDoubt::again : InDoubt::ran;
}

InDoubt settle_reindex(Session& session) {
  // Whichever table they belong to: nothing else makes invalid indexes of such names. Those of TOAST tables can't be
  // dropped by anybody; the server's next REINDEX passes over them.
  const Result found = session.query(
      "SELECT n.nspname, c.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid "
      "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
      "WHERE NOT i.indisvalid AND c.relkind = 'i' AND c.relname ~ '_cc(new|old)[0-9]*$' AND n.nspname !~ '^pg_' "
      "AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p WHERE p.relid = i.indrelid) "
      "ORDER BY 1, 2");
  for (int row = 0; row < found.rows(); ++row) drop_index(session, found.text(row, 0), found.text(row, 1));
  return InDoubt::again;
}

/// ALTER TABLE [IF EXISTS] [ONLY] table DETACH PARTITION partition CONCURRENTLY
InDoubt settle_detach(Session& session, const StatementClass& what, const Tokens& tokens) {
  const std::optional<ObjectName> partition = name_at(tokens, find_word(tokens, "PARTITION") + 1);
  if (!what.object || !partition) return InDoubt::unknown;
  const Result found = session.query(
      "SELECT i.inhdetachpending FROM pg_catalog.pg_inherits i "
      "JOIN pg_catalog.pg_class p ON p.oid = i.inhparent JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace "
      "JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace "
      "WHERE pn.nspname = $1 AND p.relname = $2 AND cn.nspname = $3 AND c.relname = $4",
      {schema_of(*what.object), what.object->name.text(), schema_of(*partition), partition->name.text()});
  if (found.rows() == 0) return InDoubt::ran;
  if (!found.boolean(0, 0)) return InDoubt::again;
  const ObjectName table{Identifier(schema_of(*what.object)), what.object->name};
  run_alone(session, fmt::format("ALTER TABLE {} DETACH PARTITION {} FINALIZE", quote(lexicon(), table),
                                 quote(lexicon(), *partition)));
  return InDoubt::ran;
}

struct ServerObject {
  std::string_view kind, query;
};
constexpr std::array kServerObjects{
    ServerObject{"DATABASE", "SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1"},
    ServerObject{"TABLESPACE", "SELECT 1 FROM pg_catalog.pg_tablespace WHERE spcname = $1"},
    ServerObject{"SUBSCRIPTION",
                 "SELECT 1 FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d "
                 "ON d.oid = s.subdbid WHERE s.subname = $1 AND d.datname = "
                 "pg_catalog.current_database()"},
};

InDoubt settle_server_object(Session& session, const StatementClass& what) {
  const auto kind = std::find_if(kServerObjects.begin(), kServerObjects.end(),
                                 [&](const ServerObject& object) { return object.kind == what.object_kind; });
  if (kind == kServerObjects.end() || !what.object) return InDoubt::unknown;
  const bool there = session.query(std::string(kind->query), {what.object->name.text()}).rows() > 0;
  return there == (what.kind == StatementKind::create) ? InDoubt::ran : InDoubt::again;
}

}  // namespace

InDoubt settle(Session& session, const Statement& statement) {
  const Tokens tokens = significant_tokens(statement.text, lexicon());
  const StatementClass what = classify(statement.text, lexicon());
  switch (what.kind) {
    case StatementKind::create:
      return what.object_kind == "INDEX" ? settle_create_index(session, tokens) : settle_server_object(session, what);
    case StatementKind::drop:
      return what.object_kind == "INDEX" ? settle_drop_index(session, what) : settle_server_object(session, what);
    case StatementKind::alter:
      return what.object_kind == "TABLE" ? settle_detach(session, what, tokens) : InDoubt::again;
    case StatementKind::reindex:
      return settle_reindex(session);
    case StatementKind::vacuum:
    case StatementKind::cluster:
      return InDoubt::again;
    default:
      return InDoubt::unknown;
  }
}

}  // namespace retort::postgresql
