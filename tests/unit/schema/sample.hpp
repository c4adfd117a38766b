// A schema that sets every field of every structure to something that is not its default.
#pragma once

#include "schema/schema.hpp"

namespace retort::testing {

inline Identifier name(const char* text) { return Identifier::folded(text); }
inline ObjectName object(const char* text) { return {{}, name(text)}; }

inline Table full_table() {
  Table table;
  table.name = object("Orders");
  Column id;
  id.name = name("Id");
  id.type = "INTEGER";
  id.collation = name("nocase");
  id.not_null = true;
  id.not_null_name = name("nn_Id");
  id.not_null_on_conflict = ConflictClause::replace;
  id.server_default = Expression{"( 1 )", "1"};
  id.comment = "a \"key\"\nof two lines";
  Column doubled;
  doubled.name = Identifier::keyed("Doubled", "a key of its own");
  doubled.type = "INT";
  doubled.generated = Generated{{"Id * 2", "id*2"}, true};
  Column bare;
  bare.name = Identifier("Exact");  // compares as spelled
  table.columns = {id, doubled, bare};

  KeyPart part;
  part.column = name("Id");
  part.collation = name("BINARY");
  part.descending = true;
  KeyPart lowered;
  lowered.expression = Expression{"lower(Id)", "lower(id)"};
  table.primary_key = PrimaryKey{name("pk"), {part}, ConflictClause::fail, true, true};
  table.uniques = {Unique{std::nullopt, {part, lowered}, ConflictClause::ignore},
                   Unique{name("u"), {part}, ConflictClause::rollback}};
  table.foreign_keys = {ForeignKey{name("fk"),
                                   {name("Id")},
                                   {name("Main"), name("Users")},
                                   {name("Id")},
                                   ReferentialAction::set_null,
                                   ReferentialAction::cascade,
                                   true,
                                   true}};
  table.checks = {Check{std::nullopt, {"Id > 0", "id>0"}}, Check{name("c"), {"", "canonical only"}}};
  Index index;
  index.name = name("Ix");
  index.unique = true;
  index.parts = {part, lowered};
  index.where = Expression{"Id>1", "id>1"};
  table.indexes.emplace(index.name, index);
  table.options = {{"STRICT", ""}, {"WITHOUT ROWID", "x"}};
  table.comment = "orders";
  return table;
}

inline Definition definition(ObjectKind kind, const char* text) {
  Definition result;
  result.key = {kind, object(text)};
  return result;
}

inline Schema full_schema() {
  Schema schema;
  schema.tables.emplace(object("Orders"), full_table());
  Table empty;
  empty.name = {name("Other"), name("empty")};
  schema.tables.emplace(empty.name, empty);

  Definition view = definition(ObjectKind::view, "V");
  view.sql = {"CREATE VIEW V AS SELECT 1", "create view v as select 1"};
  view.columns = {name("a+1"), name("B")};
  view.broken = true;
  view.ordinal = 7;
  Definition trigger = definition(ObjectKind::trigger, "Tr");
  trigger.on = object("Orders");
  trigger.sql = {"only text", ""};
  for (const Definition& each : {view, trigger, definition(ObjectKind::virtual_table, "f")}) {
    schema.definitions.emplace(each.key, each);
  }
  schema.dependencies = {{view.key, {ObjectKind::table, object("Orders")}},
                         {view.key, {ObjectKind::column, object("Orders"), name("Id")}}};
  schema.not_covered = {NotCovered{"shadow table", object("f_Data"), "belongs to 'f'"}};
  return schema;
}

}  // namespace retort::testing
