#include "random/postgresql/generator.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace retort::test::postgresql {

std::string Generator::new_name(const char* kind) {
  static const char* const kStems[] = {
      "Order ", "a\"b", "select", "\u00e9", "Mixed_", "user", "so_long_that_the_server_cuts_what_it_makes_of_this_"};
  const std::string stem = random.chance(75) ? "" : kStems[random.below(7)];
  return stem + kind + std::to_string(new_id());
}

std::string Generator::comment() {
  if (!random.chance(15)) return {};
  return random.chance(50) ? fmt::format("number {}", random.below(1000))
                           : fmt::format("it's \"said\"\nhere {}", random.below(1000));
}

Space Generator::space() {
  Space space;
  space.name = new_name("s");
  space.id = new_id();
  space.comment = comment();
  return space;
}

UserType Generator::type(const Model& model) {
  UserType type;
  type.id = new_id();
  type.space = random.pick(model.spaces).id;
  type.name = new_name("y");
  type.comment = comment();
  type.kind = static_cast<UserType::Kind>(random.below(3));
  if (type.kind == UserType::Kind::enumeration) {
    const int labels = 2 + random.below(4);
    for (int i = 0; i < labels; ++i) type.labels.push_back((i % 2 == 0 ? "l" : "It's l") + std::to_string(new_id()));
  } else if (type.kind == UserType::Kind::domain) {
    static const char* const kBases[] = {"integer", "text", "character varying(40)"};
    type.base = kBases[random.below(3)];
    for (const UserType& other : model.types)
      if (other.kind == UserType::Kind::enumeration && random.chance(50)) type.base_type = other.id;
    type.check = random.below(3);
    type.has_default = random.chance(30);
  } else {
    type.labels = {fmt::format("a{} integer", new_id()), fmt::format("b{} text", new_id())};
  }
  return type;
}

Sequence Generator::sequence(const Model& model) {
  Sequence sequence;
  sequence.id = new_id();
  sequence.space = random.pick(model.spaces).id;
  sequence.name = new_name("q");
  sequence.increment = random.chance(30) ? 2 + random.below(9) : 1;
  sequence.small = random.chance(30);
  sequence.cycle = random.chance(20);
  sequence.comment = comment();
  return sequence;
}

Function Generator::function(const Model& model, Function::Kind kind) {
  Function function;
  function.id = new_id();
  function.space = random.pick(model.spaces).id;
  function.name = new_name("f");
  function.kind = kind;
  function.form = random.below(3);
  function.comment = comment();
  if (kind == Function::Kind::of_table || kind == Function::Kind::counting)
    function.table = random.pick(model.tables).id;
  return function;
}

int Generator::scalar_function(Model& model) {
  for (const Function& function : model.functions)
    if (function.kind == Function::Kind::scalar && random.chance(60)) return function.id;
  model.functions.push_back(function(model, Function::Kind::scalar));
  return model.functions.back().id;
}

Column Generator::column(Model& model, const Table& table) {
  static const char* const kTypes[] = {"integer",
                                       "bigint",
                                       "smallint",
                                       "text",
                                       "character varying(40)",
                                       "numeric(12,2)",
                                       "boolean",
                                       "date",
                                       "timestamp with time zone",
                                       "timestamp without time zone",
                                       "interval",
                                       "uuid",
                                       "jsonb",
                                       "bytea",
                                       "inet",
                                       "int4range",
                                       "integer[]",
                                       "text[]",
                                       "double precision"};
  Column column;
  column.id = new_id();
  column.name = new_name("c");
  column.comment = comment();
  if (!model.types.empty() && random.chance(25)) {
    column.user_type = random.pick(model.types).id;
    const UserType& type = *model.type(column.user_type);
    // The server can't check the elements of arrays that are there against a domain's new check.
    column.array = type.kind != UserType::Kind::domain && random.chance(30);
  } else {
    column.type =
        random.chance(40) ? kTypes[random.below(5)] : kTypes[random.below(static_cast<int>(std::size(kTypes)))];
  }
  column.not_null = random.chance(25);
  if (random.chance(25)) column.default_sql = model.literal(column, random.below(4));
  if (column.type.starts_with("timestamp") && random.chance(30)) column.default_sql = "now()";
  if ((column.type == "text" || column.type.starts_with("character")) && random.chance(15)) column.collation = "C";
  if (!table.columns.empty() && is_plain(table.columns.front()) && table.columns.front().generated_from == 0 &&
      random.chance(10)) {
    column.user_type = 0;
    column.array = false;
    column.type = "text";
    column.generated_from = table.columns.front().id;
    column.generated_form = random.below(3);
    column.default_sql.clear();
    column.collation.clear();
    column.not_null = false;
  }
  return column;
}

