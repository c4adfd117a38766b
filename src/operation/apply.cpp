#include "operation/apply.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "operation/constraint_list.hpp"
#include "operation/inheritance.hpp"
#include "operation/misfit.hpp"
#include "operation/object_text.hpp"
#include "operation/rename.hpp"
#include "operation/rename_schema.hpp"
#include "operation/sequence_owner.hpp"
#include "schema/dependencies.hpp"

namespace retort {
namespace {

/// Triggers, rules and policies go with their table or view.
void erase_definitions_on(Schema& schema, const ObjectName& table) {
  std::erase_if(schema.definitions, [&](const auto& entry) { return entry.second.on == table; });
}

/// The column that a sequence belongs to, and goes with.
bool is_owned_by(const Definition& definition, const ObjectName& table, const Identifier* column,
                 const Lexicon& lexicon) {
  const std::optional<ObjectKey> owner = owning_column(definition, lexicon);
  return owner && owner->name == table && (column == nullptr || owner->part == *column);
}

/// The keys that name a table by itself or as the place of a part.
bool is_of(const ObjectKey& key, const ObjectName& name) {
  switch (key.kind) {
    case ObjectKind::index:
    case ObjectKind::trigger:
    case ObjectKind::rule:
    case ObjectKind::policy:
      return false;
    default:
      return key.name == name;
  }
}

class Applier {
 public:
  Applier(Schema& schema, const Lexicon& lexicon) : schema_(schema), lexicon_(lexicon) {}

  void operator()(const CreateTable& o) {
    if (!schema_.tables.emplace(o.table.name, o.table).second) misfit("there is already a table", o.table.name);
    if (!parents_of(o.table).empty()) children_.reset();
  }
  void operator()(const DropTable& o) {
    if (schema_.tables.erase(o.table.name) == 0) misfit("no table", o.table.name);
    erase_definitions_on(schema_, o.table.name);
    erase_owned_sequences(o.table.name, nullptr);
    if (!parents_of(o.table).empty()) children_.reset();
  }
  void operator()(const RenameTable& o) {
    auto node = schema_.tables.extract(o.from);
    if (node.empty()) misfit("no table", o.from);
    node.mapped().name = o.to;
    node.key() = o.to;
    if (!schema_.tables.insert(std::move(node)).inserted) misfit("there is already a table", o.to);
    rename_everywhere({ObjectKind::table, o.from}, o.to);
  }
  void operator()(const AlterTableOptions& o) {
    Table& owner = table(o.table);
    owner.options = o.to;
    owner.comment = option(o.to, "comment");
    owner.options.erase("comment");
  }
  void operator()(const AlterInheritance& o) {
    table(o.table).inherits = o.to;
    children_.reset();
  }
  void operator()(const AttachPartition& o) {
    table(o.table).partition_of = o.of;
    children_.reset();
  }
  void operator()(const DetachPartition& o) {
    table(o.table).partition_of.reset();
    children_.reset();
  }

