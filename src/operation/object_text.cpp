#include "operation/object_text.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "operation/option_text.hpp"
#include "operation/text_change.hpp"

namespace retort {
namespace {

struct Kind {
  std::string_view operator()(const PrimaryKey&) const { return "primary key"; }
  std::string_view operator()(const Unique&) const { return "unique constraint"; }
  std::string_view operator()(const ForeignKey&) const { return "foreign key"; }
  std::string_view operator()(const Check&) const { return "check constraint"; }
  std::string_view operator()(const Exclusion&) const { return "exclusion constraint"; }
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

/// Those that have no value stand in the definition itself: NOT ENFORCED, WITHOUT OVERLAPS.
std::string flags(const Options& options) {
  std::string text;
  for (const auto& [key, value] : options) {
    if (value.empty()) text += " " + ascii_upper(key);
  }
  return text;
}

struct Body {
  std::string operator()(const PrimaryKey& c) const {
    return list_text(c.columns) + on_conflict(c.on_conflict) + (c.autoincrement ? " AUTOINCREMENT" : "") + tail(c);
  }
  std::string operator()(const Unique& c) const {
    return (c.nulls_not_distinct ? "NULLS NOT DISTINCT " : "") + list_text(c.columns) + on_conflict(c.on_conflict) +
           tail(c);
  }
  std::string operator()(const ForeignKey& c) const {
    std::string text = list_text(c.columns) + " to " + c.target.to_string();
    if (!c.target_columns.empty()) text += " " + list_text(c.target_columns);
    text += on_action("UPDATE", c.on_update) + on_action("DELETE", c.on_delete);
    if (!c.set_columns.empty()) text += " " + list_text(c.set_columns);
    if (c.match_full) text += " MATCH FULL";
    return text + deferral(c) + flags(c.options) + (c.not_valid ? " NOT VALID" : "");
  }
  std::string operator()(const Check& c) const {
    return fmt::format("({}){}{}{}", without_parentheses(c.expression.text), c.no_inherit ? " NO INHERIT" : "",
                       flags(c.options), c.not_valid ? " NOT VALID" : "");
  }
  std::string operator()(const Exclusion& c) const { return c.definition.text; }

 private:
  template <class T>
  static std::string deferral(const T& c) {
    return std::string(c.deferrable ? " DEFERRABLE" : "") + (c.initially_deferred ? " INITIALLY DEFERRED" : "");
  }
  template <class Key>
  static std::string tail(const Key& c) {
    return (c.include.empty() ? "" : " INCLUDE " + list_text(c.include)) + deferral(c) + flags(c.options);
  }
};

std::vector<std::string> changes(const std::string& old_body, const std::string& new_body, Options from, Options to) {
  const auto is_flag = [](const auto& option) { return option.second.empty(); };
  std::erase_if(from, is_flag);
  std::erase_if(to, is_flag);
  std::vector<std::string> result = option_changes(from, to);
  if (old_body != new_body) result.insert(result.begin(), fmt::format("{} -> {}", old_body, new_body));
  return result;
}

const Options& options_of(const Constraint& constraint) {
  return std::visit([](const auto& c) -> const Options& { return c.options; }, constraint);
}

}  // namespace

std::string_view kind_text(const Constraint& constraint) { return std::visit(Kind{}, constraint); }

std::optional<Identifier> name_of(const Constraint& constraint) {
  return std::visit([](const auto& c) { return c.name; }, constraint);
}

std::string body_text(const Constraint& constraint) { return std::visit(Body{}, constraint); }

std::string tail_text(const Index& index) {
  const std::string where = index.where ? fmt::format(" WHERE {}", without_parentheses(index.where->text)) : "";
  return (index.include.empty() ? "" : " INCLUDE " + list_text(index.include)) +
         (index.nulls_not_distinct ? " NULLS NOT DISTINCT" : "") + where + (index.invalid ? " INVALID" : "");
}

std::string body_text(const Index& index) {
  return (index.unique ? "UNIQUE " : "") + (index.method.empty() || index.method == "btree" ? "" : index.method + " ") +
         list_text(index.parts) + tail_text(index);
}

std::vector<std::string> body_changes(const Constraint& from, const Constraint& to) {
  return changes(body_text(from), body_text(to), options_of(from), options_of(to));
}
std::vector<std::string> body_changes(const Index& from, const Index& to) {
  return changes(body_text(from), body_text(to), from.options, to.options);
}

std::string told(const std::vector<std::string>& changes) { return changes.empty() ? "" : ": " + join(changes, ", "); }

std::string list_text(const std::vector<KeyPart>& key) {
  std::vector<std::string> texts;
  for (const KeyPart& part : key) {
    std::string text = part.column ? part.column->text() : part.expression ? part.expression->text : "";
    if (part.collation) text += " COLLATE " + part.collation->text();
    if (!part.operator_class.empty()) text += " " + part.operator_class;
    if (part.descending) text += " DESC";
    if (part.nulls_reversed) text += part.descending ? " NULLS LAST" : " NULLS FIRST";
    texts.push_back(std::move(text));
  }
  return "(" + join(texts, ", ") + ")";
}

}  // namespace retort
