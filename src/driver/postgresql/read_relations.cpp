// Tables, and the frames of views, foreign tables and composite types, which other queries fill.
#include "driver/postgresql/readers.hpp"
#include "driver/postgresql/text_list.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kInheritance = R"(
SELECT i.inhrelid, i.inhparent
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
WHERE c.relkind IN ('r', 'p', 'f')
ORDER BY i.inhrelid, i.inhseqno
)";

constexpr std::string_view kRelations = R"(
SELECT c.oid, n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner), c.relpersistence, c.reloptions,
       toast.reloptions, CASE WHEN m.amname <> 'heap' THEN m.amname END, s.spcname, c.relreplident, c.relrowsecurity,
       c.relforcerowsecurity, CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END,
       CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END, c.reloftype <> 0, c.relispopulated, c.reltype,
       CASE c.relkind WHEN 'c' THEN EXISTS (SELECT FROM pg_type t WHERE t.oid = c.reltype AND @not a member:pg_type:t@)
                      ELSE @not a member:pg_class:c@ END, c.relnatts
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid AND toast.reloptions IS NOT NULL
LEFT JOIN pg_am m ON m.oid = c.relam
LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND @ours@
ORDER BY c.oid
)";

enum Field {
  oid,
  schema,
  name,
  kind,
  owner,
  persistence,
  options,
  toast_options,
  access_method,
  tablespace,
  replica_identity,
  row_security,
  force_row_security,
  bound,
  partition_key,
  typed,
  populated,
  row_type,
  of_no_extension,
  column_count
};

void add_storage(const CatalogueRow& row, Options& into) {
  into["owner"] = row.string(owner);
  set_option(into, "access method", row.text(access_method));
  set_option(into, "tablespace", row.text(tablespace));
  add_settings(row.text(options), "parameter", into);
  for (const std::string& setting : parse_list(row.text(toast_options))) {
    const std::size_t equals = setting.find('=');
    into["parameter:toast." + setting.substr(0, equals)] = setting.substr(equals + 1);
  }
}

std::string take_comment(Options& from) {
  const auto found = from.find("comment");
  if (found == from.end()) return {};
  std::string text = std::move(found->second);
  from.erase(found);
  return text;
}

// Parents stand before their children in no particular order: names only, so all relations must be known.
void add_parents(Catalogue& catalogue, const CatalogueRow& row, Table& table,
                 std::vector<std::pair<Table*, Oid>>& children) {
  if (!row.null(bound)) table.partition_of = PartitionOf{{}, row.string(bound)};
  if (catalogue.parents.contains(row.oid(oid))) children.emplace_back(&table, row.oid(oid));
}

void add_table(Catalogue& catalogue, const CatalogueRow& row, Relation& relation,
               std::vector<std::pair<Table*, Oid>>& children) {
  Table table;
  table.name = relation.name;
  add_storage(row, table.options);
  catalogue.annotate({kPgClass, row.oid(oid)}, table.options);
  table.comment = take_comment(table.options);
  if (row.letter(persistence) == 'u') table.options["unlogged"];
  if (row.letter(replica_identity) == 'f') table.options["replica identity"] = "full";
  if (row.letter(replica_identity) == 'n') table.options["replica identity"] = "nothing";
  if (row.flag(row_security)) table.options["row security"];
  if (row.flag(force_row_security)) table.options["force row security"];
  if (!row.null(partition_key)) table.partition_by = as_is(row.string(partition_key));
  relation.table = &catalogue.schema.tables.insert_or_assign(table.name, std::move(table)).first->second;
  relation.table->columns.reserve(static_cast<std::size_t>(row.number(column_count)));
  add_parents(catalogue, row, *relation.table, children);
}

ObjectKind kind_of(char letter) {
  switch (letter) {
    case 'v':
      return ObjectKind::view;
    case 'm':
      return ObjectKind::materialized_view;
    case 'f':
      return ObjectKind::foreign_table;
    default:
      return ObjectKind::composite_type;
  }
}

void add_definition(Catalogue& catalogue, const CatalogueRow& row, Relation& relation) {
  Definition definition;
  definition.key = {kind_of(row.letter(kind)), relation.name};
  add_storage(row, definition.options);
  Address address{kPgClass, row.oid(oid)};
  if (definition.key.kind == ObjectKind::composite_type) {
    address = {kPgType, row.oid(row_type)};
    catalogue.objects.emplace(Address{kPgClass, row.oid(oid)}, definition.key);
  }
  if (definition.key.kind == ObjectKind::materialized_view && !row.flag(populated)) definition.options["unpopulated"];
  relation.definition = &catalogue.add(address, std::move(definition));
}

}  // namespace

void read_inheritance(Catalogue& catalogue) {
  catalogue.query(kInheritance, [&](const CatalogueRow& row) { catalogue.parents[row.oid(0)].push_back(row.oid(1)); });
}

void read_relations(Catalogue& catalogue) {
  std::vector<std::pair<Table*, Oid>> children;
  catalogue.query(kRelations, [&](const CatalogueRow& row) {
    Relation& relation = catalogue.relations[row.oid(oid)];
    relation.name = {Identifier(row.string(schema)), Identifier(row.string(name))};
    relation.facts.reserve(static_cast<std::size_t>(row.number(column_count)));
    if (!row.flag(of_no_extension) || catalogue.options().own_tables.contains(relation.name)) return;
    if (row.flag(typed)) return catalogue.not_covered("table", relation.name, "a typed table (OF type)");
    const bool is_table = row.letter(kind) == 'r' || row.letter(kind) == 'p';
    is_table ? add_table(catalogue, row, relation, children) : add_definition(catalogue, row, relation);
  });
  for (const auto& [table, oid] : children) {
    for (const Oid parent : catalogue.parents.at(oid)) {
      const Relation* relation = catalogue.find_relation(parent);
      if (relation == nullptr) continue;
      if (table->partition_of) {
        table->partition_of->table = relation->name;
      } else {
        table->inherits.push_back(relation->name);
      }
    }
  }
}

}  // namespace retort::postgresql
