#include "dialect/postgresql/column_grants.hpp"

#include "dialect/postgresql/privileges.hpp"
#include "dialect/postgresql/tables_now.hpp"

namespace retort::postgresql {
namespace {

Column without_grants_of(Column column, const std::set<std::string>& roles) {
  for (const std::string& role : roles) column.options.erase(option_key("privileges", role));
  return column;
}

}  // namespace

OperationList with_column_grants(OperationList operations, const Schema& before) {
  TablesNow tables(before);
  OperationList result;
  for (Operation& operation : operations) {
    tables.apply(operation);
    result.push_back(std::move(operation));
    const auto* options = std::get_if<AlterTableOptions>(&result.back());
    const Table* table = options == nullptr ? nullptr : tables.find(options->table);
    if (table == nullptr) continue;
    Statements unused;
    const std::set<std::string> roles =
        render_privileges({"", option(options->to, "owner")}, options->from, options->to, unused);
    for (const Column& column : table->columns) {
      Column bare = without_grants_of(column, roles);
      if (bare != column) result.emplace_back(AlterColumn{table->name, std::move(bare), column, std::nullopt});
    }
  }
  return result;
}

}  // namespace retort::postgresql
