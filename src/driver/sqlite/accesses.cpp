#include "driver/sqlite/accesses.hpp"

#include "driver/sqlite/prepared.hpp"

namespace retort::sqlite {

namespace {

Identifier name_of(std::string_view text) { return Identifier::folded(std::string(text)); }

void note(const Access& access, Accesses& accesses) {
  if (access.database == "temp" || access.first.starts_with("sqlite_")) return;
  switch (access.action) {
    case SQLITE_READ:
    case SQLITE_UPDATE: {
      std::set<Identifier>& columns = accesses[name_of(access.inside)][name_of(access.first)];
      if (!access.second.empty()) columns.insert(name_of(access.second));
      break;
    }
    case SQLITE_INSERT:
    case SQLITE_DELETE:
      accesses[name_of(access.inside)][name_of(access.first)];
      break;
    default:
      break;
  }
}

}  // namespace

Probe probe(Session& session, const std::string& sql) {
  Probe result;
  const Listening listening(session, [&](const Access& access) {
    note(access, result.accesses);
    return true;
  });
  try {
    const Prepared statement(session, sql);
    for (int i = 0; i < statement.columns(); ++i)
      result.columns.push_back(Identifier::folded(statement.column_name(i)));
  } catch (const DatabaseError& error) {
    result.error = error.what();
  }
  return result;
}

}  // namespace retort::sqlite
