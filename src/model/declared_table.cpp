#include "model/declared_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort {

using detail::ColumnSpec;
using detail::ElementSpec;
using detail::MemberRef;
using detail::ReferenceSpec;

namespace {

ReferentialAction action(detail::Action action) {
  switch (action) {
    case detail::Action::no_action:
      break;
    case detail::Action::restrict:
      return ReferentialAction::restrict;
    case detail::Action::cascade:
      return ReferentialAction::cascade;
    case detail::Action::set_null:
      return ReferentialAction::set_null;
    case detail::Action::set_default:
      return ReferentialAction::set_default;
  }
  return ReferentialAction::no_action;
}

Expression words(std::string_view text) { return {std::string(text), std::string(text)}; }

/// Whether (…) holds all of it.
bool is_parenthesised(const std::vector<Token>& tokens) {
  if (tokens.size() < 2 || !tokens.front().is_symbol("(")) return false;
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol("(")) ++depth;
    if (tokens[i].is_symbol(")") && --depth == 0) return i + 1 == tokens.size();
  }
  return false;
}

/// SQLite takes a literal, or an expression in parentheses; others take both without.
std::string default_words(std::string_view text, DialectName engine, const Lexicon& lexicon) {
  if (engine != DialectName::sqlite) return std::string(text);
  const std::vector<Token> tokens = significant_tokens(text, lexicon);
  const std::size_t sign = !tokens.empty() && (tokens[0].is_symbol("-") || tokens[0].is_symbol("+")) ? 1 : 0;
  if (tokens.size() == sign + 1) {
    const Token& only = tokens[sign];
    if (only.kind == TokenKind::number) return std::string(text);
    if (sign == 0 && (only.kind == TokenKind::string || only.kind == TokenKind::word)) return std::string(text);
  }
  return is_parenthesised(tokens) ? std::string(text) : fmt::format("({})", text);
}

std::vector<std::string> comma_list(detail::Chars text) {
  std::vector<std::string> words;
  if (text == nullptr) return words;
  std::string_view rest(text);
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    words.emplace_back(trim(rest.substr(0, comma)));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return words;
}

void set_option(Options& options, const std::string& key, detail::Chars value) {
  if (value != nullptr && *value != '\0') options[key] = value;
}

}  // namespace

DeclaredTable::DeclaredTable(const IndexedModel& model, const ModelIndex& index, const NamingConvention& naming,
                             const Dialect& dialect)
    : model_(model),
      index_(index),
      naming_(naming),
      dialect_(dialect),
      lexicon_(dialect.lexicon()),
      engine_(dialect_name(dialect)) {
  table_.name = model.name;
  if (model.view.columns.empty())
    throw ModelError(fmt::format("{} has no column", subject()), std::nullopt,
                     "add one: .column(\"id\", BigInteger())");
  for (const ColumnSpec& column : model.view.columns) add_column(column);
  add_primary_key_of_columns();
  for (const ColumnSpec& column : model.view.columns) add_beside_column(column);
  for (const ElementSpec& element : model.view.elements) add_element(element);
  add_options();
  normalize(table_);
}

void DeclaredTable::add_to(Declared& declared) const {
  declared.schema.tables.emplace(table_.name, table_);
  if (!model_.view.table->managed) declared.unmanaged.insert(table_.name);
  if (model_.view.table->renamed_from != nullptr)
    declared.notes.push_back({{ObjectKind::table, table_.name}, model_.view.table->renamed_from, {}});
  declared.notes.insert(declared.notes.end(), notes_.begin(), notes_.end());
}

