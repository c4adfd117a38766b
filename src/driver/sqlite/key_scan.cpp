#include "driver/sqlite/key_scan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"

namespace retort::sqlite {

namespace {

constexpr std::size_t kRowsTold = 5;

std::string names(const std::vector<Identifier>& identifiers) {
  std::vector<std::string> texts;
  for (const Identifier& identifier : identifiers) texts.push_back(identifier.text());
  return join(texts, ", ");
}

std::string tell_rows(const Identifier& child, const Identifier& parent,
                      const std::vector<std::optional<std::int64_t>>& rows) {
  std::vector<std::string> ids;
  for (const std::optional<std::int64_t>& row : rows) {
    if (row && ids.size() < kRowsTold) ids.push_back(std::to_string(*row));
  }
  std::string which = join(ids, ", ");
  if (!which.empty()) which = fmt::format(" (rowid {}{})", which, rows.size() > ids.size() ? ", …" : "");
  return fmt::format("{} of table '{}'{} {} to no row of '{}'",
                     rows.size() == 1 ? "1 row" : fmt::format("{} rows", rows.size()), child.text(), which,
                     rows.size() == 1 ? "refers" : "refer", parent.text());
}

}  // namespace

void KeyScan::before(const Footprint& footprint) {
  std::set<Identifier> tables = footprint.unindexed;
  tables.insert(footprint.dropped_tables.begin(), footprint.dropped_tables.end());
  if (rows_too_) {
    for (const auto* more : {&footprint.written, &footprint.created, &footprint.changed})
      tables.insert(more->begin(), more->end());
  }
  for (const Identifier& table : tables) look_at(table);
}

void KeyScan::look_at(const Identifier& table) {
  if (affected_.insert(table).second) scan_around(table, scanned_, baseline_);
}

void KeyScan::scan_around(const Identifier& table, std::set<Identifier>& scanned, Findings& findings) {
  for (const auto& [child, keys] : read_keys_to(session_, table)) {
    if (!scanned.insert(child).second) continue;
    // All its keys, not only this one: a later statement may affect another parent, and the child itself before that.
    const std::optional<TableFacts> facts = read_table_facts(session_, child);
    if (facts) scan(child, facts->foreign_keys, findings);
  }
  if (!rows_too_ || !scanned.insert(table).second) return;
  const std::optional<TableFacts> facts = read_table_facts(session_, table);
  if (facts) scan(table, facts->foreign_keys, findings);
}

void KeyScan::scan(const Identifier& child, const std::vector<ForeignKeyFacts>& keys, Findings& findings) {
  if (keys.empty()) return;
  const std::optional<TableFacts> facts = read_table_facts(session_, child);
  for (const ForeignKeyFacts& key : keys) {
    const std::optional<TableFacts> parent = read_table_facts(session_, key.parent);
    const std::string wrong = mismatch(session_, key, parent);
    if (!wrong.empty()) {
      findings.mismatches[{child, key.parent}].push_back(
          fmt::format("the foreign key ({}) of table '{}' refers to '{}', {}", names(key.columns), child.text(),
                      key.parent.text(), wrong));
      continue;
    }
    if (!rows_too_) continue;
    RowIds& rows = findings.orphans[{child, key.parent}];
    for (const auto& row : orphans(session_, child, *facts, key, *parent)) ++rows[row];
  }
}

void KeyScan::rename(const Identifier& from, const Identifier& to, Findings& findings) {
  const auto rename_in = [&](auto& map) {
    auto old = std::move(map);
    map.clear();
    for (auto& [pair, value] : old) {
      map[{pair.first == from ? to : pair.first, pair.second == from ? to : pair.second}] = std::move(value);
    }
  };
  rename_in(findings.mismatches);
  rename_in(findings.orphans);
}

void KeyScan::renamed(const Identifier& from, const Identifier& to) {
  if (scanned_.erase(from) > 0) scanned_.insert(to);
  rename(from, to, baseline_);
}

std::vector<std::string> KeyScan::new_problems() {
  Findings now;
  std::set<Identifier> scanned;
  for (const Identifier& table : affected_) scan_around(table, scanned, now);
  for (const Identifier& child : scanned_) {
    if (!scanned.insert(child).second) continue;
    const std::optional<TableFacts> facts = read_table_facts(session_, child);
    if (facts) scan(child, facts->foreign_keys, now);
  }
  std::vector<std::string> problems;
  for (const auto& [pair, found] : now.mismatches) {
    std::vector<std::string>& before = baseline_.mismatches[pair];
    if (found.size() <= before.size()) continue;
    for (const std::string& problem : found) {
      if (std::find(before.begin(), before.end(), problem) == before.end()) problems.push_back(problem);
    }
  }
  for (const auto& [pair, rows] : now.orphans) {
    const RowIds& before = baseline_.orphans[pair];
    std::vector<std::optional<std::int64_t>> fresh;
    for (const auto& [row, count] : rows) {
      const auto had = before.find(row);
      for (int i = had == before.end() ? 0 : had->second; i < count; ++i) fresh.push_back(row);
    }
    if (!fresh.empty()) problems.push_back(tell_rows(pair.first, pair.second, fresh));
  }
  return problems;
}

std::vector<std::string> all_orphans(Session& session) {
  std::vector<std::string> found;
  for (const Identifier& child : read_tables_with_keys(session)) {
    const std::optional<TableFacts> facts = read_table_facts(session, child);
    if (!facts) continue;
    for (const ForeignKeyFacts& key : facts->foreign_keys) {
      const std::optional<TableFacts> parent = read_table_facts(session, key.parent);
      if (!mismatch(session, key, parent).empty()) continue;
      const auto rows = orphans(session, child, *facts, key, *parent);
      if (!rows.empty()) found.push_back(tell_rows(child, key.parent, rows));
    }
  }
  return found;
}

}  // namespace retort::sqlite
