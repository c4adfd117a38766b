// A catalogue does not tell a rename from a drop and a creation. Renames of tables and columns are read off the
// revisions (squash_renames.cpp); of what else has something to lose (sequences, virtual tables) a drop beside a
// creation of the same kind may be one. Neither does a made-up row have every value of an enum, so that one which a
// renamed type no longer takes would be found by production first.
#include "command/squash_losses.hpp"

#include <set>

#include "operation/loss.hpp"

namespace retort::command {

namespace {

std::set<ObjectKind> kinds_created(const OperationList& operations) {
  std::set<ObjectKind> kinds;
  for (const Operation& operation : operations)
    if (const auto* created = std::get_if<CreateDefinition>(&operation)) kinds.insert(created->definition.key.kind);
  return kinds;
}

/// Types of the schema are spelled with it; those of the server are not.
bool is_own_type(const std::string& type) { return type.find('.') != std::string::npos; }

bool may_be_kept(const Operation& operation, const std::set<ObjectKind>& created) {
  if (const auto* dropped = std::get_if<DropDefinition>(&operation))
    return created.contains(dropped->definition.key.kind);
  const auto* altered = std::get_if<AlterColumn>(&operation);
  return altered != nullptr && is_own_type(altered->from.type) && is_own_type(altered->to.type);
}

}  // namespace

std::string unseen_loss(const OperationList& operations) {
  const std::set<ObjectKind> created = kinds_created(operations);
  for (const Operation& operation : operations) {
    if (!may_be_kept(operation, created)) continue;
    const std::vector<Loss> lost = losses(operation);
    if (!lost.empty()) return lost.front().what;
  }
  return {};
}

}  // namespace retort::command
