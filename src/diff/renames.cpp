#include "diff/renames.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
namespace retort {
namespace {

/// The names of one scope (the tables of a schema, the columns of a table) on both sides, as spelled there.
struct Scope {
  std::string what;  // "table" or "column of table 'x'"
  std::set<Identifier> from;
  std::set<Identifier> to;
};

bool renames_away(const NamePairs& renames, const Identifier& name) {
  return std::any_of(renames.begin(), renames.end(), [&](const auto& rename) { return rename.first == name; });
}

/// Throws where the answer can be neither done nor done already.
void check_names(const Scope& scope, const Identifier& a, const Identifier& b) {
  const auto refuse = [&](const Identifier& name, std::string_view side) {
    throw UsageError(fmt::format("rename of '{}' to '{}': there is no {} '{}' {}", a.text(), b.text(), scope.what,
                                 name.text(), side),
                     std::nullopt, "a rename is written OLD=NEW, with the names of both schemas");
  };
  if (scope.to.count(b) == 0) refuse(b, "after the change");
  if (scope.from.count(b) == 0 && scope.from.count(a) == 0) refuse(a, "before the change");
}

void check_contradictions(const Scope& scope, const NamePairs& renames) {
  for (auto a = renames.begin(); a != renames.end(); ++a) {
    for (auto b = std::next(a); b != renames.end(); ++b) {
      if (a->first != b->first && a->second != b->second) continue;
      throw UsageError(fmt::format("two answers for one {}: '{}' to '{}', and '{}' to '{}'", scope.what, a->first.text(),
                                   a->second.text(), b->first.text(), b->second.text()));
    }
  }
}

/// The answers that hold, in the spelling of the schemas.
NamePairs effective(const Scope& scope, const NamePairs& answers) {
  NamePairs result;
  for (const auto& [a, b] : answers) {
    check_names(scope, a, b);
    const auto source = scope.from.find(a);
    const auto target = scope.to.find(b);
    if (source == scope.from.end() || target == scope.to.end()) continue;
    if (*source == *target && source->text() == target->text()) continue;
    const std::pair rename{*source, *target};
    if (std::find(result.begin(), result.end(), rename) == result.end()) result.push_back(rename);
  }
  for (std::size_t before = result.size() + 1; before != result.size();) {
    before = result.size();
    const NamePairs held = result;
    std::erase_if(result, [&](const auto& rename) {
      return scope.from.count(rename.second) != 0 && !renames_away(held, rename.second);
    });
  }
  check_contradictions(scope, result);
  return result;
}

Scope scope_of(const Schema& from, const Schema& to) {
  Scope scope{"table", {}, {}};
  for (const auto& [name, table] : from.tables) scope.from.insert(name.name);
  for (const auto& [name, table] : to.tables) scope.to.insert(name.name);
  return scope;
}

Scope scope_of(const Table& from, const Table& to) {
  Scope scope{fmt::format("column of table '{}'", to.name.to_string()), {}, {}};
  for (const Column& column : from.columns) scope.from.insert(column.name);
  for (const Column& column : to.columns) scope.to.insert(column.name);
  return scope;
}

}  // namespace

ObjectName Renames::source_of(const ObjectName& table) const {
  for (const auto& [source, target] : tables) {
    if (target == table) return source;
  }
  return table;
}

Identifier Renames::source_of(const ObjectName& table, const Identifier& column) const {
  const auto renames = columns.find(table);
  if (renames == columns.end()) return column;
  for (const auto& [source, target] : renames->second) {
    if (target == column) return source;
  }
  return column;
}

Renames effective_renames(const Schema& from, const Schema& to, const Answers& answers) {
  Renames result;
  if (from.tables.empty()) return result;  // nothing could have had another name

  NamePairs tables;
  std::map<ObjectName, NamePairs> columns;
  for (const Answers::Rename& rename : answers.renames) {
    (rename.table ? columns[*rename.table] : tables).emplace_back(rename.from, rename.to);
  }
  for (const auto& [a, b] : effective(scope_of(from, to), tables)) {
    result.tables.emplace_back(ObjectName{{}, a}, ObjectName{{}, b});
  }
  for (const auto& [name, renames] : columns) {
    const Table* target = to.find_table(name);
    const Table* source = from.find_table(result.source_of(name));
    if (target == nullptr) {
      throw UsageError(fmt::format("rename of a column of '{}': there is no such table after the change", name.to_string()),
                       std::nullopt, "columns are named with the table's new name: TABLE.OLD=NEW");
    }
    if (source == nullptr) continue;  // a new table
    NamePairs effective_ones = effective(scope_of(*source, *target), renames);
    if (!effective_ones.empty()) result.columns.emplace(target->name, std::move(effective_ones));
  }
  return result;
}

MatchedTables match_tables(const Schema& from, const Schema& to, const Renames& renames) {
  std::set<ObjectName> renamed_away;
  std::map<ObjectName, ObjectName> sources;
  for (const auto& [source, target] : renames.tables) {
    renamed_away.insert(source);
    sources.emplace(target, source);
  }
  MatchedTables matched;
  std::set<const Table*> kept;
  for (const auto& [name, target] : to.tables) {
    const auto renamed = sources.find(name);
    const bool name_given_up = renamed == sources.end() && renamed_away.count(name) != 0;
    const Table* source = name_given_up ? nullptr : from.find_table(renamed == sources.end() ? name : renamed->second);
    if (source == nullptr) {
      matched.come.push_back(&target);
    } else {
      matched.kept.emplace_back(source, &target);
      kept.insert(source);
    }
  }
  for (const auto& [name, source] : from.tables) {
    if (kept.count(&source) == 0) matched.gone.push_back(&source);
  }
  return matched;
}

NamePairs in_order(NamePairs renames, const std::vector<Identifier>& taken, const Lexicon& lexicon) {
  std::sort(renames.begin(), renames.end());
  std::set<Identifier> names(taken.begin(), taken.end());
  NamePairs ordered;
  const auto run = [&](const Identifier& from, const Identifier& to) {
    names.erase(from);
    names.insert(to);
    ordered.emplace_back(from, to);
  };
  while (!renames.empty()) {
    const auto free = std::find_if(renames.begin(), renames.end(), [&](const auto& rename) {
      return rename.first == rename.second || names.count(rename.second) == 0;
    });
    if (free != renames.end()) {
      run(free->first, free->second);
      renames.erase(free);
      continue;
    }
    auto& [circled, target] = renames.front();
    Identifier aside = lexicon.identifier("_retort_was_" + circled.text());
    while (names.count(aside) != 0) aside = lexicon.identifier("_" + aside.text());
    run(circled, aside);
    circled = aside;
  }
  return ordered;
}

}  // namespace retort
