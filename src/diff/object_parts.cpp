#include "diff/object_parts.hpp"

#include <algorithm>

#include "operation/rename.hpp"

namespace retort {
namespace {

bool contains(const std::vector<Identifier>& names, const Identifier& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool contains(const std::vector<KeyPart>& parts, const Identifier& column, const Lexicon& lexicon) {
  return std::any_of(parts.begin(), parts.end(), [&](const KeyPart& part) {
    return part.column == column || (part.expression && names_column(*part.expression, column, lexicon));
  });
}

struct Names {
  const Identifier& column;
  const Lexicon& lexicon;
  bool operator()(const PrimaryKey& c) const {
    return contains(c.columns, column, lexicon) || contains(c.include, column);
  }
  bool operator()(const Unique& c) const { return contains(c.columns, column, lexicon) || contains(c.include, column); }
  bool operator()(const ForeignKey& c) const { return contains(c.columns, column); }
  bool operator()(const Check& c) const { return names_column(c.expression, column, lexicon); }
  bool operator()(const Exclusion& c) const {
    return contains(c.columns, column) || names_column(c.definition, column, lexicon);
  }
};

struct AlteredBy {
  using Keys = std::vector<ObjectKey>;
  Keys operator()(const RenameTable& o) const { return {{ObjectKind::table, o.to}}; }
  Keys operator()(const AlterTableOptions& o) const { return {{ObjectKind::table, o.table}}; }
  Keys operator()(const RenameColumn& o) const { return {{ObjectKind::column, o.table, o.to}}; }
  Keys operator()(const AlterColumn& o) const {
    Keys keys{{ObjectKind::column, o.table, o.to.name}};
    const bool changes_default =
        o.from.server_default && o.to.server_default && o.from.server_default != o.to.server_default;
    if (changes_default || o.from.generated != o.to.generated)
      keys.push_back({ObjectKind::column_default, o.table, o.to.name});
    return keys;
  }
  Keys operator()(const AlterConstraint& o) const {
    const std::optional<Identifier> name = name_of(o.to);
    return name ? Keys{{ObjectKind::constraint, o.table, *name}} : Keys{};
  }
  Keys operator()(const AlterIndex& o) const { return {{ObjectKind::index, {o.table.schema, o.to.name}}}; }
  Keys operator()(const AlterDefinition& o) const { return {o.to.key}; }
  template <class Other>
  Keys operator()(const Other&) const {
    return {};
  }
};

}  // namespace

std::size_t ObjectKeyHash::operator()(const ObjectKey& key) const {
  const std::hash<std::string> hash;
  std::size_t result = static_cast<std::size_t>(key.kind);
  for (const Identifier* name : {&key.name.schema, &key.name.name, &key.part})
    result = result * 1099511628211U + hash(name->key());
  return result;
}

bool names(const Constraint& constraint, const Identifier& column, const Lexicon& lexicon) {
  return std::visit(Names{column, lexicon}, constraint);
}

bool names(const Index& index, const Identifier& column, const Lexicon& lexicon) {
  return contains(index.parts, column, lexicon) || contains(index.include, column) ||
         (index.where && names_column(*index.where, column, lexicon));
}

bool refers_to(const ForeignKey& foreign, const std::vector<KeyPart>& key) {
  if (foreign.target_columns.empty()) return true;
  return foreign.target_columns.size() == key.size() && std::all_of(key.begin(), key.end(), [&](const KeyPart& part) {
           return part.column && contains(foreign.target_columns, *part.column);
         });
}

std::vector<ObjectKey> altered_by(const Operation& operation) { return std::visit(AlteredBy{}, operation); }

}  // namespace retort