void DeclaredTable::add_column(const ColumnSpec& spec) {
  const std::string its_subject = subject(spec);
  Column column;
  column.name = named(spec);
  if (table_.find_column(column.name) != nullptr)
    throw ModelError(fmt::format("{} is there twice", its_subject), std::nullopt, "name one of the two otherwise");
  column.type = type_text(spec.type, dialect_, model_.view.table->strict, its_subject);
  if (const std::string_view name = spec.collation.for_dialect(engine_); !name.empty())
    column.collation = collation(name);
  const bool is_null = spec.nullability == detail::Nullability::by_type
                           ? spec.optional
                           : spec.nullability == detail::Nullability::nullable;
  column.not_null = !is_null;
  if (!spec.computed.empty()) {
    if (!spec.server_default.empty())
      throw ModelError(fmt::format("{} is computed and has a default", its_subject), std::nullopt,
                       "it can be one only");
    column.generated = Generated{words(spec.computed.for_dialect(engine_)), spec.stored};
  } else if (!spec.server_default.empty()) {
    column.server_default = words(default_words(spec.server_default.for_dialect(engine_), engine_, lexicon_));
  }
  if (engine_ == DialectName::postgresql && spec.comment != nullptr) column.comment = spec.comment;
  add_identity(spec, column, its_subject);
  if (spec.type.kind == Type::Kind::enumeration && spec.type.enumeration->native)
    enums_.emplace_back(column.name, spec.type.enumeration);
  if (spec.renamed_from != nullptr || spec.existing != nullptr)
    notes_.push_back({{ObjectKind::column, table_.name, column.name},
                      spec.renamed_from == nullptr ? "" : spec.renamed_from,
                      spec.existing == nullptr ? "" : spec.existing});
  table_.columns.push_back(std::move(column));
}

void DeclaredTable::add_identity(const ColumnSpec& spec, Column& column, const std::string& its_subject) {
  if (!spec.identity.exists) return;
  if (engine_ == DialectName::postgresql) {
    column.options["identity"] = spec.identity.always ? "ALWAYS" : "BY DEFAULT";
    if (spec.identity.start != 1) column.options["identity:start"] = std::to_string(spec.identity.start);
    if (spec.identity.increment != 1) column.options["identity:increment"] = std::to_string(spec.identity.increment);
    return;
  }
  if (engine_ == DialectName::sqlite && (!spec.primary_key || column.type != "INTEGER"))
    throw ModelError(fmt::format("{}: sqlite numbers rows only by an integer that is the primary key", its_subject),
                     std::nullopt, "make it the primary_key, or take identity away");
}

void DeclaredTable::add_primary_key_of_columns() {
  PrimaryKey key;
  detail::Chars name = nullptr;
  for (const ColumnSpec& column : model_.view.columns) {
    if (!column.primary_key) continue;
    KeyPart part;
    part.column = named(column);
    key.columns.push_back(std::move(part));
    if (column.primary_key_name != nullptr) name = column.primary_key_name;
    key.autoincrement = key.autoincrement || (column.autoincrement && engine_ == DialectName::sqlite);
  }
  if (key.columns.empty()) return;
  if (key.autoincrement && key.columns.size() > 1)
    throw ModelError(fmt::format("{}: autoincrement is for a primary key of one column", subject()));
  key.name = name_or(name, naming_.primary_key, key.columns);
  table_.primary_key = std::move(key);
}

void DeclaredTable::add_beside_column(const ColumnSpec& spec) {
  KeyPart part;
  part.column = named(spec);
  if (spec.unique) {
    Unique unique;
    unique.columns.push_back(part);
    unique.name = name_or(spec.unique_name, naming_.unique, unique.columns);
    table_.uniques.push_back(std::move(unique));
  }
  if (!spec.check.empty() && spec.check.exists_on(engine_)) add_check(spec.check, spec.check_name);
  add_labels_check(spec);
  if (spec.reference.exists()) add_foreign_key(spec.reference, {&spec});
  if (spec.indexed) {
    ElementSpec index;
    index.name = spec.index_name;
    detail::PartSpec only;
    only.member = spec.member;
    index.parts = std::span(&only, 1);
    add_index(index);
  }
}

/// An enum is text that may be one of its labels, where it is no type of its own.
void DeclaredTable::add_labels_check(const ColumnSpec& spec) {
  if (spec.type.kind != Type::Kind::enumeration || spec.type.dimensions > 0) return;
  if (engine_ == DialectName::postgresql && spec.type.enumeration->native) return;
  if (spec.type.words.per_dialect[static_cast<std::size_t>(engine_)] != nullptr) return;
  std::vector<std::string> labels;
  for (const EnumLabel& label : spec.type.enumeration->labels) labels.push_back(quote_literal(label.label));
  const Identifier column = named(spec);
  Check check;
  check.expression = words(fmt::format("{} IN ({})", quote(lexicon_, column), join(labels, ", ")));
  NamedParts its_parts = parts({});
  its_parts.columns = {column.text()};
  its_parts.constraint = column.text();
  if (const auto name = conventional_name(naming_.check, its_parts, lexicon_)) check.name = lexicon_.identifier(*name);
  table_.checks.push_back(std::move(check));
}

