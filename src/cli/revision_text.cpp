#include "cli/revision_text.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"

namespace retort::cli {

namespace {

std::string marks(const Output& output, const command::RevisionInfo& info) {
  std::string result;
  if (!info.branch_labels.empty()) result += fmt::format(" ({})", join(info.branch_labels, ", "));
  if (info.is_head) result += output.paint(Colour::green, " (head)");
  if (info.from_journal) result += output.paint(Colour::red, " (no file)");
  if (info.is_branchpoint) result += " (branchpoint)";
  if (info.is_mergepoint) result += " (mergepoint)";
  if (info.is_current) result += output.paint(Colour::cyan, " (current)");
  if (info.is_pending && !info.progress) result += output.paint(Colour::yellow, " (pending)");
  if (info.progress) result += output.paint(Colour::red, fmt::format(" ({})", partly_applied(info)));
  return result;
}

std::string id_of(const Output& output, const std::string& id) { return output.paint(Colour::yellow, id); }

}  // namespace

std::string join_ids(const std::vector<RevisionId>& ids, std::string_view none) {
  return ids.empty() ? std::string(none) : join(ids, ", ");
}

std::string partly_applied(const command::RevisionInfo& info) {
  return fmt::format("{} {}", info.id, describe(*info.progress));
}

std::string short_line(const Output& output, const command::RevisionInfo& info) {
  return id_of(output, info.id) + marks(output, info);
}

std::string history_line(const Output& output, const command::RevisionInfo& info) {
  return fmt::format("{} -> {}{}, {}", join_ids(info.revises, "<base>"), id_of(output, info.id), marks(output, info),
                     info.message);
}

std::string long_entry(const Output& output, const command::RevisionInfo& info) {
  std::string text = fmt::format("Rev: {}{}\n", id_of(output, info.id), marks(output, info));
  text += fmt::format("{}: {}\n", info.is_mergepoint ? "Merges" : "Parent", join_ids(info.revises, "<base>"));
  text += fmt::format("Path: {}\n\n", info.from_journal ? "<the journal of the database>" : info.path);
  text += fmt::format("    {}\n", info.message);
  if (!info.notes.empty()) text += '\n';
  for (const std::string& note : info.notes) text += note.empty() ? "\n" : fmt::format("    {}\n", note);
  text += fmt::format("\n    Revision ID: {}\n    Revises: {}\n", info.id, join_ids(info.revises, ""));
  if (!info.depends_on.empty()) text += fmt::format("    Depends On: {}\n", join_ids(info.depends_on, ""));
  if (!info.create_date.empty()) text += fmt::format("    Create Date: {}\n", info.create_date);
  return text;
}

}  // namespace retort::cli
