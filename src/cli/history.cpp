#include "command/history.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/graph_drawing.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/revision_text.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

void print_list(const Output& output, const std::vector<command::RevisionInfo>& revisions) {
  for (const command::RevisionInfo& revision : revisions)
    output.line(output.verbosity > 0 ? long_entry(output, revision) : history_line(output, revision));
}

void print_graph(const Output& output, const std::vector<command::RevisionInfo>& revisions) {
  std::set<RevisionId> drawn;
  for (const command::RevisionInfo& revision : revisions) drawn.insert(revision.id);
  GraphDrawing drawing;
  for (const command::RevisionInfo& revision : revisions) {
    std::vector<RevisionId> parents;
    for (const RevisionId& id : revision.revises)
      if (drawn.contains(id)) parents.push_back(id);
    const GraphDrawing::Lines lines = drawing.draw(revision.id, parents);
    for (const std::string& line : lines.before) output.line(line);
    const std::string text = output.verbosity > 0 ? long_entry(output, revision) : history_line(output, revision);
    std::size_t start = 0;
    for (const std::string* margin = &lines.node; start <= text.size(); margin = &lines.beside) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      std::string line = *margin + text.substr(start, end - start);
      line.erase(line.find_last_not_of(' ') + 1);
      output.line(line);
      start = end + 1;
    }
    for (const std::string& line : lines.after) output.line(line);
  }
}

int run_history(Invocation& invocation, const Call& call) {
  const Output& output = invocation.output;
  const auto revisions =
      command::history(invocation.context(), {call.value("--rev-range"), call.flag("--indicate-current")});
  if (output.json) {
    print_json(output, {{"revisions", to_json(revisions)}});
    return 0;
  }
  if (call.flag("--graph"))
    print_graph(output, revisions);
  else
    print_list(output, revisions);
  return 0;
}

}  // namespace

Verb history_verb() {
  Verb verb;
  verb.name = "history";
  verb.summary = "List the revisions, newest first";
  verb.description =
      "A branch's revisions stand together. Connects to a database only for -i, and where the range names `current` or "
      "counts from it; \"+N\" behind the colon counts from the older end, and counting stops where the revisions do.";
  verb.options = {{"-r,--rev-range", "A:B", "what comes after A, up to B, both included; either may be left out"},
                  {"--graph", "", "draw branches and merges"},
                  {"-i,--indicate-current", "", "mark what the database is at, and what is pending"}};
  verb.examples = {{"retort history", "parent -> revision, message"},
                   {"retort history -i", "with (current) and (pending)"},
                   {"retort history -r current:head", "from what the database is at"},
                   {"retort history -r-3:current", "the last three, and what they revise"},
                   {"retort history -r shop@base:", "one branch"},
                   {"retort history --graph", "with branches and merges"}};
  verb.run = run_history;
  return verb;
}

}  // namespace retort::cli