void DeclaredTable::add_element(const ElementSpec& spec) {
  if (!exists_here(spec.not_on)) return;
  switch (spec.kind) {
    case ElementSpec::Kind::primary_key:
      return add_primary_key(spec);
    case ElementSpec::Kind::unique:
      return add_unique(spec);
    case ElementSpec::Kind::check:
      return add_check(spec.expression, spec.name);
    case ElementSpec::Kind::exclusion: {
      Exclusion exclusion;
      exclusion.definition = words(fmt::format("EXCLUDE {}", spec.expression.for_dialect(engine_)));
      if (spec.name != nullptr) exclusion.name = lexicon_.identifier(spec.name);
      table_.exclusions.push_back(std::move(exclusion));
      return;
    }
    case ElementSpec::Kind::foreign_key: {
      std::vector<const ColumnSpec*> from;
      for (const MemberRef& member : spec.members) from.push_back(&column_of(member, "a foreign key"));
      ReferenceSpec reference = spec.reference;
      if (reference.name == nullptr) reference.name = spec.name;
      return add_foreign_key(reference, from);
    }
    case ElementSpec::Kind::index:
      return add_index(spec);
    case ElementSpec::Kind::without_column:
      return;
  }
}

void DeclaredTable::add_primary_key(const ElementSpec& spec) {
  if (table_.primary_key) throw ModelError(fmt::format("{} has two primary keys", subject()), std::nullopt, "keep one");
  PrimaryKey key;
  key.columns = key_parts(spec.members, "the primary key");
  key.name = name_or(spec.name, naming_.primary_key, key.columns);
  if (engine_ == DialectName::postgresql) {
    key.include = names_of(spec.include, "the primary key");
    key.deferrable = spec.deferrable;
    key.initially_deferred = spec.initially_deferred;
    set_option(key.options, "comment", spec.comment);
  }
  for (const KeyPart& part : key.columns) table_.find_column(*part.column)->not_null = true;
  table_.primary_key = std::move(key);
}

void DeclaredTable::add_unique(const ElementSpec& spec) {
  Unique unique;
  unique.columns = key_parts(spec.members, "a unique constraint");
  unique.name = name_or(spec.name, naming_.unique, unique.columns);
  if (engine_ == DialectName::postgresql) {
    unique.include = names_of(spec.include, "a unique constraint");
    unique.nulls_not_distinct = spec.nulls_not_distinct;
    unique.deferrable = spec.deferrable;
    unique.initially_deferred = spec.initially_deferred;
    set_option(unique.options, "comment", spec.comment);
  } else if (spec.nulls_not_distinct) {
    throw ModelError(fmt::format("{}: {} has no NULLS NOT DISTINCT", subject(), dialect_.name()));
  }
  table_.uniques.push_back(std::move(unique));
}

void DeclaredTable::add_check(const SqlText& expression, detail::Chars name) {
  Check check;
  check.expression = words(expression.for_dialect(engine_));
  NamedParts its_parts = parts({});
  its_parts.constraint = name == nullptr ? "" : name;
  const bool is_named = name != nullptr;
  const bool takes_name = naming_.check.find("constraint_name") != std::string::npos;
  std::optional<std::string> conventional;
  if (is_named == takes_name) conventional = conventional_name(naming_.check, its_parts, lexicon_);
  if (conventional)
    check.name = lexicon_.identifier(*conventional);
  else if (is_named)
    check.name = lexicon_.identifier(name);
  table_.checks.push_back(std::move(check));
}

