#include "command/show.hpp"

#include <fmt/format.h>

#include "command/workspace.hpp"

namespace retort::command {

namespace {

Heads current_heads(Workspace& workspace) {
  const Heads& heads = workspace.applied().heads;
  if (heads.empty()) throw UsageError(fmt::format("{} is at base: no revision is current", workspace.address()));
  return heads;
}

/// A file as it is; a revision in C++ in words.
std::string text_of(const RevisionFile& file) {
  if (!file.source.text().empty()) return file.source.text();
  std::string text;
  for (const Direction direction : {Direction::upgrade, Direction::downgrade}) {
    for (const Step& step : file.steps(direction)) {
      text += fmt::format("-- {}{}{}\n", to_string(direction), step.mode == StepMode::transactional ? "" : " ",
                          to_string(step.mode));
      if (step.operations) {
        for (const std::string& words : step.operations->describe()) text += words + "\n";
      }
      for (const StepStatement& statement : step.statements) text += statement.text + ";\n";
      for (std::size_t i = 0; i < step.calls.size(); ++i) text += "a C++ function\n";
    }
  }
  return text;
}

}  // namespace

std::vector<ShowResult> show(const Context& context, const std::string& symbol) {
  const bool current = symbol == "current";
  Workspace workspace(context, current ? Access::reads : Access::offline);
  const RevisionGraph& graph = current ? workspace.graph() : workspace.files();
  const bool several = symbol == "heads" || symbol.ends_with("@heads");
  Heads wanted;
  if (current)
    wanted = current_heads(workspace);
  else if (several)
    wanted = graph.resolve(symbol, {});
  if (wanted.empty()) wanted = {graph.get(symbol).id};
  std::vector<ShowResult> result;
  for (const RevisionId& id : wanted) {
    const RevisionFile& file = *graph.find(id);
    result.push_back({revision_info(graph, file), text_of(file)});
  }
  return result;
}

}  // namespace retort::command
