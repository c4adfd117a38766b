// Keys, checks and exclusions of tables. NOT NULL stands with the columns, what domains check with the types.
#include <algorithm>

#include "driver/postgresql/readers.hpp"
#include "driver/postgresql/text_list.hpp"

namespace retort::postgresql {
namespace {

// Left out: foreign keys that a partition has from its parent, or that the server keeps for each partition of the
// target, and checks that a table has from its parents alone.
constexpr std::string_view kConstraints = R"(
SELECT k.oid, k.conrelid, k.contype, k.conname, k.condeferrable, k.condeferred, k.convalidated, k.connoinherit,
       k.conkey, k.confrelid, k.confkey, k.confupdtype, k.confdeltype, k.confmatchtype, @confdelsetcols@,
       CASE k.contype WHEN 'c' THEN pg_get_expr(k.conbin, k.conrelid)
                      WHEN 'x' THEN pg_get_constraintdef(k.oid) END,
       @conenforced@, @conperiod@, i.reloptions, s.spcname, x.indnkeyatts, x.indkey, @indnullsnotdistinct@,
       x.indisclustered, x.indisreplident, pn.nspname, p.relname, i.oid
FROM pg_constraint k
JOIN pg_namespace n ON n.oid = k.connamespace
LEFT JOIN pg_index x ON x.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_class i ON i.oid = x.indexrelid
LEFT JOIN pg_tablespace s ON s.oid = i.reltablespace
LEFT JOIN pg_inherits h ON h.inhrelid = i.oid
LEFT JOIN pg_class p ON p.oid = h.inhparent
LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
WHERE k.conrelid <> 0 AND k.contype IN ('p', 'u', 'f', 'c', 'x') AND @ours@
  AND NOT (k.contype = 'f' AND k.conparentid <> 0)
  AND NOT (k.contype = 'c' AND k.coninhcount > 0 AND NOT k.conislocal)
ORDER BY k.conrelid, k.conname COLLATE "C"
)";

enum Field {
  oid,
  relation_oid,
  kind,
  name,
  deferrable,
  deferred,
  validated,
  no_inherit,
  columns,
  target,
  target_columns,
  on_update,
  on_delete,
  match,
  set_columns,
  expression,
  enforced,
  period,
  parameters,
  tablespace,
  key_count,
  index_columns,
  nulls_not_distinct,
  clustered,
  replica_identity,
  parent_schema,
  parent_name,
  index_oid
};

ReferentialAction action(char letter) {
  switch (letter) {
    case 'r':
      return ReferentialAction::restrict;
    case 'c':
      return ReferentialAction::cascade;
    case 'n':
      return ReferentialAction::set_null;
    case 'd':
      return ReferentialAction::set_default;
    default:
      return ReferentialAction::no_action;
  }
}

std::vector<Identifier> names(const Relation& relation, std::string_view numbers) {
  std::vector<Identifier> result;
  for (const long number : parse_numbers(numbers)) {
    if (number > 0) result.push_back(relation.column(static_cast<int>(number)));
  }
  return result;
}

class Constraints {
 public:
  explicit Constraints(Catalogue& catalogue) : catalogue_(catalogue) {}

  void add(const CatalogueRow& row) {
    Relation* relation = catalogue_.find_relation(row.oid(relation_oid));
    if (relation == nullptr || !relation->shown()) return;
    if (relation->table == nullptr) {
      catalogue_.foreign_parts[row.oid(relation_oid)].checks.push_back(check(row));
      return;
    }
    add(row, *relation, *relation->table);
  }