void DeclaredTable::add_foreign_key(const ReferenceSpec& reference, const std::vector<const ColumnSpec*>& from) {
  const std::string its_subject = from.size() == 1 ? subject(*from.front()) : "a foreign key of " + subject();
  const IndexedModel* target = index_.target(reference, model_, its_subject);
  ForeignKey key;
  key.target = target != nullptr ? target->name : index_.table_name(reference);
  for (const ColumnSpec* column : from) key.columns.push_back(named(*column));
  std::vector<MemberRef> members(reference.members.begin(), reference.members.end());
  const std::vector<std::string> listed = comma_list(reference.columns);
  for (const std::string& name : listed) members.push_back({nullptr, name});
  for (const MemberRef& member : members) {
    if (target == nullptr) {
      key.target_columns.push_back(lexicon_.identifier(member.name));
      continue;
    }
    const ColumnSpec* column = target->find(member);
    if (column == nullptr)
      throw ModelError(fmt::format("{} refers to {}.{}, and {} has no such column", its_subject, key.target.to_string(),
                                   member.name, key.target.to_string()),
                       std::nullopt, "refer to a member that has one");
    key.target_columns.push_back(lexicon_.identifier(column_name(*column)));
    const std::size_t i = key.target_columns.size() - 1;
    if (i >= from.size()) continue;
    const std::string ours = type_text(from[i]->type, dialect_, false, its_subject);
    const std::string theirs = type_text(column->type, dialect_, false, key.target.to_string());
    if (ours != theirs)
      throw ModelError(fmt::format("{} is {}, and {}.{}, to which it refers, is {}", subject(*from[i]), ours,
                                   key.target.to_string(), column_name(*column), theirs),
                       std::nullopt, "give both the same type");
  }
  if (!key.target_columns.empty() && key.target_columns.size() != key.columns.size())
    throw ModelError(
        fmt::format("{}: {} columns refer to {}", its_subject, key.columns.size(), key.target_columns.size()),
        std::nullopt, "as many on both sides");
  key.on_delete = action(reference.on_delete);
  key.on_update = action(reference.on_update);
  key.initially_deferred = reference.initially_deferred;
  key.deferrable = engine_ == DialectName::sqlite ? reference.initially_deferred : reference.deferrable;
  key.match_full = reference.match_full && engine_ != DialectName::sqlite;
  if (reference.name != nullptr) {
    key.name = lexicon_.identifier(reference.name);
  } else {
    NamedParts its_parts = parts({});
    for (const Identifier& column : key.columns) its_parts.columns.push_back(column.text());
    its_parts.referred_table = key.target.name.text();
    for (const Identifier& column : key.target_columns) its_parts.referred_columns.push_back(column.text());
    if (const auto name = conventional_name(naming_.foreign_key, its_parts, lexicon_))
      key.name = lexicon_.identifier(*name);
  }
  table_.foreign_keys.push_back(std::move(key));
}

void DeclaredTable::add_index(const ElementSpec& spec) {
  Index index;
  std::vector<KeyPart> columns;
  for (const detail::PartSpec& from : spec.parts) {
    KeyPart part;
    if (from.expression != nullptr) {
      part.expression =
          words(is_parenthesised(significant_tokens(from.expression, lexicon_)) ? std::string(from.expression)
                                                                                : fmt::format("({})", from.expression));
      if (engine_ == DialectName::sqlite) part.expression = words(from.expression);
    } else {
      part.column = named(column_of(from.member, "an index"));
      columns.push_back(part);
    }
    if (from.collation != nullptr) part.collation = collation(from.collation);
    part.descending = from.descending;
    if (engine_ == DialectName::postgresql) {
      part.nulls_reversed = from.nulls_reversed;
      if (from.operator_class != nullptr) part.operator_class = from.operator_class;
    }
    index.parts.push_back(std::move(part));
  }
  std::optional<Identifier> name = name_or(spec.name, naming_.index, columns);
  if (!name) throw ModelError(fmt::format("an index of {} has no name", subject()), std::nullopt, "give it one");
  index.name = *name;
  index.unique = spec.unique;
  if (!spec.where.empty()) index.where = words(spec.where.for_dialect(engine_));
  if (engine_ == DialectName::postgresql) {
    if (spec.method != nullptr) index.method = spec.method;
    index.include = names_of(spec.include, "an index");
    index.nulls_not_distinct = spec.nulls_not_distinct;
    set_option(index.options, "comment", spec.comment);
  }
  if (spec.renamed_from != nullptr && engine_ != DialectName::sqlite)
    notes_.push_back({{ObjectKind::index, {table_.name.schema, index.name}}, spec.renamed_from, {}});
  if (!table_.indexes.emplace(index.name, index).second)
    throw ModelError(fmt::format("{} has index {} twice", subject(), index.name.text()), std::nullopt,
                     "give one of the two another name");
}

