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

using Answered = std::vector<Answers::Rename>;

/// A name that nothing has: not even where this has run before and failed.
Identifier name_aside(const Identifier& name, const std::set<Identifier>& taken) {
  Identifier aside;
  std::string prefix = "_retort_was_";
  do {
    aside = Identifier::keyed(prefix + name.text(), prefix + name.key());
    prefix = "_" + prefix;
  } while (taken.count(aside) != 0);
  return aside;
}

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
      throw UsageError(fmt::format("two answers for one {}: '{}' to '{}', and '{}' to '{}'", scope.what,
                                   a->first.text(), a->second.text(), b->first.text(), b->second.text()));
    }
  }
}

/// The answers that hold, in the spelling of the schemas.
NamePairs effective(const Scope& scope, const Answered& answers) {
  NamePairs result;
  std::set<Identifier> certain;
  for (const Answers::Rename& answer : answers) {
    check_names(scope, answer.from, answer.to);
    if (answer.certain) certain.insert(answer.to);
    const auto source = scope.from.find(answer.from);
    const auto target = scope.to.find(answer.to);
    if (source == scope.from.end() || target == scope.to.end()) continue;
    if (*source == *target && source->text() == target->text()) continue;
    const std::pair rename{*source, *target};
    if (std::find(result.begin(), result.end(), rename) == result.end()) result.push_back(rename);
  }
  for (std::size_t before = result.size() + 1; before != result.size();) {
    before = result.size();
    const NamePairs held = result;
    std::erase_if(result, [&](const auto& rename) {
      return scope.from.count(rename.second) != 0 && certain.count(rename.second) == 0 &&
             !renames_away(held, rename.second);
    });
  }
  check_contradictions(scope, result);
  return result;
}

/// What has to give up its name although nothing else is made of it.
NamePairs set_aside(const Scope& scope, const NamePairs& renames) {
  std::set<Identifier> taken = scope.from;
  taken.insert(scope.to.begin(), scope.to.end());
  NamePairs aside;
  for (const auto& [a, b] : renames) {
    const auto in_the_way = scope.from.find(b);
    if (in_the_way == scope.from.end() || renames_away(renames, b)) continue;
    aside.emplace_back(*in_the_way, name_aside(*in_the_way, taken));
    taken.insert(aside.back().second);
  }
  return aside;
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

ObjectName Renames::target_of(const ObjectName& table) const {
  for (const auto* renames : {&tables, &tables_aside}) {
    for (const auto& [source, target] : *renames) {
      if (source == table) return target;
    }
  }
  return table;
}

Renames renames_between(const Schema& from, const Schema& to, const Answers& answers) {
  Renames result;
  if (from.tables.empty()) return result;  // nothing could have had another name

  Answered tables;
  std::map<ObjectName, Answered> columns;
  for (const Answers::Rename& rename : answers.renames)
    (rename.table ? columns[*rename.table] : tables).push_back(rename);

  const Scope scope = scope_of(from, to);
  const NamePairs pairs = effective(scope, tables);
  for (const auto& [a, b] : pairs) result.tables.emplace_back(ObjectName{{}, a}, ObjectName{{}, b});
  for (const auto& [a, b] : set_aside(scope, pairs))
    result.tables_aside.emplace_back(ObjectName{{}, a}, ObjectName{{}, b});
  for (const auto& [name, renames] : columns) {
    const Table* target = to.find_table(name);
    const Table* source = from.find_table(result.source_of(name));
    if (target == nullptr) {
      throw UsageError(
          fmt::format("rename of a column of '{}': there is no such table after the change", name.to_string()),
          std::nullopt, "columns are named with the table's new name: TABLE.OLD=NEW");
    }
    if (source == nullptr) continue;  // a new table
    const Scope of_table = scope_of(*source, *target);
    NamePairs of_columns = effective(of_table, renames);
    if (NamePairs aside = set_aside(of_table, of_columns); !aside.empty())
      result.columns_aside.emplace(target->name, std::move(aside));
    if (!of_columns.empty()) result.columns.emplace(target->name, std::move(of_columns));
  }
  return result;
}

MatchedTables match_tables(const Schema& from, const Schema& to, const Renames& renames) {
  std::set<ObjectName> renamed_away;
  std::map<ObjectName, ObjectName> sources;
  for (const auto& [source, target] : renames.tables_aside) renamed_away.insert(source);
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

NamePairs in_order(NamePairs renames, const std::vector<Identifier>& taken) {
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
    Identifier& circled = renames.front().first;
    const Identifier aside = name_aside(circled, names);
    run(circled, aside);
    circled = aside;
  }
  return ordered;
}

}  // namespace retort
