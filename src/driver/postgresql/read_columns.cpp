// Columns of tables, views, foreign tables and composite types: one row each, in the order of their numbers.
#include <algorithm>
#include <array>
#include <set>

#include "dialect/postgresql/automatic_name.hpp"
#include "driver/postgresql/readers.hpp"
#include "driver/postgresql/text_list.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kColumns = R"(
SELECT a.attrelid, a.attnum, a.attname, coalesce(nullif(t.typbasetype, 0), t.oid), a.attcollation,
       a.attcollation <> t.typcollation, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attislocal,
       a.attidentity, a.attgenerated, pg_get_expr(d.adbin, CASE a.attgenerated WHEN '' THEN 0 ELSE d.adrelid END),
       CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END, @attcompression@, @attstattarget@, a.attoptions,
       a.attfdwoptions, @not null columns@
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
@not null joins@
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND a.attnum > 0 AND NOT a.attisdropped AND @ours@
ORDER BY a.attrelid, a.attnum
)";

enum Field {
  relation_oid,
  number,
  name,
  type,
  collation,
  collated,
  type_text,
  not_null,
  local,
  identity,
  generated,
  expression,
  storage,
  compression,
  statistics,
  options,
  foreign_options,
  not_null_name,
  not_null_local,
  not_null_no_inherit,
  not_null_valid,
  not_null_oid
};

constexpr std::array kKnownSettings = {std::string_view("n_distinct"), std::string_view("n_distinct_inherited")};

std::string_view storage_name(char letter) {
  switch (letter) {
    case 'p':
      return "plain";
    case 'e':
      return "external";
    case 'm':
      return "main";
    case 'x':
      return "extended";
    default:
      return {};
  }
}

class Columns {
 public:
  explicit Columns(Catalogue& catalogue) : catalogue_(catalogue) {}

  void add(const CatalogueRow& row) {
    if (row.oid(relation_oid) != oid_) {
      oid_ = row.oid(relation_oid);
      relation_ = catalogue_.find_relation(oid_);
    }
    if (relation_ == nullptr) return;
    relation_->facts.push_back({static_cast<int>(row.number(number)), row.oid(type), row.oid(collation)});
    if (relation_->table != nullptr) {
      relation_->table->columns.push_back(column(row));
      return;
    }
    relation_->names.emplace_back(row.string(name));
    if (relation_->definition != nullptr) add_to_definition(row, *relation_->definition);
  }

  /// One for each unknown setting, however many columns have it.
  void tell_unknown() const {
    for (const std::string& setting : unknown_) {
      catalogue_.not_covered("column option", {{}, Identifier(setting)}, "not known, and not compared");
    }
  }

 private:
  Address address(const CatalogueRow& row) const { return {kPgClass, oid_, static_cast<int>(row.number(number))}; }

  std::string collation_text(const CatalogueRow& row) const {
    return row.flag(collated) ? catalogue_.collations[row.oid(collation)] : std::string();
  }

  void add_settings_of(const CatalogueRow& row, Options& into) {
    if (row.null(options)) return;
    Options all;
    add_settings(row.text(options), "parameter", all);
    for (auto& [key, value] : all) {
      const std::string setting(split_option(key).second);
      if (std::find(kKnownSettings.begin(), kKnownSettings.end(), setting) != kKnownSettings.end()) {
        into[key] = value;
      } else {
        unknown_.insert(setting);
      }
    }
  }

  Column column(const CatalogueRow& row) {
    Column column;
    column.name = Identifier(row.string(name));
    column.type = row.text(type_text);
    if (row.flag(collated)) column.collation = Identifier(collation_text(row));
    column.not_null = row.flag(not_null);
    column.inherited = !row.flag(local);
    if (row.letter(generated) != '\0') {
      column.generated = Generated{as_is(row.string(expression)), row.letter(generated) == 's'};
    } else if (!row.null(expression)) {
      column.server_default = as_is(row.string(expression));
    }
    add_not_null(row, column);
    if (row.letter(identity) == 'a') column.options["identity"] = "ALWAYS";
    if (row.letter(identity) == 'd') column.options["identity"] = "BY DEFAULT";
    set_option(column.options, "storage", storage_name(row.letter(storage)));
    if (row.letter(compression) == 'p') column.options["compression"] = "pglz";
    if (row.letter(compression) == 'l') column.options["compression"] = "lz4";
    set_option(column.options, "statistics", row.text(statistics));
    add_settings_of(row, column.options);
    if (catalogue_.notes.contains(address(row))) {
      catalogue_.annotate(address(row), column.options);
      column.comment = option(column.options, "comment");
      column.options.erase("comment");
    }
    return column;
  }

  // What a child has from its parent alone has the parent's name, and is not told twice. A partition is made before it
  // is attached, with the name that it is to have.
  void add_not_null(const CatalogueRow& row, Column& column) const {
    if (row.null(not_null_name)) return;
    const std::string automatic = automatic_name(relation_->name.name.text(), column.name.text(), "not_null");
    const bool is_told = row.flag(not_null_local) || (relation_->table != nullptr && relation_->table->partition_of);
    if (is_told && row.text(not_null_name) != automatic) {
      column.not_null_name = Identifier(row.string(not_null_name));
    }
    if (row.flag(not_null_no_inherit)) column.options["not null:no inherit"];
    if (!row.flag(not_null_valid)) column.options["not null:not valid"];
    set_option(column.options, "not null:comment", catalogue_.comment({kPgConstraint, row.oid(not_null_oid)}));
  }

  void add_to_definition(const CatalogueRow& row, Definition& definition) {
    const std::string column = row.string(name);
    const ObjectKind kind = definition.key.kind;
    if (kind == ObjectKind::foreign_table) {
      ForeignColumn foreign{this->column(row), row.string(foreign_options)};
      return catalogue_.foreign_parts[oid_].columns.push_back(std::move(foreign));
    }
    if (kind == ObjectKind::composite_type) {
      const std::string collated_by = collation_text(row);
      definition.values.push_back(column);
      definition.options["attribute:" + column] =
          row.string(type_text) + (collated_by.empty() ? "" : " COLLATE " + collated_by);
    } else {
      definition.columns.emplace_back(column);
      set_option(definition.options, "default:" + column, row.text(expression));
      set_option(definition.options, "statistics:" + column, row.text(statistics));
      if (kind == ObjectKind::materialized_view) {
        set_option(definition.options, "storage:" + column, storage_name(row.letter(storage)));
        if (row.letter(compression) == 'p') definition.options["compression:" + column] = "pglz";
        if (row.letter(compression) == 'l') definition.options["compression:" + column] = "lz4";
      }
    }
    Options notes;
    catalogue_.annotate(address(row), notes);
    for (const auto& [key, value] : notes) {
      definition.options[key == "comment" ? "comment:" + column : key + "." + column] = value;
    }
  }

  Catalogue& catalogue_;
  Oid oid_ = 0;
  Relation* relation_ = nullptr;
  std::set<std::string> unknown_;
};

}  // namespace

void read_columns(Catalogue& catalogue) {
  Columns columns(catalogue);
  catalogue.query(kColumns, [&](const CatalogueRow& row) { columns.add(row); });
  columns.tell_unknown();
}

}  // namespace retort::postgresql
