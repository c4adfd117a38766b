// What a list of operations comes to, for people who ask what is different and not what will run.
//
// What can't be altered is dropped and created: that is one difference. Which drop belongs to which create:
//
//   1. indexes and definitions of one name, the primary keys of one table, constraints of one name on one table;
//   2. of what is left, constraints of one kind on one table that are about the same: a foreign key from the same
//      columns, a unique constraint over the same, a check of the same expression (then only the name is new);
//   3. of what is left, the only two without names of one kind on one table.
//
// The line stands where the create stood. A definition that comes back as it was is no difference: it made way for what
// it stands on.
//
// A column or definition that is altered more than once (a default or a domain's checks make way for a while) is one
// difference, from the first to the last, and none where that is the same. What is altered and is new, or goes in the
// end, says so by that alone.
//
// A dropped table takes its triggers, rules and policies along: that is one difference.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "base/ascii.hpp"
#include "operation/describe.hpp"
#include "operation/object_text.hpp"

namespace retort {
namespace {

/// What a drop and a create of the same thing have in common; empty for other operations.
struct Identity {
  std::string operator()(const CreateIndex& o) const {
    return fmt::format("index {}.{}", o.table.schema.key(), o.index.name.key());
  }
  std::string operator()(const DropIndex& o) const {
    return fmt::format("index {}.{}", o.table.schema.key(), o.index.name.key());
  }
  std::string operator()(const CreateDefinition& o) const { return of(o.definition); }
  std::string operator()(const DropDefinition& o) const { return of(o.definition); }
  std::string operator()(const AddConstraint& o) const { return of(o.table, o.constraint); }
  std::string operator()(const DropConstraint& o) const { return of(o.table, o.constraint); }
  template <class Other>
  std::string operator()(const Other&) const {
    return "";
  }

 private:
  static std::string of(const Definition& d) {
    return fmt::format("{} {}.{}{}", to_string(d.key.kind), d.key.name.schema.key(), d.key.name.name.key(),
                       d.key.part.key());
  }
  static std::string of(const ObjectName& table, const Constraint& constraint) {
    const std::optional<Identifier> name = name_of(constraint);
    if (std::holds_alternative<PrimaryKey>(constraint)) return "primary key of " + table.to_string();
    return name ? fmt::format("{} {} of {}", kind_text(constraint), name->key(), table.to_string()) : "";
  }
};

/// What a constraint is about, so that two of one kind on one table may be told to be the same.
struct Subject {
  std::string operator()(const PrimaryKey&) const { return ""; }
  std::string operator()(const Unique& c) const {
    std::string keys;
    for (const KeyPart& part : c.columns) keys += (part.column ? part.column->key() : "") + ",";
    return keys;
  }
  std::string operator()(const ForeignKey& c) const {
    std::string keys;
    for (const Identifier& column : c.columns) keys += column.key() + ",";
    return keys;
  }
  std::string operator()(const Check& c) const { return c.expression.canonical; }
  std::string operator()(const Exclusion& c) const { return c.definition.canonical; }
};

std::string kind_and_table(const ObjectName& table, const Constraint& constraint) {
  return fmt::format("{} of {}", kind_text(constraint), table.to_string());
}

/// `what` gives what is said of a constraint and its table; nothing is said of other operations.
template <class What>
std::string of_constraint(const Operation& operation, What what) {
  if (const auto* add = std::get_if<AddConstraint>(&operation)) return what(add->table, add->constraint);
  if (const auto* drop = std::get_if<DropConstraint>(&operation)) return what(drop->table, drop->constraint);
  return "";
}

std::string identity(const Operation& operation) { return std::visit(Identity{}, operation); }

std::string subject(const Operation& operation) {
  return of_constraint(operation, [](const ObjectName& table, const Constraint& constraint) {
    return kind_and_table(table, constraint) + ": " + std::visit(Subject{}, constraint);
  });
}

std::string nameless(const Operation& operation) {
  return of_constraint(operation, [](const ObjectName& table, const Constraint& constraint) {
    return name_of(constraint) ? "" : kind_and_table(table, constraint);
  });
}

std::set<ObjectName> dropped_tables(const OperationList& operations) {
  std::set<ObjectName> tables;
  for (const Operation& operation : operations) {
    if (const auto* drop = std::get_if<DropTable>(&operation)) tables.insert(drop->table.name);
  }
  return tables;
}

bool is_drop(const Operation& operation) {
  return std::holds_alternative<DropIndex>(operation) || std::holds_alternative<DropDefinition>(operation) ||
         std::holds_alternative<DropConstraint>(operation);
}

class Pairs {
 public:
  explicit Pairs(const OperationList& operations) : operations_(operations), other_(operations.size(), kNone) {
    pair(identity);
    pair(subject);
    pair(nameless);
  }

