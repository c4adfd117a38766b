#include "operation/object_text.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"

namespace retort {
namespace {

struct Kind {
  std::string_view operator()(const PrimaryKey&) const { return "primary key"; }
  std::string_view operator()(const Unique&) const { return "unique constraint"; }
  std::string_view operator()(const ForeignKey&) const { return "foreign key"; }
  std::string_view operator()(const Check&) const { return "check constraint"; }
};

std::string list_text(const std::vector<Identifier>& names) {
  std::vector<std::string> texts;
  for (const Identifier& name : names) texts.push_back(name.text());
  return "(" + join(texts, ", ") + ")";
}

std::string on_conflict(ConflictClause clause) {
  return clause == ConflictClause::abort ? "" : fmt::format(" ON CONFLICT {}", to_string(clause));
}

std::string on_action(std::string_view event, ReferentialAction action) {
  return action == ReferentialAction::no_action ? "" : fmt::format(" ON {} {}", event, to_string(action));
}

struct Body {
  std::string operator()(const PrimaryKey& c) const {
    return list_text(c.columns) + on_conflict(c.on_conflict) + (c.autoincrement ? " AUTOINCREMENT" : "");
  }
  std::string operator()(const Unique& c) const { return list_text(c.columns) + on_conflict(c.on_conflict); }
  std::string operator()(const ForeignKey& c) const {
    std::string text = list_text(c.columns) + " to " + c.target.to_string();
    if (!c.target_columns.empty()) text += " " + list_text(c.target_columns);
    text += on_action("UPDATE", c.on_update) + on_action("DELETE", c.on_delete);
    if (c.deferrable) text += " DEFERRABLE";
    if (c.initially_deferred) text += " INITIALLY DEFERRED";
    return text;
  }
  std::string operator()(const Check& c) const { return "(" + c.expression.text + ")"; }
};

}  // namespace

std::string_view kind_text(const Constraint& constraint) { return std::visit(Kind{}, constraint); }

std::optional<Identifier> name_of(const Constraint& constraint) {
  return std::visit([](const auto& c) { return c.name; }, constraint);
}

std::string body_text(const Constraint& constraint) { return std::visit(Body{}, constraint); }

std::string body_text(const Index& index) {
  const std::string where = index.where ? " WHERE " + index.where->text : "";
  return (index.unique ? "UNIQUE " : "") + list_text(index.parts) + where;
}

std::string list_text(const std::vector<KeyPart>& key) {
  std::vector<std::string> texts;
  for (const KeyPart& part : key) {
    std::string text = part.column ? part.column->text() : part.expression ? part.expression->text : "";
    if (part.collation) text += " COLLATE " + part.collation->text();
    if (part.descending) text += " DESC";
    texts.push_back(std::move(text));
  }
  return "(" + join(texts, ", ") + ")";
}

}  // namespace retort
