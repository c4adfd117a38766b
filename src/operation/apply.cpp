#include "operation/apply.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "operation/rename.hpp"

namespace retort {
namespace {

[[noreturn]] void misfit(std::string_view what, const ObjectName& name) {
  throw std::logic_error(fmt::format("the operation does not fit the schema: {} '{}'", what, name.to_string()));
}

/// Takes one equal element out of a multiset.
template <class T>
void erase_one(std::vector<T>& from, const T& value, const ObjectName& table) {
  const auto found = std::find(from.begin(), from.end(), value);
  if (found == from.end()) misfit("no such constraint of table", table);
  from.erase(found);
}

struct Add {
  Table& table;
  void operator()(const PrimaryKey& key) const {
    if (table.primary_key) misfit("a second primary key for table", table.name);
    table.primary_key = key;
  }
  void operator()(const Unique& unique) const { table.uniques.push_back(unique); }
  void operator()(const ForeignKey& key) const { table.foreign_keys.push_back(key); }
  void operator()(const Check& check) const { table.checks.push_back(check); }
  void operator()(const Exclusion& exclusion) const { table.exclusions.push_back(exclusion); }
};

struct Drop {
  Table& table;
  void operator()(const PrimaryKey& key) const {
    if (table.primary_key != key) misfit("no such primary key of table", table.name);
    table.primary_key.reset();
  }
  void operator()(const Unique& unique) const { erase_one(table.uniques, unique, table.name); }
  void operator()(const ForeignKey& key) const { erase_one(table.foreign_keys, key, table.name); }
  void operator()(const Check& check) const { erase_one(table.checks, check, table.name); }
  void operator()(const Exclusion& exclusion) const { erase_one(table.exclusions, exclusion, table.name); }
};

void erase_triggers(Schema& schema, const ObjectName& table) {
  std::erase_if(schema.definitions, [&](const auto& entry) {
    return entry.first.kind == ObjectKind::trigger && entry.second.on == table;
  });
}

class Applier {
 public:
  Applier(Schema& schema, const Lexicon& lexicon) : schema_(schema), lexicon_(lexicon) {}

  void operator()(const CreateTable& o) {
    if (!schema_.tables.emplace(o.table.name, o.table).second) misfit("there is already a table", o.table.name);
  }
  void operator()(const DropTable& o) {
    if (schema_.tables.erase(o.table.name) == 0) misfit("no table", o.table.name);
    erase_triggers(schema_, o.table.name);
  }
  void operator()(const RenameTable& o) {
    auto node = schema_.tables.extract(o.from);
    if (node.empty()) misfit("no table", o.from);
    node.mapped().name = o.to;
    node.key() = o.to;
    if (!schema_.tables.insert(std::move(node)).inserted) misfit("there is already a table", o.to);
    rename_everywhere(o.from, o.to);
  }
  void operator()(const AlterTableOptions& o) {
    Table& owner = table(o.table);
    owner.options = o.to;
    owner.comment = option(o.to, "comment");
    owner.options.erase("comment");
  }
  void operator()(const AlterInheritance& o) { table(o.table).inherits = o.to; }
  void operator()(const AttachPartition& o) { table(o.table).partition_of = o.of; }
  void operator()(const DetachPartition& o) { table(o.table).partition_of.reset(); }

  void operator()(const AddColumn& o) {
    Table& owner = table(o.table);
    if (owner.find_column(o.column.name) != nullptr) misfit("there is already such a column in table", o.table);
    owner.columns.push_back(o.column);
    owner.foreign_keys.insert(owner.foreign_keys.end(), o.references.begin(), o.references.end());
    normalize(owner);
  }
  void operator()(const DropColumn& o) {
    Table& owner = table(o.table);
    column(owner, o.column.name);
    std::erase_if(owner.columns, [&](const Column& candidate) { return candidate.name == o.column.name; });
  }
  void operator()(const RenameColumn& o) {
    Table& owner = table(o.table);
    column(owner, o.from);
    if (o.from != o.to && owner.find_column(o.to) != nullptr)
      misfit("there is already such a column in table", o.table);
    rename_column(owner, o.from, o.to, lexicon_);
    for (auto& [name, other] : schema_.tables) rename_targets(other, o);
    for (auto& [key, definition] : schema_.definitions) {
      for (Dependency& dependency : definition.depends_on) {
        if (dependency.object != o.table) continue;
        std::replace(dependency.columns.begin(), dependency.columns.end(), o.from, o.to);
      }
    }
  }
  void operator()(const AlterColumn& o) { column(table(o.table), o.from.name) = o.to; }
  void operator()(const ReorderColumns& o) {
    Table& owner = table(o.table);
    if (owner.columns.size() != o.to.size()) misfit("the new order is not that of table", o.table);
    std::vector<Column> ordered;
    for (const Identifier& name : o.to) ordered.push_back(column(owner, name));
    owner.columns = std::move(ordered);
  }

