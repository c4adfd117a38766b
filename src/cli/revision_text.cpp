#include "cli/revision_text.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"

namespace retort::cli {

namespace {

/// What Alembic does not know, comes last.
std::string own_marks(const Output& output, const command::RevisionInfo& info) {
  std::string result;
  if (info.from_journal) result += output.paint(Colour::red, " (no file)");
  if (info.is_pending && !info.progress) result += output.paint(Colour::yellow, " (pending)");
  if (info.progress) result += output.paint(Colour::red, fmt::format(" ({})", partly_applied(info)));
  return result;
}

std::string tree_marks(const command::RevisionInfo& info) {
  return std::string(info.is_branchpoint ? " (branchpoint)" : "") + (info.is_mergepoint ? " (mergepoint)" : "");
}

std::string current_mark(const Output& output, const command::RevisionInfo& info) {
  return info.is_current ? output.paint(Colour::cyan, " (current)") : "";
}

std::string marks(const Output& output, const command::RevisionInfo& info, Marks shown) {
  std::string result;
  if (shown.labels && !info.branch_labels.empty()) result += fmt::format(" ({})", join(info.branch_labels, ", "));
  if (info.is_head) result += output.paint(Colour::green, info.is_depended_on ? " (effective head)" : " (head)");
  result += current_mark(output, info);
  if (shown.tree) result += tree_marks(info);
  return result + own_marks(output, info);
}

std::string id_of(const Output& output, const std::string& id) { return output.paint(Colour::yellow, id); }

}  // namespace

std::string join_ids(const std::vector<RevisionId>& ids, std::string_view none) {
  return ids.empty() ? std::string(none) : join(ids, ", ");
}

std::string partly_applied(const command::RevisionInfo& info) {
  return fmt::format("{} {}", info.id, describe(*info.progress));
}

std::string short_line(const Output& output, const command::RevisionInfo& info, Marks shown) {
  return id_of(output, info.id) + marks(output, info, shown);
}

std::string history_line(const Output& output, const command::RevisionInfo& info) {
  const std::string depends = info.depends_on.empty() ? "" : fmt::format(" ({})", join(info.depends_on, ", "));
  return fmt::format("{}{} -> {}{}, {}", join_ids(info.revises, "<base>"), depends, id_of(output, info.id),
                     marks(output, info, {true, true}), info.message);
}

std::string long_entry(const Output& output, const command::RevisionInfo& info) {
  std::string text = fmt::format("Rev: {}{}{}{}{}\n", id_of(output, info.id),
                                 info.is_head ? output.paint(Colour::green, " (head)") : "", tree_marks(info),
                                 current_mark(output, info), own_marks(output, info));
  text += fmt::format("{}: {}\n", info.is_mergepoint ? "Merges" : "Parent", join_ids(info.revises, "<base>"));
  if (!info.depends_on.empty()) text += fmt::format("Also depends on: {}\n", join(info.depends_on, ", "));
  if (info.is_branchpoint) text += fmt::format("Branches into: {}\n", join(info.children, ", "));
  if (!info.branch_labels.empty()) text += fmt::format("Branch names: {}\n", join(info.branch_labels, ", "));
  text += fmt::format("Path: {}\n\n", info.from_journal ? "<the journal of the database>" : info.path);
  text += fmt::format("    {}\n", info.message);
  if (!info.notes.empty()) text += '\n';
  for (const std::string& note : info.notes) text += note.empty() ? "\n" : fmt::format("    {}\n", note);
  text += fmt::format("\n    Revision ID: {}\n    Revises: {}\n", info.id, join_ids(info.revises, ""));
  if (!info.create_date.empty()) text += fmt::format("    Create Date: {}\n", info.create_date);
  return text;
}

}  // namespace retort::cli
