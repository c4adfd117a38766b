// One pass over pg_depend, its rows brought from the server's objects to those of a Schema.
//
// 1. A view's query hangs on its rule _RETURN: that is the view. What is said of a column's default, of a constraint or
//    of a domain's check is said of the column's default, the constraint, the domain.
// 2. An array is its element, a multirange its range, a table's row type the table.
// 3. A member of an extension is the extension; nothing is told of what members need themselves.
// 4. Members of operator classes and families, and tables of publications, are rows of their own in pg_depend: what
//    they belong to is found among their own edges.
// 5. A table and its own parts, an object and itself: no edge. Neither are names of schemas that an object's name has.
#include <algorithm>
#include <map>

#include "driver/postgresql/readers.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kMembers = R"(
SELECT d.classid, d.objid, e.extname
FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
WHERE d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass AND e.extname <> 'plpgsql'
)";

constexpr std::string_view kDependencies = R"(
SELECT d.classid, d.objid, d.objsubid, d.refclassid, coalesce(mr.rngtypid, el.oid, d.refobjid), d.refobjsubid,
       ad.adrelid, ad.adnum, k.conrelid, k.conname, k.contypid, r.ev_class, rk.conrelid, rk.conname,
       CASE WHEN el.oid IS NULL THEN rt.typrelid ELSE el.typrelid END
FROM pg_depend d
LEFT JOIN pg_attrdef ad ON d.classid = 'pg_attrdef'::regclass AND ad.oid = d.objid
LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid AND r.rulename = '_RETURN'
LEFT JOIN pg_trigger t ON d.classid = 'pg_trigger'::regclass AND t.oid = d.objid
LEFT JOIN pg_constraint rk ON d.refclassid = 'pg_constraint'::regclass AND rk.oid = d.refobjid
LEFT JOIN pg_type rt ON d.refclassid = 'pg_type'::regclass AND rt.oid = d.refobjid
LEFT JOIN pg_type el ON el.typarray = rt.oid AND rt.typelem <> 0
@range of multirange@
WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.deptype IN ('n', 'a', 'i')
  AND NOT (d.classid = 'pg_type'::regclass AND d.deptype = 'i')
  AND NOT (d.classid = 'pg_constraint'::regclass AND d.refclassid IN ('pg_class'::regclass, 'pg_constraint'::regclass))
  AND NOT (d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
           AND NOT (d.objsubid > 0 AND d.refobjsubid > 0)
           AND d.objid NOT IN (SELECT oid FROM pg_class WHERE relkind = 'f'))
  AND NOT (d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_constraint'::regclass)
  AND NOT (d.refclassid = 'pg_namespace'::regclass
           AND d.classid NOT IN ('pg_extension'::regclass, to_regclass('pg_publication_namespace')))
  AND ad.adnum IS DISTINCT FROM CASE WHEN d.refobjid = ad.adrelid THEN d.refobjsubid ELSE 0 END
  AND t.tgisinternal IS NOT TRUE AND k.contype IS DISTINCT FROM 't'
)";

enum Field {
  catalogue_oid,
  oid,
  part,
  on_catalogue,
  on_oid,
  on_part,
  default_table,
  default_column,
  constraint_table,
  constraint_name,
  constraint_domain,
  view,
  on_constraint_table,
  on_constraint_name,
  on_row_of
};

constexpr Oid kPgOpclass = 2616;
constexpr Oid kPgOpfamily = 2753;
constexpr Oid kPgAmop = 2602;
constexpr Oid kPgAmproc = 2603;
constexpr Oid kPgPublication = 6104;
constexpr Oid kPgPublicationRel = 6106;
constexpr Oid kPgPublicationNamespace = 6237;

bool is_part_row(Oid catalogue) {
  return catalogue == kPgAmop || catalogue == kPgAmproc || catalogue == kPgPublicationRel ||
         catalogue == kPgPublicationNamespace;
}

bool owns_parts(Oid catalogue) {
  return catalogue == kPgOpclass || catalogue == kPgOpfamily || catalogue == kPgPublication;
}

class Dependencies {
 public:
  explicit Dependencies(Catalogue& catalogue) : catalogue_(catalogue) {}

  void add_member(const CatalogueRow& row) {
    members_.emplace(Address{row.oid(0), row.oid(1)},
                     ObjectKey{ObjectKind::extension, {{}, Identifier(row.string(2))}});
  }

  void add(const CatalogueRow& row) {
    const Address address{row.oid(catalogue_oid), row.oid(oid)};
    if (members_.contains(address)) return;
    std::vector<ObjectKey> targets = on(row);
    if (is_part_row(address.catalogue)) {
      PartRow& part_row = part_rows_[{address.catalogue, address.object}];
      const Oid target = row.oid(on_catalogue);
      if (owns_parts(target) && !targets.empty() && (!part_row.owner || target == kPgOpclass))
        part_row.owner = targets[0];
      part_row.on.insert(part_row.on.end(), targets.begin(), targets.end());
      return;
    }
    if (const std::optional<ObjectKey> object = this->object(row)) add(*object, targets);
  }

  void finish() {
    for (const auto& [address, part_row] : part_rows_) {
      if (part_row.owner) add(*part_row.owner, part_row.on);
    }
    std::sort(edges_.begin(), edges_.end());
    edges_.erase(std::unique(edges_.begin(), edges_.end()), edges_.end());
    catalogue_.schema.dependencies = std::move(edges_);
  }

