#include "schema/object_key.hpp"

namespace retort {

std::string_view to_string(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::schema:
      return "schema";
    case ObjectKind::language:
      return "language";
    case ObjectKind::extension:
      return "extension";
    case ObjectKind::foreign_data_wrapper:
      return "foreign data wrapper";
    case ObjectKind::foreign_server:
      return "foreign server";
    case ObjectKind::user_mapping:
      return "user mapping";
    case ObjectKind::collation:
      return "collation";
    case ObjectKind::conversion:
      return "conversion";
    case ObjectKind::enum_type:
      return "enum";
    case ObjectKind::enum_label:
      return "enum label";
    case ObjectKind::composite_type:
      return "composite type";
    case ObjectKind::attribute:
      return "attribute";
    case ObjectKind::domain:
      return "domain";
    case ObjectKind::range_type:
      return "range type";
    case ObjectKind::text_search_parser:
      return "text search parser";
    case ObjectKind::text_search_template:
      return "text search template";
    case ObjectKind::text_search_dictionary:
      return "text search dictionary";
    case ObjectKind::text_search_configuration:
      return "text search configuration";
    case ObjectKind::function:
      return "function";
    case ObjectKind::procedure:
      return "procedure";
    case ObjectKind::aggregate:
      return "aggregate";
    case ObjectKind::op:
      return "operator";
    case ObjectKind::operator_family:
      return "operator family";
    case ObjectKind::operator_class:
      return "operator class";
    case ObjectKind::cast:
      return "cast";
    case ObjectKind::transform:
      return "transform";
    case ObjectKind::access_method:
      return "access method";
    case ObjectKind::sequence:
      return "sequence";
    case ObjectKind::table:
      return "table";
    case ObjectKind::column:
      return "column";
    case ObjectKind::column_default:
      return "column default";
    case ObjectKind::constraint:
      return "constraint";
    case ObjectKind::foreign_table:
      return "foreign table";
    case ObjectKind::virtual_table:
      return "virtual table";
    case ObjectKind::index:
      return "index";
    case ObjectKind::statistics:
      return "statistics";
    case ObjectKind::view:
      return "view";
    case ObjectKind::materialized_view:
      return "materialized view";
    case ObjectKind::rule:
      return "rule";
    case ObjectKind::trigger:
      return "trigger";
    case ObjectKind::policy:
      return "policy";
    case ObjectKind::event_trigger:
      return "event trigger";
    case ObjectKind::publication:
      return "publication";
    case ObjectKind::subscription:
      return "subscription";
    case ObjectKind::default_privileges:
      return "default privileges";
  }
  return "";
}

std::string ObjectKey::to_string() const {
  if (part.empty()) return name.to_string();
  switch (kind) {
    case ObjectKind::trigger:
    case ObjectKind::rule:
    case ObjectKind::policy:
      return name.name.text() + " on " + ObjectName{name.schema, part}.to_string();
    case ObjectKind::enum_label:
    case ObjectKind::attribute:
    case ObjectKind::column:
    case ObjectKind::column_default:
    case ObjectKind::constraint:
      return name.to_string() + "." + part.text();
    default:
      return name.to_string() + part.text();
  }
}

}  // namespace retort
