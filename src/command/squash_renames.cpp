#include "command/squash_renames.hpp"

#include <map>

#include "verify/revision_change.hpp"

namespace retort::command {

namespace {

/// Follows names from the first state on.
class Names {
 public:
  Names(const Schema& from, const Lexicon& lexicon) : lexicon_(lexicon) {
    for (const auto& [name, table] : from.tables) {
      tables_[name] = name;
      for (const Column& column : table.columns) columns_[name].emplace(column.name, column.name);
    }
  }

  void apply(const Rename& rename) {
    const ObjectName table = whole(rename.table);
    const auto known = tables_.find(table);
    if (known == tables_.end()) return;  // it came later, or is no table
    if (!rename.of_table) {
      std::map<Identifier, Identifier>& columns = columns_[table];
      const auto column = columns.find(rename.from);
      if (column == columns.end()) return;
      const Identifier first = column->second;
      columns.erase(column);
      columns.insert_or_assign(rename.to, first);
      return;
    }
    const ObjectName to = whole({rename.schema.empty() ? table.schema : rename.schema, rename.to});
    auto node = tables_.extract(known);
    auto columns = columns_.extract(table);
    tables_.insert_or_assign(to, node.mapped());
    if (!columns.empty()) columns_.insert_or_assign(to, std::move(columns.mapped()));
  }

  std::vector<Answers::Rename> renames(const Schema& to) const {
    std::vector<Answers::Rename> result;
    for (const auto& [now, first] : tables_) {
      const Table* table = to.find_table(now);
      if (table == nullptr) continue;
      if (now != first)
        result.emplace_back(ObjectKey{ObjectKind::table, first}, ObjectKey{ObjectKind::table, now}, true);
      const auto columns = columns_.find(now);
      if (columns == columns_.end()) continue;
      for (const auto& [column, original] : columns->second)
        if (column != original && table->find_column(column) != nullptr)
          result.emplace_back(now, original, column, true);
    }
    return result;
  }

 private:
  ObjectName whole(ObjectName name) const {
    if (name.schema.empty()) name.schema = lexicon_.identifier(lexicon_.default_schema);
    return name;
  }

  const Lexicon& lexicon_;
  std::map<ObjectName, ObjectName> tables_;                         // by now -> at first
  std::map<ObjectName, std::map<Identifier, Identifier>> columns_;  // of the table by now: by now -> at first
};

}  // namespace

std::vector<Answers::Rename> renames_between(const std::vector<const RevisionFile*>& files, const Schema& from,
                                             const Schema& to, const Dialect& dialect) {
  Names names(from, dialect.lexicon());
  for (const RevisionFile* file : files)
    for (const Rename& rename : renames_in(*file, dialect)) names.apply(rename);
  return names.renames(to);
}

}  // namespace retort::command
