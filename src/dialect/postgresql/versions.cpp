#include "dialect/postgresql/versions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "retort/error.hpp"

namespace retort::postgresql {
namespace {

struct Row {
  Feature feature;
  int since;
  std::string_view words;
};

// clang-format off
constexpr std::array kFeatures = {
    Row{Feature::column_compression,         14, "COMPRESSION of a column"},
    Row{Feature::multirange_types,           14, "a multirange type"},
    Row{Feature::procedure_out_arguments,    14, "a procedure with OUT arguments"},
    Row{Feature::sql_standard_bodies,        14, "a function body of standard SQL (BEGIN ATOMIC, RETURN)"},
    Row{Feature::replace_trigger,            14, "CREATE OR REPLACE TRIGGER"},
    Row{Feature::alter_access_method,        15, "a change of the access method"},
    Row{Feature::nulls_not_distinct,         15, "NULLS NOT DISTINCT"},
    Row{Feature::set_columns_of_foreign_key, 15, "ON DELETE SET NULL with a list of columns"},
    Row{Feature::security_invoker_views,     15, "security_invoker of a view"},
    Row{Feature::publication_filters,        15, "a publication's row filter or column list"},
    Row{Feature::publication_schemas,        15, "a publication of all tables in a schema"},
    Row{Feature::icu_database_locale,        15, "a database with an ICU locale"},
    Row{Feature::unlogged_sequences,         15, "an unlogged sequence"},
    Row{Feature::guarded_public_schema,      15, "a schema public that not everybody may create in"},
    Row{Feature::storage_default,            16, "SET STORAGE DEFAULT"},
    Row{Feature::identity_of_partitions,     17, "an identity column of a partitioned table"},
    Row{Feature::set_generated_expression,   17, "SET EXPRESSION of a generated column"},
    Row{Feature::partition_access_method,    17, "the access method of a partitioned table"},
    Row{Feature::virtual_generated_columns,  18, "a virtual generated column"},
    Row{Feature::not_null_constraints,       18, "a NOT NULL with a name, NO INHERIT or NOT VALID"},
    Row{Feature::not_enforced_constraints,   18, "NOT ENFORCED"},
    Row{Feature::temporal_keys,              18, "WITHOUT OVERLAPS and PERIOD"},
};
// clang-format on

const Row& row_of(Feature feature) {
  return *std::find_if(kFeatures.begin(), kFeatures.end(), [&](const Row& row) { return row.feature == feature; });
}

}  // namespace

bool has(const ServerVersion& version, Feature feature) { return version.major >= row_of(feature).since; }

void require(const ServerVersion& version, Feature feature, std::string_view object) {
  if (has(version, feature)) return;
  const Row& row = row_of(feature);
  throw ProjectError(
      fmt::format("{}: {} needs PostgreSQL {}; the server is {}", object, row.words, row.since, version.major),
      std::nullopt, "take it out of the schema, or use a server of that version for scratch databases and migrations");
}

}  // namespace retort::postgresql
