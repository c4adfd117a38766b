#include "driver/sqlite/statistics.hpp"

#include "driver/sqlite/prepared.hpp"

namespace retort::sqlite {

bool Statistics::has_statistics() {
  return Prepared(session_, "SELECT 1 FROM main.sqlite_schema WHERE name = 'sqlite_stat1'").step();
}

/// Its columns, collations and text: "a b" of a key, or of CREATE INDEX.
std::string Statistics::signature(const Identifier& table, const Value& index) {
  if (std::holds_alternative<std::monostate>(index)) return "table";
  const Row parameters{table.text(), index};
  Prepared rows(
      session_,
      "SELECT group_concat(coalesce(x.name, '()') || ' ' || x.\"desc\" || ' ' || x.coll, ', '),"
      " (SELECT sql FROM main.sqlite_schema WHERE type = 'index' AND name = $2)"
      " FROM pragma_index_list($1, 'main') l, pragma_index_xinfo(l.name, 'main') x WHERE l.name = $2 AND x.key");
  rows.bind(parameters);
  if (!rows.step() || rows.is_null(0)) return {};
  return std::string(rows.text(0)) + "\n" + std::string(rows.text(1));
}

void Statistics::save(const Identifier& table) {
  if (!has_statistics()) return;
  const Row parameters{table.text()};
  Prepared rows(session_, "SELECT idx, stat FROM main.sqlite_stat1 WHERE tbl = $1 COLLATE NOCASE");
  rows.bind(parameters);
  std::vector<Line>& lines = saved_[table];
  while (rows.step()) lines.push_back({rows.value(0), rows.value(1), signature(table, rows.value(0))});
}

void Statistics::restore(const Identifier& from, const Identifier& to) {
  const auto saved = saved_.find(from);
  if (saved == saved_.end()) return;
  const Row table{to.text()};
  Prepared analysed(session_, "SELECT 1 FROM main.sqlite_stat1 WHERE tbl = $1 COLLATE NOCASE");
  analysed.bind(table);
  if (analysed.step()) return;
  analysed.reset();
  Prepared insert(session_, "INSERT INTO main.sqlite_stat1 (tbl, idx, stat) VALUES ($1, $2, $3)");
  for (const Line& line : saved->second) {
    if (line.signature.empty() || signature(to, line.index) != line.signature) continue;
    const Row parameters{to.text(), line.index, line.statistics};
    insert.bind(parameters);
    insert.run();
    insert.reset();
  }
}

}  // namespace retort::sqlite
