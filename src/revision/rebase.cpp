#include "revision/rebase.hpp"

#include <algorithm>

#include "base/ascii.hpp"

namespace retort {
namespace {

/// `head` and what comes before it by `Revises`, less what is settled.
std::set<RevisionId> own(const RevisionGraph& graph, const RevisionId& head, const std::set<RevisionId>& settled) {
  std::set<RevisionId> result;
  std::vector<RevisionId> open = {head};
  while (!open.empty()) {
    const RevisionId id = open.back();
    open.pop_back();
    if (settled.contains(id) || !result.insert(id).second) continue;
    for (const RevisionId& parent : graph.find(id)->revises) open.push_back(parent);
  }
  return result;
}

}  // namespace

Rebase rebase(const RevisionGraph& graph, const RevisionId& onto, const std::vector<RevisionId>& heads) {
  Rebase result;
  result.head = onto;
  std::set<RevisionId> settled = graph.ancestors({onto});
  std::vector<RevisionId> in_order;  // what one of them depends on comes first
  for (const auto& file : graph.order())
    if (std::find(heads.begin(), heads.end(), file->id) != heads.end()) in_order.push_back(file->id);
  for (const RevisionId& head : in_order) {
    const std::set<RevisionId> branch = own(graph, head, settled);
    for (const auto& file : graph.order()) {
      if (!branch.contains(file->id)) continue;
      std::vector<RevisionId> parents;
      std::copy_if(file->revises.begin(), file->revises.end(), std::back_inserter(parents),
                   [&](const RevisionId& parent) { return branch.contains(parent); });
      if (parents.empty()) parents.push_back(result.head);
      if (parents != file->revises) result.changes.push_back({file->id, std::move(parents)});
    }
    settled.insert(branch.begin(), branch.end());
    result.moved.insert(branch.begin(), branch.end());
    result.head = head;
  }
  return result;
}

std::string with_parents(std::string_view bytes, const RevisionFile& file, const std::vector<RevisionId>& revises) {
  std::size_t begin = 0;
  for (int line = 1; line < file.lines.revises; ++line) begin = bytes.find('\n', begin) + 1;
  std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
  if (end > begin && bytes[end - 1] == '\r') --end;
  std::string result(bytes.substr(0, bytes.find(':', begin) + 1));
  result += " " + join(revises, ", ");
  result += bytes.substr(end);
  return result;
}

}  // namespace retort
