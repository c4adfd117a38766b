#include "operation/operation.hpp"

namespace retort {
namespace {

struct TableOf {
  std::optional<ObjectName> operator()(const CreateTable& o) const { return o.table.name; }
  std::optional<ObjectName> operator()(const DropTable& o) const { return o.table.name; }
  std::optional<ObjectName> operator()(const RenameTable& o) const { return o.from; }
  std::optional<ObjectName> operator()(const RebuildTable& o) const { return o.from.name; }
  std::optional<ObjectName> operator()(const CreateDefinition&) const { return std::nullopt; }
  std::optional<ObjectName> operator()(const DropDefinition&) const { return std::nullopt; }
  std::optional<ObjectName> operator()(const AlterDefinition&) const { return std::nullopt; }
  std::optional<ObjectName> operator()(const RenameObject&) const { return std::nullopt; }
  std::optional<ObjectName> operator()(const Execute&) const { return std::nullopt; }
  /// The others name their table.
  template <class Other>
  std::optional<ObjectName> operator()(const Other& o) const {
    return o.table;
  }
};

}  // namespace

std::optional<ObjectName> table_of(const Operation& operation) { return std::visit(TableOf{}, operation); }

}  // namespace retort