void Generator::add_keys(Model& model, Table& table) {
  Column& first = table.columns.front();
  const bool split = table.parts != Table::Parts::none;
  if (random.chance(75) && (split || can_be_unique(first))) {
    Key key;
    key.id = new_id();
    key.primary = true;
    key.columns = {first.id};
    if (random.chance(40)) key.name = new_name("pk");
    if (!key.name.empty()) key.comment = comment();
    for (const Column& column : table.columns) {
      if (!split && column.id != first.id && can_be_unique(column) && random.chance(10))
        key.columns.push_back(column.id);
    }
    table.keys.push_back(key);
    const bool whole = first.type == "integer" || first.type == "bigint";
    if (!split && whole && random.chance(35)) {
      first.identity = 1 + random.below(2);
      first.default_sql.clear();
    } else if (!split && whole && random.chance(30)) {
      Sequence owned = sequence(model);
      owned.space = table.space;
      owned.small = false;
      owned.owner_table = table.id;
      owned.owner_column = first.id;
      first.sequence = owned.id;
      first.default_sql.clear();
      model.sequences.push_back(owned);
    }
  }
  for (const Column& column : table.columns) {
    if (!split && column.type == "int4range" && random.chance(50)) table.keys.push_back(exclusion(column));
    if (!can_be_unique(column) || !random.chance(12) || (split && column.id != first.id)) continue;
    Key key;
    key.id = new_id();
    key.columns = {column.id};
    const Column& other = random.pick(table.columns);
    if (can_be_unique(other) && other.id != column.id && random.chance(25)) key.columns.push_back(other.id);
    if (random.chance(50)) key.name = new_name("u");
    key.deferrable = random.chance(15);
    key.nulls_not_distinct = random.chance(15);
    if (random.chance(20) && table.columns.back().id != column.id) key.include = table.columns.back().id;
    table.keys.push_back(key);
  }
}

Key Generator::exclusion(const Column& column) {
  Key key;
  key.id = new_id();
  key.columns = {column.id};
  key.excludes = true;
  if (random.chance(50)) key.name = new_name("x");
  return key;
}

Partition Generator::partition(int number) {
  Partition partition;
  partition.id = new_id();
  partition.name = new_name("p");
  partition.number = number;
  if (!random.chance(30)) return partition;
  for (int i = 0; i < 2; ++i) {
    Partition part;
    part.id = new_id();
    part.name = new_name("p");
    part.number = i;
    partition.parts.push_back(std::move(part));
  }
  return partition;
}

void Generator::add_partitions(Table& table) {
  table.parts = static_cast<Table::Parts>(1 + random.below(3));
  Column& first = table.columns.front();
  first.user_type = 0;
  first.array = false;
  first.type = "integer";
  first.default_sql.clear();
  first.collation.clear();
  first.generated_from = 0;
  first.not_null = true;
  const int count = 1 + random.below(3);
  for (int i = 0; i < count; ++i) table.partitions.push_back(partition(i));
  if (table.parts != Table::Parts::hash && random.chance(40)) table.partitions.push_back(partition(-1));
}

Table Generator::table(Model& model) {
  Table table;
  table.space = random.pick(model.spaces).id;
  table.name = new_name("t");
  table.id = new_id();
  table.comment = comment();
  const int columns = 2 + random.below(5);
  for (int i = 0; i < columns; ++i) table.columns.push_back(column(model, table));
  if (random.chance(15) &&
      std::none_of(table.columns.begin(), table.columns.end(), [](const Column& c) { return c.generated_from != 0; }))
    add_partitions(table);
  add_keys(model, table);
  const bool split = table.parts != Table::Parts::none;
  table.fillfactor = !split && random.chance(10);
  table.unlogged = !split && random.chance(6);
  table.row_security = random.chance(10);
  while (random.chance(35)) table.checks.push_back(check(model, table));
  while (random.chance(45)) table.indexes.push_back(index(model, table));
  while (random.chance(10)) table.policies.push_back(policy(table));
  return table;
}

Check Generator::check(Model& model, const Table& table) {
  Check check;
  check.id = new_id();
  if (random.chance(50)) check.name = new_name("ck");
  check.column = random.pick(table.columns).id;
  check.form = random.below(5);
  if (check.form == 3) check.function = scalar_function(model);
  if (check.form == 4) check.other = random.pick(table.columns).id;
  return check;
}

Policy Generator::policy(const Table& table) {
  Policy policy;
  policy.id = new_id();
  policy.name = new_name("po");
  policy.column = random.pick(table.columns).id;
  policy.command = random.below(4);
  return policy;
}

