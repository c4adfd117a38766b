// Sequences: of identity columns as options of the column, all others as definitions.
#include <limits>
#include <string>

#include "driver/postgresql/readers.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kSequences = R"(
SELECT c.oid, n.nspname, c.relname, pg_get_userbyid(c.relowner), c.relpersistence = 'u', format_type(s.seqtypid, NULL),
       s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle, d.deptype, d.refobjid, d.refobjsubid
FROM pg_sequence s
JOIN pg_class c ON c.oid = s.seqrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
     AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
WHERE @ours@ AND @not a member:pg_class:c@
)";

enum Field {
  oid,
  schema,
  name,
  owner,
  unlogged,
  type,
  start,
  increment,
  minimum,
  maximum,
  cache,
  cycle,
  belonging,
  table,
  column
};

long largest(std::string_view type) {
  if (type == "smallint") return std::numeric_limits<short>::max();
  if (type == "integer") return std::numeric_limits<int>::max();
  return std::numeric_limits<long>::max();
}

// What differs from the defaults that a type and the direction give. An identity that LIKE copied has a bigint sequence
// with the bounds of either type, and none of them can be told from one that is made anew: `type_too` is its column's.
void add_settings(const CatalogueRow& row, const std::string& prefix, std::string_view type_too, Options& options) {
  const bool ascending = row.number(increment) > 0;
  const auto is_bound = [&](long value, auto bound) {
    return value == bound(largest(row.text(type))) || value == bound(largest(type_too));
  };
  const bool usual_minimum = is_bound(row.number(minimum), [&](long most) { return ascending ? 1 : -most - 1; });
  const bool usual_maximum = is_bound(row.number(maximum), [&](long most) { return ascending ? most : -1; });
  const long usual_start = ascending ? row.number(minimum) : row.number(maximum);
  if (row.number(start) != usual_start) options[prefix + "start"] = row.string(start);
  if (row.number(increment) != 1) options[prefix + "increment"] = row.string(increment);
  if (!usual_minimum) options[prefix + "minvalue"] = row.string(minimum);
  if (!usual_maximum) options[prefix + "maxvalue"] = row.string(maximum);
  if (row.number(cache) != 1) options[prefix + "cache"] = row.string(cache);
  if (row.flag(cycle)) options[prefix + "cycle"];
}

void add_identity(Catalogue& catalogue, const CatalogueRow& row, const ObjectName& sequence) {
  Relation* relation = catalogue.find_relation(row.oid(table));
  if (relation == nullptr || relation->table == nullptr) return;
  Column* column_of = relation->table->find_column(relation->column(static_cast<int>(row.number(column))));
  column_of->options["identity:sequence"] = quoted(sequence);
  add_settings(row, "identity:", column_of->type, column_of->options);
}

}  // namespace

void read_sequences(Catalogue& catalogue) {
  catalogue.query(kSequences, [&](const CatalogueRow& row) {
    const ObjectName sequence{Identifier(row.string(schema)), Identifier(row.string(name))};
    if (row.letter(belonging) == 'i') return add_identity(catalogue, row, sequence);
    Definition definition;
    definition.key = {ObjectKind::sequence, sequence};
    Options& options = definition.options;
    options["owner"] = row.string(owner);
    if (row.flag(unlogged)) options["unlogged"];
    if (row.text(type) != "bigint") options["type"] = row.string(type);
    add_settings(row, "", row.text(type), options);
    if (!row.null(belonging)) {
      const Relation* relation = catalogue.find_relation(row.oid(table));
      if (relation == nullptr || !relation->shown()) return;
      options["owned by"] =
          quoted(relation->name) + "." + quoted({{}, relation->column(static_cast<int>(row.number(column)))});
    }
    catalogue.add({kPgClass, row.oid(oid)}, std::move(definition));
  });
}

}  // namespace retort::postgresql