  /// The drop that belongs to a create, or the other way round.
  const Operation* other(std::size_t i) const { return other_[i] == kNone ? nullptr : &operations_[other_[i]]; }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  /// Where exactly one drop and one create have the same key.
  void pair(const std::function<std::string(const Operation&)>& key_of) {
    struct Found {
      std::vector<std::size_t> drops, creates;
    };
    std::map<std::string, Found> found;
    for (std::size_t i = 0; i < operations_.size(); ++i) {
      const std::string key = other_[i] == kNone ? key_of(operations_[i]) : "";
      if (!key.empty()) (is_drop(operations_[i]) ? found[key].drops : found[key].creates).push_back(i);
    }
    for (const auto& [key, both] : found) {
      if (both.drops.size() != 1 || both.creates.size() != 1) continue;
      other_[both.drops[0]] = both.creates[0];
      other_[both.creates[0]] = both.drops[0];
    }
  }

  const OperationList& operations_;
  std::vector<std::size_t> other_;
};

/// What is altered, for those operations that may come several times; empty for others.
std::string altered(const Operation& operation) {
  const auto column = [](const ObjectName& table, const Identifier& name) {
    return fmt::format("{}\n{}\n{}", table.schema.key(), table.name.key(), name.key());
  };
  const auto name = [](const ObjectKey& key) { return fmt::format("{} {}", to_string(key.kind), key.to_string()); };
  if (const auto* alter = std::get_if<AlterColumn>(&operation)) return column(alter->table, alter->to.name);
  if (const auto* add = std::get_if<AddColumn>(&operation)) return column(add->table, add->column.name);
  if (const auto* alter = std::get_if<AlterDefinition>(&operation)) return name(alter->to.key);
  if (const auto* create = std::get_if<CreateDefinition>(&operation)) return name(create->definition.key);
  return "";
}

/// The alterations of one object, as one.
class Chains {
 public:
  explicit Chains(const OperationList& operations) : operations_(operations) {
    std::set<ObjectName> whole;
    std::map<std::string, std::size_t> last;
    for (std::size_t i = 0; i < operations.size(); ++i) {
      if (const auto* create = std::get_if<CreateTable>(&operations[i])) whole.insert(create->table.name);
      if (const auto* drop = std::get_if<DropTable>(&operations[i])) whole.insert(drop->table.name);
    }
    for (std::size_t i = 0; i < operations.size(); ++i) {
      const auto* column = std::get_if<AlterColumn>(&operations[i]);
      if (column != nullptr && whole.count(column->table) != 0) silent_.insert(i);
      const std::string key = altered(operations[i]);
      if (key.empty() || silent_.count(i) != 0) continue;
      const auto [found, is_first] = last.emplace(key, i);
      if (is_first) continue;
      const std::size_t before = found->second;
      if (is_addition(before)) {
        silent_.insert(i);
        continue;
      }
      silent_.insert(before);
      const auto first = firsts_.find(before);
      firsts_[i] = first == firsts_.end() ? before : first->second;
      found->second = i;
    }
  }