  void operator()(const AddColumn& o) {
    Table& owner = table(o.table);
    if (owner.find_column(o.column.name) != nullptr) misfit("there is already such a column in table", o.table);
    owner.columns.push_back(o.column);
    owner.foreign_keys.insert(owner.foreign_keys.end(), o.references.begin(), o.references.end());
    normalize(owner);
    for (const ObjectName& child : children_of(o.table)) {
      if (table(child).find_column(o.column.name) != nullptr) continue;
      (*this)(AddColumn{child, inherited_from(o.column), std::nullopt, false, {}});
    }
  }
  void operator()(const DropColumn& o) {
    Table& owner = table(o.table);
    column(owner, o.column.name);
    std::erase_if(owner.columns, [&](const Column& candidate) { return candidate.name == o.column.name; });
    erase_owned_sequences(o.table, &o.column.name);
    for (const ObjectName& child : children_of(o.table)) {
      const Column* inherited = table(child).find_column(o.column.name);
      if (inherited != nullptr && inherited->inherited) (*this)(DropColumn{child, *inherited});
    }
  }
  void operator()(const RenameColumn& o) {
    Table& owner = table(o.table);
    column(owner, o.from);
    if (o.from != o.to && owner.find_column(o.to) != nullptr)
      misfit("there is already such a column in table", o.table);
    rename_column(owner, o.from, o.to, lexicon_);
    for (auto& [name, other] : schema_.tables) rename_targets(other, o);
    change_keys([&](ObjectKey& key) {
      const bool is_part = key.kind == ObjectKind::column || key.kind == ObjectKind::column_default;
      if (is_part && key.name == o.table && key.part == o.from) key.part = o.to;
    });
    for (const ObjectName& child : children_of(o.table)) {
      const Column* inherited = table(child).find_column(o.from);
      if (inherited != nullptr && inherited->inherited) (*this)(RenameColumn{child, o.from, o.to});
    }
  }
  void operator()(const AlterColumn& o) {
    column(table(o.table), o.from.name) = o.to;
    for (const ObjectName& child : children_of(o.table)) {
      const Column* inherited = table(child).find_column(o.from.name);
      if (inherited == nullptr) continue;
      const Column after = inherited_change(*inherited, o.from, o.to);
      if (after != *inherited) (*this)(AlterColumn{child, *inherited, after, std::nullopt});
    }
  }
  void operator()(const ReorderColumns& o) {
    Table& owner = table(o.table);
    if (owner.columns.size() != o.to.size()) misfit("the new order is not that of table", o.table);
    std::vector<Column> ordered;
    for (const Identifier& name : o.to) ordered.push_back(column(owner, name));
    owner.columns = std::move(ordered);
  }

  void operator()(const AddConstraint& o) { add_constraint(table(o.table), o.constraint); }
  void operator()(const DropConstraint& o) {
    drop_constraint(table(o.table), o.constraint);
    if (const std::optional<Identifier> name = name_of(o.constraint)) drop_parts_of({o.table.schema, *name});
  }
  void operator()(const AlterConstraint& o) {
    drop_constraint(table(o.table), o.from);
    add_constraint(table(o.table), o.to);
  }
  void operator()(const CreateIndex& o) {
    if (!indexes_of(o.table).emplace(o.index.name, o.index).second)
      misfit("there is already such an index on table", o.table);
  }
  void operator()(const AlterIndex& o) { indexes_of(o.table).at(o.from.name) = o.to; }
  void operator()(const DropIndex& o) {
    if (indexes_of(o.table).erase(o.index.name) == 0) misfit("no such index on table", o.table);
    drop_parts_of({o.table.schema, o.index.name});
  }

  void operator()(const CreateDefinition& o) {
    const auto [place, inserted] = schema_.definitions.emplace(o.definition.key, o.definition);
    if (!inserted) misfit("there is already such a definition", o.definition.key.name);
    place->second.ordinal = last_ordinal() + 1;
  }
  void operator()(const DropDefinition& o) {
    if (schema_.definitions.erase(o.definition.key) == 0) misfit("no definition", o.definition.key.name);
    const ObjectKind kind = o.definition.key.kind;
    if (kind == ObjectKind::view || kind == ObjectKind::materialized_view || kind == ObjectKind::foreign_table)
      erase_definitions_on(schema_, o.definition.key.name);
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
    switch (o.from.kind) {
      case ObjectKind::schema:
        children_.reset();
        return rename_schema(schema_, o.from.name.name, o.to.name.name);
      case ObjectKind::constraint:
        return rename_constraint(o.from, o.to.part);
      case ObjectKind::index:
        return rename_index(o.from.name, o.to.name);
      case ObjectKind::enum_label:
      case ObjectKind::attribute:
        return rename_part(o.from, o.to.part);
      default:
        return rename_definition(o.from, o.to);
    }
  }

