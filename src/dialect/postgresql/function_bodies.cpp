#include "dialect/postgresql/function_bodies.hpp"

#include <set>
#include <string>

#include "dialect/postgresql/change_rules.hpp"
#include "dialect/postgresql/lexicon.hpp"
#include "dialect/postgresql/routine_head.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort::postgresql {
namespace {

/// The names that exist after the operation and not before it.
std::vector<std::string> made_by(const Operation& operation) {
  if (const auto* o = std::get_if<CreateTable>(&operation)) return {o->table.name.name.text()};
  if (const auto* o = std::get_if<RenameTable>(&operation)) return {o->to.name.text()};
  if (const auto* o = std::get_if<AddColumn>(&operation)) return {o->column.name.text()};
  if (const auto* o = std::get_if<RenameColumn>(&operation)) return {o->to.text()};
  if (const auto* o = std::get_if<RenameObject>(&operation)) return {o->to.name.name.text(), o->to.part.text()};
  if (const auto* o = std::get_if<CreateDefinition>(&operation)) return {o->definition.key.name.name.text()};
  if (const auto* o = std::get_if<AlterDefinition>(&operation)) {
    std::vector<std::string> names{o->to.key.name.name.text()};
    for (const Identifier& column : o->to.columns) names.push_back(column.text());
    return names;
  }
  return {};
}

/// The routine that the operation makes; null where it makes none, or one whose names the server knows.
const Definition* routine_of(const Operation& operation) {
  const Definition* made = nullptr;
  if (const auto* create = std::get_if<CreateDefinition>(&operation)) made = &create->definition;
  if (const auto* alter = std::get_if<AlterDefinition>(&operation)) made = &alter->to;
  if (made == nullptr || (made->key.kind != ObjectKind::function && made->key.kind != ObjectKind::procedure))
    return nullptr;
  return read_routine_head(made->sql.text).string_body ? made : nullptr;
}

/// Whether the body, a string in the text, has one of the names as a word.
bool speaks_of(const std::string& create, const std::set<std::string>& names) {
  for (const Token& outer : tokenize(create, lexicon())) {
    if (outer.kind != TokenKind::string) continue;
    std::string_view body = outer.text;
    const std::size_t tag_end = body.starts_with('$') ? body.find('$', 1) + 1 : 1;
    body = body.substr(tag_end, body.size() - 2 * std::min(tag_end, body.size() / 2));
    for (const Token& token : tokenize(body, lexicon())) {
      const bool is_name = token.kind == TokenKind::word || token.kind == TokenKind::quoted_identifier;
      if (is_name && names.contains(unquote(token.text))) return true;
    }
  }
  return false;
}

bool ends_step(const Operation& operation) {
  if (const auto* add = std::get_if<AddColumn>(&operation)) return add->existing || add->todo;
  if (const auto* alter = std::get_if<AlterColumn>(&operation)) return alter->existing.has_value();
  if (const auto* execute = std::get_if<Execute>(&operation)) return execute->data;
  const auto* alter = std::get_if<AlterDefinition>(&operation);
  return alter != nullptr && alter->to.key.kind == ObjectKind::enum_type && alter->from.values != alter->to.values;
}

/// By the operation's number: whether it makes a routine that speaks of what comes later, or may do so.
std::vector<bool> ahead_of_their_names(const OperationList& operations, bool from_nothing) {
  std::vector<bool> ahead(operations.size(), false);
  std::set<std::string> later;
  for (std::size_t i = operations.size(); i-- > 0;) {
    const Definition* routine = routine_of(operations[i]);
    if (routine != nullptr) ahead[i] = from_nothing || (!later.empty() && speaks_of(routine->sql.text, later));
    for (std::string& name : made_by(operations[i])) later.insert(std::move(name));
  }
  return ahead;
}

}  // namespace

OperationList without_body_checks(OperationList operations, bool from_nothing) {
  const std::vector<bool> ahead = ahead_of_their_names(operations, from_nothing);
  OperationList result;
  bool off = false;
  const auto set = [&](bool wanted) {
    if (off == wanted) return;
    result.push_back(Execute{wanted ? "SET check_function_bodies = off" : "RESET check_function_bodies", false, {}});
    off = wanted;
  };
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (ahead[i]) set(true);
    if (ends_step(operations[i])) set(false);
    result.push_back(std::move(operations[i]));
  }
  set(false);
  return result;
}

}  // namespace retort::postgresql