Index Generator::index(Model& model, const Table& table, const std::vector<int>* distinct) {
  Index index;
  index.id = new_id();
  if (random.chance(70)) index.name = new_name("i");
  if (!index.name.empty()) index.comment = comment();
  const Column& column = random.pick(table.columns);
  const bool text = column.type == "text" || column.type.starts_with("character");
  index.parts.push_back({column.id, random.below(3)});
  if (text && random.chance(25)) index.parts[0].form = 3;
  if (is_plain(column) && random.chance(20)) index.parts[0].form = 4;
  if (is_plain(column) && random.chance(15)) {
    index.parts[0].form = 5;
    index.function = scalar_function(model);
  }
  if (index.parts[0].form == 0) {
    if (is_plain(column) && random.chance(20)) index.method = random.chance(50) ? "hash" : "brin";
    if (column.type.ends_with("[]") || column.type == "jsonb") index.method = random.chance(70) ? "gin" : "btree";
    if (column.type == "int4range" && random.chance(60)) index.method = "gist";
  }
  if (random.chance(20)) index.where = random.pick(table.columns).id;
  if (index.method != "btree") return index;
  index.fillfactor = random.chance(15);
  const bool in_distinct =
      distinct == nullptr || std::find(distinct->begin(), distinct->end(), column.id) != distinct->end();
  const bool may = can_be_unique(column) && index.parts[0].form < 4 && in_distinct && index.where == 0;
  index.unique =
      may && (table.parts == Table::Parts::none || column.id == table.columns.front().id) && random.chance(40);
  if (!index.unique && random.chance(30)) index.parts.push_back({random.pick(table.columns).id, random.below(3)});
  if (random.chance(15)) index.include = random.pick(table.columns).id;
  return index;
}

bool Generator::add_reference(Model& model, Table& table) {
  const Table& target = random.pick(model.tables);
  if (table.unlogged || target.unlogged) return false;
  std::vector<int> columns;
  for (const Key& key : target.keys)
    if (key.columns.size() == 1 && !key.deferrable && !key.excludes) columns.push_back(key.columns[0]);
  if (columns.empty()) return false;
  const Column referred = *target.find(random.pick(columns));
  for (const Reference& other : target.references)
    if (other.column == referred.id) return false;  // its values come from elsewhere
  Column column;
  column.id = new_id();
  column.name = new_name("r");
  column.type = referred.type;
  column.collation = referred.collation;
  column.comment = comment();
  Reference reference;
  reference.id = new_id();
  reference.column = column.id;
  reference.table = target.id;
  reference.target_column = referred.id;
  if (random.chance(40)) reference.name = new_name("fk");
  reference.on_delete = random.below(5);
  reference.on_update = random.below(5);
  reference.deferred = random.chance(20);
  const bool split = table.parts != Table::Parts::none || target.parts != Table::Parts::none;
  reference.not_valid = !split && random.chance(10);
  table.columns.push_back(column);
  table.references.push_back(reference);
  return true;
}

bool Generator::add_view(Model& model) {
  View view;
  view.id = new_id();
  view.space = random.pick(model.spaces).id;
  view.name = new_name("v");
  view.comment = comment();
  std::vector<int> columns;
  if (!model.views.empty() && random.chance(45)) {
    const View& under = random.pick(model.views);
    view.over = under.id;
    columns = under.columns;
  } else {
    const Table& table = random.pick(model.tables);
    view.over = table.id;
    for (const Column& column : table.columns) columns.push_back(column.id);
  }
  for (const int column : columns)
    if (random.chance(60)) view.columns.push_back(column);
  if (view.columns.empty()) view.columns.push_back(columns.front());
  view.form = random.below(4);
  if (view.form == 3) view.function = scalar_function(model);
  view.materialized = random.chance(25);
  view.indexed = view.materialized && random.chance(60);
  view.security_barrier = !view.materialized && random.chance(15);
  model.views.push_back(view);
  return true;
}

bool Generator::add_trigger(Model& model) {
  Trigger trigger;
  trigger.id = new_id();
  trigger.name = new_name("tr");
  trigger.comment = comment();
  const Table& table = random.pick(model.tables);
  trigger.on = table.id;
  const Column& last = table.columns.back();
  if (random.chance(60) && last.generated_from == 0) trigger.column = last.id;
  trigger.when = random.chance(40);
  trigger.disabled = random.chance(15);
  for (const Function& function : model.functions)
    if (function.kind == Function::Kind::trigger && random.chance(60)) trigger.function = function.id;
  if (trigger.function == 0) {
    model.functions.push_back(function(model, Function::Kind::trigger));
    trigger.function = model.functions.back().id;
  }
  model.triggers.push_back(trigger);
  return true;
}

Model Generator::model() {
  Model model;
  const int spaces = 1 + random.below(3);
  for (int i = 0; i < spaces; ++i) model.spaces.push_back(space());
  while (random.chance(55)) model.types.push_back(type(model));
  while (random.chance(20)) model.sequences.push_back(sequence(model));
  const int tables = 1 + random.below(4);
  for (int i = 0; i < tables; ++i) {
    Table one = table(model);
    model.tables.push_back(std::move(one));
  }
  for (std::size_t i = 0; i < model.tables.size(); ++i) {
    while (random.chance(45)) add_reference(model, model.tables[i]);
  }
  while (random.chance(50)) add_view(model);
  while (random.chance(35)) add_trigger(model);
  if (random.chance(20)) model.functions.push_back(function(model, Function::Kind::scalar));
  if (random.chance(12)) model.functions.push_back(function(model, Function::Kind::of_table));
  if (random.chance(12)) model.functions.push_back(function(model, Function::Kind::counting));
  return model;
}

}  // namespace retort::test::postgresql
