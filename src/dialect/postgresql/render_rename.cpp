#include "dialect/postgresql/render_rename.hpp"

#include <fmt/format.h>

#include "dialect/postgresql/object_words.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {
namespace {

/// Of a part: its owner has the new name already.
Statements rename_part(const std::string& owner, std::string_view words, const std::string& from,
                       const std::string& to) {
  if (from == to) return {};
  return {plain(fmt::format("ALTER {} RENAME {} {} TO {}", owner, words, from, to))};
}

Statements rename_object(std::string_view words, const ObjectKey& from, const ObjectName& to) {
  Statements statements;
  ObjectKey now = from;
  if (now.name.schema != to.schema) {
    statements.push_back(plain(fmt::format("ALTER {} {} SET SCHEMA {}", words, signature(now), quoted(to.schema))));
    now.name.schema = to.schema;
  }
  if (now.name.name != to.name)
    statements.push_back(plain(fmt::format("ALTER {} {} RENAME TO {}", words, signature(now), quoted(to.name))));
  return statements;
}

}  // namespace

Statements render_rename(const ObjectKey& from, const ObjectKey& to) {
  const std::string name = quoted(to.name);
  switch (from.kind) {
    case ObjectKind::constraint:
      return rename_part("TABLE " + name, "CONSTRAINT", quoted(from.part), quoted(to.part));
    case ObjectKind::column:
      return rename_part("TABLE " + name, "COLUMN", quoted(from.part), quoted(to.part));
    case ObjectKind::attribute:
      return rename_part("TYPE " + name, "ATTRIBUTE", quoted(from.part), quoted(to.part));
    case ObjectKind::enum_label:
      return rename_part("TYPE " + name, "VALUE", quote_literal(from.part.text()), quote_literal(to.part.text()));
    case ObjectKind::trigger:
    case ObjectKind::rule:
    case ObjectKind::policy:
      if (from.name.name == to.name.name) return {};
      return {plain(fmt::format("ALTER {} {} ON {} RENAME TO {}", words_of(from.kind).words, quoted(from.name.name),
                                quoted(owner_of(to)), quoted(to.name.name)))};
    case ObjectKind::index: {
      // It is where its table is.
      const ObjectName now{to.name.schema, from.name.name};
      return rename_object("INDEX", {ObjectKind::index, now}, to.name);
    }
    default:
      return rename_object(words_of(from.kind).words, from, to.name);
  }
}

Statements render_rename(const ObjectName& from, const ObjectName& to) {
  return rename_object("TABLE", {ObjectKind::table, from}, to);
}

}  // namespace retort::postgresql
