// What the major versions have and lack: the one place that knows.
#pragma once

#include <string>
#include <string_view>

#include "operation/capabilities.hpp"

namespace retort::postgresql {

/// The oldest version that is looked after; nothing is said of what is in all of them.
inline constexpr int kOldestMajor = 13;

enum class Feature {
  column_compression,
  multirange_types,
  procedure_out_arguments,
  sql_standard_bodies,
  replace_trigger,
  alter_access_method,
  nulls_not_distinct,
  set_columns_of_foreign_key,
  security_invoker_views,
  publication_filters,
  publication_schemas,
  icu_database_locale,
  unlogged_sequences,
  guarded_public_schema,
  storage_default,
  identity_of_partitions,
  set_generated_expression,
  partition_access_method,
  virtual_generated_columns,
  not_null_constraints,
  not_enforced_constraints,
  temporal_keys,
};

/// True where this version has it.
bool has(const ServerVersion&, Feature);
/// Throws ProjectError where it has not: "table 'public.t': NULLS NOT DISTINCT needs PostgreSQL 15; the server is 14".
void require(const ServerVersion&, Feature, std::string_view object);

}  // namespace retort::postgresql
