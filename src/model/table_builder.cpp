#include "retort/table_builder.hpp"

#include <fmt/format.h>

#include "model/storage.hpp"

namespace retort {
namespace {

using detail::Action;
using detail::ElementSpec;
using detail::MemberRef;

detail::Action action(std::string_view words, const char* table) {
  if (words.empty() || words == "NO ACTION") return Action::no_action;
  if (words == "RESTRICT") return Action::restrict;
  if (words == "CASCADE") return Action::cascade;
  if (words == "SET NULL") return Action::set_null;
  if (words == "SET DEFAULT") return Action::set_default;
  throw ModelError(fmt::format("table {}: \"{}\" is no action of a foreign key", table, words), std::nullopt,
                   "one of NO ACTION, RESTRICT, CASCADE, SET NULL, SET DEFAULT");
}

std::string_view or_empty(const char* text) { return text == nullptr ? "" : text; }

std::span<const MemberRef> keep(detail::BuiltTable& built, const std::vector<std::string>& columns) {
  std::vector<MemberRef> members;
  for (const std::string& column : columns) members.push_back({nullptr, built.texts.view(column)});
  return built.members.emplace_back(std::move(members));
}

ElementSpec key(detail::BuiltTable& built, ElementSpec::Kind kind, const std::vector<std::string>& columns,
                std::string_view name, const TableKeyOptions& options) {
  ElementSpec spec;
  spec.kind = kind;
  spec.name = built.texts.keep(name);
  spec.members = keep(built, columns);
  spec.include = keep(built, options.include);
  spec.nulls_not_distinct = options.nulls_not_distinct;
  spec.deferrable = options.deferrable || options.initially_deferred;
  spec.initially_deferred = options.initially_deferred;
  return spec;
}

}  // namespace

TableBuilder::TableBuilder(std::string_view name) : built_(std::make_shared<detail::BuiltTable>()) {
  built_->table.name = built_->texts.view(name).data();
}

TableBuilder& TableBuilder::schema(SqlText name) {
  built_->table.schema = built_->texts.keep(name);
  return *this;
}
TableBuilder& TableBuilder::comment(std::string_view text) {
  built_->table.comment = built_->texts.keep(text);
  return *this;
}
TableBuilder& TableBuilder::renamed_from(std::string_view name) {
  built_->table.renamed_from = built_->texts.keep(name);
  return *this;
}
TableBuilder& TableBuilder::managed(bool is_managed) {
  built_->table.managed = is_managed;
  return *this;
}
TableBuilder& TableBuilder::strict() {
  built_->table.strict = true;
  return *this;
}
TableBuilder& TableBuilder::without_rowid() {
  built_->table.without_rowid = true;
  return *this;
}
TableBuilder& TableBuilder::unlogged() {
  built_->table.unlogged = true;
  return *this;
}
TableBuilder& TableBuilder::storage(std::string_view parameters) {
  built_->table.storage = built_->texts.keep(parameters);
  return *this;
}
TableBuilder& TableBuilder::partition_by(std::string_view words) {
  built_->table.partition_by = built_->texts.keep(words);
  return *this;
}

TableBuilder& TableBuilder::column(std::string_view name, const Type& type, const ColumnOptions& options) {
  detail::Texts& texts = built_->texts;
  detail::ColumnSpec spec;
  spec.member.name = texts.view(name);
  spec.type = texts.keep(type);
  spec.optional = options.nullable && !options.primary_key;
  spec.primary_key = options.primary_key;
  spec.unique = options.unique;
  spec.indexed = options.indexed;
  spec.autoincrement = options.autoincrement;
  spec.identity.exists = options.identity || options.identity_always;
  spec.identity.always = options.identity_always;
  spec.server_default = texts.keep(options.server_default);
  spec.computed = texts.keep(options.computed);
  spec.stored = options.stored;
  spec.check = texts.keep(options.check);
  spec.collation = texts.keep(options.collation);
  spec.comment = texts.keep(options.comment);
  spec.renamed_from = texts.keep(options.renamed_from);
  spec.existing = texts.keep(options.existing);
  built_->columns.push_back(spec);
  return *this;
}

TableBuilder& TableBuilder::primary_key(const std::vector<std::string>& columns, std::string_view name,
                                        const TableKeyOptions& options) {
  built_->elements.push_back(key(*built_, ElementSpec::Kind::primary_key, columns, name, options));
  return *this;
}
TableBuilder& TableBuilder::unique(const std::vector<std::string>& columns, std::string_view name,
                                   const TableKeyOptions& options) {
  built_->elements.push_back(key(*built_, ElementSpec::Kind::unique, columns, name, options));
  return *this;
}

TableBuilder& TableBuilder::check(SqlText expression, std::string_view name) {
  ElementSpec spec;
  spec.kind = ElementSpec::Kind::check;
  spec.name = built_->texts.keep(name);
  spec.expression = built_->texts.keep(expression);
  spec.not_on = expression.not_on;
  built_->elements.push_back(spec);
  return *this;
}

TableBuilder& TableBuilder::foreign_key(const std::vector<std::string>& columns, std::string_view target,
                                        const std::vector<std::string>& target_columns,
                                        const TableForeignKeyOptions& options) {
  ElementSpec spec;
  spec.kind = ElementSpec::Kind::foreign_key;
  spec.name = built_->texts.keep(options.name);
  spec.members = keep(*built_, columns);
  detail::ReferenceSpec& reference = spec.reference;
  reference.table = built_->texts.view(target).data();
  reference.schema = built_->texts.keep(options.schema);
  reference.members = keep(*built_, target_columns);
  reference.on_delete = action(or_empty(options.on_delete), built_->table.name);
  reference.on_update = action(or_empty(options.on_update), built_->table.name);
  reference.deferrable = options.deferrable || options.initially_deferred;
  reference.initially_deferred = options.initially_deferred;
  reference.match_full = options.match_full;
  built_->elements.push_back(spec);
  return *this;
}

TableBuilder& TableBuilder::exclude(SqlText definition, std::string_view name) {
  ElementSpec spec;
  spec.kind = ElementSpec::Kind::exclusion;
  spec.name = built_->texts.keep(name);
  spec.expression = built_->texts.keep(definition);
  spec.not_on = SqlText().only(DialectName::postgresql).not_on;
  built_->elements.push_back(spec);
  return *this;
}

TableBuilder& TableBuilder::index(std::string_view name, const std::vector<IndexPart>& parts,
                                  const TableIndexOptions& options) {
  detail::Texts& texts = built_->texts;
  std::vector<detail::PartSpec> specs;
  for (const IndexPart& part : parts) {
    detail::PartSpec spec;
    if (part.is_expression) {
      spec.expression = texts.view(part.text).data();
    } else {
      spec.member.name = texts.view(part.text);
    }
    spec.operator_class = texts.keep(std::string_view(part.operator_class));
    spec.collation = texts.keep(std::string_view(part.collation));
    spec.descending = part.descending;
    spec.nulls_reversed = part.nulls_reversed;
    specs.push_back(spec);
  }
  ElementSpec spec;
  spec.kind = ElementSpec::Kind::index;
  spec.name = texts.keep(name);
  spec.parts = built_->parts.emplace_back(std::move(specs));
  spec.where = texts.keep(options.where);
  spec.unique = options.unique;
  spec.method = texts.keep(options.method);
  spec.include = keep(*built_, options.include);
  spec.nulls_not_distinct = options.nulls_not_distinct;
  spec.comment = texts.keep(options.comment);
  spec.renamed_from = texts.keep(options.renamed_from);
  built_->elements.push_back(spec);
  return *this;
}

}  // namespace retort
