#include "driver/sqlite/reviewed.hpp"

#include <fmt/format.h>

#include "dialect/sqlite/pragmas.hpp"

namespace retort::sqlite {

namespace {

std::string refusal(const Access& access, StepMode mode) {
  switch (access.action) {
    case SQLITE_TRANSACTION:
      return fmt::format("{} has no place in a revision: Retort begins and ends the transaction of each step",
                         access.first);
    case SQLITE_SAVEPOINT:
      return "SAVEPOINT, RELEASE and ROLLBACK TO have no place in a revision: a step is undone whole, or not at all";
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
      return fmt::format("{} has no place in a revision: it works on its own database only",
                         access.action == SQLITE_ATTACH ? "ATTACH" : "DETACH");
    case SQLITE_PRAGMA:
      return pragma_refusal(access.first, mode);
    default:
      return {};
  }
}

Identifier name_of(std::string_view text) { return Identifier::folded(std::string(text)); }

void note(const Access& access, Footprint& footprint) {
  if (access.database != "main" && access.action != SQLITE_ALTER_TABLE) return;
  const bool own_table = access.first.starts_with("sqlite_");
  switch (access.action) {
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
      if (!own_table) footprint.written.insert(name_of(access.first));
      break;
    case SQLITE_CREATE_TABLE:
    case SQLITE_CREATE_VIEW:
    case SQLITE_CREATE_VTABLE:
      footprint.created.insert(name_of(access.first));
      break;
    case SQLITE_DROP_TABLE:
    case SQLITE_DROP_VTABLE:
      footprint.dropped_tables.insert(name_of(access.first));
      [[fallthrough]];
    case SQLITE_DROP_VIEW:
    case SQLITE_DROP_TRIGGER:  // it may be created again, and not work then
      footprint.changed.insert(name_of(access.first));
      break;
    case SQLITE_DROP_INDEX:
      footprint.changed.insert(name_of(access.second));
      footprint.unindexed.insert(name_of(access.second));
      break;
    case SQLITE_ALTER_TABLE:  // its first argument is the database
      if (access.first == "main") footprint.changed.insert(name_of(access.second));
      break;
    default:
      break;
  }
}

}  // namespace

Reviewed prepare_reviewed(Session& session, std::string_view sql, StepMode mode) {
  Footprint footprint;
  std::string refused;
  // Only while it is prepared: what a virtual table's module does when the statement runs is its own affair (FTS
  // opens savepoints, VACUUM attaches a database).
  const Listening listening(session, [&](const Access& access) {
    note(access, footprint);
    if (refused.empty()) refused = refusal(access, mode);
    return refused.empty();
  });
  try {
    Prepared statement(session, sql);
    return {std::move(statement), std::move(footprint)};
  } catch (const DatabaseError&) {
    if (refused.empty()) throw;
    throw ProjectError(refused, std::nullopt, "take the statement out of the revision");
  }
}

}  // namespace retort::sqlite
