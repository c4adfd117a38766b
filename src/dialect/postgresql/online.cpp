#include "dialect/postgresql/online.hpp"

#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "dialect/postgresql/ddl.hpp"

namespace retort::postgresql {
namespace {

class Online {
 public:
  explicit Online(const Schema& before) : before_(before) {}

  OperationList run(OperationList lowered) {
    for (Operation& operation : lowered) std::visit([&](auto& o) { soften(o); }, operation);
    std::move(validations_.begin(), validations_.end(), std::back_inserter(lowered));
    return lowered;
  }

 private:
  void soften(CreateTable& o) { created_.insert(o.table.name); }
  void soften(CreateIndex& o) {
    if (has_rows(o.table) && !o.index.parent) o.index.options.emplace(kConcurrently, "");
  }
  void soften(DropIndex& o) {
    if (has_rows(o.table) && !o.index.parent) o.index.options.emplace(kConcurrently, "");
  }
  void soften(AddConstraint& o) {
    if (!has_rows(o.table)) return;
    if (auto* key = std::get_if<ForeignKey>(&o.constraint)) validate_later(o, key->not_valid, key->options);
    if (auto* check = std::get_if<Check>(&o.constraint)) validate_later(o, check->not_valid, check->options);
  }
  template <class Other>
  void soften(Other&) {}

  void validate_later(AddConstraint& add, bool& not_valid, const Options& options) {
    if (not_valid || options.contains("not enforced")) return;
    Constraint valid = add.constraint;
    std::visit([](auto& constraint) { constraint.options.emplace(kConcurrently, ""); }, valid);
    not_valid = true;
    validations_.push_back(AlterConstraint{add.table, add.constraint, std::move(valid)});
  }

  bool has_rows(const ObjectName& name) const {
    const Table* table = before_.find_table(name);
    return table != nullptr && !table->partition_by && !created_.contains(name);
  }

  const Schema& before_;
  std::set<ObjectName> created_;
  OperationList validations_;
};

}  // namespace

OperationList online(OperationList lowered, const Schema& before) { return Online(before).run(std::move(lowered)); }

}  // namespace retort::postgresql
