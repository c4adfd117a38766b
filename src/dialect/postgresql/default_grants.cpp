#include "dialect/postgresql/default_grants.hpp"

#include <map>
#include <string_view>

#include "dialect/postgresql/sql_text.hpp"

namespace retort::postgresql {
namespace {

/// As ALTER DEFAULT PRIVILEGES calls them; empty: it knows nothing of these.
std::string_view class_of(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::table:
    case ObjectKind::view:
    case ObjectKind::materialized_view:
    case ObjectKind::foreign_table:
      return "TABLES";
    case ObjectKind::sequence:
      return "SEQUENCES";
    case ObjectKind::function:
    case ObjectKind::procedure:
    case ObjectKind::aggregate:
      return "FUNCTIONS";
    case ObjectKind::enum_type:
    case ObjectKind::composite_type:
    case ObjectKind::domain:
    case ObjectKind::range_type:
      return "TYPES";
    case ObjectKind::schema:
      return "SCHEMAS";
    default:
      return {};
  }
}

class DefaultGrants {
 public:
  explicit DefaultGrants(const Schema& before) {
    for (const auto& [key, definition] : before.definitions) set(definition);
  }

  void follow(const Operation& operation) {
    if (const auto* create = std::get_if<CreateDefinition>(&operation)) set(create->definition);
    if (const auto* alter = std::get_if<AlterDefinition>(&operation)) set(alter->to);
    if (const auto* drop = std::get_if<DropDefinition>(&operation)) known_.erase(drop->definition.key);
  }

  /// `options` and what a new object that has these gets besides.
  Options with(ObjectKind kind, const Identifier& schema, const Options& options) const {
    Options all = options;
    const std::string_view objects = class_of(kind);
    if (objects.empty()) return all;
    const std::string here = " IN SCHEMA " + quoted(schema) + " ON " + std::string(objects);
    const std::string everywhere = " ON " + std::string(objects);
    for (const auto& [key, granted] : known_) {
      const std::string& part = key.part.text();
      const bool in_a_schema = part.find(" IN SCHEMA ") != std::string::npos;
      if (!part.ends_with(in_a_schema ? here : everywhere)) continue;
      for (const auto& [role, value] : options_of(granted, "privileges")) {
        if (value != "-" && role != option(options, "owner")) all.emplace(option_key("privileges", role), value);
      }
    }
    return all;
  }

 private:
  void set(const Definition& definition) {
    if (definition.key.kind == ObjectKind::default_privileges) known_[definition.key] = definition.options;
  }

  std::map<ObjectKey, Options> known_;
};

}  // namespace

OperationList without_default_grants(OperationList operations, const Schema& before) {
  DefaultGrants grants(before);
  OperationList result;
  for (Operation& operation : operations) {
    grants.follow(operation);
    result.push_back(std::move(operation));
    if (const auto* create = std::get_if<CreateDefinition>(&result.back())) {
      const Definition to = create->definition;
      Definition from = to;
      from.options = grants.with(to.key.kind, to.key.name.schema, to.options);
      if (from.options != to.options) result.emplace_back(AlterDefinition{std::move(from), to});
    } else if (const auto* table = std::get_if<CreateTable>(&result.back())) {
      const ObjectName name = table->table.name;
      const Options to = table->table.options;
      Options from = grants.with(ObjectKind::table, name.schema, to);
      if (from != to) result.emplace_back(AlterTableOptions{name, std::move(from), to});
    }
  }
  return result;
}

}  // namespace retort::postgresql
