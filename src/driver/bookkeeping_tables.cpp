#include "driver/bookkeeping_tables.hpp"

#include <fmt/format.h>

#include "sql/quote.hpp"

namespace retort {

std::vector<std::string> bookkeeping_tables(const Lexicon& lexicon, const ObjectName& version_table,
                                            const ObjectName& journal, std::string_view id) {
  const Identifier key = lexicon.identifier(version_table.name.text() + "_pkc");
  return {fmt::format("CREATE TABLE IF NOT EXISTS {} (\n"
                      "    version_num VARCHAR(32) NOT NULL,\n"
                      "    CONSTRAINT {} PRIMARY KEY (version_num)\n"
                      ")",
                      quote(lexicon, version_table), quote(lexicon, key)),
          fmt::format("CREATE TABLE IF NOT EXISTS {} (\n"
                      "    id {} PRIMARY KEY,\n"
                      "    revision TEXT NOT NULL,\n"
                      "    revises TEXT NOT NULL,\n"
                      "    direction TEXT NOT NULL,\n"
                      "    step INTEGER NOT NULL,\n"
                      "    steps INTEGER NOT NULL,\n"
                      "    statement INTEGER,\n"
                      "    hash TEXT NOT NULL,\n"
                      "    state TEXT NOT NULL,\n"
                      "    started TEXT NOT NULL,\n"
                      "    finished TEXT,\n"
                      "    username TEXT NOT NULL,\n"
                      "    hostname TEXT NOT NULL,\n"
                      "    file_name TEXT,\n"
                      "    file_text TEXT\n"
                      ")",
                      quote(lexicon, journal), id)};
}

}  // namespace retort