 private:
  void add(const CatalogueRow& row, const Relation& relation, Table& table) {
    switch (row.letter(kind)) {
      case 'p':
        table.primary_key = key<PrimaryKey>(row, relation);
        break;
      case 'u': {
        Unique unique = key<Unique>(row, relation);
        unique.nulls_not_distinct = row.flag(nulls_not_distinct);
        table.uniques.push_back(std::move(unique));
        break;
      }
      case 'f':
        table.foreign_keys.push_back(foreign_key(row, relation));
        break;
      case 'c':
        table.checks.push_back(check(row));
        break;
      default:
        table.exclusions.push_back(exclusion(row, relation));
    }
    if (row.flag(clustered)) table.options["clustered"] = row.string(name);
    if (row.flag(replica_identity) && table.options.find("replica identity") == table.options.end()) {
      table.options["replica identity"] = "index " + row.string(name);
    }
  }

  Options notes(const CatalogueRow& row) const {
    Options result;
    catalogue_.annotate({kPgConstraint, row.oid(oid)}, result);
    return result;
  }

  static std::optional<ObjectName> parent(const CatalogueRow& row) {
    if (row.null(parent_name)) return std::nullopt;
    return ObjectName{Identifier(row.string(parent_schema)), Identifier(row.string(parent_name))};
  }

  template <class Key>
  Key key(const CatalogueRow& row, const Relation& relation) const {
    Key key;
    key.name = Identifier(row.string(name));
    for (const Identifier& column : names(relation, row.text(columns))) {
      KeyPart part;
      part.column = column;
      key.columns.push_back(std::move(part));
    }
    const std::vector<long> all = parse_numbers(row.text(index_columns));
    for (auto i = static_cast<std::size_t>(row.number(key_count)); i < all.size(); ++i) {
      key.include.push_back(relation.column(static_cast<int>(all[i])));
    }
    key.deferrable = row.flag(deferrable);
    key.initially_deferred = row.flag(deferred);
    key.parent = parent(row);
    key.options = notes(row);
    add_settings(row.text(parameters), "parameter", key.options);
    set_option(key.options, "tablespace", row.text(tablespace));
    if (row.flag(period)) key.options["without overlaps"];
    return key;
  }

  ForeignKey foreign_key(const CatalogueRow& row, const Relation& relation) {
    ForeignKey key;
    key.name = Identifier(row.string(name));
    key.columns = names(relation, row.text(columns));
    if (const Relation* to = catalogue_.find_relation(row.oid(target))) {
      key.target = to->name;
      key.target_columns = names(*to, row.text(target_columns));
    }
    key.on_update = action(row.letter(on_update));
    key.on_delete = action(row.letter(on_delete));
    key.deferrable = row.flag(deferrable);
    key.initially_deferred = row.flag(deferred);
    key.match_full = row.letter(match) == 'f';
    key.set_columns = names(relation, row.text(set_columns));
    key.options = notes(row);
    add_enforcement(row, key.not_valid, key.options);
    if (row.flag(period)) key.options["period"];
    return key;
  }

  Check check(const CatalogueRow& row) const {
    Check check;
    check.name = Identifier(row.string(name));
    check.expression = as_is(row.string(expression));
    check.no_inherit = row.flag(no_inherit);
    check.options = notes(row);
    add_enforcement(row, check.not_valid, check.options);
    return check;
  }

  // What is not enforced is not valid either, and can't be made so.
  static void add_enforcement(const CatalogueRow& row, bool& not_valid, Options& options) {
    not_valid = !row.flag(validated) && row.flag(enforced);
    if (!row.flag(enforced)) options["not enforced"];
  }

  Exclusion exclusion(const CatalogueRow& row, const Relation& relation) const {
    Exclusion exclusion;
    exclusion.name = Identifier(row.string(name));
    exclusion.definition = as_is(row.string(expression));
    exclusion.columns = names(relation, row.text(columns));
    exclusion.parent = parent(row);
    exclusion.options = notes(row);
    set_option(exclusion.options, "tablespace", row.text(tablespace));
    return exclusion;
  }

  Catalogue& catalogue_;
};

}  // namespace

void read_constraints(Catalogue& catalogue) {
  Constraints constraints(catalogue);
  catalogue.query(kConstraints, [&](const CatalogueRow& row) { constraints.add(row); });
}

}  // namespace retort::postgresql