  void operator()(const RebuildTable& o) {
    table(o.from.name) = o.to;
    erase_definitions_on(schema_, o.from.name);
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

  /// What speaks of a table or view by its name, whatever its part.
  void rename_everywhere(const ObjectKey& from, const ObjectName& to) {
    for (auto& [name, other] : schema_.tables) {
      bool changed = false;
      for (ForeignKey& key : other.foreign_keys) {
        if (key.target != from.name) continue;
        key.target = to;
        changed = true;
      }
      if (changed) normalize(other);
      std::replace(other.inherits.begin(), other.inherits.end(), from.name, to);
      if (other.partition_of && other.partition_of->table == from.name) other.partition_of->table = to;
    }
    children_.reset();
    std::vector<ObjectKey> on_it;
    for (auto& [key, definition] : schema_.definitions) {
      if (definition.on != from.name) continue;
      definition.on = to;
      if (key.part == from.name.name && !key.part.empty()) on_it.push_back(key);
    }
    change_keys([&](ObjectKey& key) {
      if (is_of(key, from.name)) key.name = to;
    });
    for (const ObjectKey& key : on_it) rename_definition(key, {key.kind, {to.schema, key.name.name}, to.name});
  }

  void rename_definition(const ObjectKey& from, const ObjectKey& to) {
    auto node = schema_.definitions.extract(from);
    if (node.empty()) misfit("no definition", from.name);
    node.mapped().key = to;
    node.key() = to;
    if (!schema_.definitions.insert(std::move(node)).inserted) misfit("there is already a definition", to.name);
    change_keys([&](ObjectKey& key) {
      if (key == from) key = to;
    });
    const bool has_parts = from.kind == ObjectKind::view || from.kind == ObjectKind::materialized_view ||
                           from.kind == ObjectKind::foreign_table || from.kind == ObjectKind::domain;
    if (has_parts) rename_everywhere(from, to.name);
  }

  void rename_constraint(const ObjectKey& from, const Identifier& to) {
    change_keys([&](ObjectKey& key) {
      if (key == from) key.part = to;
    });
    if (const auto domain = schema_.definitions.find({ObjectKind::domain, from.name});
        domain != schema_.definitions.end())
      return rename_option(domain->second.options, option_key("check", from.part.text()),
                           option_key("check", to.text()));
    Table& owner = table(from.name);
    bool found = false;
    const auto rename = [&](auto& constraint) {
      if (constraint.name != from.part) return;
      constraint.name = to;
      found = true;
    };
    if (owner.primary_key) rename(*owner.primary_key);
    for (Unique& each : owner.uniques) rename(each);
    for (ForeignKey& each : owner.foreign_keys) rename(each);
    for (Check& each : owner.checks) rename(each);
    for (Exclusion& each : owner.exclusions) rename(each);
    if (!found) misfit("no such constraint of table", from.name);
    normalize(owner);
    rename_parent_of_parts({from.name.schema, from.part}, {from.name.schema, to});
  }

  void rename_index(const ObjectName& from, const ObjectName& to) {
    bool found = false;
    const auto rename = [&](const ObjectName& owner, std::map<Identifier, Index>& indexes) {
      if (owner.schema != from.schema) return;
      auto node = indexes.extract(from.name);
      if (node.empty()) return;
      node.mapped().name = to.name;
      node.key() = to.name;
      indexes.insert(std::move(node));
      found = true;
    };
    for (auto& [name, owner] : schema_.tables) rename(name, owner.indexes);
    for (auto& [key, owner] : schema_.definitions) rename(key.name, owner.indexes);
    if (!found) misfit("no index", from);
    change_keys([&](ObjectKey& key) {
      if (key.kind == ObjectKind::index && key.name == from) key.name = to;
    });
    rename_parent_of_parts(from, to);
  }

  void rename_part(const ObjectKey& from, const Identifier& to) {
    const ObjectKind kind = from.kind == ObjectKind::enum_label ? ObjectKind::enum_type : ObjectKind::composite_type;
    const auto found = schema_.definitions.find({kind, from.name});
    if (found == schema_.definitions.end()) misfit("no type", from.name);
    std::replace(found->second.values.begin(), found->second.values.end(), from.part.text(), to.text());
    for (const char* word : {"attribute", "comment"})
      rename_option(found->second.options, option_key(word, from.part.text()), option_key(word, to.text()));
  }

  static void rename_option(Options& options, const std::string& from, const std::string& to) {
    auto node = options.extract(from);
    if (node.empty()) return;
    node.key() = to;
    options.insert(std::move(node));
  }

  template <class Change>
  void for_each_part(const Change& change) {
    for (auto& [name, other] : schema_.tables) {
      if (other.primary_key) change(name, other.primary_key->parent);
      for (Unique& unique : other.uniques) change(name, unique.parent);
      for (Exclusion& exclusion : other.exclusions) change(name, exclusion.parent);
      for (auto& [index_name, index] : other.indexes) change(name, index.parent);
    }
  }

  void rename_parent_of_parts(const ObjectName& from, const ObjectName& to) {
    for_each_part([&](const ObjectName&, std::optional<ObjectName>& parent) {
      if (parent == from) parent = to;
    });
  }

  /// The indexes and keys of partitions go with the partitioned table's.
  void drop_parts_of(const ObjectName& index) {
    if (!has_partitions()) return;
    std::vector<ObjectName> gone;
    for (auto& [name, other] : schema_.tables) {
      const auto is_part = [&](const auto& part) { return part.parent == index; };
      const auto drop = [&](const std::optional<Identifier>& part) {
        if (part) gone.push_back({name.schema, *part});
      };
      if (other.primary_key && is_part(*other.primary_key)) {
        drop(other.primary_key->name);
        other.primary_key.reset();
      }
      std::erase_if(other.uniques, [&](const Unique& each) { return is_part(each) && (drop(each.name), true); });
      std::erase_if(other.exclusions, [&](const Exclusion& each) { return is_part(each) && (drop(each.name), true); });
      std::erase_if(other.indexes, [&](const auto& each) { return is_part(each.second) && (drop(each.first), true); });
    }
    for (const ObjectName& part : gone) drop_parts_of(part);
  }

  bool has_partitions() const {
    return std::any_of(schema_.tables.begin(), schema_.tables.end(),
                       [](const auto& entry) { return entry.second.partition_of.has_value(); });
  }

  std::map<Identifier, Index>& indexes_of(const ObjectName& owner) {
    const auto view = schema_.definitions.find({ObjectKind::materialized_view, owner});
    return view == schema_.definitions.end() ? table(owner).indexes : view->second.indexes;
  }

  void erase_owned_sequences(const ObjectName& table, const Identifier* column) {
    const auto first = schema_.definitions.lower_bound({ObjectKind::sequence, {}});
    for (auto at = first; at != schema_.definitions.end() && at->first.kind == ObjectKind::sequence;)
      at = is_owned_by(at->second, table, column, lexicon_) ? schema_.definitions.erase(at) : std::next(at);
  }

  /// Copied: what is done to the children may change the list.
  std::vector<ObjectName> children_of(const ObjectName& table) {
    if (!children_) children_ = children_by_parent(schema_);
    const auto found = children_->find(table);
    return found == children_->end() ? std::vector<ObjectName>() : found->second;
  }

  /// REQUIRES: no definition's key changes meanwhile.
  template <class Change>
  void change_keys(const Change& change) {
    for (DependencyEdge& edge : schema_.dependencies) {
      change(edge.object);
      change(edge.on);
    }
    normalize(schema_.dependencies);
  }

  int last_ordinal() const {
    int last = 0;
    for (const auto& [key, definition] : schema_.definitions) last = std::max(last, definition.ordinal);
    return last;
  }

  Schema& schema_;
  const Lexicon& lexicon_;
  std::optional<std::map<ObjectName, std::vector<ObjectName>>> children_;  // none: to be read again
};

}  // namespace

void apply(const Operation& operation, Schema& schema, const Lexicon& lexicon) {
  std::visit(Applier(schema, lexicon), operation);
}

void apply(const OperationList& operations, Schema& schema, const Lexicon& lexicon) {
  Applier applier(schema, lexicon);
  for (const Operation& operation : operations) std::visit(applier, operation);
}

}  // namespace retort
