// The server makes a partition's part
//
//   1. with the partitioned table's constraint, in each partition that there is;
//   2. with ATTACH PARTITION, whatever the table that is attached has already: what it had from another parent goes
//      before, or there would be two.
//
// It gives it the automatic name.
#include "dialect/postgresql/partition_exclusions.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "dialect/postgresql/automatic_name.hpp"
#include "dialect/postgresql/tables_now.hpp"

namespace retort::postgresql {
namespace {

bool is_part(const Exclusion& exclusion) { return exclusion.parent && exclusion.name; }

Identifier automatic(const ObjectName& table, const Exclusion& exclusion) {
  std::vector<std::string> columns;
  for (const Identifier& column : exclusion.columns) columns.push_back(column.text());
  return Identifier(automatic_name(table.name.text(), join(columns, "_"), "excl"));
}

class PartitionExclusions {
 public:
  explicit PartitionExclusions(const Schema& before) : tables_(before) {}

  OperationList run(const OperationList& operations) {
    for (const Operation& operation : operations) {
      if (const auto* create = std::get_if<CreateTable>(&operation); create != nullptr && create->table.partition_of) {
        create_partition(*create);
      } else if (const auto* add = std::get_if<AddConstraint>(&operation); add != nullptr && is_part_of_parent(*add)) {
        add_part(*add);
      } else if (const auto* attach = std::get_if<AttachPartition>(&operation)) {
        attach_partition(*attach);
      } else {
        result_.push_back(operation);
      }
      tables_.apply(operation);
    }
    return std::move(result_);
  }

 private:
  static bool is_part_of_parent(const AddConstraint& add) {
    const auto* exclusion = std::get_if<Exclusion>(&add.constraint);
    return exclusion != nullptr && is_part(*exclusion);
  }

  void create_partition(const CreateTable& create) {
    CreateTable without = create;
    std::erase_if(without.table.exclusions, is_part);
    result_.emplace_back(std::move(without));
    for (const Exclusion& exclusion : create.table.exclusions) {
      if (is_part(exclusion)) name_part(create.table.name, exclusion);
    }
  }

  void add_part(const AddConstraint& add) {
    const Table* table = tables_.find(add.table);
    if (table != nullptr && table->partition_of) name_part(add.table, std::get<Exclusion>(add.constraint));
  }

  void attach_partition(const AttachPartition& attach) {
    const Table* table = tables_.find(attach.table);
    std::vector<Exclusion> parts;
    if (table != nullptr)
      std::copy_if(table->exclusions.begin(), table->exclusions.end(), std::back_inserter(parts), is_part);
    for (const Exclusion& part : parts) result_.emplace_back(DropConstraint{attach.table, part});
    result_.emplace_back(attach);
    for (const Exclusion& part : parts) name_part(attach.table, part);
  }

  void name_part(const ObjectName& table, const Exclusion& part) {
    const Identifier made = automatic(table, part);
    if (made != *part.name)
      result_.emplace_back(
          RenameObject{{ObjectKind::constraint, table, made}, {ObjectKind::constraint, table, *part.name}});
    Exclusion bare = part;
    bare.options.erase("comment");
    if (bare.options != part.options) result_.emplace_back(AlterConstraint{table, std::move(bare), part});
  }

  TablesNow tables_;
  OperationList result_;
};

}  // namespace

OperationList with_exclusions_of_parents(const OperationList& operations, const Schema& before) {
  return PartitionExclusions(before).run(operations);
}

}  // namespace retort::postgresql
