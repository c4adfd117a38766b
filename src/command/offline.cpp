#include "command/offline.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "command/rehearsal.hpp"
#include "command/workspace.hpp"
#include "plan/stamped.hpp"

namespace retort::command {

namespace {

struct Range {
  std::optional<std::string> from;
  std::string to;
};

Range parse_range(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) return {std::nullopt, text};
  Range range{text.substr(0, colon), text.substr(colon + 1)};
  if (range.to.empty() || range.to.find(':') != std::string::npos)
    throw UsageError(fmt::format("\"{}\" is no range", text), std::nullopt, "with --sql: START:END, or END from base");
  return range;
}

/// What a database is taken to be at that nobody asks: one target, or several with commas. A replaced revision is
/// taken at its word: the version table names it, and the script writes its new name there.
Applied start_of(Workspace& workspace, const std::optional<std::string>& symbol) {
  Applied applied;
  if (!symbol || symbol->empty()) return applied;
  if (symbol->starts_with("current") || symbol->starts_with('+') || symbol->starts_with('-'))
    throw UsageError(fmt::format("\"{}\" counts from where a database is, and --sql asks none", *symbol), std::nullopt,
                     "name the revision that the script is to begin at");
  const RevisionGraph& files = workspace.files();
  Heads heads;
  std::map<RevisionId, RevisionId> old_names;
  for (std::size_t start = 0; start <= symbol->size();) {
    const std::size_t end = std::min(symbol->find(',', start), symbol->size());
    const std::string each(trim(symbol->substr(start, end - start)));
    if (files.name_of(each) != each) old_names.emplace(files.name_of(each), each);
    heads.merge(files.resolve(each, {}));
    start = end + 1;
  }
  for (const RevisionId& id : files.tips(heads)) {
    const auto old = old_names.find(id);
    applied.rows.insert(old == old_names.end() ? id : old->second);
  }
  carry_over(applied, files);
  return applied;
}

ScriptOptions script_options(Workspace& workspace, const std::string& what, const std::string& tag) {
  ScriptOptions options;
  options.run = workspace.run_options();
  options.connect = workspace.connect_options();
  options.what = what;
  options.tag = tag;
  return options;
}

OfflineScript migrate(Workspace& workspace, const Range& range, Direction direction, const OfflineOptions& offline) {
  const Applied applied = start_of(workspace, range.from);
  const Destination target = workspace.files().destination(range.to, applied.heads);
  ScriptOptions options = script_options(
      workspace, fmt::format("{} from {} to {}", to_string(direction), describe(applied.rows, {}), range.to),
      offline.tag);
  options.run.target = range.to;
  std::optional<Rehearsal> rehearsal;
  if (needs_rehearsal(make_plan(workspace.files(), applied, target, direction))) {
    rehearsal.emplace(workspace, applied.heads);
    options.run.rehearse = [&rehearsal](const PlannedStep& step) { return rehearsal->run(step); };
  }
  return run_script(workspace.files(), applied.rows, target, direction, workspace.driver(), options);
}

}  // namespace

OfflineScript upgrade_sql(const Context& context, const std::string& range, const OfflineOptions& options) {
  Workspace workspace(context, Access::offline);
  return migrate(workspace, parse_range(range), Direction::upgrade, options);
}

OfflineScript downgrade_sql(const Context& context, const std::string& range, const OfflineOptions& options) {
  const Range parsed = parse_range(range);
  if (!parsed.from || parsed.from->empty())
    throw UsageError("downgrade with --sql requires <fromrev>:<torev>", std::nullopt,
                     "for example: retort downgrade --sql head:-1");
  Workspace workspace(context, Access::offline);
  return migrate(workspace, parsed, Direction::downgrade, options);
}

OfflineScript stamp_sql(const Context& context, const std::vector<std::string>& targets, bool purge,
                        const OfflineOptions& offline) {
  Workspace workspace(context, Access::offline);
  std::optional<std::string> start;
  std::vector<std::string> ends;
  for (const std::string& target : targets) {
    const Range range = parse_range(target);
    ends.push_back(range.to);
    if (!range.from) continue;
    if (start && *start != *range.from)
      throw UsageError("Stamp operation with --sql only supports a single starting revision at a time");
    start = range.from;
  }
  const Applied applied = start_of(workspace, start);
  const Heads& from = applied.rows;
  std::vector<Destination> destinations;
  for (const std::string& end : ends) destinations.push_back(workspace.files().destination(end, applied.heads));
  const Heads heads = stamped(workspace.files(), purge ? Heads{} : from, destinations);
  return stamp_script(
      workspace.files(), from, heads, purge, workspace.driver(),
      script_options(workspace,
                     fmt::format("stamp {}{}", describe(heads, {}), purge ? "" : ", from " + describe(from, {})),
                     offline.tag));
}

OfflineScript ensure_version_sql(const Context& context) {
  Workspace workspace(context, Access::offline);
  return bookkeeping_script(workspace.driver(), script_options(workspace, "the version table and the journal", {}));
}

}  // namespace retort::command