  void operator()(const AddConstraint& o) {
    std::visit(Add{table(o.table)}, o.constraint);
    normalize(table(o.table));
  }
  void operator()(const DropConstraint& o) { std::visit(Drop{table(o.table)}, o.constraint); }
  void operator()(const AlterConstraint& o) {
    std::visit(Drop{table(o.table)}, o.from);
    std::visit(Add{table(o.table)}, o.to);
    normalize(table(o.table));
  }
  void operator()(const CreateIndex& o) {
    if (!table(o.table).indexes.emplace(o.index.name, o.index).second)
      misfit("there is already such an index on table", o.table);
  }
  void operator()(const AlterIndex& o) { table(o.table).indexes.at(o.from.name) = o.to; }
  void operator()(const DropIndex& o) {
    if (table(o.table).indexes.erase(o.index.name) == 0) misfit("no such index on table", o.table);
  }

  void operator()(const CreateDefinition& o) {
    const auto [place, inserted] = schema_.definitions.emplace(o.definition.key, o.definition);
    if (!inserted) misfit("there is already such a definition", o.definition.key.name);
    place->second.ordinal = last_ordinal() + 1;
  }
  void operator()(const DropDefinition& o) {
    if (schema_.definitions.erase(o.definition.key) == 0) misfit("no definition", o.definition.key.name);
    if (o.definition.key.kind == ObjectKind::view) erase_triggers(schema_, o.definition.key.name);
  }
  void operator()(const AlterDefinition& o) {
    const auto found = schema_.definitions.find(o.from.key);
    if (found == schema_.definitions.end()) misfit("no definition", o.from.key.name);
    const int ordinal = found->second.ordinal;
    found->second = o.to;
    found->second.ordinal = ordinal;
  }

  /// Texts that speak of it do not follow: the diff has the database rename, and reads them again.
  void operator()(const RenameObject& o) {
    auto node = schema_.definitions.extract(o.from);
    if (node.empty()) return;
    node.mapped().key = o.to;
    node.key() = o.to;
    schema_.definitions.insert(std::move(node));
  }

  void operator()(const RebuildTable& o) {
    table(o.from.name) = o.to;
    erase_triggers(schema_, o.from.name);
    for (const Definition& trigger : o.triggers_after) (*this)(CreateDefinition{trigger});
  }
  void operator()(const Execute&) {}

 private:
  Table& table(const ObjectName& name) {
    const auto found = schema_.tables.find(name);
    if (found == schema_.tables.end()) misfit("no table", name);
    return found->second;
  }
  static Column& column(Table& table, const Identifier& name) {
    Column* found = table.find_column(name);
    if (found == nullptr) misfit("no column '" + name.text() + "' in table", table.name);
    return *found;
  }

  static void rename_targets(Table& other, const RenameColumn& o) {
    bool changed = false;
    for (ForeignKey& key : other.foreign_keys) {
      if (key.target != o.table) continue;
      std::replace(key.target_columns.begin(), key.target_columns.end(), o.from, o.to);
      changed = true;
    }
    if (changed) normalize(other);
  }

  void rename_everywhere(const ObjectName& from, const ObjectName& to) {
    for (auto& [name, other] : schema_.tables) {
      bool changed = false;
      for (ForeignKey& key : other.foreign_keys) {
        if (key.target != from) continue;
        key.target = to;
        changed = true;
      }
      if (changed) normalize(other);
    }
    for (auto& [key, definition] : schema_.definitions) {
      if (definition.on == from) definition.on = to;
      for (Dependency& dependency : definition.depends_on) {
        if (dependency.object == from) dependency.object = to;
      }
      std::sort(definition.depends_on.begin(), definition.depends_on.end(),
                [](const Dependency& a, const Dependency& b) { return a.object < b.object; });
    }
  }

  int last_ordinal() const {
    int last = 0;
    for (const auto& [key, definition] : schema_.definitions) last = std::max(last, definition.ordinal);
    return last;
  }

  Schema& schema_;
  const Lexicon& lexicon_;
};

}  // namespace

void apply(const Operation& operation, Schema& schema, const Lexicon& lexicon) {
  std::visit(Applier(schema, lexicon), operation);
}

void apply(const Operations& operations, Schema& schema, const Lexicon& lexicon) {
  for (const Operation& operation : operations) apply(operation, schema, lexicon);
}

}  // namespace retort
