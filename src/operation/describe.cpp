#include "operation/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "operation/object_text.hpp"
#include "operation/option_text.hpp"
#include "operation/text_change.hpp"

namespace retort {
namespace {

std::string column_path(const ObjectName& table, const Identifier& column) {
  return table.to_string() + "." + column.text();
}

std::string names(const std::vector<Identifier>& identifiers) {
  std::vector<std::string> texts;
  for (const Identifier& identifier : identifiers) texts.push_back(identifier.text());
  return join(texts, ", ");
}

std::string names(const std::vector<ObjectName>& objects) {
  std::vector<std::string> texts;
  for (const ObjectName& object : objects) texts.push_back(object.to_string());
  return join(texts, ", ");
}

std::string quoted_name(const std::optional<Identifier>& name) {
  return name ? fmt::format(" '{}'", name->text()) : "";
}

std::string or_none(const std::string& text) { return text.empty() ? "none" : text; }
std::string or_none(const std::optional<Expression>& expression) { return expression ? expression->text : "none"; }
std::string or_none(const std::optional<Identifier>& name) { return name ? name->text() : "none"; }

std::string generated_text(const std::optional<Generated>& generated) {
  if (!generated) return "none";
  return fmt::format("({}) {}", without_parentheses(generated->expression.text),
                     generated->stored ? "STORED" : "VIRTUAL");
}

/// An identity that goes takes its sequence along, and one that comes has one.
std::vector<std::string> column_option_changes(Options from, Options to) {
  const bool comes = from.count("identity") == 0;
  const bool goes = to.count("identity") == 0;
  if (comes) std::erase_if(to, [](const auto& option) { return option.first == "identity:sequence"; });
  if (goes) std::erase_if(from, [](const auto& option) { return option.first.starts_with("identity:"); });
  return option_changes(from, to);
}

std::string column_changes(const Column& from, const Column& to) {
  std::vector<std::string> changes;
  const auto arrow = [&](std::string_view what, std::string_view a, std::string_view b) {
    changes.push_back(fmt::format("{} {} -> {}", what, a, b));
  };
  if (from.type != to.type) arrow("type", or_none(from.type), or_none(to.type));
  if (from.not_null != to.not_null) changes.push_back(to.not_null ? "NOT NULL added" : "NOT NULL removed");
  if (from.not_null_on_conflict != to.not_null_on_conflict) {
    arrow("NOT NULL ON CONFLICT", to_string(from.not_null_on_conflict), to_string(to.not_null_on_conflict));
  }
  if (from.not_null_name != to.not_null_name)
    arrow("NOT NULL named", or_none(from.not_null_name), or_none(to.not_null_name));
  if (from.server_default != to.server_default)
    arrow("default", or_none(from.server_default), or_none(to.server_default));
  if (from.collation != to.collation) arrow("collation", or_none(from.collation), or_none(to.collation));
  if (from.generated != to.generated) arrow("generated", generated_text(from.generated), generated_text(to.generated));
  if (from.comment != to.comment) arrow("comment", one_line(or_none(from.comment)), one_line(or_none(to.comment)));
  if (from.inherited != to.inherited) changes.push_back(to.inherited ? "inherited" : "no longer inherited");
  for (std::string& change : column_option_changes(from.options, to.options)) changes.push_back(std::move(change));
  return join(changes, ", ");
}

/// Whether a list differs by no more than what the options say already: attributes that go, and ones that come last.
bool told_by_options(const Definition& from, const Definition& to) {
  const auto missing = [](const std::string& value, const Definition& in) {
    return in.options.count(option_key("attribute", value)) == 0;
  };
  std::vector<std::string> values = from.values;
  std::erase_if(values, [&](const std::string& value) { return missing(value, to); });
  std::copy_if(to.values.begin(), to.values.end(), std::back_inserter(values),
               [&](const std::string& value) { return missing(value, from); });
  return to.key.kind == ObjectKind::composite_type && values == to.values;
}

std::vector<std::string> definition_changes(const Definition& from, const Definition& to) {
  std::vector<std::string> changes = option_changes(from.options, to.options, to.columns);
  if (to.key.kind == ObjectKind::domain && from.sql != to.sql) {
    changes.insert(changes.begin(), fmt::format("type {} -> {}", from.sql.text, to.sql.text));
  } else if (from.sql.canonical != to.sql.canonical) {
    std::string change = text_change(from.sql.text, to.sql.text);
    if (!change.empty()) changes.insert(changes.begin(), std::move(change));
  }
  if (from.values != to.values && !told_by_options(from, to))
    changes.insert(changes.begin(), fmt::format("({}) -> ({})", join(from.values, ", "), join(to.values, ", ")));
  return changes;
}

/// "unique constraint 'uq_a' (a, b) on table 't'"
std::string text(const ObjectName& table, const Constraint& constraint) {
  return fmt::format("{}{} {} on table '{}'", kind_text(constraint), quoted_name(name_of(constraint)),
                     body_text(constraint), table.to_string());
}

std::string text(const Definition& definition) {
  return fmt::format("{} '{}'", to_string(definition.key.kind), definition.key.to_string());
}

struct Describe {
  std::string operator()(const CreateTable& o) const {
    return fmt::format("added table '{}'", o.table.name.to_string());
  }
  std::string operator()(const DropTable& o) const {
    return fmt::format("removed table '{}'", o.table.name.to_string());
  }
  std::string operator()(const RenameTable& o) const {
    return fmt::format("renamed table '{}' to '{}'", o.from.to_string(), o.to.to_string());
  }
  std::string operator()(const AlterTableOptions& o) const {
    return fmt::format("changed options of table '{}': {}", o.table.to_string(),
                       join(option_changes(o.from, o.to), ", "));
  }
  std::string operator()(const AlterInheritance& o) const {
    return fmt::format("changed inheritance of table '{}': ({}) -> ({})", o.table.to_string(), names(o.from),
                       names(o.to));
  }
  std::string operator()(const AttachPartition& o) const {
    return fmt::format("attached table '{}' to '{}': {}", o.table.to_string(), o.of.table.to_string(), o.of.bound);
  }
  std::string operator()(const DetachPartition& o) const {
    return fmt::format("detached table '{}' from '{}': {}", o.table.to_string(), o.of.table.to_string(), o.of.bound);
  }
  std::string operator()(const AddColumn& o) const {
    return fmt::format("added column '{}'", column_path(o.table, o.column.name));
  }
  std::string operator()(const DropColumn& o) const {
    return fmt::format("removed column '{}'", column_path(o.table, o.column.name));
  }
  std::string operator()(const RenameColumn& o) const {
    return fmt::format("renamed column '{}' to '{}'", column_path(o.table, o.from), column_path(o.table, o.to));
  }
  std::string operator()(const AlterColumn& o) const {
    return fmt::format("changed column '{}': {}", column_path(o.table, o.to.name), column_changes(o.from, o.to));
  }
  std::string operator()(const ReorderColumns& o) const {
    return fmt::format("changed column order of table '{}': ({}) -> ({})", o.table.to_string(), names(o.from),
                       names(o.to));
  }
  std::string operator()(const AddConstraint& o) const { return "added " + text(o.table, o.constraint); }
  std::string operator()(const DropConstraint& o) const { return "removed " + text(o.table, o.constraint); }
  std::string operator()(const AlterConstraint& o) const {
    return fmt::format("changed {}{} on table '{}'{}", kind_text(o.to), quoted_name(name_of(o.to)), o.table.to_string(),
                       told(body_changes(o.from, o.to)));
  }
  std::string operator()(const CreateIndex& o) const {
    const bool is_usual = o.index.method.empty() || o.index.method == "btree";
    return fmt::format("added {}index '{}' on '{} {}{}'{}", o.index.unique ? "unique " : "", o.index.name.text(),
                       o.table.to_string(), is_usual ? "" : o.index.method + " ", list_text(o.index.parts),
                       tail_text(o.index));
  }
  std::string operator()(const DropIndex& o) const {
    return fmt::format("removed index '{}' on '{}'", o.index.name.text(), o.table.to_string());
  }
  std::string operator()(const AlterIndex& o) const {
    return fmt::format("changed index '{}' on '{}'{}", o.to.name.text(), o.table.to_string(),
                       told(body_changes(o.from, o.to)));
  }
  std::string operator()(const CreateDefinition& o) const { return "added " + text(o.definition); }
  std::string operator()(const DropDefinition& o) const { return "removed " + text(o.definition); }
  std::string operator()(const AlterDefinition& o) const {
    return "changed " + text(o.to) + told(definition_changes(o.from, o.to));
  }
  std::string operator()(const RenameObject& o) const {
    return fmt::format("renamed {} '{}' to '{}'", to_string(o.from.kind), o.from.to_string(), o.to.to_string());
  }
  std::string operator()(const RebuildTable& o) const {
    return fmt::format("rebuilt table '{}'", o.from.name.to_string());
  }
  std::string operator()(const Execute& o) const { return o.data ? "data: " + o.sql : "SQL: " + o.sql; }
};

}  // namespace

std::string describe(const Operation& operation) { return std::visit(Describe{}, operation); }

}  // namespace retort