 private:
  struct PartRow {
    std::optional<ObjectKey> owner;
    std::vector<ObjectKey> on;
  };

  void add(const ObjectKey& object, const std::vector<ObjectKey>& targets) {
    for (const ObjectKey& target : targets) {
      if (object == target || is_own(object, target)) continue;
      edges_.push_back({object, target});
    }
  }

  // A table and its parts, a view and its columns; a trigger, rule, policy or statistics and what it stands on.
  bool is_own(const ObjectKey& object, const ObjectKey& target) const {
    if (target.kind == ObjectKind::column && target.name == object.name && object.kind != ObjectKind::column_default &&
        object.part.empty()) {
      return true;
    }
    if (target.kind != ObjectKind::table && target.kind != ObjectKind::view &&
        target.kind != ObjectKind::foreign_table && target.kind != ObjectKind::materialized_view) {
      return false;
    }
    if (object.kind == ObjectKind::column || object.kind == ObjectKind::column_default ||
        object.kind == ObjectKind::constraint) {
      return target.name == object.name;
    }
    const auto found = catalogue_.schema.definitions.find(object);
    return found != catalogue_.schema.definitions.end() && found->second.on == target.name;
  }

  static ObjectKey key_of(const Relation& relation) {
    return relation.table != nullptr ? ObjectKey{ObjectKind::table, relation.name} : relation.definition->key;
  }

  /// A part of a table; of what is one text (a foreign table, a composite type) there are no parts.
  static ObjectKey part_of(const Relation& relation, ObjectKind kind, const Identifier& part) {
    if (relation.definition != nullptr && relation.definition->key.kind != ObjectKind::view &&
        relation.definition->key.kind != ObjectKind::materialized_view) {
      return relation.definition->key;
    }
    return {kind, relation.name, part};
  }

  const Relation* shown(Oid oid) const {
    const Relation* relation = catalogue_.find_relation(oid);
    return relation != nullptr && relation->shown() ? relation : nullptr;
  }

  std::optional<ObjectKey> known(const Address& address) const {
    const auto found = catalogue_.objects.find(address);
    return found == catalogue_.objects.end() ? std::nullopt : std::optional(found->second);
  }

  std::optional<ObjectKey> object(const CatalogueRow& row) const {
    if (!row.null(default_table)) {
      const Relation* relation = shown(row.oid(default_table));
      if (relation == nullptr) return std::nullopt;
      const auto number = static_cast<int>(row.number(default_column));
      return part_of(*relation, ObjectKind::column_default, relation->column(number));
    }
    if (!row.null(constraint_table)) {
      if (row.oid(constraint_table) == 0) return known({kPgType, row.oid(constraint_domain)});
      const Relation* relation = shown(row.oid(constraint_table));
      if (relation == nullptr) return std::nullopt;
      return part_of(*relation, ObjectKind::constraint, Identifier(row.string(constraint_name)));
    }
    const Oid relation_oid = row.null(view) ? row.oid(oid) : row.oid(view);
    if (!row.null(view) || row.oid(catalogue_oid) == kPgClass) {
      const Relation* relation = shown(relation_oid);
      if (relation == nullptr) return known({kPgClass, relation_oid});
      const auto number = static_cast<int>(row.number(part));
      // Before 15 a generated column itself needs what it is computed from.
      const bool computed = row.oid(on_catalogue) == kPgClass && number > 0;
      if (number == 0) return key_of(*relation);
      return part_of(*relation, computed ? ObjectKind::column_default : ObjectKind::column, relation->column(number));
    }
    return known({row.oid(catalogue_oid), row.oid(oid)});
  }

  std::vector<ObjectKey> on(const CatalogueRow& row) const {
    const Oid row_of = row.oid(on_row_of);
    const Oid target = row_of != 0 ? row_of : row.oid(on_oid);
    const Oid target_catalogue = row_of != 0 ? kPgClass : row.oid(on_catalogue);
    const auto member = members_.find({target_catalogue, target});
    if (member != members_.end()) return {member->second};
    if (!row.null(on_constraint_table)) {
      const Relation* relation = shown(row.oid(on_constraint_table));
      if (relation == nullptr) return {};
      return {part_of(*relation, ObjectKind::constraint, Identifier(row.string(on_constraint_name)))};
    }
    if (target_catalogue == kPgClass) {
      if (const Relation* relation = shown(target)) {
        std::vector<ObjectKey> targets{key_of(*relation)};
        const auto number = static_cast<int>(row.number(on_part));
        if (number > 0) targets.push_back(part_of(*relation, ObjectKind::column, relation->column(number)));
        return targets;
      }
    }
    const std::optional<ObjectKey> key = known({target_catalogue, target});
    return key ? std::vector<ObjectKey>{*key} : std::vector<ObjectKey>{};
  }

  Catalogue& catalogue_;
  std::unordered_map<Address, ObjectKey, AddressHash> members_;
  std::map<std::pair<Oid, Oid>, PartRow> part_rows_;
  std::vector<DependencyEdge> edges_;
};

}  // namespace

void read_dependencies(Catalogue& catalogue) {
  Dependencies dependencies(catalogue);
  catalogue.query(kMembers, [&](const CatalogueRow& row) { dependencies.add_member(row); });
  catalogue.query(kDependencies, [&](const CatalogueRow& row) { dependencies.add(row); });
  dependencies.finish();
}

}  // namespace retort::postgresql
