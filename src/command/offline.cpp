#include "command/offline.hpp"

#include <fmt/format.h>

#include <algorithm>

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

/// What a database is taken to be at that nobody asks: one target, or several with commas.
Heads start_of(Workspace& workspace, const std::optional<std::string>& symbol) {
  if (!symbol || symbol->empty()) return {};
  if (symbol->starts_with("current") || symbol->starts_with('+') || symbol->starts_with('-'))
    throw UsageError(fmt::format("\"{}\" counts from where a database is, and --sql asks none", *symbol), std::nullopt,
                     "name the revision that the script is to begin at");
  Heads heads;
  for (std::size_t start = 0; start <= symbol->size();) {
    const std::size_t end = std::min(symbol->find(',', start), symbol->size());
    heads.merge(workspace.files().resolve(symbol->substr(start, end - start), {}));
    start = end + 1;
  }
  return workspace.files().tips(heads);
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
  const Heads from = start_of(workspace, range.from);
  const Destination target = workspace.files().destination(range.to, from);
  ScriptOptions options = script_options(
      workspace, fmt::format("{} from {} to {}", to_string(direction), describe(from, {}), range.to), offline.tag);
  options.run.target = range.to;
  Applied applied;
  applied.heads = from;
  std::optional<Rehearsal> rehearsal;
  if (needs_rehearsal(make_plan(workspace.files(), applied, target, direction))) {
    rehearsal.emplace(workspace, from);
    options.run.rehearse = [&rehearsal](const PlannedStep& step) { return rehearsal->run(step); };
  }
  return run_script(workspace.files(), from, target, direction, workspace.driver(), options);
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
  const Heads from = start_of(workspace, start);
  std::vector<Destination> destinations;
  for (const std::string& end : ends) destinations.push_back(workspace.files().destination(end, from));
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