  /// Said by another operation.
  bool is_silent(std::size_t i) const { return silent_.count(i) != 0; }

  /// The whole change, where this is the last part of one; none where it comes to nothing.
  std::optional<std::string> line(std::size_t i) const {
    const auto first = firsts_.find(i);
    if (first == firsts_.end()) return std::nullopt;
    const Operation& before = operations_[first->second];
    if (const auto* to = std::get_if<AlterColumn>(&operations_[i])) {
      AlterColumn all = *to;
      all.from = std::get<AlterColumn>(before).from;
      return all.from == all.to ? "" : describe(Operation(std::move(all)));
    }
    AlterDefinition all = std::get<AlterDefinition>(operations_[i]);
    all.from = std::get<AlterDefinition>(before).from;
    return all.from == all.to ? "" : describe(Operation(std::move(all)));
  }

 private:
  bool is_addition(std::size_t i) const {
    return std::holds_alternative<AddColumn>(operations_[i]) ||
           std::holds_alternative<CreateDefinition>(operations_[i]);
  }

  const OperationList& operations_;
  std::set<std::size_t> silent_;
  std::map<std::size_t, std::size_t> firsts_;  // of the last one, the first
};

std::string or_none(const std::optional<Identifier>& name) { return name ? name->text() : "none"; }

std::string change(const DropConstraint& drop, const AddConstraint& add) {
  const std::optional<Identifier> from = name_of(drop.constraint);
  const std::optional<Identifier> to = name_of(add.constraint);
  const std::string kind(kind_text(add.constraint));
  std::vector<std::string> changes = body_changes(drop.constraint, add.constraint);
  if (drop.constraint == add.constraint) return "";
  const bool only_name = changes.empty() && from != to;
  if (from != to) changes.push_back(fmt::format("name {} -> {}", or_none(from), or_none(to)));
  const std::string name = only_name ? " " + body_text(add.constraint) : to ? fmt::format(" '{}'", to->text()) : "";
  return fmt::format("changed {}{} on table '{}'{}", kind, name, add.table.to_string(), told(changes));
}

std::string change(const DropIndex& drop, const CreateIndex& create) {
  const std::string name = create.index.name.text();
  if (drop.table == create.table) {
    return drop.index == create.index ? "" : describe(Operation(AlterIndex{create.table, drop.index, create.index}));
  }
  return fmt::format("changed index '{}': on '{}' {} -> on '{}' {}", name, drop.table.to_string(),
                     body_text(drop.index), create.table.to_string(), body_text(create.index));
}

/// The two as one change; empty where nothing but its surroundings changed.
std::string change(const Operation& drop, const Operation& create) {
  if (const auto* add = std::get_if<AddConstraint>(&create)) return change(std::get<DropConstraint>(drop), *add);
  if (const auto* index = std::get_if<CreateIndex>(&create)) return change(std::get<DropIndex>(drop), *index);
  const Definition& from = std::get<DropDefinition>(drop).definition;
  const Definition& to = std::get<CreateDefinition>(create).definition;
  return from == to ? "" : describe(Operation(AlterDefinition{from, to}));
}

}  // namespace

std::vector<std::string> describe(const OperationList& operations) {
  const Pairs pairs(operations);
  const Chains chains(operations);
  const std::set<ObjectName> tables = dropped_tables(operations);
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const Operation* other = pairs.other(i);
    if (chains.is_silent(i) || (other != nullptr && is_drop(operations[i]))) continue;
    const auto* drop = std::get_if<DropDefinition>(&operations[i]);
    if (drop != nullptr && tables.contains(drop->definition.on)) continue;
    const std::optional<std::string> chain = chains.line(i);
    const std::string line = chain              ? *chain
                             : other == nullptr ? describe(operations[i])
                                                : change(*other, operations[i]);
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

}  // namespace retort