void DeclaredTable::add_options() {
  const detail::TableSpec& spec = *model_.view.table;
  if (engine_ == DialectName::sqlite) {
    if (spec.strict) table_.options["STRICT"];
    if (spec.without_rowid) table_.options["WITHOUT ROWID"];
    return;
  }
  if (spec.comment != nullptr) table_.comment = spec.comment;
  if (spec.unlogged) table_.options["unlogged"];
  for (const std::string& parameter : comma_list(spec.storage)) {
    const std::size_t equals = parameter.find('=');
    if (equals == std::string::npos)
      throw ModelError(fmt::format("{}: storage \"{}\" is no NAME=VALUE", subject(), parameter), std::nullopt,
                       "write storage(\"fillfactor=70\")");
    table_.options[option_key("parameter", trim(std::string_view(parameter).substr(0, equals)))] =
        std::string(trim(std::string_view(parameter).substr(equals + 1)));
  }
  if (spec.partition_by != nullptr) table_.partition_by = words(spec.partition_by);
}

// ---- names

/// PostgreSQL's stand in a schema as SQL has them.
Identifier DeclaredTable::collation(std::string_view name) const {
  const Identifier plain = lexicon_.identifier(name);
  return engine_ == DialectName::postgresql ? Identifier(quote(lexicon_, plain)) : plain;
}

Identifier DeclaredTable::named(const ColumnSpec& spec) const { return lexicon_.identifier(column_name(spec)); }

const ColumnSpec& DeclaredTable::column_of(const MemberRef& member, std::string_view what) const {
  const ColumnSpec* column = model_.find(member);
  if (column == nullptr)
    throw ModelError(fmt::format("{} of {} names {}, which is no column of it", what, subject(), member.name));
  return *column;
}

std::vector<KeyPart> DeclaredTable::key_parts(std::span<const MemberRef> members, std::string_view what) const {
  std::vector<KeyPart> list;
  for (const MemberRef& member : members) list.emplace_back().column = named(column_of(member, what));
  return list;
}

std::vector<Identifier> DeclaredTable::names_of(std::span<const MemberRef> members, std::string_view what) const {
  std::vector<Identifier> list;
  for (const MemberRef& member : members) list.push_back(named(column_of(member, what)));
  return list;
}

NamedParts DeclaredTable::parts(const std::vector<KeyPart>& columns) const {
  NamedParts its_parts;
  its_parts.table = table_.name.name.text();
  for (const KeyPart& part : columns) its_parts.columns.push_back(part.column->text());
  return its_parts;
}

std::optional<Identifier> DeclaredTable::name_or(detail::Chars name, const std::string& convention,
                                                 const std::vector<KeyPart>& columns) const {
  if (name != nullptr) return lexicon_.identifier(name);
  if (columns.empty()) return std::nullopt;
  const std::optional<std::string> made = conventional_name(convention, parts(columns), lexicon_);
  if (!made) return std::nullopt;
  return lexicon_.identifier(*made);
}

std::string DeclaredTable::subject() const {
  if (model_.view.type == nullptr) return fmt::format("table {}", table_.name.to_string());
  return fmt::format("table {} ({})", table_.name.to_string(), model_.view.type->name);
}
std::string DeclaredTable::subject(const ColumnSpec& column) const {
  return fmt::format("column {}.{}", table_.name.to_string(), column_name(column));
}

bool DeclaredTable::exists_here(std::uint8_t not_on) const {
  SqlText text;
  text.not_on = not_on;
  return text.exists_on(engine_);
}

}  // namespace retort
