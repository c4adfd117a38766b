// Indexes that no constraint stands for, of tables and materialised views.
#include <set>

#include "driver/postgresql/readers.hpp"
#include "driver/postgresql/text_list.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kCollationNames = R"(
SELECT c.oid, quote_ident(n.nspname) || '.' || quote_ident(c.collname)
FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
)";

constexpr std::string_view kOperatorClassNames = R"(
SELECT o.oid, CASE n.nspname WHEN 'pg_catalog' THEN '' ELSE quote_ident(n.nspname) || '.' END || quote_ident(o.opcname),
       o.opcmethod, o.opcintype, o.opcdefault
FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace
)";

constexpr std::string_view kIndexes = R"(
SELECT x.indrelid, i.oid, i.relname, x.indisunique, x.indisvalid, m.amname, x.indnkeyatts, x.indkey, x.indclass,
       x.indcollation, x.indoption,
       CASE WHEN x.indexprs IS NOT NULL
            THEN ARRAY(SELECT CASE x.indkey[k - 1] WHEN 0 THEN pg_get_indexdef(i.oid, k, false) ELSE '' END
                       FROM generate_series(1, x.indnkeyatts) k) END,
       pg_get_expr(x.indpred, x.indrelid), @indnullsnotdistinct@, i.reloptions, s.spcname, x.indisclustered,
       x.indisreplident, pn.nspname, p.relname, a.settings
FROM pg_index x
JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_namespace n ON n.oid = i.relnamespace
JOIN pg_am m ON m.oid = i.relam
LEFT JOIN pg_tablespace s ON s.oid = i.reltablespace
LEFT JOIN pg_inherits h ON h.inhrelid = i.oid
LEFT JOIN pg_class p ON p.oid = h.inhparent
LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
LEFT JOIN (SELECT a.attrelid,
                  array_agg(ARRAY[a.attnum::text, @attstattarget@::text, array_to_string(a.attoptions, ', ')]) AS settings
           FROM pg_attribute a
           WHERE (a.attoptions IS NOT NULL OR @attstattarget@ >= 0)
             AND a.attrelid IN (SELECT indexrelid FROM pg_index WHERE indexrelid >= 16384)
           GROUP BY a.attrelid) a ON a.attrelid = i.oid
WHERE @ours@ AND x.indexrelid NOT IN (SELECT conindid FROM pg_constraint WHERE contype IN ('p', 'u', 'x'))
ORDER BY x.indrelid
)";

enum Field {
  relation_oid,
  oid,
  name,
  unique,
  valid,
  method,
  key_count,
  columns,
  classes,
  collations,
  sorting,
  expressions,
  predicate,
  nulls_not_distinct,
  parameters,
  tablespace,
  clustered,
  replica_identity,
  parent_schema,
  parent_name,
  settings
};

class Indexes {
 public:
  explicit Indexes(Catalogue& catalogue) : catalogue_(catalogue) {
    for (const auto& [oid, known] : catalogue.operator_classes) {
      if (known.is_default) defaults_.emplace(known.method, known.type);
    }
  }

  void add(const CatalogueRow& row) {
    Relation* relation = catalogue_.find_relation(row.oid(relation_oid));
    if (relation == nullptr || !relation->shown()) return;
    Index index = read(row, *relation);
    Options& of_table = relation->table != nullptr ? relation->table->options : relation->definition->options;
    if (row.flag(clustered)) of_table["clustered"] = row.string(name);
    if (row.flag(replica_identity)) of_table["replica identity"] = "index " + row.string(name);
    auto& indexes = relation->table != nullptr ? relation->table->indexes : relation->definition->indexes;
    catalogue_.objects.emplace(Address{kPgClass, row.oid(oid)},
                               ObjectKey{ObjectKind::index, {relation->name.schema, index.name}});
    indexes.insert_or_assign(index.name, std::move(index));
  }

 private:
  Index read(const CatalogueRow& row, const Relation& relation) {
    Index index;
    index.name = Identifier(row.string(name));
    index.unique = row.flag(unique);
    index.invalid = !row.flag(valid);
    index.method = row.text(method);
    index.nulls_not_distinct = row.flag(nulls_not_distinct);
    if (!row.null(predicate)) index.where = as_is(row.string(predicate));
    if (!row.null(parent_name)) {
      index.parent = ObjectName{Identifier(row.string(parent_schema)), Identifier(row.string(parent_name))};
    }
    add_settings(row.text(parameters), "parameter", index.options);
    set_option(index.options, "tablespace", row.text(tablespace));
    catalogue_.annotate({kPgClass, row.oid(oid)}, index.options);
    const std::vector<std::string> class_options = read_settings(row, index);
    add_parts(row, relation, class_options, index);
    return index;
  }

  // Statistics targets go into the index; the options of operator classes are returned, by place.
  static std::vector<std::string> read_settings(const CatalogueRow& row, Index& index) {
    std::vector<std::string> class_options;
    std::string text;
    for (const char c : row.text(settings)) {  // {{1,500,NULL},{2,NULL,siglen=32}}: one list of threes
      if (c != '{' && c != '}') text += c;
    }
    const auto triples = parse_nullable_list("{" + text + "}");
    for (std::size_t i = 0; i + 2 < triples.size(); i += 3) {
      const auto place = static_cast<std::size_t>(std::stoul(*triples[i]));
      if (triples[i + 1]) index.options["statistics:" + *triples[i]] = *triples[i + 1];
      if (!triples[i + 2]) continue;
      class_options.resize(std::max(class_options.size(), place));
      class_options[place - 1] = *triples[i + 2];
    }
    return class_options;
  }

  void add_parts(const CatalogueRow& row, const Relation& relation, const std::vector<std::string>& class_options,
                 Index& index) {
    const std::vector<long> numbers = parse_numbers(row.text(columns));
    const std::vector<long> class_oids = parse_numbers(row.text(classes));
    const std::vector<long> collation_oids = parse_numbers(row.text(collations));
    const std::vector<long> bits = parse_numbers(row.text(sorting));
    const std::vector<std::string> texts = parse_list(row.text(expressions));
    const auto keys = static_cast<std::size_t>(row.number(key_count));
    for (std::size_t i = 0; i < keys; ++i) {
      KeyPart part;
      const ColumnFacts* facts = relation.find(static_cast<int>(numbers[i]));
      if (numbers[i] > 0) {
        part.column = relation.column(static_cast<int>(numbers[i]));
      } else if (numbers[i] == 0) {
        part.expression = as_is(texts[i]);
      }
      part.descending = (bits[i] & 1) != 0;
      part.nulls_reversed = ((bits[i] & 2) != 0) != part.descending;  // DESC alone puts them first
      add_collation(static_cast<Oid>(collation_oids[i]), facts, part);
      add_class(static_cast<Oid>(class_oids[i]), facts, i < class_options.size() ? class_options[i] : "", part);
      index.parts.push_back(std::move(part));
    }
    for (std::size_t i = keys; i < numbers.size(); ++i) {
      index.include.push_back(relation.column(static_cast<int>(numbers[i])));
    }
  }

  // Nobody tells an expression's own collation: it is named wherever it is not the database's. Loading that gives the
  // same catalogue.
  void add_collation(Oid collation, const ColumnFacts* facts, KeyPart& part) {
    constexpr Oid kDefault = 100;
    const Oid usual = facts != nullptr ? facts->collation : kDefault;
    if (collation != 0 && collation != usual) part.collation = Identifier(catalogue_.collations[collation]);
  }

  // A default class of another type is the type's own default only where the type has none (citext has one, varchar
  // has not).
  void add_class(Oid oid, const ColumnFacts* facts, const std::string& options, KeyPart& part) {
    const OperatorClass& known = catalogue_.operator_classes[oid];
    const bool exact = facts == nullptr || known.type == facts->type;
    const bool usual = known.is_default && (exact || !defaults_.contains({known.method, facts->type}));
    if (!usual || !options.empty()) part.operator_class = known.name;
    if (!options.empty()) part.operator_class += " (" + quoted_values(options) + ")";
  }

  // "siglen=32, x=y" as SQL has it: siglen='32', x='y'.
  static std::string quoted_values(const std::string& options) {
    std::string result;
    for (std::size_t at = 0; at < options.size();) {
      const std::size_t end = std::min(options.find(", ", at), options.size());
      const std::string one = options.substr(at, end - at);
      const std::size_t equals = one.find('=');
      result += (result.empty() ? "" : ", ") + one.substr(0, equals) + "='" + one.substr(equals + 1) + "'";
      at = end + 2;
    }
    return result;
  }

  Catalogue& catalogue_;
  std::set<std::pair<Oid, Oid>> defaults_;
};

}  // namespace

void read_collation_names(Catalogue& catalogue) {
  catalogue.query(kCollationNames,
                  [&](const CatalogueRow& row) { catalogue.collations.emplace(row.oid(0), row.string(1)); });
}

void read_operator_class_names(Catalogue& catalogue) {
  catalogue.query(kOperatorClassNames, [&](const CatalogueRow& row) {
    catalogue.operator_classes.emplace(row.oid(0), OperatorClass{row.string(1), row.oid(2), row.oid(3), row.flag(4)});
  });
}

void read_indexes(Catalogue& catalogue) {
  Indexes indexes(catalogue);
  catalogue.query(kIndexes, [&](const CatalogueRow& row) { indexes.add(row); });
}

}  // namespace retort::postgresql
